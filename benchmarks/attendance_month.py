"""A month of shifts and punches as a workspace, drawn from a seed: for measuring attendance, never for judging it.

``python -m benchmarks.attendance_month ROOT PEOPLE csv|batches`` writes it, and prints what was drawn as JSON.

People have one of six ways of working in October 2026; how many have which makes a quarter of the units nights and a
tenth of them overlap others in their reaches. Punches: in and out, meals and coffee, some doubled, some forgotten.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.attendance_sides import MONTH, UNITS
from rosterctl.domain.punches import Batch, Counts
from rosterctl.domain.roster import Assignment, Break, Publication, Roster
from rosterctl.domain.roster_columns import RosterColumns
from rosterctl.domain.roster_text import roster_hash
from rosterctl.io.punches.read import SCHEMA, ordered, without_repeats
from rosterctl.io.punches.store import PunchStore, batch_name
from rosterctl.io.rosters.roster_body import body_hash, read_body
from rosterctl.io.rosters.roster_columns import CLOSING, OPENING, inner_of
from rosterctl.io.rosters.roster_json import roster_bytes

FIRST, DAYS = dt.date(2026, 10, 1), 31
AS_OF = "2026-11-10T09:00:00+08:00"
ZONE = 8 * 3600
MIDNIGHT = (FIRST - dt.date(1970, 1, 1)).days * 86400 - ZONE
"""UTC seconds of the first day's midnight in China."""

SHIFTS = {
    "D": ("白班", "09:00-18:00", "12:00-13:00"),
    "E": ("早班", "06:00-14:00", "10:00-12:30/30"),
    "L": ("晚班", "14:00-22:00", "17:00-19:30/30"),
    "K": ("晚班", "15:00-23:00", "17:00-19:30/30"),
    "N": ("夜班", "22:00-30:00", ""),
    "S": ("两头班", "09:00-12:00;14:00-18:00", ""),
    "T": ("三头班", "08:00-10:00;12:00-14:00;16:00-20:00", ""),
}
WORK = {
    "D": ((540, 1080),),
    "E": ((360, 840),),
    "L": ((840, 1320),),
    "K": ((900, 1380),),
    "N": ((1320, 1800),),
    "S": ((540, 720), (840, 1080)),
    "T": ((480, 600), (720, 840), (960, 1200)),
}
"""Segments in minutes of the roster date."""

WAYS = (
    # share of the people, cycle
    (0.424, "DDDDD.."),
    (0.170, "NNNNN.."),
    (0.260, "EELLNN.."),
    (0.080, "EEEELL.."),
    (0.029, "SSSSS.."),
    (0.033, "KEKE.KE"),
    (0.004, "TTTTT.."),
)
"""``KE``: seven hours between two shifts, so that their reaches overlap; ``S`` and ``T`` share one reach."""


@dataclass(frozen=True)
class Size:
    """How large a month is. ``pairs`` is how many pairs of punches between in and out a unit has on average."""

    people: int = 1000
    pairs: float = 1.95
    seed: int = 1


CROWDED = 1.38
"""The pairs of the large month: 45,700 people have 1.07 million units and 5.1 million punches."""


@dataclass(frozen=True)
class Drawn:
    """The month as columns: units with their segments, and punches (``who`` is the person's number)."""

    roster: RosterColumns
    unit_person: np.ndarray
    start: np.ndarray
    end: np.ndarray
    who: np.ndarray
    at: np.ndarray


def draw(size: Size) -> Drawn:
    """The month of a size; the same size is always the same month."""
    random = np.random.default_rng(size.seed)
    roster = _roster(size.people, random)
    codes = np.array(roster.shifts)[roster.shift]
    parts = [
        (np.flatnonzero(codes == code), start, end) for code, segments in WORK.items() for start, end in segments
    ]
    row = np.concatenate([rows for rows, _, _ in parts])
    begin = np.concatenate([np.full(len(rows), start) for rows, start, _ in parts])
    until = np.concatenate([np.full(len(rows), end) for rows, _, end in parts])
    order = np.lexsort((begin, row))
    row, begin, until = row[order], begin[order], until[order]
    midnight = MIDNIGHT + (roster.date[row] - FIRST.toordinal()) * 86400
    start, end = midnight + begin * 60, midnight + until * 60
    unit, at = _punches(start, end, size.pairs, random)
    return Drawn(roster, roster.employee[row], start, end, roster.employee[row][unit], at)


def _roster(people: int, random: np.random.Generator) -> RosterColumns:
    """Everybody's way of working, begun at some day of its cycle."""
    codes = tuple(sorted(SHIFTS))
    way = np.searchsorted(np.cumsum([share for share, _ in WAYS])[:-1], random.random(people), side="right")
    grid = np.full((people, DAYS), -1)
    phase = random.integers(0, 56, people)
    for number, (_, cycle) in enumerate(WAYS):
        mine = np.flatnonzero(way == number)
        numbers = np.array([codes.index(code) if code != "." else -1 for code in cycle])
        grid[mine] = numbers[(phase[mine, None] + np.arange(DAYS)) % len(cycle)]
    employee, day = np.nonzero(grid >= 0)
    shift = grid[employee, day]
    breaks, row_breaks = _breaks(np.array(codes)[shift], random)
    ids = tuple(f"E{number:06d}" for number in range(people))
    zero = np.zeros(len(employee), np.int64)
    return RosterColumns(ids, codes, ("客服台",), breaks, employee, FIRST.toordinal() + day, shift, zero, row_breaks)


