"""The door for other programs: its page runs as it stands, and it opens without what only some need."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from rosterctl import api
from rosterctl.errors import InputError, RefusedError, UsageError
from rosterctl.services.demo_punches import write_punches
from tests.support.run import run

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
MONTH = "2026-10"
BUILT, SETTLED = "2026-09-25T09:00+08:00", "2026-11-10T09:00+08:00"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("api")
    assert run(["init", "desk", "--preset", "service-window", "--quiet"], base).code == 0
    return base / "desk"


def test_the_page_runs_as_it_stands(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its blocks, one after the other; the punches are imported where it says so."""
    plan_it, pay_it, fail = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    names: dict[str, object] = {"root": root}
    exec(plan_it, names)
    assert capsys.readouterr().out.startswith("optimal ")
    punches = write_punches(root, MONTH, "zk-attlog")
    assert run(["punch", "import", str(punches), "--as-of", SETTLED, "--quiet"], root).code == 0
    exec(pay_it, names)
    assert "'people': 6" in capsys.readouterr().out
    exec(fail, names)
    assert "2026-13" in capsys.readouterr().out

    # the command says the same
    told = json.loads(run(["pay", "run", "--month", MONTH, "--as-of", SETTLED, "--format", "json"], root).out)
    found = api.pay(str(root), MONTH, as_of=SETTLED)
    assert {one["employee"]: one["net"] for one in told["people"]} == {
        one.employee.id: str(one.net) for one in found.people
    }
    audit = api.check(api.load(root, MONTH), "latest")
    checked = run(["roster", "check", "--month", MONTH, "latest", "--format", "json", "--quiet"], root)
    assert json.loads(checked.out)["penalty"] == audit.penalty


def test_the_same_work_gives_the_same_roster(root: Path) -> None:
    month = api.load(root, MONTH)
    one, two = (api.build(month, as_of=BUILT, deterministic=2) for _ in range(2))
    assert one.roster == two.roster


def test_an_instant_is_text_or_datetime_and_has_its_offset(tmp_path: Path) -> None:
    aware = datetime(2026, 9, 25, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    for wrong in ("2026-09-25T09:00", "yesterday", aware.replace(tzinfo=None)):
        with pytest.raises(UsageError) as error:
            api.evaluate(tmp_path, MONTH, as_of=wrong)
        assert error.value.code == "request.instant"
    with pytest.raises(InputError):
        api.evaluate(tmp_path, MONTH, as_of=aware)  # no workspace is there


def test_what_is_missing_is_refused_or_told(root: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        api.load(tmp_path, MONTH)
    with pytest.raises(RefusedError) as error:
        api.evaluate(root, "2026-11", as_of=SETTLED)
    assert error.value.code.startswith("attend.")
    with pytest.raises(UsageError):
        api.check(api.load(root, MONTH), "v9")


def test_every_function_says_what_it_raises() -> None:
    for name in api.__all__:
        doc = getattr(api, name).__doc__ or ""
        assert "Raises" in doc, name
        assert f"`{name}`" in PAGE.read_text("utf-8")


def test_it_opens_without_what_only_some_need() -> None:
    heavy = ("ortools", "polars", "sqlalchemy", "jinja2", "openpyxl", "click", "numpy")
    code = f"import sys, rosterctl.api; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
