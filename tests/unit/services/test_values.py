"""The nearest number that works, found by asking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import Field

from rosterctl.rules.base import RuleParams
from rosterctl.services.values import nearest


class Params(RuleParams):
    days: Annotated[int, Field(ge=1, le=31)] = 6
    hours: Annotated[int | None, Field(gt=0, lt=100)] = None
    open: int = 40
    counts: bool = True


def found(params: Params, works: Callable[[str, int], str | bool | None]) -> list[tuple[str, int, bool] | None]:
    return list(nearest(params, works))


def only(name: str, test: Callable[[int], bool]) -> Callable[[str, int], str | bool | None]:
    return lambda asked, value: f"{name} {value}" if asked == name and test(value) else False


def test_upwards_and_downwards() -> None:
    assert found(Params(), only("days", lambda n: n >= 7)) == [("days 7", 1, True)]
    assert found(Params(), only("days", lambda n: n >= 23)) == [("days 23", 17, True)]
    assert found(Params(), only("days", lambda n: n == 31)) == [("days 31", 25, True)]
    assert found(Params(), only("days", lambda n: n <= 2)) == [("days 2", 4, True)]
    assert found(Params(), only("days", lambda n: n == 1)) == [("days 1", 5, True)]


def test_bounds_of_the_parameter_are_kept() -> None:
    asked: list[int] = []

    def works(name: str, value: int) -> bool:
        if name == "days":
            asked.append(value)
        return False

    assert found(Params(), works) == []
    assert asked == [31, 1]
    assert found(Params(hours=50), only("hours", lambda n: n == 99)) == [("hours 99", 49, True)]
    assert found(Params(hours=50), only("hours", lambda n: n == 1)) == [("hours 1", 49, True)]
    assert found(Params(hours=50), only("hours", lambda n: n in (0, 100))) == []


def test_without_bounds_twice_the_number_is_far_enough() -> None:
    assert found(Params(), only("open", lambda n: n >= 80)) == [("open 80", 40, True)]
    assert found(Params(), only("open", lambda n: n >= 81)) == []
    assert found(Params(), only("open", lambda n: n <= 0)) == [("open 0", 40, True)]
    assert found(Params(open=3), only("open", lambda n: n >= 27)) == [("open 27", 24, True)]


def test_what_is_not_stated_or_no_number_is_left_alone() -> None:
    asked: set[str] = set()

    def works(name: str, value: int) -> bool:
        asked.add(name)
        return False

    assert found(Params(), works) == []
    assert asked == {"days", "open"}


def test_time_that_ran_out() -> None:
    assert found(Params(), lambda name, _: None if name == "days" else False) == [None, None]
    # 31 works, of the numbers below it one is not decided: the nearest that was seen to work, not called nearest
    tried = found(
        Params(), lambda name, n: "yes" if name == "days" and n > 10 else None if name == "days" and n > 6 else False
    )
    assert tried == [("yes", 5, False)]
