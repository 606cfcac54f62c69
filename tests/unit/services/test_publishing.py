"""Publishing what was published before in another form: who may, and how it is recorded (OS7)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from rosterctl.domain.roster import Assignment, Roster
from rosterctl.errors import RefusedError
from rosterctl.io.rosters.roster_json import load_roster
from rosterctl.services.month import load_month
from rosterctl.services.rosters import publish
from tests.support.office import CONFIG, office

MONTH = "2026-10"
APPROVER = '[people.boss]\nemployee = "B"\nroles = ["approver"]\n'

AS_OF = "2026-09-25T09:00:00+08:00"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    office(tmp_path)
    (tmp_path / "rosterctl.toml").write_text(CONFIG.format(period_start=1) + APPROVER, "utf-8")
    (tmp_path / "input/demand.csv").write_text("day,start,end,min\nall,08:00,09:00,0\n", "utf-8")
    return tmp_path


def draft(root: Path, shift: str, post: str = "desk") -> None:
    item = Assignment("A", dt.date(2026, 10, 12), shift, post)
    load_month(root, MONTH).folder.write_draft(Roster(dt.date(2026, 10, 1), dt.date(2026, 11, 1), (item,)))


def cause(root: Path, login: str | None) -> str:
    done = publish(load_month(root, MONTH), None, login, AS_OF)
    assert load_roster(done.path).publication == done.roster.publication
    assert done.roster.publication is not None
    return done.roster.publication.cause


def test_os7_what_is_published_is_changed_by_somebody_entitled_only(root: Path) -> None:
    draft(root, "E")
    assert cause(root, "a") == "publish"
    draft(root, "N")
    for login in ("a", "clerk", "ghost", "stranger", None):  # an agent, a clerk, a login without employee, nobody
        with pytest.raises(RefusedError) as caught:
            publish(load_month(root, MONTH), None, login, AS_OF)
        assert caught.value.code == "publish.edit"
    assert load_month(root, MONTH).folder.versions() == (1,)
    assert cause(root, "l1") == "edit"
    draft(root, "E")
    assert cause(root, "boss") == "edit"
    draft(root, "N")
    assert cause(root, "d") == "edit"
    assert load_month(root, MONTH).folder.versions() == (1, 2, 3, 4)


def test_the_same_once_more_is_no_edit(root: Path) -> None:
    draft(root, "E")
    assert cause(root, "a") == "publish"
    assert cause(root, "a") == "publish"


def test_where_nobody_is_listed_nobody_is_told_apart(root: Path) -> None:
    (root / "rosterctl.toml").write_text('zone = "Asia/Shanghai"\nposts = ["desk"]\n', "utf-8")
    draft(root, "E")
    assert cause(root, None) == "publish"
    draft(root, "N")
    assert cause(root, None) == "edit"


def test_files_say_a_cause_only_where_it_is_no_plain_publication(root: Path) -> None:
    draft(root, "E")
    publish(load_month(root, MONTH), None, "a", AS_OF)
    draft(root, "N")
    publish(load_month(root, MONTH), None, "l1", AS_OF)
    folder = root / "rosters/2026-10"
    assert '"cause"' not in (folder / "v1.json").read_text("utf-8")
    assert '"cause": "edit"' in (folder / "v2.json").read_text("utf-8")
    read = load_month(root, MONTH).folder.read("v1").publication
    assert read is not None
    assert replace(read, cause="publish") == read
