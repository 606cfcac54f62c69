"""What a leave costs the roster, told beside ``request check`` and ``request file``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rosterctl.cli.say import Say
from rosterctl.domain.filed import Ask
from rosterctl.domain.time import format_clock
from rosterctl.messages import Word

if TYPE_CHECKING:
    from rosterctl.services.request_desk import Desk
    from rosterctl.services.request_loss import Lost


def tell_loss(say: Say, desk: Desk, ask: Ask) -> dict[str, object]:
    """Tell it on stderr, and give it for JSON: ``loses``, ``covers`` and ``loss_known``. Nothing but for leave."""
    if ask.request.kind != "leave":
        return {}
    from rosterctl.services.request_loss import loss

    found = loss(desk, ask.request)
    for item in found.lost:
        code = "loss.short" if item.short else "loss.enough"
        clock = {"start": format_clock(item.start), "end": format_clock(item.end)}
        say(code, date=item.date, **clock, what=_what(item), have=item.have, need=item.need)
    for cover in found.covers:
        names = tuple(f"{who} {desk.staff[who].name}" if who in desk.staff else who for who in cover.people)
        where = {"date": cover.date, "shift": cover.shift, "post": cover.post}
        say("loss.cover" if names else "loss.nobody", **where, names=names)
    if found.unknown:
        say("loss.unknown", count=len(found.unknown))
        say.problems(() if say.quiet else found.unknown[:3])
    return {
        "loses": [
            {"date": item.date.isoformat(), "start": format_clock(item.start), "end": format_clock(item.end),
             "post": item.filter.post, "skill": item.filter.skill, "grade": item.filter.grade,
             "rank": item.filter.rank, "shift": item.filter.shift, "have": item.have, "need": item.need}
            for item in found.lost
        ],
        "covers": [
            {"date": cover.date.isoformat(), "shift": cover.shift, "post": cover.post, "people": list(cover.people)}
            for cover in found.covers
        ],
        "loss_known": not found.unknown,
    }  # fmt: skip


def _what(item: Lost) -> tuple[str, ...]:
    asked = item.filter
    given = (asked.shift, asked.post, asked.skill, asked.grade, asked.rank)
    return tuple(value for value in given if value is not None) or (Word("all-staff"),)
