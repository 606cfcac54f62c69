"""The shipped presets are policies without problems, and cite clauses as they are."""

import pytest

from rosterctl.domain.policy import Mode
from rosterctl.io.pages.clauses import cited, clauses
from rosterctl.io.policies.policy import preset_names, read_policy
from rosterctl.io.resources import presets

each_preset = pytest.mark.parametrize("name", preset_names())


def test_the_presets() -> None:
    assert preset_names() == (
        "call-centre",
        "duty-24h",
        "hospital-desk",
        "mall-desk",
        "office-weekday",
        "online-store",
        "property-desk",
        "property-guard",
        "service-window",
        "six-day-rotating",
        "split-weekday",
        "statutory-cn",
        "telecom-hotline",
    )


@each_preset
def test_preset_rests_on_the_law(name: str) -> None:
    policy = read_policy(presets() / f"{name}.toml")
    assert policy.chain[-1] == "statutory-cn"
    weekly = next(use for use in policy.uses if use.key == "weekly-rest")
    assert weekly.mode is Mode.HARD


@each_preset
def test_authorities_are_clauses(name: str) -> None:
    for use in read_policy(presets() / f"{name}.toml").uses:
        for clause in cited(use.authority):
            assert use.authority == clauses()[clause].cite


@each_preset
def test_what_a_preset_states_itself_has_an_authority_or_is_the_house_s(name: str) -> None:
    if name != "statutory-cn":
        uses = read_policy(presets() / f"{name}.toml").uses
        own = {use.key for use in uses if use.place and use.place.file.endswith(f"{name}.toml")}
        assert own, "a preset that says nothing"
        assert {use.key for use in uses if use.key in own and not use.authority} <= {"night-limit"}
