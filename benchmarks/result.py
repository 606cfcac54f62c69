"""What a run is given and what it yields."""

from __future__ import annotations

from dataclasses import dataclass

Worked = dict[tuple[int, int], int]
"""(person, day) → shift, both counted from 0."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The same for both sides."""

    seconds: float = 300.0
    workers: int = 2
    seed: int = 0


@dataclass(frozen=True)
class Run:
    """One solve. Times are seconds from the start of model building; importing is not counted.

    ``first`` is when the first roster was there, ``total`` when the search ended (the proof, if ``optimal``),
    ``cpu`` what both threads used together. ``audit`` is empty when the checker confirms the roster, else what
    it says.
    """

    side: str
    status: str
    build: float
    first: float | None
    total: float
    objective: int | None
    bound: int | None
    cpu: float = 0.0
    audit: str = ""

    @property
    def optimal(self) -> bool:
        """Whether the search ended with a proof."""
        return self.status == "optimal"
