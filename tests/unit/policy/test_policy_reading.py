"""Policies as read: inheritance, versions, problems; with three small rules made up here."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal, Self

import pytest
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from rosterctl.domain.law import Figure
from rosterctl.domain.policy import For, Mode
from rosterctl.errors import InputError, Place
from rosterctl.io.policies.policy import Policy, read_policy
from rosterctl.io.policies.policy_view import policy_dict
from rosterctl.io.policies.registry import Known
from rosterctl.messages import LANGS, problem_line, texts
from rosterctl.rules.base import RuleParams


class Rest(RuleParams):
    days: int = Field(default=1, ge=1, le=7, description="rest days")
    window: Literal["calendar-week", "rolling"] = "calendar-week"
    hours: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def together(self) -> Self:
        if self.hours == 168:
            raise ValueError("no work at all")
        if self.hours == 167:
            raise PydanticCustomError("policy.entry-refused", "", {"reason": "custom"})
        return self


class Cover(RuleParams):
    levels: tuple[Literal["min", "target", "max"], ...] = Field(default=("min",), min_length=1)
    free: bool = False


class Night(RuleParams):
    in_a_row: int = Field(ge=1, description="most nights in a row")
    name: str = Field(default="n", min_length=1)


class Bounds(RuleParams):
    low: int | None = Field(default=None, ge=1)
    high: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def some(self) -> Self:
        self.need_one("low", "high")
        return self


class Fines(RuleParams):
    floor: Decimal | None = None


RULES = {
    "rest": Known("rest", "roster", Rest),
    "cover": Known("cover", "roster", Cover, Mode.SOFT, 9),
    "night-limit": Known("night-limit", "roster", Night),
    "bounds": Known("bounds", "roster", Bounds),
    "fines": Known("fines", "pay", Fines),
}

LAW = {"floor": Figure(Decimal(2490), Place("rosterctl.toml", 4))}

Read = Callable[..., Policy]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a policy from its text and from presets given by name."""
    folder = tmp_path / "presets"
    folder.mkdir()

    def run(text: str, **presets: str) -> Policy:
        for name, body in presets.items():
            (folder / f"{name}.toml").write_text(body, "utf-8")
        file = tmp_path / "policy.toml"
        file.write_text(text, "utf-8")
        return read_policy(file, "policy.toml", RULES, folder, law=LAW)

    return run


def test_an_entry_with_defaults(read: Read) -> None:
    policy = read('[[rule]]\nuse = "cover"\n')
    (use,) = policy.uses
    assert (use.rule, use.key, use.mode, use.weight) == ("cover", "cover", Mode.SOFT, 9)
    assert use.params == Cover()
    assert use.scope == For()
    assert str(use.place) == "policy.toml:1"
    assert (policy.name, policy.chain) == ("policy", ("policy",))
    assert [name for name, _ in policy.files] == ["policy.toml"]


def test_an_entry_that_states_everything(read: Read) -> None:
    (use,) = read(
        """
[[rule]]
use = "rest"
key = "rest-of-team-x"
for = { team = "x", grade = ["junior", "senior"] }
mode = "soft"
weight = 5
valid_from = 2026-10-05
authority = "客服规章制度 六.1"
days = 2
window = "rolling"
"""
    ).uses
    assert use.key == "rest-of-team-x"
    assert use.scope == For(team=frozenset("x"), grade=frozenset({"junior", "senior"}))
    assert (use.mode, use.weight, use.authority) == (Mode.SOFT, 5, "客服规章制度 六.1")
    assert (use.valid_from, use.valid_until) == (date(2026, 10, 5), None)
    assert use.params == Rest(days=2, window="rolling")
    assert {name: place.line for name, place in use.origin.items()} == {
        "for": 5, "mode": 6, "weight": 7, "authority": 9, "days": 10, "window": 11,
    }  # fmt: skip


BASE = '[[rule]]\nuse = "rest"\ndays = 2\nhours = 30\nweight = 4\n\n[[rule]]\nuse = "cover"\n'


def test_a_child_overrides_only_what_it_states(read: Read) -> None:
    policy = read('extends = "base"\n[[rule]]\nuse = "rest"\nmode = "soft"\ndays = 3\n', base=BASE)
    rest, cover = policy.uses
    assert (rest.mode, rest.weight, rest.params) == (Mode.SOFT, 4, Rest(days=3, hours=30))
    assert str(rest.origin["days"]) == "policy.toml:5"
    assert str(rest.origin["hours"]) == "constraints/presets/base.toml:4"
    assert cover.rule == "cover"
    assert policy.chain == ("policy", "base")


def test_none_lifts_an_inherited_limit(read: Read) -> None:
    rest, _ = read('extends = "base"\n[[rule]]\nuse = "rest"\nhours = "none"\n', base=BASE).uses
    assert rest.params == Rest(days=2, hours=None)


