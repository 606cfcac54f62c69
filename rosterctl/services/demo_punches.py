"""A month's punches for the demonstration: what a terminal would have recorded of a published roster.

Real exports are personal data, and the demonstration's roster is built on the spot: so its punches are made up, and
always the same for the same roster. People come two to twelve minutes early (before the time at which their shift
wants them there) and go within nine minutes; those who asked for a correction did not punch there; approved overtime
is worked. On top of that :data:`SLIPS` happen, to one person each. The file is laid out as ZKTeco's and DingTalk's
are, and goes through the real import.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from rosterctl.attendance.units import Roster, make_units
from rosterctl.domain.attendance import Side, Unit
from rosterctl.domain.people import Employee
from rosterctl.domain.requests import Request
from rosterctl.io.files import write_whole
from rosterctl.io.inputs.config import load_config
from rosterctl.io.inputs.settlement import load_settlement
from rosterctl.services.folders import roster_folder
from rosterctl.services.requests import for_settling

FOLDER = "clock"
"""Where the export is put down, beside ``input``."""


@dataclass(frozen=True)
class Slip:
    """Something that goes wrong for the ``person``-th employee with units, on their ``unit``-th (both from 0)."""

    person: int
    unit: int
    what: str
    seconds: int = 0


SLIPS = (
    Slip(0, 6, "twice", 7),
    Slip(1, 3, "late", 965),
    Slip(1, 8, "late", 181),
    Slip(1, 12, "late", 367),
    Slip(2, 5, "no-out"),
    Slip(3, 6, "no-in"),
    Slip(4, 7, "absent"),
    Slip(5, 9, "early", 2520),
    Slip(6, 4, "long", 4200),
    Slip(7, 10, "meal", 1920),
    Slip(8, 3, "day-off", 46980),
    Slip(9, 11, "late", 61),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One punch: of which unit's date, when, and on which side (``None``: neither)."""

    employee: str
    date: date
    instant: int
    side: Side | None = None


def write_punches(root: Path, month: str, kind: str) -> Path:
    """Make the punches of the month's published roster, and write them as ``zk-attlog`` or ``dingtalk-raw``."""
    config = load_config(root)
    settlement = load_settlement(root, config, month, for_settling(root, config, month))
    roster = roster_folder(root, month).read("latest")
    shifts = {shift.code: shift for shift in settlement.shifts}
    units = make_units(Roster(roster.assignments, shifts, config.zone, settlement.requests)).units
    punches = list(draw([unit for unit in units if unit.takes_punches], settlement.requests, config.zone))
    people = {employee.id: employee for employee in settlement.employees}
    zone = ZoneInfo(config.zone)
    if kind == "zk-attlog":
        path = root / FOLDER / "1_attlog.dat"
        write_whole(path, attlog(punches, people, zone))
    else:
        path = root / FOLDER / "原始记录.xlsx"
        write_whole(path, dingtalk(punches, people, zone, month))
    return path


def draw(units: Sequence[Unit], requests: Sequence[Request], zone: str) -> Iterator[Drawn]:
    """The punches of these units, by person and time."""
    forgotten = {(one.employee, one.first, one.side) for one in requests if one.kind == "correction"}
    mine: dict[str, list[Unit]] = {}
    for unit in units:
        mine.setdefault(unit.employee, []).append(unit)
    slips: dict[tuple[int, int], Slip] = {(slip.person, slip.unit): slip for slip in SLIPS}
    for person, employee in enumerate(sorted(mine)):
        for number, unit in enumerate(mine[employee]):
            slip = slips.get((person, number))
            if slip is not None and slip.what == "day-off":
                yield from _day_off(mine[employee], slip, zone)
            yield from (one for one in _punched(unit, slip) if (employee, one.date, one.side) not in forgotten)


