"""Files that cannot be taken: the messages in both languages stand in ``refused/<case>.txt``.

To add one: write the case, run with ``UPDATE_EXPECTED=1``, read what it says.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from rosterctl.domain.people import Employee
from rosterctl.errors import InputError, UsageError
from rosterctl.io.punches.people import People
from rosterctl.io.punches.read import Settings, read_punches
from rosterctl.messages import LANGS, error_text, problem_line

HERE = Path(__file__).parent / "refused"
STAFF = (
    Employee("H01", "陈思远", clock_ids=frozenset({"101"})),
    Employee("H02", "李佳怡", clock_ids=frozenset({"102", "7"})),
    Employee("H03", "王梓涵", clock_ids=frozenset({"103", "07"})),
    Employee("H04", "李佳怡", clock_ids=frozenset({"104"})),
)
UNTIL = int(dt.datetime(2026, 11, 1, 9, 0, tzinfo=dt.UTC).timestamp())
LOG = "".join(f"{pin:>9}\t2026-10-09 0{pin - 95}:00:00\t1\t0\t1\t0\n" for pin in (101, 102, 103, 104))
HEAD = "工号,时间\n"
GOOD = "".join(f"H0{n},2026-10-0{n} 08:00:00\n" for n in (1, 2, 3))


def table(*times: str) -> str:
    return HEAD + "".join(f"H01,{time}\n" for time in times)


CASES: dict[str, str | bytes] = {
    "empty": b"",
    "blank": " \n\n , \n",
    "heads-only": HEAD,
    "other-heads": "甲,乙,丙\n1,2,3\n",
    "binary": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(32)),
    "utf16": (HEAD + GOOD).encode("utf-16"),
    "mixed-encodings": (HEAD + "陈思远,2026-10-01 08:00:00\n").encode() + "李佳怡,2026-10-01\n".encode("gb18030"),
    "web-page": "<html><body><table><tr><td>Person ID</td></tr></table></body></html>",
    "old-workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "damaged-workbook": b"PK\x03\x04 and nothing more",
    "bad-quotes": HEAD + 'H01,"2026-10-01 08:00:00\nH02,2026-10-01 08:00:00\n',
    "cut-in-a-log": LOG[:-12],
    "cut-in-a-time": HEAD + GOOD + "H01,2026-10-09 17:3",
    "cut-in-the-seconds": HEAD + GOOD + "H01,2026-10-09 17:30",
    "clocks": table(
        "2026-10-01 24:00", "2026-10-01 24:00:00", "2026-10-01 25:00", "2026-10-01 08:60", "2026-10-01 8:5"
    ),
    "days": table(
        "2026-02-29 08:00", "2026-11-31 08:00", "2026-13-01 08:00", "2026-10-00 08:00:00", "2026-1-32 8:00"
    ),
    "years": table("10/1/2026 8:59", "1/10/26 8:59", "26-10-01 08:59", "10-01 08:59", "08:59"),
    "words": table("soon", "2026-10-01", "99999", "2026-10-01 8am"),
    "missing": HEAD + "H01,\nH01,2026-10-01 08:00\n,2026-10-01 08:01\n",
    "future": table("2026-11-01 17:00:00", "2026-11-01 17:00:01", "2027-10-01 08:00:00"),
    "strangers": HEAD + GOOD + "X1,2026-10-01 08:00:00\nX1,2026-10-02 08:00:00\nX2,2026-10-01 08:00:00\n",
    "several-by-name": "姓名,时间\n李佳怡,2026-10-01 08:00\n李佳怡,2026-10-02 08:00\n陈思远,2026-10-01 08:00\n",
    "several-by-zeros": LOG + "      007\t2026-10-09 08:00:00\t1\t0\t1\t0\n",
    "all-at-once": HEAD + "H01,2026-10-01 25:00\nX9,soon\nH01,2027-01-01 08:00\nH02,2026-02-30 08:00\n",
    "a-hundred-and-more": table(*["soon"] * 130),
}


def told(path: Path, settings: Settings) -> str:
    with pytest.raises(InputError) as caught:
        read_punches(path, settings, "打卡.csv")
    return "".join(f"{problem_line(problem, lang)}\n" for lang in LANGS for problem in caught.value.problems)


def compare(case: str, found: str) -> None:
    expected = HERE / f"{case}.txt"
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


@pytest.mark.parametrize("case", CASES)
def test_refused(case: str, tmp_path: Path) -> None:
    content = CASES[case]
    path = tmp_path / "打卡.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    compare(case, told(path, Settings(People(STAFF), "Asia/Shanghai", UNTIL)))
    assert list(tmp_path.iterdir()) == [path]


def test_an_hour_that_the_clocks_skip(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(table("2026-03-29 01:59:59", "2026-03-29 02:30", "2026-03-29 03:00"), "utf-8")
    compare("skipped-hour", told(path, Settings(People(STAFF), "Europe/Berlin", UNTIL)))


def test_a_format_that_is_asked_for_and_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "a.dat"
    path.write_text(LOG, "utf-8")
    compare("other-format", told(path, Settings(People(STAFF), "Asia/Shanghai", UNTIL, format="hikvision")))
    with pytest.raises(UsageError) as caught:
        read_punches(path, Settings(People(STAFF), "Asia/Shanghai", UNTIL, format="zk"))
    for lang in LANGS:
        assert "zk-attlog" in error_text(caught.value, lang)


def test_every_case_is_expected() -> None:
    assert {path.stem for path in HERE.iterdir()} == {*CASES, "skipped-hour", "other-format"}


def test_the_share_of_strangers_is_a_limit(tmp_path: Path) -> None:
    """One of five is 20 %, which is not more than 20."""
    path = tmp_path / "a.csv"
    path.write_text(HEAD + GOOD + "H01,2026-10-05 08:00\nX1,2026-10-01 08:00:00\n", "utf-8")
    found = read_punches(path, Settings(People(STAFF), "Asia/Shanghai", UNTIL))
    assert found.counts.unknown == 1
    assert [problem.code for problem in found.warnings] == ["punch.stranger"]
    with pytest.raises(InputError) as caught:
        read_punches(path, Settings(People(STAFF), "Asia/Shanghai", UNTIL, share=19))
    assert {problem.code for problem in caught.value.problems} == {"punch.strangers", "punch.stranger"}


def test_a_line_without_an_end_is_no_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    for body in (HEAD + GOOD.rstrip(), LOG.rstrip()):
        path.write_text(body, "utf-8")
        assert read_punches(path, Settings(People(STAFF), "Asia/Shanghai", UNTIL)).counts.new in (3, 4)
