"""Closed months held against today's facts: what a closing rests on, what it keeps, and what has changed since."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from rosterctl.domain.closing import BASE, ClosedLine, Difference, Held
from rosterctl.domain.filed import RequestQuery
from rosterctl.domain.pay import Part, PayLine
from rosterctl.io.files import sha256_of
from rosterctl.ledger.closings import closings, current, hash_of, lines_of, retro_about
from rosterctl.ledger.requests import listed
from rosterctl.ledger.store import FILE, Reader, open_ledger
from rosterctl.rules.pay.retro import ID as RETRO
from rosterctl.rules.pay.retro import Params, back
from rosterctl.services.attend import Attended, Loaded, following, judged, load_period, window
from rosterctl.services.attend_file import records_sha256
from rosterctl.services.folders import roster_folder
from rosterctl.services.month import previous
from rosterctl.services.pay import Priced, price

NEAR = dt.timedelta(days=62)
"""So far around a period requests count, as everywhere (1.5, 3.6)."""

Group = tuple[str, str, dt.date | None, str, str]
"""Employee, month, date, rule, key: what is compared."""


def inputs_of(loaded: Loaded, reader: Reader | None) -> Mapping[str, str]:
    """What a period rests on: name → SHA-256, of the bytes of files, and of what the ledger says of requests and of
    closings before it."""
    root, period = loaded.root, loaded.period
    found = dict(loaded.files)
    for path in _rosters(loaded):
        found[path.relative_to(root).as_posix()] = sha256_of(path)
    from rosterctl.io.punches.store import FOLDER, PunchStore

    for name in PunchStore(root).touching(*window(period)):
        found[f"{FOLDER}/{name}"] = sha256_of(root / FOLDER / name)
    if reader is None:
        return found
    near = listed(reader, RequestQuery(first=period.first - NEAR, last=period.end + NEAR))
    found["ledger/requests"] = hash_of([[repr(one.request), one.emergency] for one in near])
    for closing in closings(reader):
        if closing.closed and closing.month < loaded.month:
            found[f"ledger/closings/{closing.month}"] = closing.lines
    return found


def _rosters(loaded: Loaded) -> Iterator[Path]:
    folder = roster_folder(loaded.root, loaded.month)
    for version in sorted({loaded.version, loaded.planned_version or loaded.version}):
        yield folder.file(f"v{version}")
    for month in (previous(loaded.month), following(loaded.month)):
        beside = roster_folder(loaded.root, month)
        if beside.versions():
            yield beside.file("latest")


def closed_lines(people: Iterable[Priced]) -> Iterator[ClosedLine]:
    """Everybody's base wage and lines, as a closing keeps them."""
    for one in people:
        base = one.month.wage
        yield ClosedLine(one.month.employee.id, None, BASE, BASE, _fen(base.amount), f"{base.text} = {base.amount}")
        yield from map(_closed, one.lines)


def _closed(line: PayLine) -> ClosedLine:
    origin = str(line.values["origin"]) if line.part is Part.RETRO else None
    return ClosedLine(line.employee, line.date, line.rule, line.key, _fen(line.amount), line.arithmetic, origin)


def _fen(amount: Decimal) -> int:
    return int(amount.scaleb(2).to_integral_exact())


@contextmanager
def _ledger(root: Path) -> Iterator[Reader | None]:
    """The workspace's ledger for reading; ``None`` where there is none yet."""
    if not (root / FILE).exists():
        yield None
        return
    with open_ledger(root / FILE, create=False) as ledger, ledger.read() as reader:
        yield reader


def retro_of(attended: Attended) -> tuple[Difference, ...]:
    """What later facts make of closed periods before this one, as far as the rule ``retro`` looks back.

    A period whose inputs are what they were when it was closed, with nothing accepted as open and nothing added
    since, is not settled again.
    Raises :class:`rosterctl.errors.InputError` where a closed period can no longer be read.
    """
    loaded = attended.loaded
    params = [use.params for use in loaded.period.uses if use.rule == RETRO]
    months = max((one.months for one in params if isinstance(one, Params)), default=0)
    found: list[Difference] = []
    with _ledger(loaded.root) as reader:
        for count in range(months, 0, -1):
            month = back(loaded.month, count)
            closing = None if reader is None else current(reader, month)
            if reader is None or closing is None:
                continue
            again = load_period(loaded.root, month, loaded.as_of)
            settled = retro_about(reader, month, loaded.month)
            if closing.accepted or settled or inputs_of(again, reader) != closing.inputs:
                compared = _differences(month, lines_of(reader, closing), settled, price(judged(again).judged))
                known = again.period.person  # whoever is no longer in the staff file at all is nobody's debtor
                found += (one for one in compared if one.employee in known)
    return tuple(found)


def held(attended: Attended, people: Iterable[Priced]) -> Held | None:
    """A month that is closed held against what was computed for it just now; ``None``: it is not closed."""
    with _ledger(attended.loaded.root) as reader:
        closing = None if reader is None else current(reader, attended.loaded.month)
        if reader is None or closing is None:
            return None
        kept = lines_of(reader, closing)
        inputs = inputs_of(attended.loaded, reader)
    return Held(
        closing,
        records_sha256(attended) == closing.records,
        tuple(_compared(_grouped(closing.month, kept), _grouped(closing.month, closed_lines(people)))),
        tuple(sorted(name for name in {*inputs, *closing.inputs} if inputs.get(name) != closing.inputs.get(name))),
    )


def _differences(
    month: str, kept: Iterable[ClosedLine], settled: Iterable[ClosedLine], people: Iterable[Priced]
) -> Iterator[Difference]:
    """What a closed period's own lines are now, against what they were with what was added since; its own retro lines
    are about earlier periods, which are compared themselves."""
    before = _grouped(month, (line for line in kept if line.origin is None))
    for line in settled:
        about = _about(line)
        before[about] = before.get(about, 0) + line.fen
    yield from _compared(before, _grouped(month, closed_lines(people)))


def _about(line: ClosedLine) -> Group:
    assert line.origin is not None, "only retro lines are about another period"
    month, on, rule, key = line.origin.split(" ", 3)
    return line.employee, month, None if on == "-" else dt.date.fromisoformat(on), rule, key


def _grouped(month: str, lines: Iterable[ClosedLine]) -> dict[Group, int]:
    found: dict[Group, int] = defaultdict(int)
    for line in lines:
        found[_about(line) if line.origin else (line.employee, month, line.date, line.rule, line.key)] += line.fen
    return found


def _compared(before: Mapping[Group, int], now: Mapping[Group, int]) -> Iterator[Difference]:
    for group in dict.fromkeys((*before, *now)):
        if before.get(group, 0) != now.get(group, 0):
            yield Difference(*group, before=before.get(group, 0), now=now.get(group, 0))