def _breaks(codes: np.ndarray, random: np.random.Generator) -> tuple[tuple[tuple[Break, ...], ...], np.ndarray]:
    """The stated meal of each assignment: fixed at noon, or one of five starts in its window."""
    known: list[tuple[Break, ...]] = [(), (Break(720, 60),)]
    row = np.where(codes == "D", 1, 0)
    for code, first in (("E", 600), ("L", 1020), ("K", 1020)):
        mine = np.flatnonzero(codes == code)
        starts = [(Break(first + 30 * n, 30),) for n in range(5)]
        at = [known.index(one) if one in known else len(known) + i for i, one in enumerate(starts)]
        known += [one for one in starts if one not in known]
        row[mine] = np.array(at)[random.integers(0, 5, len(mine))]
    order = sorted(range(len(known)), key=known.__getitem__)
    place = np.argsort(order)
    return tuple(known[number] for number in order), place[row]


def _punches(start: np.ndarray, end: np.ndarray, pairs: float, random: np.random.Generator) -> tuple[np.ndarray, ...]:
    """Units and instants of all punches, in no order."""
    count = len(start)
    come = start + random.normal(-420, 360, count).astype(np.int64)
    go = end + random.exponential(500, count).astype(np.int64) - 30
    there = random.random(count) > 0.01
    units, instants = [], []

    def add(which: np.ndarray, at: np.ndarray) -> None:
        units.append(which)
        instants.append(at)

    for boundary in (come, go):
        kept = np.flatnonzero(there & (random.random(count) > 0.02))
        add(kept, boundary[kept])
    inside = end - start > 4 * 3600
    number = np.minimum(random.poisson(pairs * count / inside.sum(), count), 6) * (inside & there)
    which = np.repeat(np.arange(count), number)
    out = start[which] + 1800 + (random.random(len(which)) * (end - start - 5400)[which]).astype(np.int64)
    add(which, out)
    back = random.random(len(which)) > 0.01
    add(which[back], (out + random.integers(300, 2700, len(which)))[back])
    stray = np.flatnonzero(random.random(count) < 0.004)
    add(stray, start[stray] - random.integers(5 * 3600, 8 * 3600, len(stray)))
    unit, at = np.concatenate(units), np.concatenate(instants)
    again = np.flatnonzero(random.random(len(unit)) < 0.02)
    at = np.append(at, at[again] + np.where(random.random(len(again)) < 0.5, 0, random.integers(1, 50, len(again))))
    return np.append(unit, unit[again]), at


def write(root: Path, drawn: Drawn, *, batches: bool) -> Path:
    """The workspace in an empty folder; punches as batches ready in ``punches/``, else as ``punches.csv`` beside it.

    Returns the file or folder of the punches.
    """
    (root / "input").mkdir(parents=True)
    (root / "rosterctl.toml").write_text('zone = "Asia/Shanghai"\nposts = ["客服台"]\n', "utf-8")
    (root / "policy.toml").write_text('extends = "statutory-cn"\n', "utf-8")
    _write_inputs(root / "input", drawn.roster)
    folder = root / "rosters" / MONTH
    folder.mkdir(parents=True)
    (folder / "v1.json").write_bytes(published(drawn.roster))
    return _write_batches(root, drawn) if batches else _write_csv(root, drawn)


def _write_inputs(folder: Path, roster: RosterColumns) -> None:
    heads = "code,name,segments,meals\n"
    rows = "".join(f"{code},{name},{time},{meal}\n" for code, (name, time, meal) in SHIFTS.items())
    (folder / "shifts.csv").write_text(heads + rows, "utf-8")
    (folder / "demand.csv").write_text("day,from,to,min\nall,09:00,18:00,1\n", "utf-8")
    heads = "id,name,team,grade,rank,posts,employed_from,clock_ids,base_wage,valid_from\n"
    people = "".join(
        f"{who},员工{who[1:]},T{number // 40:04d},junior,agent,客服台,2024-01-01,{number + 1},5200,2026-01-01\n"
        for number, who in enumerate(roster.employees)
    )
    (folder / "staff.csv").write_text(heads + people, "utf-8")


