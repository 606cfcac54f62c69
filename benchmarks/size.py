"""How planning and checking grow with the size of a call centre: see README.md."""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from tabulate import tabulate

from rosterctl.domain.calendar import Calendar
from rosterctl.domain.case import Case, make_case
from rosterctl.domain.demand import Demand, Filter
from rosterctl.domain.people import Employee
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.domain.requests import Wish
from rosterctl.domain.shifts import Meal, Shift
from rosterctl.domain.time import Span
from rosterctl.rules.roster import roster_rule
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge, penalty

FIRST, DAYS, QUARTER, DAY = date(2026, 10, 1), 31, 15, 1440
STARTS = (6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 21, 22)
"""Hours at which the twelve shifts begin; each is nine hours long with half an hour of meal inside."""

LOAD = 80
"""Per cent of a pattern's heads that are asked for in each quarter of an hour; meals take the rest and some more."""


def case_of(staff: int) -> Case:
    """A month: quarter-hour demand for all and for who also chats, meals that rotate, a wish a person and week."""
    people = tuple(
        Employee(f"A{n:04d}", f"A{n:04d}", skills=frozenset({"phone", "chat"} if n % 5 < 2 else {"phone"}))
        for n in range(staff)
    )
    return make_case(
        first=FIRST,
        end=FIRST + timedelta(DAYS),
        employees=people,
        shifts=tuple(_shift(number, hour) for number, hour in enumerate(STARTS)),
        calendar=Calendar(),
        demand=tuple(_demand(staff)),
        wishes=tuple(
            Wish(people[n].id, FIRST + timedelta((7 * week + 3 * n) % DAYS), on=False, weight=1 + n % 3)
            for n in range(staff)
            for week in range(4)
        ),
        uses=tuple(_uses()),
    )


def _shift(number: int, hour: int) -> Shift:
    begin = 60 * hour
    return Shift(
        f"S{number:02d}", f"{hour:02d}", (Span(begin, begin + 540),), (Meal(Span(begin + 180, begin + 330), 30),)
    )


def _demand(staff: int) -> Iterator[Demand]:
    """What a regular pattern (five days on, two off, a shift for the whole month) would staff, less a part."""
    for day in range(DAYS):
        phone, chat = [0] * (DAY // QUARTER), [0] * (DAY // QUARTER)
        for who in range(staff):
            for back in (0, 1):
                if (day - back + who) % 7 < 5 and day - back >= 0:
                    begin = 60 * STARTS[who % len(STARTS)] - DAY * back
                    for quarter in range(max(0, begin // QUARTER), min(DAY, begin + 540) // QUARTER):
                        phone[quarter] += 1
                        chat[quarter] += who % 5 < 2
        on = (FIRST + timedelta(day)).isoformat()
        for quarter in range(DAY // QUARTER):
            span = Span(QUARTER * quarter, QUARTER * (quarter + 1))
            for heads, skill in ((phone, "phone"), (chat, "chat")):
                if heads[quarter] * LOAD // 100:
                    yield Demand(on, span, Filter(skill=skill), min=heads[quarter] * LOAD // 100)


def _uses() -> Iterator[RuleUse]:
    for rule, mode, weight, params in (
        ("availability", Mode.HARD, 1, {}),
        ("coverage", Mode.HARD, 1, {"levels": ("min",)}),
        ("meal-rotation", Mode.SOFT, 1, {}),
        ("daily-rest", Mode.HARD, 1, {"hours": 11}),
        ("weekly-rest", Mode.HARD, 1, {"days": 1}),
        ("max-consecutive-days", Mode.HARD, 1, {"days": 6}),
        ("wishes", Mode.SOFT, 60, {}),
    ):
        yield RuleUse(rule, rule, roster_rule(rule).params(**params), mode, weight)


@dataclass(frozen=True)
class Sized:
    """Seconds for the model, the first roster and the end of the search; of one check; and the peak memory in MB."""

    staff: int
    status: str
    build: float
    first: float | None
    total: float
    objective: int | None
    bound: int | None
    check: float | None
    memory: int
    wrong: str = ""


def here(staff: int, seconds: float, workers: int) -> Sized:
    """Plan in this process, and have the checker look at the roster."""
    from rosterctl.solver.search import Options, search

    case = case_of(staff)
    found = search(case, Options(time_limit=seconds, workers=workers))
    check, wrong = None, ""
    if found.assignments is not None:
        began = time.monotonic()
        findings = judge(RosterIndex(case, found.assignments))
        check = time.monotonic() - began
        assert found.objective is not None
        hard = sum(finding.hard for finding in findings)
        wrong = f"{hard} hard findings" if hard else "penalty" if penalty(findings) > found.objective else ""
    return Sized(
        staff=staff,
        status=found.status,
        build=found.build_seconds,
        first=found.build_seconds + found.log[0].seconds if found.log else None,
        total=found.seconds,
        objective=found.objective,
        bound=found.bound,
        check=check,
        memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        wrong=wrong,
    )


def apart(staff: int, seconds: float, workers: int) -> Sized:
    """The same in a fresh process, whose memory is its own."""
    words = ["--one", "--staff", str(staff), "--time-limit", str(seconds), "--workers", str(workers)]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.size", *words], check=True, capture_output=True, text=True
    )
    return Sized(**json.loads(done.stdout))


def slope(points: Sequence[tuple[int, float]]) -> float:
    """The power with which the second grows with the first: least squares on logarithms."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / sum((x - mx) ** 2 for x in xs)


HEADERS = ("people", "status", "model", "first roster", "end", "penalty", "bound", "check", "memory MB")


def main(words: Sequence[str] | None = None) -> int:
    """Run, print, and return 1 when a roster is wrong (never because of a time)."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.size", description=__doc__)
    parser.add_argument("--staff", type=int, nargs="+", default=[30, 100, 300, 1000], help="how many people")
    parser.add_argument("--time-limit", type=float, default=60.0, help="seconds a search may take")
    parser.add_argument("--workers", type=int, default=2, help="CP-SAT workers")
    parser.add_argument("--one", action="store_true", help="run one size here and print JSON")
    chosen = parser.parse_args(words)
    if chosen.one:
        print(json.dumps(asdict(here(chosen.staff[0], chosen.time_limit, chosen.workers))))
        return 0
    runs = []
    for staff in chosen.staff:
        runs.append(apart(staff, chosen.time_limit, chosen.workers))
        print(f"  {runs[-1]}", file=sys.stderr)
    print(f"{datetime.now().astimezone():%Y-%m-%d %H:%M}, limit {chosen.time_limit:g} s, {chosen.workers} workers\n")
    print(tabulate([_row(run) for run in runs], HEADERS, "github", disable_numparse=True))
    for name in ("build", "first", "check"):
        points = [(run.staff, getattr(run, name)) for run in runs if getattr(run, name)]
        if len(points) > 1:
            print(f"\n{name}: power {slope(points):.2f} of the people")
    for run in runs:
        if run.wrong:
            print(f"WRONG: {run.staff}: {run.wrong}", file=sys.stderr)
    return 1 if any(run.wrong for run in runs) else 0


def _row(run: Sized) -> list[str]:
    def shown(value: float | None) -> str:
        return "–" if value is None else f"{value:.2f}"

    numbers = ["–" if value is None else str(value) for value in (run.objective, run.bound)]
    times = [shown(run.build), shown(run.first), shown(run.total)]
    return [str(run.staff), run.status, *times, *numbers, shown(run.check), str(run.memory)]


if __name__ == "__main__":
    sys.exit(main())
