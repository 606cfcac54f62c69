"""Handing posts over: expected by the published roster, signed by both or refused, reviewed daily (D5, G4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from rosterctl.domain.filed import instant
from rosterctl.domain.handed import Due, HandedOver, expected, held_over
from rosterctl.domain.ledger import Act, seconds
from rosterctl.domain.people import RANKS
from rosterctl.domain.policy import Mode
from rosterctl.errors import RefusedError, UsageError
from rosterctl.io.policies.policy import house_policy
from rosterctl.ledger.handovers import handover_row, handovers
from rosterctl.ledger.store import Writer
from rosterctl.messages import Word
from rosterctl.rules.attendance import relief
from rosterctl.rules.request.entitled import may_record_for
from rosterctl.services.request_desk import Desk
from rosterctl.services.rostered import Rostered

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """A hand-over that the roster expects or the ledger holds. ``expected`` is false for one that a later version of
    the roster no longer has; ``held`` are the minutes that the outgoing person was held over, once known."""

    due: Due
    handed: HandedOver | None
    expected: bool = True
    held: int | None = None

    @property
    def signed(self) -> bool:
        """Whether both have signed."""
        return self.handed is not None and self.handed.state == "signed"


def list_handovers(desk: Desk, first: dt.date, last: dt.date, *, unsigned: bool = False) -> tuple[Line, ...]:
    """The hand-overs due on these dates; with ``unsigned`` those due by now that not both have signed."""
    rostered = Rostered(desk.root, desk.config)
    with desk.look() as reader:
        known = {item.due: item for item in handovers(reader, first, last)}
    due = [item for n in range((last - first).days + 1) for item in _expected(desk, rostered, first + n * DAY)]
    lines = [_line(desk, item, known.get(item), there=True) for item in due]
    lines += [_line(desk, item, handed, there=False) for item, handed in known.items() if item not in due]
    if unsigned:
        lines = [line for line in lines if not line.signed and _at(desk, line.due) <= desk.now]
    return tuple(sorted(lines, key=lambda line: line.due))


def _line(desk: Desk, due: Due, handed: HandedOver | None, *, there: bool) -> Line:
    return Line(due, handed, there, None if handed is None else held_over(handed, _at(desk, due)))


def _at(desk: Desk, due: Due) -> int:
    return instant(due.date, due.due, desk.config.zone)


def _expected(desk: Desk, rostered: Rostered, on: dt.date) -> tuple[Due, ...]:
    """Those that fall on a date: of shifts begun on it or on one of the two days before."""
    duties = [duty for n in (-2, -1, 0) for duty in rostered.duties(on + n * DAY) or ()]
    return tuple(due for due in expected(duties, _posts(desk)) if due.date == on)


def _posts(desk: Desk) -> frozenset[str] | None:
    """The posts that the policy's ``relief`` names as never empty; all of them where it names none."""
    uses = house_policy(desk.root, desk.config.law).uses
    named = [u.params.posts for u in uses if isinstance(u.params, relief.Params) and u.mode is not Mode.OFF]
    return frozenset(post for posts in named for post in posts) or None


@dataclass(frozen=True)
class Signature:
    """Who signs or refuses (``None``: whoever acts), at which hand-over: of this post, due on this date; the nearest
    one where they are not stated. ``at`` is the instant on the paper that a clerk records with ``evidence``."""

    employee: str | None = None
    post: str | None = None
    date: dt.date | None = None
    at: str | None = None
    evidence: str | None = None


def sign(desk: Desk, signature: Signature) -> HandedOver:
    """Sign for oneself, or record what was signed on paper. The same signature twice is kept once.

    Raises :class:`UsageError` where the roster expects no such hand-over, :class:`RefusedError` where this person may
    not sign.
    """
    who, at = _who(desk, signature)

    def signed(before: HandedOver) -> HandedOver:
        going = who == before.due.outgoing
        if (before.outgoing_at if going else before.incoming_at) is not None:
            return before
        after = replace(before, outgoing_at=at) if going else replace(before, incoming_at=at)
        after = replace(after, evidence=_papers(before.evidence, signature.evidence))
        both = after.outgoing_at is not None and after.incoming_at is not None
        return replace(after, state="signed" if both else before.state)

    return _change(desk, _find(desk, who, at, signature), "handover.signed", who, signed)


