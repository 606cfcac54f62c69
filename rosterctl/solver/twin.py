"""Two searches side by side, each on a core of its own, that hand each other what they find.

One reads the rules by person: column generation proves a bound, dives along its shares, and leaves to CP-SAT what a
dive has left open. The other takes the best roster known and solves parts of it again with CP-SAT. What the bound
rules out, neither looks at any more: a cell whose margin is above the gap is in no better roster.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from ortools.sat.python import cp_model

from rosterctl.solver.columns.dive import OPEN, Dive, dive
from rosterctl.solver.columns.generation import Allowed, Generation, Stopped
from rosterctl.solver.columns.master import Unsolved
from rosterctl.solver.columns.needs import Ints
from rosterctl.solver.columns.reader import Record
from rosterctl.solver.neighbours import Floats, Neighbourhoods, View
from rosterctl.solver.port import Model
from rosterctl.solver.reopen import Places, Reopener

Hear = Callable[[int, Sequence[int]], object]
"""Takes note of a roster: its cost and the values of the model."""

PART = 6.0
"""Most seconds for one neighbourhood."""

PATIENCE = 10.0, 0.15
"""Where words are left out: most seconds, and most of the time left, until columns show that they see enough."""

BLIND = 2
"""Where words are left out and the best roster costs so many times what columns know of, they see too little."""

SHARE = 0.15
"""What part of the cells a dive leaves open at first."""


@dataclass
class Board:
    """What both know. ``best`` is the best roster's cost and values; ``bound`` holds for all; by person, day and
    choice ``margins`` say how much a cell lifts it, ``cells`` how much of it the relaxed optimum uses."""

    ends: float
    best: Callable[[], tuple[int, list[int]] | None]
    hear: Hear
    prove: Callable[[int], None]
    enough: Callable[[], bool]
    bound: int | None = None
    margins: Ints | None = None
    cells: Floats | None = None
    generation: Generation | None = None
    stopped: threading.Event = field(default_factory=threading.Event)

    def left(self) -> float:
        """Seconds left."""
        return self.ends - time.monotonic()

    def over(self) -> bool:
        """Whether time is up, somebody wants an end, or the best roster is good enough."""
        return self.stopped.is_set() or self.left() <= 0 or self.enough()

    def useful(self) -> Allowed | None:
        """The cells that a better roster may have."""
        best = self.best()
        if self.margins is None or self.bound is None or best is None:
            return None
        return self.margins < best[0] - self.bound


def blind(model: Model, record: Record, cost: int, values: Sequence[int]) -> bool:
    """Whether columns see too little of this month: most of what its best roster costs is said in words left out."""
    unread = {key for key, _ in record.left_out}
    uses = {number for number, use in enumerate(model.case.uses) if use.key in unread}
    unseen = model.paid(values, uses) if uses else 0
    return unseen > 0 and cost > BLIND * max(cost - unseen, 1)


class Twin:
    """Both searches of one model."""

    def __init__(self, model: Model, record: Record, seed: int, board: Board) -> None:
        self._record, self._seed, self._board = record, seed, board
        self._reopeners = (Reopener(model), Reopener(model))
        self._failed: list[BaseException] = []
        self.done = threading.Event()
        self._trusted = not record.left_out
        self._until = math.inf

    def start(self) -> None:
        """Begin; ``done`` is set when both have ended."""
        self._until = time.monotonic() + min(PATIENCE[0], PATIENCE[1] * self._board.left())
        threading.Thread(target=self._both, daemon=True).start()

    def _both(self) -> None:
        threads = [
            threading.Thread(target=self._keep, args=(job,), daemon=True) for job in (self._columns, self._parts)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.done.set()

    def stop(self) -> None:
        """End soon."""
        self._board.stopped.set()
        for reopener in self._reopeners:
            reopener.stop()

    def failure(self) -> BaseException | None:
        """What went wrong in a thread."""
        return self._failed[0] if self._failed else None

    def _keep(self, job: Callable[[], None]) -> None:
        try:
            job()
        except (Unsolved, Stopped):
            # what is known by then stays
            pass
        except BaseException as error:
            self._failed.append(error)
        finally:
            # neighbourhoods without columns are no match for CP-SAT on both cores, which takes over from here
            self.stop()

    # by person

    def _columns(self) -> None:
        board, dice = self._board, np.random.default_rng(self._seed)
        generation = Generation(self._record, self._seed, stop=self._enough, prove=board.prove)
        if not generation.needs.rows or not all(pricer.walk.possible for pricer in generation.pricers):
            return
        begin = generation.answer([None] * len(generation.pricers))
        if begin is None:
            return
        generation.take(begin)
        self._try(np.array(begin.places))
        _tell(generation, self._reopeners[0], board)
        generation.run()
        if generation.bound is None or generation.point is None:
            return
        self._prove(generation)
        best = board.best()
        if not self._trusted and best is not None and best[0] > BLIND * max(generation.bound, 1):
            return
        self._trusted = True
        board.generation, board.cells = generation, generation.master.cells(generation.point.shares)
        Diver(self._reopeners[0], generation, board, dice).run()

    def _enough(self) -> bool:
        """Whether columns are to end: with the search, or when they take too long to show what they are good for."""
        return self._board.over() or (not self._trusted and time.monotonic() > self._until)

    def _try(self, places: Places) -> None:
        """A roster by all rules, if it is one."""
        reopener = self._reopeners[0]
        found = reopener.solve(reopener.held(places), min(PART, max(0.1, self._board.left())), self._seed, None)
        if found.values is not None and found.objective is not None:
            self._board.hear(found.objective, found.values)

    def _prove(self, generation: Generation) -> None:
        board = self._board
        found = generation.margins()
        if found is not None:
            board.bound, board.margins = found
            if generation.bound is not None and generation.bound > board.bound:
                # the same prices, but other counters were looked at: margins count from the lower bound
                board.margins = board.margins - (generation.bound - board.bound)
                board.bound = generation.bound
            board.prove(board.bound)

    # by part

    def _parts(self) -> None:
        board, reopener = self._board, self._reopeners[1]
        dice = np.random.default_rng(self._seed + 1)
        people, days, choices = reopener.index.shape
        drawn = Neighbourhoods(people, days, choices, dice)
        while board.best() is None and not board.over():
            time.sleep(0.05)
        at: list[int] | None = None
        cost = 0
        while not board.over():
            best = board.best()
            if best is not None and (at is None or best[0] < cost):
                cost, at = best
            assert at is not None
            places = reopener.places(at)
            kind, mask = drawn.draw(self._view(places))
            allowed = reopener.held(places, mask, board.useful())
            began, limit = time.monotonic(), min(PART, max(0.3, board.left()))
            found = reopener.solve(allowed, limit, int(dice.integers(1 << 30)), at)
            better = found.objective is not None and found.objective < cost
            proven = found.status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
            drawn.learn(kind, better=better, proven=proven, quick=time.monotonic() - began < 0.4 * PART)
            if found.objective is not None and found.values is not None and found.objective <= cost:
                cost, at = found.objective, found.values
                board.hear(cost, at)

    def _view(self, places: Places) -> View:
        board = self._board
        agreed, sore = None, np.zeros(0, np.int64)
        if board.cells is not None:
            agreed = np.take_along_axis(board.cells, places[:, :, None], axis=2)[:, :, 0]
        if board.generation is not None:
            sore = board.generation.sore_days([tuple(row) for row in places.tolist()])
        return View(sore, agreed)


def _tell(generation: Generation, reopener: Reopener, board: Board) -> None:
    """Let the columns know the best roster."""
    best = board.best()
    if best is not None:
        rows = generation.rows([tuple(row) for row in reopener.places(best[1]).tolist()])
        if rows is not None:
            generation.take(rows)


class Diver:
    """Dives, each with CP-SAT on what it leaves open, until the time is up."""

    def __init__(self, reopener: Reopener, generation: Generation, board: Board, dice: np.random.Generator) -> None:
        self._reopener, self._generation, self._board, self._dice = reopener, generation, board, dice
        self._share = SHARE

    def run(self) -> None:
        """See above."""
        board, generation, dice, number = self._board, self._generation, self._dice, 0
        while not board.over():
            number += 1
            first = number == 1
            step = 0.2 if first else float(dice.choice([0.15, 0.1, 0.06]))
            noise = 0.0 if first else float(dice.choice([0.0, 0.1, 0.3]))
            dived = dive(generation, board.over, open_share=self._share * 0.8, step=step, noise=noise, dice=dice)
            rows = generation.answer(dived.months, dived.allowed)
            months = dived.months if rows is None else rows.places
            limit = max(4.0 if number <= 3 else 10.0, min(30.0, 0.1 * board.left()))
            self._finish(dived, np.array(months), limit)
            _tell(generation, self._reopener, board)
            if number & (number - 1) == 0:
                self._close(limit)

    def _close(self, seconds: float) -> None:
        """Look through all that may still be better at once: in a narrow gap that is little."""
        board = self._board
        best, useful = board.best(), board.useful()
        if best is None or useful is None or board.over():
            return
        found = self._reopener.solve(
            useful, min(seconds, max(0.5, board.left())), int(self._dice.integers(1 << 30)), None, below=best[0]
        )
        if found.objective is not None and found.values is not None:
            board.hear(found.objective, found.values)
        if found.status in (cp_model.OPTIMAL, cp_model.INFEASIBLE):
            board.bound = best[0] if found.objective is None else found.objective
            board.prove(board.bound)

    def _finish(self, dived: Dive, months: Places, limit: float) -> None:
        """CP-SAT on the open cells; while that is quick, on those too that the last rounds have fixed."""
        board, total, near = self._board, dived.rounds.size, None
        rounds = dived.rounds
        last = int(rounds[rounds < OPEN].max(initial=1))
        for begin in (OPEN, *range(last, 1, -1)):
            open_ = rounds >= begin
            if open_.sum() < 0.9 * self._share * total:
                continue
            if board.over():
                return
            began = time.monotonic()
            allowed = self._reopener.held(months, open_, board.useful())
            found = self._reopener.solve(
                allowed, min(limit, max(0.5, board.left())), int(self._dice.integers(1 << 30)), near
            )
            spent = time.monotonic() - began
            if found.objective is not None and found.values is not None:
                months, near = self._reopener.places(found.values), found.values
                board.hear(found.objective, found.values)
            proven = found.status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
            if not proven:
                self._share = max(0.08, self._share * 0.85)
            elif spent < 0.4 * limit:
                self._share = min(0.6, self._share * 1.12)
            if not proven or spent > 0.25 * limit:
                return
