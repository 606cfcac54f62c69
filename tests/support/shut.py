"""A small office whose October 2026 can be closed: four people, of whom three may act; published and punched."""

from __future__ import annotations

from pathlib import Path

from rosterctl.ledger.closings import closings, lines_of
from rosterctl.ledger.store import FILE, open_ledger
from rosterctl.services.closing import Closed, close
from tests.support.clerk import AS_OF, PINS, publish, workspace

PEOPLE_TABLES = """
[people.pay]
employee = "A2"
roles = ["payroll"]
[people.keep]
employee = "A2"
roles = ["keeper"]
[people.clerk]
employee = "A3"
roles = ["clerk", "approver"]
[people.a1]
employee = "A1"
"""
STEPS = '[[rule]]\nuse = "approval"\nsteps = ["approver"]\n'
CELLS = "A1 08 D D\nA2 08 D D\nA3 12 D"
PUNCHES = """
A1 10-08 09:16 18:00
A1 10-09 08:55 18:00
A2 10-08 08:55 18:00
A2 10-09 08:55 18:00
A3 10-12 08:50 18:00
"""
NEXT = "A1 02 D\nA2 02 D"
NEXT_PUNCHES = """
A1 11-02 08:55 18:00
A2 11-02 08:55 18:00
"""
LATER = "2026-12-10T09:00:00+08:00"
NOTHING = "id,kind,employee,from,to,part,leave_kind,status,reason\n"


def office(root: Path, cells: str = CELLS, punches: str = PUNCHES, policy: str = "") -> Path:
    """The workspace; people are listed once everything is there, as in a house that begins with a ledger."""
    workspace(root, cells, punches, requests=NOTHING)
    config = root / "rosterctl.toml"
    config.write_text(config.read_text("utf-8") + PEOPLE_TABLES, "utf-8")
    file = root / "policy.toml"
    file.write_text(file.read_text("utf-8") + STEPS + policy, "utf-8")
    return root


def november(root: Path) -> Path:
    publish(root, "2026-11", NEXT)
    punch(root, NEXT_PUNCHES, "november.dat", LATER)
    return root


def punch(root: Path, punches: str, name: str, as_of: str = AS_OF) -> Path:
    """Import punches as somebody who may; see :func:`tests.support.clerk.punch` for their form."""
    from rosterctl.services.punches import import_punches

    rows = []
    for line in punches.strip().splitlines():
        who, day, *times = line.split()
        rows += [(f"2026-{day} {clock if clock.count(':') == 2 else f'{clock}:00'}", PINS[who]) for clock in times]
    path = root / name
    path.write_text("".join(f"{pin:>9}\t{at}\t1\t0\t1\t0\n" for at, pin in sorted(rows)), "utf-8")
    import_punches(root, [path], as_of, login="clerk")
    return path


def shut(root: Path, month: str = "2026-10", as_of: str = AS_OF, **more: object) -> Closed:
    return close(root, month, as_of, "pay", **more)  # type: ignore[arg-type]


def kept(root: Path, month: str = "2026-10") -> list[tuple[str, str | None, str, int]]:
    """The lines of the closing that holds: employee, date, rule, fen."""
    with open_ledger(root / FILE, create=False) as ledger, ledger.read() as reader:
        (closing,) = (one for one in closings(reader, month) if one.closed)
        return [
            (one.employee, None if one.date is None else one.date.isoformat(), one.rule, one.fen)
            for one in lines_of(reader, closing)
        ]
