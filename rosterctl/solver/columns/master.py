"""The restricted master: which months of each person, in what shares, cost least together.

Beside a share for each month known, each row of the needs has slacks for what it misses or has too much, in pieces
as its cost bends. An interior point is wanted: its worth of heads is what makes the next months good ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt.python import mathopt

from rosterctl.solver.columns.needs import Ints, Needs

Floats = NDArray[np.float64]

KEEP, MOST = 25, 40
"""How many months a person are kept when there are more than that."""


class Unsolved(Exception):
    """The master has no solution that a solver would vouch for."""


class Column(NamedTuple):
    """A month of a person, and what it costs by itself."""

    who: int
    places: tuple[int, ...]
    cost: int


class Point(NamedTuple):
    """A solution: its cost, the worth of a head of each row, what a month of each person is worth, shares."""

    cost: float
    worth: Floats
    person: Floats
    shares: Floats


@dataclass
class _Entry:
    column: Column
    variable: Any
    alive: bool = True


class Master:
    """Months known so far, and the linear program over them."""

    def __init__(self, needs: Needs, people: int) -> None:
        self._needs = needs
        self._model = mathopt.Model()
        self._rows = [self._row(row) for row in range(needs.rows)]
        self._persons = [self._model.add_linear_constraint(lb=1.0, ub=1.0) for _ in range(people)]
        self._entries: list[_Entry] = []
        self._known: set[tuple[int, tuple[int, ...]]] = set()
        self._interior = _parameters()
        self._simplex: Any = None

    @property
    def columns(self) -> Sequence[Column]:
        """In the order of shares."""
        return [entry.column for entry in self._entries]

    def add(self, column: Column) -> bool:
        """Take a month in; ``False`` when it is known."""
        key = (column.who, column.places)
        if key in self._known:
            return False
        self._known.add(key)
        variable = self._model.add_variable(lb=0.0)
        self._model.objective.set_linear_coefficient(variable, float(column.cost))
        self._persons[column.who].set_coefficient(variable, 1.0)
        heads = self._needs.heads(column.who, column.places)
        for row in np.flatnonzero(heads).tolist():
            self._rows[row].set_coefficient(variable, float(heads[row]))
        self._entries.append(_Entry(column, variable))
        return True

    def solve(self) -> Point:
        """The cheapest shares, well inside of all that are as cheap: their worth of heads is steady."""
        found = self._at(lambda: mathopt.solve(self._model, mathopt.SolverType.HIGHS, params=self._interior))
        return self.corner() if found is None else found

    def corner(self) -> Point:
        """The cheapest shares, as many of them whole as may be; quick when little has changed since the last time.

        Raises :class:`Unsolved`.
        """
        if self._simplex is None:
            self._simplex = mathopt.IncrementalSolver(self._model, mathopt.SolverType.GLOP)
        found = self._at(self._simplex.solve)
        if found is None:
            # from where it stood it finds no way on: once more from nothing
            self._simplex = mathopt.IncrementalSolver(self._model, mathopt.SolverType.GLOP)
            found = self._at(self._simplex.solve)
        if found is None:
            found = self._at(lambda: mathopt.solve(self._model, mathopt.SolverType.HIGHS))
        if found is None:
            raise Unsolved
        return found

    def _at(self, solve: Callable[[], Any]) -> Point | None:
        """Where a solver ends; ``None`` when it gives up."""
        try:
            result = solve()
        except (AttributeError, RuntimeError, ValueError):
            # ortools 9.15 stumbles over its own report of a solver that gave up (no 'canonical_code')
            return None
        return self._point(result) if result.has_dual_feasible_solution() else None

    def _point(self, result: Any) -> Point:
        return Point(
            cost=result.objective_value(),
            worth=np.array(result.dual_values(self._rows)),
            person=np.array(result.dual_values(self._persons)),
            shares=np.array(result.variable_values([entry.variable for entry in self._entries])),
        )

    def prune(self, point: Point) -> None:
        """Drop the dearest months at this point's worth when there are too many; the best of each person stays."""
        if len(self._entries) <= MOST * len(self._persons):
            return
        reduced = self.reduced(point)
        order = np.argsort(reduced, kind="stable")
        keep = np.zeros(len(order), np.bool_)
        keep[order[: KEEP * len(self._persons)]] = True
        owners = np.array([entry.column.who for entry in self._entries])
        _, first = np.unique(owners[order], return_index=True)
        keep[order[first]] = True
        left = []
        for entry, stays in zip(self._entries, keep.tolist(), strict=True):
            if stays:
                left.append(entry)
            else:
                self._model.delete_variable(entry.variable)
                self._known.discard((entry.column.who, entry.column.places))
        self._entries = left

    def reduced(self, point: Point) -> Floats:
        """What each month costs beyond its worth."""
        worth = point.worth
        return np.array(
            [
                e.column.cost
                - float(worth @ self._needs.heads(e.column.who, e.column.places))
                - point.person[e.column.who]
                for e in self._entries
            ]
        )

    def allow(self, allowed: NDArray[np.bool_]) -> None:
        """Only months whose cells are all allowed (person × day × choice) count; others rest."""
        if not self._entries:
            return
        places = np.array([entry.column.places for entry in self._entries])
        owners = np.array([entry.column.who for entry in self._entries])
        fits = allowed[owners[:, None], np.arange(places.shape[1])[None], places].all(axis=1)
        for entry, fit in zip(self._entries, fits.tolist(), strict=True):
            if entry.alive != fit:
                entry.alive = fit
                entry.variable.upper_bound = float("inf") if fit else 0.0

    def cells(self, shares: Floats) -> Floats:
        """Person × day × choice: the share of a cell."""
        days, choices = self._needs.shape
        found = np.zeros((len(self._persons), days, choices))
        for number in np.flatnonzero(shares > 1e-7).tolist():
            column = self._entries[number].column
            found[column.who, np.arange(days), column.places] += shares[number]
        return found

    def _row(self, number: int) -> Any:
        """``Σ heads − above + below = where it costs least``, each piece of above and below at its price."""
        cost = self._needs.cost[number]
        base = int(cost.argmin())
        row = self._model.add_linear_constraint(lb=float(base), ub=float(base))
        for price, length in _pieces(np.diff(cost[base:])):
            self._slack(row, -1.0, price, length)
        for price, length in _pieces(np.diff(cost[base::-1])):
            self._slack(row, 1.0, price, length)
        return row

    def _slack(self, row: Any, sign: float, price: int, length: int | None) -> None:
        variable = self._model.add_variable(lb=0.0, ub=float("inf") if length is None else float(length))
        self._model.objective.set_linear_coefficient(variable, float(price))
        row.set_coefficient(variable, sign)


def _pieces(slopes: Ints) -> list[tuple[int, int | None]]:
    """Runs of the same slope, and how long each is; the last has no end."""
    if not len(slopes):
        return []
    ends = [*(np.flatnonzero(np.diff(slopes)) + 1).tolist(), len(slopes)]
    begins = [0, *ends[:-1]]
    found: list[tuple[int, int | None]] = [
        (int(slopes[begin]), end - begin) for begin, end in zip(begins, ends, strict=True)
    ]
    found[-1] = (found[-1][0], None)
    return found


def _parameters() -> Any:
    made = mathopt.SolveParameters(lp_algorithm=mathopt.LPAlgorithm.BARRIER)
    made.highs.string_options["run_crossover"] = "off"
    return made
