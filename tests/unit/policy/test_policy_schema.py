"""The schema of policy.toml against the reader: what the one takes the other takes, every preset included."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from rosterctl.cli.app import run
from rosterctl.errors import InputError
from rosterctl.io.policies.policy import read_policy
from rosterctl.io.policies.registry import known_rules
from rosterctl.io.resources import presets, samples
from rosterctl.io.schemas import SCHEMAS
from rosterctl.services.setup import POINTER, SCHEMA, init_workspace

VALIDATOR = Draft202012Validator(SCHEMAS["policy"].make())
FILES = sorted([*presets().glob("*.toml"), *samples().glob("*/policy.toml")])


def as_json(value: Any) -> Any:
    """As an editor hands TOML to a validator: dates are texts."""
    return json.loads(json.dumps(value, default=lambda one: one.isoformat()))


def faults(text: str) -> list[str]:
    return [error.json_path for error in VALIDATOR.iter_errors(as_json(tomllib.loads(text)))]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMAS["policy"].make())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_shipped_policy_fits(path: Path) -> None:
    assert faults(path.read_text("utf-8")) == []


WRONG = [
    'extends = "nobody"',
    'weekly-rest = 1',
    '[[rule]]\nkey = "x"',
    '[[rule]]\nuse = "no-such-rule"',
    '[[rule]]\nuse = "weekly-rest"\ndayz = 1',
    '[[rule]]\nuse = "weekly-rest"\ndays = "1"',
    '[[rule]]\nuse = "weekly-rest"\ndays = -1',
    '[[rule]]\nuse = "weekly-rest"\nmode = "firm"',
    '[[rule]]\nuse = "weekly-rest"\nmode = "soft"\nweight = 0',
    '[[rule]]\nuse = "weekly-rest"\nfor = { clan = "x" }',
    '[[rule]]\nuse = "weekly-rest"\nwindow = "fortnight"',
]  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_what_the_reader_refuses_is_underlined(text: str, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError):
        read_policy(path)
    assert faults(text)


RIGHT = [
    'extends = "hospital-desk"\n[[rule]]\nuse = "weekly-rest"\ndays = 2\nvalid_from = 2026-10-01',
    '[[rule]]\nuse = "max-consecutive-days"\nkey = "k"\nmode = "soft"\nweight = 3\n'
    'for = { team = ["a", "b"], rank = "agent" }\n'
    "days = 6",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_the_reader_takes_is_not(text: str, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(text, "utf-8")
    assert read_policy(path).uses
    assert faults(text) == []


def parameters() -> Iterator[tuple[str, str]]:
    for rule in known_rules().values():
        yield from ((rule.id, name) for name in rule.params.model_fields)


def test_every_parameter_tells_its_meaning() -> None:
    told = {entry["title"]: entry["properties"] for entry in VALIDATOR.schema["properties"]["rule"]["items"]["anyOf"]}
    assert list(told) == list(known_rules())
    silent = [(rule, name) for rule, name in parameters() if not told[rule][name].get("description")]
    assert silent == []


def test_init_points_to_it(tmp_path: Path) -> None:
    written = init_workspace(tmp_path / "new", "hospital-desk")
    assert tmp_path / "new" / SCHEMA in written
    text = (tmp_path / "new/policy.toml").read_text("utf-8")
    assert text.startswith(POINTER)
    pointed = tmp_path / "new" / text.splitlines()[0].removeprefix("#:schema ")
    assert json.loads(pointed.read_text("utf-8")) == SCHEMAS["policy"].make()
    assert read_policy(tmp_path / "new/policy.toml").uses


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "show", "policy"], {}) == 0
    assert json.loads(capsys.readouterr().out) == SCHEMAS["policy"].make()
    assert run(["schema", "list", "--format", "json"], {}) == 0
    assert [one["name"] for one in json.loads(capsys.readouterr().out)["schemas"]] == list(SCHEMAS)
    assert run(["schema", "show", "polcy"], {}) == 2
    assert "policy" in capsys.readouterr().err