def test_another_key_is_another_use(read: Read) -> None:
    policy = read('extends = "base"\n[[rule]]\nuse = "rest"\nkey = "x"\n', base=BASE)
    assert [(use.key, use.params) for use in policy.uses] == [
        ("rest", Rest(days=2, hours=30)),
        ("cover", Cover()),
        ("x", Rest()),
    ]


def test_presets_chain(read: Read) -> None:
    policy = read(
        'extends = "middle"\n',
        middle='extends = "base"\n[[rule]]\nuse = "cover"\nmode = "off"\n',
        base=BASE,
    )
    assert policy.chain == ("policy", "middle", "base")
    assert [use.mode for use in policy.uses] == [Mode.HARD, Mode.OFF]
    assert len({digest for _, digest in policy.files}) == 3


def test_dated_versions_hold_until_the_next(read: Read) -> None:
    policy = read(
        """
[[rule]]
use = "rest"
valid_from = 2026-11-01
days = 3
[[rule]]
use = "rest"
days = 2
[[rule]]
use = "rest"
valid_from = "2026-10-15"
window = "rolling"
"""
    )
    assert [(use.valid_from, use.valid_until, use.params) for use in policy.uses] == [
        (None, date(2026, 10, 15), Rest(days=2)),
        (date(2026, 10, 15), date(2026, 11, 1), Rest(window="rolling")),
        (date(2026, 11, 1), None, Rest(days=3)),
    ]


def test_a_dated_child_leaves_the_time_before_alone(read: Read) -> None:
    policy = read('extends = "base"\n[[rule]]\nuse = "rest"\nvalid_from = 2026-11-01\ndays = 3\n', base=BASE)
    assert [(use.valid_from, use.valid_until, use.params) for use in policy.uses[:2]] == [
        (None, date(2026, 11, 1), Rest(days=2, hours=30)),
        (date(2026, 11, 1), None, Rest(days=3, hours=30)),
    ]


def test_an_undated_child_speaks_about_all_inherited_versions(read: Read) -> None:
    policy = read(
        'extends = "base"\n[[rule]]\nuse = "rest"\nmode = "off"\n',
        base=BASE + '[[rule]]\nuse = "rest"\nvalid_from = 2026-11-01\ndays = 3\n',
    )
    assert [use.mode for use in policy.uses if use.rule == "rest"] == [Mode.OFF, Mode.OFF]


def test_policy_as_plain_data(read: Read) -> None:
    policy = read(
        'extends = "base"\n[[rule]]\nuse = "cover"\nlevels = ["max"]\nfor = { post = ["b", "a"] }\n', base=BASE
    )
    view = policy_dict(policy)
    assert view["chain"] == ["policy", "base"]
    assert [item["file"] for item in view["files"]] == ["policy.toml", "constraints/presets/base.toml"]
    assert view["rules"][1] == {
        "rule": "cover",
        "key": "cover",
        "mode": "soft",
        "weight": 9,
        "for": {"post": ["a", "b"]},
        "params": {"levels": ["max"], "free": False},
        "authority": None,
        "valid_from": None,
        "valid_until": None,
        "place": "policy.toml:2",
        "origin": {"levels": "policy.toml:4", "for": "policy.toml:5"},
    }


