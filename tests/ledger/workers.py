"""Processes that file and decide on one ledger, for the tests about doing it all at once."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rosterctl.domain.requests import Status
from rosterctl.errors import RefusedError
from rosterctl.services.decide import Decision, decide
from rosterctl.services.request_desk import Desk
from rosterctl.services.request_file import file
from tests.support.office import desk
from tests.support.requests import ask

PEOPLE = 40
MONTH_HOURS = 24
DAY_HOURS = 3
CONFIG = "".join(f'[people.p{n}]\nemployee = "P{n}"\n[people.m{n}]\nemployee = "M{n}"\n' for n in range(PEOPLE))
STAFF = "id,name,rank\n" + "".join(f"P{n},员工{n},agent\nM{n},班长{n},leader\n" for n in range(PEOPLE))


def crowd(root: Path) -> Path:
    """A workspace of forty agents and forty leaders, all of whom may act."""
    (root / "input").mkdir(parents=True)
    (root / "rosterctl.toml").write_text(CONFIG, "utf-8")
    caps = f'[[rule]]\nuse = "overtime-caps"\nmonth_hours = {MONTH_HOURS}\n'
    (root / "policy.toml").write_text(f'extends = "statutory-cn"\n{caps}', "utf-8")
    (root / "input/staff.csv").write_text(STAFF, "utf-8")
    return root


def asked(number: int) -> dict[str, Any]:
    """The number-th request: an hour of overtime of one of the people, at a time of its own.

    Each person asks for six hours on each day, of which three may be approved on a workday, and for more in the month
    than may be approved.
    """
    who, turn = number % PEOPLE, number // PEOPLE
    hour, day = 17 + turn % 6, dt.date(2026, 10, 12) + dt.timedelta(days=turn // 6)
    return {
        "kind": "overtime",
        "employee": f"P{who}",
        "first": day.isoformat(),
        "start": f"{hour}:00",
        "end": f"{hour + 1}:00",
        "reason": "盘点",
        "key": f"n{number}",
    }


def acting(anybody: Desk, login: str) -> Desk:
    """The same desk, with somebody else at it."""
    return replace(anybody, acting=anybody.team.acting[login])


def work(root: Path, seed: int, numbers: Sequence[int], results: Any) -> None:
    """File each request, twice now and then, and sign it at once, as other processes do at the same time."""
    chance = random.Random(seed)
    anybody = desk(root, "p0")
    found: Counter[str] = Counter()
    for number in numbers:
        request = ask(**asked(number))
        agent, leader = acting(anybody, f"p{number % PEOPLE}"), acting(anybody, f"m{chance.randrange(PEOPLE)}")
        for _ in range(1 + (chance.random() < 0.2)):
            try:
                filing = file(agent, request)
            except RefusedError as error:
                found[error.code] += 1
                continue
            found["filed" if filing.fresh else "known"] += 1
            (outcome,) = decide(leader, [filing.filed.request.id], Decision(Status.APPROVED))
            found[outcome.refused.code if outcome.refused else "approved"] += 1
    results.put(found)


def together(root: Path, workers: int, numbers: Sequence[int]) -> Counter[str]:
    """All workers at once; every third number is worked at by two of them. What became of it all, counted."""
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    shares = [
        [n for n in numbers if w in (n % workers, (n + 1) % workers if n % 3 == 0 else -1)] for w in range(workers)
    ]
    crew = [context.Process(target=work, args=(root, w, share, results)) for w, share in enumerate(shares)]
    for worker in crew:
        worker.start()
    found: Counter[str] = Counter()
    for _ in crew:
        found += results.get(timeout=600)
    for worker in crew:
        worker.join()
        assert worker.exitcode == 0
    return found
