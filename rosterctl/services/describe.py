"""The words of a finding, from its rule's page."""

from __future__ import annotations

from rosterctl.domain.case import Case
from rosterctl.domain.findings import Finding
from rosterctl.io.pages.catalogue import rule_page
from rosterctl.messages import Lang, fill


def describe(finding: Finding, lang: Lang) -> tuple[str, str]:
    """What is wrong and what would mend it, in that language."""
    words = rule_page("roster", finding.rule).front.finding[finding.code]
    return fill(words.of(lang), lang, finding.values), fill(words.mend(lang), lang, finding.values)


def rule_title(rule: str, lang: Lang) -> str:
    """The rule's title."""
    return rule_page("roster", rule).front.title.of(lang)


def person(case: Case, employee: str) -> str:
    """``id name``, or the id alone when the name says the same."""
    number = case.person.get(employee)
    name = employee if number is None else case.employees[number].name
    return employee if name == employee else f"{employee} {name}"
