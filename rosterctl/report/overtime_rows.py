"""A month's overtime as rows: its three lists, for people and for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from rosterctl.domain.overtime_lists import NotApproved, NotWorked, Paid
from rosterctl.report.clocks import clock, hours, iso

LISTS: Mapping[str, tuple[str, ...]] = {
    "worked": ("date", "employee", "name", "request", "what", "hours", "percent", "amount", "time_off", "expires"),
    "not_worked": ("date", "employee", "name", "request", "window", "missing", "why"),
    "not_approved": ("date", "employee", "name", "shift", "how", "from", "hours", "reliefs"),
}
"""The columns of each list."""

ALL = ("list", *dict.fromkeys(name for names in LISTS.values() for name in names))
"""The columns of the three in one table."""

Name = Callable[[str], str]


def worked(one: Paid, name: Name) -> dict[str, object]:
    """A row of what was approved and worked, for programs."""
    off = one.grant
    return {
        "date": one.date.isoformat(),
        "employee": one.employee,
        "name": name(one.employee),
        "request": one.request or None,
        "what": one.what,
        "seconds": one.seconds,
        "given": one.given,
        "percent": one.percent,
        "amount": None if one.amount is None else str(one.amount),
        "time_off_seconds": None if off is None else off.seconds,
        "expires": None if off is None or off.expires is None else off.expires.isoformat(),
    }


def not_worked(one: NotWorked, name: Name, zone: ZoneInfo) -> dict[str, object]:
    """A row of what was approved and not worked, for programs."""
    return {
        "date": one.date.isoformat(),
        "employee": one.employee,
        "name": name(one.employee),
        "request": one.request,
        "start": iso(one.window.start, zone),
        "end": iso(one.window.end, zone),
        "missing_seconds": one.missing,
        "why": one.why,
    }


def not_approved(one: NotApproved, name: Name, zone: ZoneInfo) -> dict[str, object]:
    """A row of what was worked and not approved, for programs."""
    return {
        "date": one.date.isoformat(),
        "employee": one.employee,
        "name": name(one.employee),
        "shift": one.shift or None,
        "how": one.how,
        "from": iso(one.at, zone),
        "seconds": one.seconds,
        "reliefs": list(one.reliefs),
    }


def shown(row: Mapping[str, object], zone: ZoneInfo, word: Callable[[str], str]) -> dict[str, object]:
    """A row for people: lengths and clocks as they are written, codes as words."""
    found = dict(row)
    on = date.fromisoformat(str(row["date"]))
    if "what" in row:
        found["hours"] = hours(_int(row["seconds"]))
        found["percent"] = "" if row["percent"] is None else f"{row['percent']} %"
        found["time_off"] = hours(_int(row["time_off_seconds"]))
        found["what"] = word(f"overtime.what.{row['what']}")
        if row["given"] == "period":
            found["percent"] = word("overtime.given.period")
    elif "why" in row:
        found["window"] = f"{_clock(row['start'], zone, on)}-{_clock(row['end'], zone, on)}"
        found["missing"] = hours(_int(row["missing_seconds"]))
        found["why"] = word(f"overtime.why.{row['why']}")
    else:
        found["hours"] = hours(_int(row["seconds"]))
        found["from"] = _clock(row["from"], zone, on)
        found["how"] = word(f"overtime.how.{row['how']}")
    return found


def total(rows: Iterable[Paid]) -> Decimal:
    """What the rows come to in yuan."""
    return sum((row.amount for row in rows if row.amount is not None), Decimal("0.00"))


def _int(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _clock(instant: object, zone: ZoneInfo, on: date) -> str:
    if instant is None:
        return ""
    return clock(int(datetime.fromisoformat(str(instant)).timestamp()), zone, on)
