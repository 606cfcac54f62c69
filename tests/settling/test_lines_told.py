"""Every line that an example makes can be told, in both languages, with the values that it carries."""

import string

import pytest

from rosterctl.domain.pay import PayLine
from rosterctl.io.pages.catalogue import Example, rule_page
from rosterctl.messages import LANGS, fill
from rosterctl.rules.pay import PAY_RULES
from tests.support.settling import settle

EXAMPLES = [
    pytest.param(rule.id, example, id=f"{rule.id}:{example.line}")
    for rule in PAY_RULES
    for example in rule_page("pay", rule.id).of("Fails")
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_line_can_be_told(rule: str, example: Example) -> None:
    lines = [line for one in settle(example.data, rule).priced for line in one.lines]
    assert lines
    for line in lines:
        for lang in LANGS:
            assert "{" not in _told(line, lang)


def _told(line: PayLine, lang: str) -> str:
    template = rule_page("pay", line.rule).front.line[line.code].of(lang)  # type: ignore[arg-type]
    asked = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    assert asked <= set(line.values), f"{line.rule} {line.code} lacks {asked - set(line.values)}"
    return fill(template, lang, line.values)  # type: ignore[arg-type]


def test_a_line_as_a_clerk_reads_it() -> None:
    found = settle(
        {
            "first": "2026-10-12",
            "roster": "A = D",
            "punches": "A 12 09:16:30 18:00",
            "rules": [{"use": "lateness-percent", "time": True}],
        }
    )
    assert [_told(line, "en") for line in found.priced[0].lines] == [
        "late: 0:16:30 (h:mm) not worked",
        "lateness no. 1 of the period (0:16:30 h:mm): 1 % of the base wage",
    ]
    assert [_told(line, "zh") for line in found.priced[0].lines] == [
        "迟到，缺工时 0:16:30",
        "本期第 1 次迟到（0:16:30），扣基本工资的 1 %",
    ]
