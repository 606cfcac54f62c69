"""Every sample lived through as its user would, from ``init`` to a closed month and a ledger that verifies.

The requests of ``input/requests`` are filed by a clerk, all of them; what is undecided is refused on paper. What
then is open are the punches of a day off that each sample has on purpose, and nothing else.
"""

from __future__ import annotations

import getpass
import json
from pathlib import Path

import pytest

from rosterctl.domain.closing import Why
from rosterctl.domain.filed import RequestQuery
from rosterctl.domain.requests import Status
from rosterctl.errors import RefusedError
from rosterctl.services.closing import close
from rosterctl.services.decide import Decision, decide
from rosterctl.services.demo_punches import write_punches
from rosterctl.services.ledger import list_requests
from rosterctl.services.request_desk import open_desk
from tests.support.run import Ran, run

MONTH = ("--month", "2026-10")
FILED, SETTLED = "2026-11-01T09:00:00+08:00", "2026-11-10T09:00:00+08:00"

SAMPLES = {
    "call-centre": ((), 1),
    "duty-24h": (("D02", "D01"), 1),
    "hospital-desk": (("H01", "H07", "H11"), 1),
    "mall-desk": ((), 1),
    "office-weekday": ((), 0),
    "online-store": ((), 1),
    "property-desk": ((), 0),
    "property-guard": ((), 1),
    "service-window": ((), 0),
    "six-day-rotating": ((), 1),
    "split-weekday": ((), 0),
    "telecom-hotline": ((), 1),
}
"""Who may refuse what is undecided, and the number of people who punched on a day off."""


def done(ran: Ran) -> Ran:
    assert ran.code == 0, ran.err
    return ran


def begun(name: str, base: Path) -> Path:
    """A sample with its roster published and somebody who files and closes, as the README says. That of the telecom
    sample is not proven best in this time."""
    done(run(["init", name, "--preset", name, "--quiet"], base))
    root = base / name
    build = ["roster", "build", *MONTH, "--time-limit", "15", "--as-of", "2026-09-25T09:00+08:00", "--quiet"]
    done(run(build, root))
    done(run(["roster", "publish", *MONTH, "--as-of", "2026-09-28T09:00+08:00", "--quiet"], root))
    last = (root / "input/staff.csv").read_text("utf-8-sig").splitlines()[-1].split(",")[0]
    config = root / "rosterctl.toml"
    people = f'\n[people."{getpass.getuser()}"]\nemployee = "{last}"\nroles = ["payroll", "clerk"]\n'
    config.write_text(config.read_text("utf-8") + people, "utf-8")
    return root


def refusal(by: str) -> Decision:
    return Decision(Status.REJECTED, by, reason="排不开", evidence="会签单")


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_closes(name: str, tmp_path: Path) -> None:
    deciders, strays = SAMPLES[name]
    root, me = begun(name, tmp_path), getpass.getuser()
    lines = json.loads(done(run(["request", "file", "--input", "--as-of", FILED, "--format", "json"], root)).out)
    assert {row["result"] for row in lines["requests"]} == {"filed"}
    waiting = [one.request.id for one in list_requests(root, RequestQuery(states=(Status.FILED,)))]
    assert bool(waiting) is bool(deciders)
    for number in waiting:
        verdicts = [decide(open_desk(root, me, FILED), [number], refusal(who)) for who in deciders]
        assert any(outcome.refused is None for (outcome,) in verdicts), verdicts
    now = ("--as-of", SETTLED, "--quiet")
    done(run(["punch", "import", str(write_punches(root, "2026-10", "zk-attlog")), *now], root))
    if strays:
        with pytest.raises(RefusedError) as refused:
            close(root, "2026-10", SETTLED, me)
        assert {one.values["code"] for one in refused.value.reasons} == {"unrostered"}
        assert len({one.values["employee"] for one in refused.value.reasons}) == strays
    closing = json.loads(
        done(run(["pay", "close", *MONTH, *now, "--accept", str(Why.UNROSTERED), "--format", "json"], root)).out
    )["closings"][0]
    assert {one["why"] for one in closing["accepted"]} == ({"unrostered"} if strays else set())
    verified = done(run(["ledger", "verify", "--expect", closing["hash"], "--format", "json"], root))
    assert json.loads(verified.out)["whole"]
    paid = json.loads(done(run(["pay", "run", *MONTH, *now, "--format", "json"], root)).out)
    assert paid["closed"]["same"]
    assert not paid["provisional"]