def refuse(desk: Desk, signature: Signature, reason: str, note: str | None = None) -> HandedOver:
    """Refuse to take a post over, for one of the reasons; raises as :func:`sign` does, and for anybody but the
    incoming person, or once they have signed."""
    who, at = _who(desk, signature)
    due = _find(desk, who, at, signature)
    if who != due.incoming:
        raise RefusedError("handover.not-incoming", who=who, post=due.post, incoming=due.incoming)

    def refused(before: HandedOver) -> HandedOver:
        if before.incoming_at is not None:
            raise RefusedError("handover.taken", who=who, post=due.post)
        papers = _papers(before.evidence, signature.evidence)
        return replace(before, state="refused", reason=reason, note=note, evidence=papers)

    return _change(desk, due, "handover.refused", who, refused)


def review(desk: Desk, on: dt.date) -> tuple[HandedOver, ...]:
    """Record that a manager, or the director, has reviewed the hand-overs of a date: all that were due by now, the
    unsigned ones too. A second review by the same side changes nothing.

    Raises :class:`RefusedError` for whoever is neither.
    """
    rank = desk.staff[desk.acting.employee].rank
    if rank not in RANKS or rank == "agent":
        raise RefusedError("handover.no-review", who=desk.acting.employee)
    who, at = desk.acting.employee, desk.as_of

    def reviewed(before: HandedOver) -> HandedOver:
        if rank == "director":
            return before if before.director_at else replace(before, director_at=at, director_by=who)
        return before if before.manager_at else replace(before, manager_at=at, manager_by=who)

    lines = [line for line in list_handovers(desk, on, on) if _at(desk, line.due) <= desk.now]
    return tuple(_change(desk, line.due, "handover.reviewed", desk.acting.employee, reviewed) for line in lines)


def _change(desk: Desk, due: Due, action: str, who: str, change: Callable[[HandedOver], HandedOver]) -> HandedOver:
    with desk.ledger() as ledger, ledger.write() as writer:
        known = _known(writer, due)
        before = known or HandedOver(f"H{writer.next_seq}", due)
        after = change(before)
        if after != known:
            act = Act(desk.as_of, desk.acting.login, action, f"handover:{after.id}", due.outgoing, who)
            writer.append(act, [handover_row(after, new=known is None)])
        return after


def _known(writer: Writer, due: Due) -> HandedOver | None:
    return next((item for item in handovers(writer, due.date, due.date) if item.due == due), None)


def _papers(before: str | None, more: str | None) -> str | None:
    return more if before is None else before if more is None else f"{before}; {more}"


def _who(desk: Desk, signature: Signature) -> tuple[str, str]:
    """Who signs, and when: now, or as the paper says that a clerk holds."""
    acting = desk.acting
    who = signature.employee or acting.employee
    if who not in desk.staff:
        raise UsageError("request.nobody", read=who)
    if not may_record_for(who, acting.employee, acting.roles):
        raise RefusedError("request.not-clerk", login=acting.login, employee=who)
    on_paper = who != acting.employee or signature.at is not None
    if on_paper and ("clerk" not in acting.roles or not signature.evidence):
        raise RefusedError("request.no-evidence", employee=who)
    if signature.at is not None and seconds(signature.at) > desk.now:
        raise RefusedError("request.filed-later", stated=signature.at, now=desk.as_of)
    return who, signature.at or desk.as_of


def _find(desk: Desk, who: str, at: str, signature: Signature) -> Due:
    """The hand-over that is meant: of this person, nearest to the instant of the signature."""
    rostered, now = Rostered(desk.root, desk.config), seconds(at)
    today = signature.date or dt.datetime.fromtimestamp(now, desk.zone).date()
    dates = (today,) if signature.date else (today - DAY, today, today + DAY)
    mine = [
        due
        for date in dates
        for due in _expected(desk, rostered, date)
        if who in (due.outgoing, due.incoming) and signature.post in (None, due.post)
    ]
    if not mine:
        raise UsageError("handover.none", who=who, date=today, post=signature.post or Word("any-post"))
    return min(mine, key=lambda due: abs(_at(desk, due) - now))
