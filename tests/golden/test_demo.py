"""The demonstration: plans a month and settles it, in the language asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.run import run


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "issues", "lines", "net"),
    [("en", "To look at (", "Pay lines (", "gross pay"), ("zh", "需要看的事项（", "工资明细（", "应发合计")],
)
def test_the_month_is_planned_judged_and_priced(lang: str, issues: str, lines: str, net: str, tmp_path: Path) -> None:
    done = run(["demo", "shown", "--time-limit", "60"], tmp_path, lang)
    assert done.code == 0, done.err
    assert [done.out.count(text) for text in (issues, lines, net)] == [3, 2, 3]  # the whole month prints no slips
    assert "÷ 21.75 ÷ 8 × 2 × 300 % = 268.97" in done.out  # H01, 7800: two hours of overtime on 1 October
    # the whole month: closed, and the refused overtime of three and a half hours named with its limit
    assert {
        "en": "c12 closes 2026-10: 12 people, 39 pay lines; 3 requests that were refused stay unfiled",
        "zh": "c12 已封账 2026-10：12 人，39 条工资明细；认可 3 条被拒的申请不再提交",
    }[lang] in done.out
    assert done.out.count({"en": "3:30 (h:min) of overtime", "zh": "的加班将达 3:30"}[lang]) == 1
    for preset, file in (("hospital-desk", "clock/1_attlog.dat"), ("duty-24h", "clock/原始记录.xlsx")):
        root = tmp_path / "shown" / preset
        assert (root / file).is_file()
        assert (root / "out/attendance-2026-10.csv").is_file()
        assert list((root / "punches").glob("*.parquet"))
        assert (root / "rosters/2026-10/v1.json").is_file()
