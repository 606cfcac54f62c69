"""corrections: what the page's examples leave out (1.3, 2.7, 3.7)."""

from typing import Any

import pytest

from tests.support.refusals import refused
from tests.support.settling import settle


def form(day: str, filed: str | None = None, **more: Any) -> dict[str, Any]:
    """A correction of A's departure to 18:00 on a day of October."""
    filing = {} if filed is None else {"filed": f"2026-10-{filed}"}
    return {
        "who": "A", "kind": "correction", "first": f"2026-10-{day}", "side": "out", "time": "18:00", **filing, **more,
    }  # fmt: skip


WEEK: dict[str, Any] = {
    "first": "2026-10-12",
    "roster": "A = D D D D D",
    "punches": "A 12 08:59\nA 13 08:59\nA 14 08:59\nA 15 08:59\nA 16 08:59",
}


def run(*requests: dict[str, Any], **more: Any) -> tuple[list[str], list[str]]:
    found = settle({**WEEK, "requests": list(requests), **more})
    return found.records(), found.findings("corrections")


def missing(*days: int) -> list[str]:
    return [f"A {day} missing-out" for day in days]


def test_without_a_time_of_filing_it_acts_and_that_is_told() -> None:
    assert run(form("12")) == (missing(13, 14, 15, 16), ["corrections filing-unknown A 12 1"])


def test_what_nobody_knows_the_filing_of_goes_first() -> None:
    limit = {"rules": [{"use": "corrections", "per_month": 1}]}
    records, findings = run(form("12", "12T09:00"), form("13"), **limit)
    assert records == missing(12, 14, 15, 16)
    assert findings == ["corrections filing-unknown A 13 1", "corrections over-limit A 12 1"]


def test_the_number_counts_pending_and_approved_in_the_order_of_filing() -> None:
    # in the order of filing: 14 (pending), 13, 12; with two a month the last does not act, and 14 is undecided
    limit = {"rules": [{"use": "corrections", "per_month": 2}]}
    records, findings = run(
        form("12", "14T12:00"), form("13", "14T11:00"), form("14", "14T10:00", status="filed"), **limit
    )
    assert records == ["A 12 missing-out", "A 14 missing-out, waits", *missing(15, 16)]
    assert findings == ["corrections over-limit A 12 1"]


def test_what_was_rejected_withdrawn_or_late_takes_no_place() -> None:
    limit = {"rules": [{"use": "corrections", "per_month": 1}]}
    records, findings = run(
        form("12", "16T00:00"),  # the third day after the 12th is the 15th: late
        form("13", "13T20:00", status="rejected"),
        form("14", "14T20:00", status="withdrawn"),
        form("15", "16T20:00"),
        **limit,
    )
    assert records == missing(12, 13, 14, 16)
    assert findings == ["corrections late A 12 1"]


def test_of_two_forms_for_one_boundary_the_later_holds() -> None:
    records, _ = run(form("12", "12T20:00", time="17:30"), form("12", "12T19:00", time="17:00"))
    assert records[0] == "A 12 early 1800"


def test_midnight_is_a_time() -> None:
    night = {"shifts": {"N": "00:00-08:00"}, "roster": "A = N", "punches": "A 12 08:00"}
    records, findings = run(form("12", "12T20:00", side="in", time="00:00"), **night)
    assert (records, findings) == ([], [])


def test_it_names_a_segment_of_the_day() -> None:
    split = {"shifts": {"S": "09:00-12:00;14:00-18:00"}, "roster": "A = S", "punches": "A 12 08:59 12:00 14:00"}
    assert run(form("12", "12T20:00", segment=2), **split) == ([], [])
    records, findings = run(form("12", "12T20:00", segment=3), **split)
    assert (records, findings) == (["A 12.2 missing-out"], ["corrections no-unit A 12 1"])


def test_on_leave_there_is_nothing_to_correct() -> None:
    leave = {"who": "A", "first": "2026-10-12"}
    records, findings = run(leave, form("12", "12T20:00"), roster="A = D", punches="")
    assert (records, findings) == (["A 12 whole-leave"], ["corrections on-leave A 12 1"])


def test_a_date_without_a_roster_has_no_segment() -> None:
    assert run(form("17", "17T20:00"))[1] == ["corrections no-unit A 17 1"]


def test_a_form_without_its_time_is_incomplete() -> None:
    broken = form("12", "12T20:00")
    del broken["time"]
    assert run(broken) == (missing(12, 13, 14, 15, 16), ["corrections incomplete A 12 1"])


def test_a_neighbouring_periods_forms_act_but_are_its_own_findings() -> None:
    table = {
        "first": "2026-09-30",
        "roster": "A = D D",
        "punches": "A 09-30 08:59\nA 01 08:59 18:00",
        "requests": [{**form("01"), "first": "2026-09-30", "filed": "2026-10-09T09:00"}],
    }
    found = settle(table)
    assert (found.records(), found.findings("corrections")) == ([], [])


def test_the_month_is_that_of_the_roster_dates_period() -> None:
    # a period from the 26th: 25 October is of 2026-10, the 26th of 2026-11; one correction a period
    table = {
        "period_start": 26,
        "first": "2026-10-25",
        "roster": "A = D D",
        "punches": "A 10-25 08:59\nA 10-26 08:59",
        "requests": [form("26", "27T09:00"), form("25", "27T10:00")],
        "rules": [{"use": "corrections", "per_month": 1}],
    }
    assert (settle(table).records(), settle(table).findings("corrections")) == ([], [])
    table["requests"] = [form("24", "25T09:00"), form("25", "27T10:00")]
    assert settle(table).records() == ["A 25 missing-out"]
    assert settle(table).findings("corrections") == ["corrections no-unit A 24 1", "corrections over-limit A 25 1"]