def _punched(unit: Unit, slip: Slip | None) -> list[Drawn]:
    what, seconds = (slip.what, slip.seconds) if slip is not None else ("", 0)
    if what == "absent":
        return []
    works_from = min([unit.expected_start, *(window.start for window in unit.overtime)])
    works_until = max([unit.expected_end, *(window.end for window in unit.overtime)])
    arrival = works_from - unit.arrive_early - 120 - _chance(unit, "in", 600)
    departure = works_until + 20 + _chance(unit, "out", 520)
    arrival = unit.expected_start + seconds if what == "late" else arrival
    departure = {"early": unit.expected_end - seconds, "long": works_until + seconds}.get(what, departure)
    came = Drawn(unit.employee, unit.date, arrival, Side.START)
    went = Drawn(unit.employee, unit.date, departure, Side.END)
    more = {"twice": [arrival + seconds], "meal": _meal(unit, seconds)}.get(what, [])
    between = [Drawn(unit.employee, unit.date, instant) for instant in more]
    return [*([] if what == "no-in" else [came]), *between, *([] if what == "no-out" else [went])]


def _meal(unit: Unit, seconds: int) -> list[int]:
    """Out and back, about the middle of the unit."""
    begins = (unit.start + unit.end) // 2
    return [begins, begins + seconds]


def _day_off(units: Sequence[Unit], slip: Slip, zone: str) -> Iterator[Drawn]:
    """Somebody looks in on the first free date, so many seconds after midnight."""
    busy = {unit.date for unit in units}
    for n in range(31):
        on = units[0].date + timedelta(days=n)
        if on not in busy:
            midnight = datetime.combine(on, time(), ZoneInfo(zone))
            yield Drawn(units[0].employee, on, int(midnight.timestamp()) + slip.seconds)
            return


def _chance(unit: Unit, what: str, below: int) -> int:
    """A number in ``[0, below)`` that looks like chance, and is always the same for this unit."""
    digest = hashlib.sha256(f"{unit.employee} {unit.date} {unit.number} {what}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % below


def attlog(punches: Sequence[Drawn], people: Mapping[str, Employee], zone: ZoneInfo) -> str:
    """A ZKTeco terminal's ``1_attlog.dat``: PIN, time, device, status, verify, work code, in the order of time."""
    rows = sorted((one.instant, _clock_id(people[one.employee])) for one in punches)
    return "".join(
        f"{pin:>9}\t{datetime.fromtimestamp(at, zone):%Y-%m-%d %H:%M:%S}\t1\t0\t1\t0\n" for at, pin in rows
    )


RAW_HEADS = (
    "姓名", "考勤组", "部门", "工号", "职位", "UserId", "考勤日期", "考勤时间", "打卡时间", "打卡结果", "打卡地址",
    "打卡备注", "异常打卡原因", "打卡图片1", "打卡图片2", "打卡设备", "管理员修改备注",
)  # fmt: skip


def dingtalk(punches: Sequence[Drawn], people: Mapping[str, Employee], zone: ZoneInfo, month: str) -> bytes:
    """DingTalk's 原始记录 as a workbook; it knows minutes only. What DingTalk thinks of a punch is not used."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.combine(date.fromisoformat(f"{month}-01"), time())})
    sheet = book.add_worksheet("原始记录")
    sheet.write_row(0, 0, [f"原始记录 统计月份：{month}"])
    sheet.write_row(1, 0, RAW_HEADS)
    for number, one in enumerate(sorted(punches, key=lambda one: (one.instant, one.employee)), 2):
        who = people[one.employee]
        at = f"{datetime.fromtimestamp(one.instant, zone):%Y-%m-%d %H:%M}"
        day = f"{one.date:%y-%m-%d} 星期{'一二三四五六日'[one.date.weekday()]}"
        team = who.team or ""
        row = (
            who.name,
            team,
            "客服中心",
            who.id,
            "",
            _clock_id(who),
            day,
            at,
            at,
            "正常",
            "",
            "",
            "",
            "",
            "",
            "M2 考勤机",
        )
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def _clock_id(employee: Employee) -> str:
    return min(employee.clock_ids, default=employee.id)
