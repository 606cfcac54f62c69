"""Who approves: steps by size, ranks, roles, and what no policy can loosen."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from rosterctl.rules.request import approval
from rosterctl.rules.request.approval import Params, steps
from tests.support.requests import ask, codes

LONG = Params(over=3, steps_over=("leader", "director"))
BOTH = ("leader", "director")


@pytest.mark.parametrize(
    ("last", "part", "due"),
    [
        ("2026-10-14", "whole", ("leader",)),  # 12, 13, 14: three days, and three is not more than three
        ("2026-10-15", "whole", BOTH),  # four
        ("2026-10-17", "first-half", ("leader",)),  # six halves are three days
        ("2026-10-18", "first-half", BOTH),  # seven halves are three and a half
    ],
)
def test_leave_over_three_days_takes_the_director_too(last: str, part: str, due: tuple[str, ...]) -> None:
    assert steps(ask(last=last, part=part), LONG) == due


@pytest.mark.parametrize(("end", "due"), [("21:00", ("leader",)), ("21:01", BOTH)])
def test_overtime_is_long_by_its_hours(end: str, due: tuple[str, ...]) -> None:
    assert steps(ask("overtime", start="18:00", end=end), LONG) == due


def test_leave_by_the_hour_is_short() -> None:
    assert steps(ask(start="08:00", end="20:00"), Params(over=0, steps_over=("director",))) == ("director",)
    assert steps(ask(start="08:00", end="20:00"), LONG) == ("leader",)


@pytest.mark.parametrize(
    ("rank", "need", "refused"),
    [
        ("agent", "leader", True),
        ("leader", "leader", False),
        ("middle", "leader", False),
        ("director", "leader", False),
        ("leader", "middle", True),
        ("middle", "director", True),
        (None, "leader", True),
        ("领班", "leader", True),
        ("director", "approver", True),
    ],
)
def test_ranks(rank: str | None, need: str, refused: bool) -> None:
    who = {"id": "X", "need": need} | ({"rank": rank} if rank else {})
    found = codes("approval", request={"kind": "leave", "first": "2026-10-12"}, decided_by=who)
    assert found == (["rank"] if refused else [])


def test_ow3_a_manager_grants_leave() -> None:
    agent, manager = ({"id": x, "rank": r, "need": "leader"} for x, r in (("B", "agent"), ("M", "middle")))
    request = {"kind": "leave", "first": "2026-10-12", "reason": "搬家"}
    assert codes("approval", request=request, decided_by=agent) == ["rank"]
    assert codes("approval", request=request, decided_by=manager) == []


def test_sr3_the_supervisor_approves_overtime() -> None:
    request = {"kind": "overtime", "first": "2026-10-12", "start": "18:00", "end": "20:00"}
    assert codes("approval", request=request, decided_by={"id": "L", "rank": "leader", "need": "leader"}) == []
    own = {**request, "employee": "L"}
    assert codes("approval", request=own, decided_by={"id": "L", "rank": "leader", "need": "leader"}) == ["own"]


def test_d3_leaving_the_post_takes_the_director() -> None:
    request = {"kind": "outing", "first": "2026-10-12", "start": "14:00", "end": "15:00"}
    assert steps(ask(**request), Params(kinds=("outing",), steps=("director",))) == ("director",)
    leader, director = ({"id": "X", "rank": rank, "need": "director"} for rank in ("leader", "director"))
    assert codes("approval", request=request, decided_by=leader) == ["rank"]
    assert codes("approval", request=request, decided_by=director) == []


def test_the_partner_s_step_is_the_partner_s_alone() -> None:
    request = {"kind": "swap", "first": "2026-10-12", "partner": "B"}
    assert codes("approval", request=request, decided_by={"id": "B", "rank": "agent", "need": "partner"}) == []
    assert codes("approval", request=request, decided_by={"id": "D", "rank": "director", "need": "partner"}) == [
        "not-partner"
    ]
    both = {"id": "B", "rank": "leader", "need": "leader", "before": ["B"]}
    assert codes("approval", request=request, decided_by=both) == ["twice"]


@pytest.mark.parametrize(("rank", "refused"), [("leader", True), ("middle", False), ("director", False)])
def test_only_leaders_are_kept_to_their_team(rank: str, refused: bool) -> None:
    found = codes(
        "approval",
        request={"kind": "leave", "first": "2026-10-12"},
        employee={"team": "甲"},
        params={"same_team": True},
        decided_by={"id": "X", "rank": rank, "team": "乙", "need": "leader"},
    )
    assert found == (["team"] if refused else [])


@pytest.mark.parametrize("stated", [{"over": 3}, {"steps_over": ("director",)}])
def test_the_threshold_and_its_steps_go_together(stated: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="go together"):
        Params(**stated)  # type: ignore[arg-type]
    assert approval.RULE.params is Params
