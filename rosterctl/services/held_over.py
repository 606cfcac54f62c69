"""Files overtime for those who were held over at a hand-over until a late relief came (D5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rosterctl.domain.filed import Ask, instant, local_date
from rosterctl.domain.overtime_lists import NotApproved
from rosterctl.domain.requests import Part, Request
from rosterctl.domain.time import Span
from rosterctl.errors import Place, RefusedError, RosterctlError
from rosterctl.io.inputs.config import FILE as CONFIG
from rosterctl.messages import Lang, text
from rosterctl.services.attend import attend
from rosterctl.services.request_bulk import Line
from rosterctl.services.request_desk import Desk
from rosterctl.services.request_file import around_of, file_in
from rosterctl.services.rostered import Rostered
from rosterctl.services.unapproved import held_over

MINUTE = 60


def file_held_over(desk: Desk, month: str, lang: Lang) -> tuple[Line, ...]:
    """File a request for each who was held over in the month, as far as attendance has judged it; a result for each.

    The employer ordered it, so that no notice was possible, and the hours were worked whatever the caps say: they are
    decided as any other. Doing it again files nothing twice. ``lang`` is that of the reasons. Raises what attendance
    raises, and :class:`RefusedError` for somebody who is no clerk, or where requests do not come from the ledger.
    """
    if not desk.config.from_ledger:
        raise RefusedError("overtime.not-ledger", file=CONFIG)
    if "clerk" not in desk.acting.roles:
        raise RefusedError("overtime.no-role", login=desk.acting.login, roles=("clerk",))
    attended = attend(desk.root, month, desk.as_of)
    found = sorted((one for _, one in held_over(attended)), key=lambda one: (one.at or 0, one.employee))
    rostered = Rostered(desk.root, desk.config)
    return tuple(_file(desk, rostered, ask) for ask in asks(desk, found, lang))


def asks(desk: Desk, found: list[NotApproved], lang: Lang) -> Iterator[Ask]:
    """What is asked for each: the full minutes from the end of the shift until the relief came."""
    for one in found:
        assert one.at is not None, "who is held over is so from an instant on"
        assert one.seconds is not None, "until another"
        date = local_date(one.at, desk.config.zone)
        begin = _minutes(one.at, date, desk)
        values = {"reliefs": one.reliefs, "shift": one.shift, "date": one.date}
        request = Request(
            id="",
            kind="overtime",
            employee=one.employee,
            first=date,
            last=date,
            part=Part.HOURS,
            hours=Span(begin, begin + one.seconds // MINUTE),
            reason=text("overtime.held-over.reason", lang, values),
        )
        key = f"held-over:{one.employee}:{one.date.isoformat()}:{one.at}"
        yield Ask(
            request,
            emergency=True,
            over_cap=request.reason,
            evidence=text("overtime.held-over.evidence", lang, values),
            key=key,
        )


def _minutes(at: int, date: dt.date, desk: Desk) -> int:
    return (at - instant(date, 0, desk.config.zone)) // MINUTE


def _file(desk: Desk, rostered: Rostered, ask: Ask) -> Line:
    place = Place(ask.key or "")
    try:
        known = around_of(desk, ask, rostered)
        with desk.ledger() as ledger, ledger.write() as writer:
            filing = file_in(writer, desk, ask, known, ordered=True)
    except RosterctlError as error:
        return Line(place, ask.request.employee, refused=error)
    return Line(place, ask.request.employee, filing.filed, filing.fresh)
