"""What the law says to a policy, as lines: the gravest first, each with its article and what would be lawful."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rosterctl.domain.law import LintFinding, Severity
from rosterctl.messages import Lang, text
from rosterctl.report.tables import RED, YELLOW, paint
from rosterctl.report.wrapping import wrap

_COLOUR = {Severity.CONTRARY: RED, Severity.CONTESTED: YELLOW, Severity.NOTE: None}


def lint_list(found: Iterable[LintFinding], lang: Lang, *, colour: bool = False, width: int | None = None) -> str:
    """A block for each finding; a sentence where there is none."""
    blocks = ["\n".join(_block(one, lang, colour, width)) for one in found]
    return "\n\n".join(blocks) if blocks else text("lint.none", lang)


def _block(one: LintFinding, lang: Lang, colour: bool, width: int | None) -> list[str]:
    grade = text(f"lint.{one.severity.value}", lang)
    shade = _COLOUR[one.severity] if colour else None
    shown = grade if shade is None else paint(grade, shade)
    head = [shown, one.provision, *(part for part in (one.key, one.authority) if part)]
    lines = ["  ".join(head) + ("" if one.place is None else f"  {one.place}")]
    lines += wrap(one.text.show(lang), width, first="  ", rest="  ")
    cited = text("lint.law", lang, {"law": one.law})
    lines += wrap(cited, width, first="  ", rest="    ")
    lawful = text("lint.lawful", lang, {"lawful": one.lawful})
    lines += wrap(lawful, width, first="  ", rest="    ")
    return [*lines, *([f"  {text('lint.local', lang)}"] if one.local else [])]


def lint_row(one: LintFinding, lang: Lang) -> dict[str, Any]:
    """A finding as plain data, in one language."""
    return {
        "severity": one.severity.value,
        "provision": one.provision,
        "code": one.code,
        "local": one.local,
        "key": one.key,
        "authority": one.authority,
        "employee": one.employee,
        "where": None if one.place is None else str(one.place),
        "law": list(one.law),
        "text": one.text.show(lang),
        "lawful": one.lawful.show(lang),
    }