def published(roster: RosterColumns) -> bytes:
    """The file of the published roster: as the product writes it, without a value for each assignment."""
    head = Roster(FIRST, FIRST + dt.timedelta(days=DAYS), ())
    tails = [_tail(breaks) for breaks in roster.breaks_known]
    days = [(FIRST + dt.timedelta(days=n)).isoformat() for n in range(DAYS)]
    texts = (
        ('  {"employee": "', roster.employees, roster.employee),
        ('", "date": "', days, roster.date - FIRST.toordinal()),
        ('", "shift": "', roster.shifts, roster.shift),
        ('", "post": "', roster.posts, roster.post),
        ("", tails, roster.breaks),
    )
    pieces = [pl.lit(pl.Series([before + text for text in table]).gather(rows)) for before, table, rows in texts]
    body = pl.select(pl.concat_str(pieces)).to_series().str.join(",\n").item().encode()
    read = read_body(body)
    assert read is not None
    inner = inner_of(read.rest)
    assert inner is not None
    digest = body_hash(read, head.first.isoformat(), head.end.isoformat(), inner)
    empty = roster_bytes(replace(head, publication=Publication(1, digest)))
    return empty.replace(b' "assignments": []\n}\n', OPENING + body + CLOSING)


def _tail(breaks: tuple[Break, ...]) -> str:
    """What follows the post in the line of an assignment with these breaks."""
    one = Roster(FIRST, FIRST + dt.timedelta(days=1), (Assignment("e", FIRST, "s", "p", breaks),))
    assert roster_hash(one)
    (line,) = (text for text in roster_bytes(one).decode().splitlines() if text.startswith("  {"))
    return line[line.index('"post": "p') + len('"post": "p') :]


def _frame(drawn: Drawn) -> pl.DataFrame:
    """The punches in the order of time, as one terminal's list."""
    order = np.argsort(drawn.at, kind="stable")
    ids = pl.Series(drawn.roster.employees)
    who = drawn.who[order]
    return pl.DataFrame({"employee": ids.gather(who), "at": drawn.at[order], "number": who + 1})


def _write_csv(root: Path, drawn: Drawn) -> Path:
    frame = _frame(drawn)
    wall = pl.from_epoch(pl.col("at") + ZONE).dt.strftime("%Y-%m-%d %H:%M:%S")
    path = root / "punches.csv"
    frame.select(pl.col("employee").alias("工号"), wall.alias("打卡时间"), pl.lit("1").alias("设备")).write_csv(path)
    return path


def _write_batches(root: Path, drawn: Drawn) -> Path:
    """Four batches, as four imports of a terminal's files would have left them: by employee, without repeats."""
    frame = _frame(drawn)
    store = PunchStore(root)
    store.path.mkdir()
    size = -(-frame.height // 4)
    for number in range(4):
        part = frame.slice(number * size, size)
        name = f"{number + 1}_attlog.dat"
        part = part.with_row_index("line", 1).select(
            "employee", "at", device=pl.lit("1"), direction=pl.lit(None), clock_id=pl.col("number").cast(pl.String),
            source=pl.lit(name), line=pl.col("line"), sheet=pl.lit(None), note=pl.lit(None), result=pl.lit(None),
        )  # fmt: skip
        part = without_repeats(ordered(part.cast(SCHEMA)))
        digest = hashlib.sha256(name.encode()).hexdigest()
        counts = Counts(rows=part.height, new=part.height)
        store.write(Batch(batch_name(part, digest, "Asia/Shanghai"), name, digest, "zk-attlog", AS_OF, counts), part)
    return store.path


def shape(drawn: Drawn) -> dict[str, float]:
    """What was drawn: units, punches, and the shares (of all units) of nights and of overlapping reaches."""
    hour = (drawn.start + ZONE) // 3600 % 24
    reach = 4 * 3600
    person, start, end = drawn.unit_person, drawn.start, drawn.end
    meets = (person[1:] == person[:-1]) & (start[1:] - reach <= end[:-1] + reach)
    overlap = np.append(meets, False) | np.append(False, meets)
    size = np.diff(np.concatenate([[0], np.flatnonzero(~meets) + 1, [len(person)]]))
    longer = int(size[size > 2].sum())
    return {
        "units": len(start),
        "punches": len(drawn.at),
        "nights": float((hour == 22).mean()),
        "overlapping": float(overlap.mean()),
        "in chains of three and more": longer / len(person),
    }


def floor_units(drawn: Drawn) -> pl.DataFrame:
    """The units as the floor reads them."""
    reach = 4 * 3600
    who = pl.Series("employee", drawn.roster.employees).gather(drawn.unit_person)
    columns = {"reach_start": pl.Series(drawn.start - reach), "reach_end": pl.Series(drawn.end + reach)}
    return pl.DataFrame([who]).with_columns(**columns).with_row_index("unit")


def main(words: list[str]) -> None:
    folder, people, how = words
    batches = how == "batches"
    drawn = draw(Size(int(people), CROWDED) if batches else Size(int(people)))
    write(Path(folder), drawn, batches=batches)
    if batches:
        floor_units(drawn).write_parquet(Path(folder) / UNITS)
    print(json.dumps(shape(drawn)))


if __name__ == "__main__":
    main(sys.argv[1:])
