"""What the roster loses by a leave, and who could cover: by hand on a small office."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from rosterctl.cli.options import _login
from rosterctl.domain.requests import Part
from rosterctl.io.rosters.roster_store import RosterFolder
from rosterctl.services.request_loss import Loss, loss
from tests.support.office import CONFIG, desk, office, publish
from tests.support.requests import ask
from tests.support.run import run

DEMAND = "day,from,to,post,min,target\nall,08:00,12:00,desk,1,\nall,12:00,16:00,desk,2,\nall,22:00,30:00,desk,,1\n"
POLICY = '[[rule]]\nuse = "coverage"\nmode = "soft"\nlevels = ["min"]\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """On Monday 12 October A and B work the early shift, C the night; L1, L2, D and X are off. L2 works most."""
    root = office(tmp_path, POLICY)
    (root / "input/demand.csv").write_text(DEMAND, "utf-8")
    cells = [("A", "2026-10-12", "E"), ("B", "2026-10-12", "E"), ("C", "2026-10-12", "N")]
    publish(root, *cells, ("L2", "2026-10-20", "E"), ("L1", "2026-10-11", "N"))
    return root


def found(root: Path, first: str = "2026-10-12", **more: Any) -> Loss:
    return loss(desk(root), ask("leave", first, leave_kind="annual", **more).request)


def told(found: Loss) -> list[tuple[str, int, int, int, int]]:
    assert found.unknown == ()
    return [
        (item.date.isoformat()[5:], item.start // 60, item.end // 60, item.have, item.need) for item in found.lost
    ]


def test_left_with_one_of_two(root: Path) -> None:
    whole = found(root)
    assert told(whole) == [("10-12", 8, 12, 1, 1), ("10-12", 12, 16, 1, 2)]
    assert [item.short for item in whole.lost] == [False, True]


def test_the_night_is_lost_past_midnight_and_by_its_target(root: Path) -> None:
    assert told(found(root, employee="C")) == [("10-12", 22, 30, 0, 1)]


@pytest.mark.parametrize(
    ("more", "lost"),
    [
        ({"start": "11:00", "end": "13:00"}, [("10-12", 11, 12, 1, 1), ("10-12", 12, 13, 1, 2)]),
        ({"part": "first-half"}, [("10-12", 8, 12, 1, 1)]),
        ({"part": "second-half"}, [("10-12", 12, 16, 1, 2)]),
        ({"start": "17:00", "end": "18:00"}, []),
    ],
)
def test_parts_of_a_day(more: dict[str, str], lost: list[Any], root: Path) -> None:
    assert told(found(root, **more)) == lost


def test_who_could_cover(root: Path) -> None:
    """D, L1, L2 and X are off. L1's night of the 11th ends at 06:00: two hours are no rest. D and X work nothing
    else, L2 one shift."""
    (cover,) = found(root).covers
    assert (cover.date, cover.shift, cover.post) == (dt.date(2026, 10, 12), "E", "desk")
    assert cover.people == ("D", "X", "L2")
    (cover,) = found(root, "2026-10-20", employee="L2").covers
    assert "X" not in cover.people, "employed until the 15th"
    assert cover.people[:2] == ("D", "A")


def test_who_is_allowed_at_the_post_and_has_what_is_asked_for(root: Path) -> None:
    (root / "input/staff.csv").write_text(
        "id,name,rank,posts,shifts,skills\nA,安琪,agent,,,电话\nB,白露,agent,,,电话\nC,陈晨,agent,,,\n"
        "L1,李雷,leader,,,\nL2,林琳,leader,,,电话\nD,丁主任,director,,N,电话\nX,谢别,agent,,,\n",
        "utf-8",
    )
    assert found(root).covers[0].people == ("X", "L2")
    (root / "input/demand.csv").write_text("day,from,to,skill,min\nall,08:00,16:00,电话,2\n", "utf-8")
    assert found(root).covers[0].people == ("L2",)


def test_heads_on_a_shift(root: Path) -> None:
    (root / "input/demand.csv").write_text("day,shift,min\nall,E,2\n", "utf-8")
    assert told(found(root)) == [("10-12", 8, 16, 1, 2)]
    assert told(found(root, start="10:00", end="11:00")) == [], "who comes is a head"


def test_nothing_without_a_roster_or_on_a_day_off(root: Path) -> None:
    assert found(root, "2026-11-12") == Loss()
    assert found(root, "2026-10-14") == Loss()
    assert found(root, employee="L1") == Loss()


def test_the_draft_where_nothing_is_published(root: Path) -> None:
    folder = RosterFolder(root / "rosters/2026-10")
    folder.write_draft(folder.read("latest"))
    (root / "rosters/2026-10/v1.json").unlink()
    assert len(found(root).lost) == 2


def test_several_days_in_two_months(root: Path) -> None:
    both = found(root, "2026-10-11", last="2026-11-02")
    assert told(both) == [("10-12", 8, 12, 1, 1), ("10-12", 12, 16, 1, 2)]
    assert ask("leave", "2026-10-11", last="2026-11-02").request.part is Part.WHOLE


def test_a_month_that_cannot_be_read_is_told(root: Path) -> None:
    (root / "input/demand.csv").write_text("day,from\nall,99:00\n", "utf-8")
    assert found(root).unknown != ()


def test_check_and_file_tell_it(root: Path) -> None:
    me = f'\n[people."{_login()}"]\nemployee = "A"\n'
    (root / "rosterctl.toml").write_text(CONFIG.format(period_start=1) + me, "utf-8")
    args = ["leave", "--from", "2026-10-12", "--leave-kind", "annual", "--reason", "旅行"]
    args += ["--as-of", "2026-10-10T09:00:00+08:00"]
    checked = run(["request", "check", *args, "--format", "json"], root)
    data = json.loads(checked.out)
    assert [(row["start"], row["end"], row["have"], row["need"]) for row in data["loses"]] == [
        ("08:00", "12:00", 1, 1),
        ("12:00", "16:00", 1, 2),
    ]
    assert data["covers"][0]["people"] == ["D", "X", "L2"]
    filed = run(["request", "file", *args], root)
    assert filed.code == 0, filed.err
    assert "2026-10-12 Mon 12:00–16:00 (desk): left with 1 of 2" in filed.err
    assert "2026-10-12 Mon E (desk) could be covered by: D 丁主任, X 谢别, L2 林琳" in filed.err
