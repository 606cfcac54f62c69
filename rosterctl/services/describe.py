"""The words of a finding, from its rule's page."""

from __future__ import annotations

from collections.abc import Mapping

from rosterctl.domain.case import Case
from rosterctl.domain.closing import BASE
from rosterctl.domain.findings import Finding
from rosterctl.domain.pay import PayLine
from rosterctl.io.pages.catalogue import rule_page
from rosterctl.io.pages.clauses import clauses
from rosterctl.io.pages.statutes import cite_law
from rosterctl.messages import Lang, fill, text


def describe(finding: Finding, lang: Lang) -> tuple[str, str]:
    """What is wrong and what would mend it, in that language."""
    words = rule_page("roster", finding.rule).front.finding[finding.code]
    return fill(words.of(lang), lang, finding.values), fill(words.mend(lang), lang, finding.values)


def describe_note(rule: str, code: str, values: Mapping[str, object], lang: Lang) -> tuple[str, str]:
    """What an attendance rule found and what to do about it, in that language."""
    words = rule_page("attendance", rule).front.finding[code]
    return fill(words.of(lang), lang, values), fill(words.mend(lang), lang, values)


def describe_line(line: PayLine, lang: Lang) -> str:
    """What a line of a pay slip is for, in that language."""
    values = dict(line.values)
    if "origin" in values:  # a retro line speaks of another rule's line
        values["rule"] = (
            text("pay.head.base", lang) if values["rule"] == BASE else rule_title(str(values["rule"]), lang, "pay")
        )
    return fill(rule_page("pay", line.rule).front.line[line.code].of(lang), lang, values)


def authority_of(kind: str, rule: str, stated: str | None) -> str:
    """What a rule rests on: the house clause of the policy, else the clauses and statutes that its page names."""
    if stated:
        return stated
    front = rule_page(kind, rule).front
    return "; ".join((*(clauses()[clause].cite for clause in front.authority), *map(cite_law, front.law)))


def rule_title(rule: str, lang: Lang, kind: str = "roster") -> str:
    """The rule's title."""
    return rule_page(kind, rule).front.title.of(lang)


def person(case: Case, employee: str) -> str:
    """``id name``, or the id alone when the name says the same."""
    number = case.person.get(employee)
    name = employee if number is None else case.employees[number].name
    return employee if name == employee else f"{employee} {name}"
