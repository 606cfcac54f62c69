"""Erlang C: how long callers wait for one of some agents.

Calls come at random (Poisson), each is handled for an exponentially distributed time, nobody hangs up and nobody
hears a busy tone. Real callers do hang up, so where many would, the model asks for more agents than are needed.

``load`` is in erlangs (calls in an interval × handling time ÷ interval). Probabilities are floats; load and limits
are exact, so that "at most 85 %" at exactly 85 % is kept.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, exp, floor, inf


def wait_chance(load: Fraction, agents: int) -> float:
    """The probability that a caller has to wait; 1 where the queue would grow without end.

    From Erlang B by its recursion, which stays between 0 and 1 at any size; factorials would not.
    """
    if load <= 0:
        return 0.0
    if agents <= load:
        return 1.0
    offered, blocked = float(load), 1.0
    for count in range(1, agents + 1):
        blocked = offered * blocked / (count + offered * blocked)
    return blocked / (1 - offered / agents * (1 - blocked))


def service(load: Fraction, agents: int, handling: int, within: int) -> float:
    """The share of callers who are answered within so many seconds; ``handling`` is the mean handling time (s)."""
    if load <= 0:
        return 1.0
    if agents <= load:
        return 0.0
    return 1 - wait_chance(load, agents) * exp(-(agents - float(load)) * within / handling)


def mean_wait(load: Fraction, agents: int, handling: int) -> float:
    """Seconds that callers wait on average, those who are answered at once included; endless when overloaded."""
    if load <= 0:
        return 0.0
    return inf if agents <= load else wait_chance(load, agents) * handling / (agents - float(load))


def fewest(load: Fraction) -> int:
    """The fewest agents with whom the queue does not grow without end: more than the load."""
    return floor(load) + 1 if load > 0 else 0


def positions(load: Fraction, handling: int, share: Fraction, within: int, occupancy: Fraction | None = None) -> int:
    """The fewest agents who answer at least ``share`` (< 1) of the callers within so many seconds.

    ``occupancy`` (0 < occupancy ≤ 1) is the largest share of their time that they may be busy; ``None``: no limit.
    """
    if load <= 0:
        return 0
    count = fewest(load)
    if occupancy is not None:
        count = max(count, ceil(load / occupancy))
    while service(load, count, handling, within) < share:
        count += 1
    return count