REST = '[[rule]]\nuse = "rest"\n'
PROBLEMS = [
    ("", "policy.empty", None, "extends"),
    ("exends = 'base'\n" + REST, "policy.key-unknown.near", 1, "Did you mean extends?"),
    ("colour = 1\n" + REST, "policy.key-unknown", 1, "extends, title, rule"),
    ("extends = 5", "policy.value.type", 1, "expected a text in quotes"),
    ("extends = 'bas'", "policy.preset-unknown.near", 1, "Did you mean base?"),
    ("extends = 'zzz'", "policy.preset-unknown", 1, "There are: a, b, base"),
    ("extends = 'a'", "policy.cycle", 1, "a → b → a"),
    ("title = 'x'\n" + REST, "policy.value.type", 1, "a table in braces"),
    ("[rule]\nuse = 'rest'", "policy.value.type", 1, "double brackets"),
    ("[[rule]]\nday = 2", "policy.use-missing", 1, "rest, cover, night-limit"),
    ("[[rule]]\nuse = 2", "policy.value.type", 2, "use is 2"),
    ("[[rule]]\nuse = 'Night_limits'", "policy.rule-unknown.near", 2, "Did you mean night-limit?"),
    ("[[rule]]\nuse = 'zzz'", "policy.rule-unknown", 2, "There are: rest, cover"),
    (REST + "dayz = 2", "policy.key-unknown.near", 3, "Did you mean days?"),
    (REST + "xyz = 2", "policy.key-unknown", 3, "days, window, hours, use, key, mode"),
    (REST + "mode = 'strict'", "policy.value.choice", 3, "hard, soft, off"),
    (REST + "mode = ['hard']", "policy.value.choice", 3, 'mode is ["hard"]'),
    (REST + "weight = 0", "policy.value.range", 3, "≥ 1"),
    (REST + "weight = true", "policy.value.type", 3, "a whole number"),
    (REST + "weight = 1.5", "policy.value.type", 3, "a whole number"),
    (REST + "valid_from = 2026-10-01T00:00:00", "policy.value.type", 3, "a date such as"),
    (REST + "valid_from = '2026-13-01'", "policy.value.type", 3, "a date such as"),
    (REST + "authority = ''", "policy.value.type", 3, "a text in quotes"),
    (REST + "key = 3", "policy.value.type", 3, "key is 3"),
    (REST + "for = 'x'", "policy.value.type", 3, "a table in braces"),
    (REST + "for = { tem = 'x' }", "policy.key-unknown.near", 3, "Did you mean team?"),
    (REST + "for = { team = [] }", "policy.value.type", 3, "for.team is []"),
    (REST + "days = 8", "policy.value.range", 3, "1 … 7"),
    (REST + "hours = 0", "policy.value.range", 3, '≥ 1, "none"'),
    (REST + "days = true", "policy.value.type", 3, "a whole number"),
    (REST + "days = '2'", "policy.value.type", 3, 'days is "2"'),
    (REST + "days = 2.0", "policy.value.type", 3, "a whole number"),
    (REST + "days = 'none'", "policy.value.type", 3, "a whole number"),
    (REST + "window = 'roling'", "policy.value.choice.near", 3, "Did you mean rolling?"),
    (REST + "window = 'x'", "policy.value.choice", 3, "calendar-week, rolling"),
    (REST + "hours = 168", "policy.entry-refused", 1, "no work at all"),
    (REST + "hours = 167", "policy.entry-refused", 1, "rule rest do not go together: custom"),
    ("[[rule]]\nuse = 'bounds'", "policy.none-stated", 1, "State at least one of: low, high."),
    ("[[rule]]\nuse = 'cover'\nlevels = 'min'", "policy.value.list", 3, "min, target, max"),
    ("[[rule]]\nuse = 'cover'\nlevels = ['least']", "policy.value.list", 3, "min, target, max"),
    ("[[rule]]\nuse = 'cover'\nlevels = []", "policy.value.list", 3, "levels is []"),
    ("[[rule]]\nuse = 'cover'\nfree = 1", "policy.value.type", 3, "true or false"),
    ("[[rule]]\nuse = 'night-limit'", "policy.param-missing", 1, "in_a_row (most nights in a row)"),
    ("[[rule]]\nuse = 'night-limit'\nin_a_row = 1\nname = ''", "policy.value.refused", 4, "at least 1 char"),
    (REST + REST, "policy.duplicate", 3, "stands at policy.toml:1"),
    (REST + "[[rule]]\nuse = 'cover'\nkey = 'rest'\nvalid_from = 2026-10-01", "policy.other-rule", 3, "rest"),
    ("[[rule]]\nuse = 'fines'\nfloor = 2360", "policy.figure", 3, "[law] at rosterctl.toml:4 says 2490"),
    ("extends = 'base'\n[[rule]]\nuse = 'cover'\nkey = 'rest'", "policy.other-rule", 2, "base.toml:1"),
]


@pytest.mark.parametrize(("text", "code", "line", "says"), PROBLEMS)
def test_problem(read: Read, text: str, code: str, line: int | None, says: str) -> None:
    circle = {"a": "extends = 'b'\n", "b": "extends = 'a'\n"}
    with pytest.raises(InputError) as caught:
        read(text, base=BASE, **circle)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.place is not None
    assert problem.place.line == (1 if code == "policy.cycle" else line)
    assert says in problem_line(problem, "en")
    for lang in LANGS:
        assert problem_line(problem, lang).startswith(str(problem.place))


def test_all_problems_at_once_in_the_order_of_lines(read: Read) -> None:
    with pytest.raises(InputError) as caught:
        read("colour = 1\n" + REST + "days = 9\nmode = 'x'\n[[rule]]\nuse = 'cove'\n", base=BASE)
    assert [problem.place.line for problem in caught.value.problems if problem.place] == [1, 4, 5, 7]


def test_a_wrong_value_inherited_by_two_versions_is_told_once(read: Read) -> None:
    with pytest.raises(InputError) as caught:
        read(
            "extends = 'wrong'\n" + REST + "[[rule]]\nuse = 'rest'\nvalid_from = 2026-10-09\n",
            wrong=REST + "days = 9\n",
        )
    (problem,) = caught.value.problems
    assert str(problem.place) == "constraints/presets/wrong.toml:3"


def test_every_policy_message_has_a_case() -> None:
    ids = {name for name in texts() if name.startswith("policy.")}
    covered = {code for _, code, _, _ in PROBLEMS}
    assert ids == covered