def test_where_the_number_is_used_up_nothing_waits() -> None:
    day = {"as_of": "2026-10-16T23:00", "punches": "A 16 08:59", "first": "2026-10-16", "roster": "A = D"}
    assert run(**day)[0] == ["A 16 missing-out, waits"]
    used = {"corrections-used": {"A": 5}}
    assert run(**day, opening=used)[0] == missing(16)
    assert run(**day, opening={"corrections-used": {"A": 4}})[0] == ["A 16 missing-out, waits"]
    assert run(**day, opening=used, rules=[{"use": "corrections", "per_month": "none"}])[0] == [
        "A 16 missing-out, waits"
    ]


def test_an_undecided_form_makes_its_own_boundary_wait() -> None:
    later = {"roster": "A = D", "punches": "A 12 08:59", "as_of": "2026-11-20T00:00"}
    assert run(form("12", "12T20:00", status="filed"), **later)[0] == ["A 12 missing-out, waits"]
    assert run(form("12", "12T20:00", status="filed", side="in", time="08:30"), **later)[0] == missing(12)
    assert run(form("12", "16T00:00", status="filed"), **later) == (missing(12), ["corrections late A 12 1"])


def test_switched_off_every_form_acts_and_nothing_waits() -> None:
    off = {"rules": [{"use": "corrections", "mode": "off"}], "as_of": "2026-10-16T23:00"}
    assert run(form("12", "30T20:00"), **off) == (missing(13, 14, 15, 16), [])


@pytest.mark.parametrize(("who", "waits"), [("A", ", waits"), ("B", "")])
def test_whom_no_use_is_for_has_no_limits_and_waits_for_nothing(who: str, waits: str) -> None:
    table = {
        "first": "2026-10-12",
        "staff": ["A", "B"],
        "roster": f"{who} = D",
        "punches": f"{who} 12 08:59",
        "rules": [{"use": "corrections", "for": {"employee": ["A"]}}],
        "as_of": "2026-10-13T12:00",
    }
    assert settle(table).records() == [f"{who} 12 missing-out{waits}"]


def test_it_cannot_be_for_posts() -> None:
    assert refused(rules=[{"use": "corrections", "for": {"post": ["desk"]}}]) == ["judge.by-person"]


def test_what_found_no_unit_is_kept_whatever_rule_is_in_force() -> None:
    table = {**WEEK, "requests": [form("17", "17T20:00")], "rules": [{"use": "corrections", "mode": "off"}]}
    assert [one.request for one in settle(table).judged.lost] == ["R1"]


def overtime(day: str, hours: str) -> dict[str, Any]:
    return {"who": "A", "kind": "overtime", "first": f"2026-10-{day}", "hours": hours}


def test_overtime_of_its_own_is_corrected_as_the_last_segment_of_its_date() -> None:
    """A free Saturday, 14:00–17:00, and no punch out: segment 1, for there is no shift. 2200 ÷ 21.75 ÷ 8 × 3 × 200 %
    = 75.862…"""
    table: dict[str, Any] = {"first": "2026-10-17", "roster": "A = .", "punches": "A 17 13:58"}
    asked = overtime("17", "14:00-17:00")
    assert settle({**table, "requests": [asked]}).records() == ["A 17 missing-out"]
    mended = settle({**table, "requests": [asked, form("17", "18T09:00", time="17:01")]})
    assert mended.findings("corrections") == []
    assert [line for line in mended.lines() if " overtime " in line] == ["A 17 overtime rest-day 75.86"]
    lost = settle({**table, "requests": [asked, form("17", "18T09:00", time="17:01", segment=2)]})
    assert lost.findings("corrections") == ["corrections no-unit A 17 1"]


def test_overtime_far_from_a_shift_comes_after_the_shift() -> None:
    """Nine to six, and from eleven at night until one, five hours later: segment 2, though segment 1 has no punches
    that need mending."""
    table: dict[str, Any] = {"first": "2026-10-12", "roster": "A = D", "punches": "A 12 08:59 18:01 22:58"}
    asked = overtime("12", "23:00-01:00")
    mended = settle({**table, "requests": [asked, form("12", "13T09:00", time="25:02", segment=2)]})
    # an hour on Monday, 12.6437 × 1.5 = 18.965…, and one on Tuesday, which is free: 12.6437 × 2 = 25.287…
    found = [line for line in mended.lines() if " overtime " in line]
    assert found == ["A 12 overtime workday 18.97", "A 13 overtime rest-day 25.29"]


def test_missing_overtime_waits_while_it_may_be_corrected() -> None:
    table: dict[str, Any] = {"first": "2026-10-17", "roster": "A = .", "punches": "A 17 13:58"}
    asked = overtime("17", "14:00-17:00")
    for as_of, waits in (("2026-10-20 23:59:59", True), ("2026-10-21 00:00", False)):
        found = settle({**table, "requests": [asked], "as_of": as_of})
        assert [record.waits for record in found.judged.records()] == [waits]
