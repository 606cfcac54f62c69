"""Hand-overs: expected by the roster, signed by both, refused for a reason, listed and reviewed, and held over."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from rosterctl.domain.handed import Due, HandedOver, expected, held_over
from rosterctl.domain.ledger import seconds
from rosterctl.domain.roster import Assignment
from rosterctl.domain.shifts import Shift
from rosterctl.domain.time import Span
from rosterctl.errors import RefusedError, RosterctlError, UsageError
from rosterctl.services.handovers import Signature, list_handovers, refuse, review, sign
from tests.support.office import desk, office, publish, whole

DAY = Shift("E", "E", (Span(480, 960),))
LATE = Shift("L", "L", (Span(960, 1320),))
NIGHT = Shift("N", "N", (Span(1320, 1920),))
OCT12 = dt.date(2026, 10, 12)


def work(who: str, shift: Shift, post: str = "desk", day: int = 12) -> tuple[Assignment, Shift]:
    return Assignment(who, dt.date(2026, 10, day), shift.code, post), shift


def pairs(*duties: tuple[Assignment, Shift], posts: frozenset[str] | None = None) -> list[tuple[int, str, str]]:
    return [(due.due, due.outgoing, due.incoming) for due in expected(duties, posts)]


def test_who_leaves_a_post_and_who_relieves() -> None:
    assert pairs(work("A", DAY), work("B", LATE)) == [(960, "A", "B")]
    assert pairs(work("A", DAY), work("B", LATE, "gate")) == [], "at another post"
    assert pairs(work("A", DAY), work("B", NIGHT)) == [], "nobody begins when it ends"
    assert pairs(work("A", DAY), work("A", LATE)) == [], "nobody relieves oneself"
    assert pairs(work("A", DAY), work("B", LATE), posts=frozenset({"gate"})) == []
    (due,) = expected([work("A", NIGHT), work("B", DAY, day=13)])
    assert due == Due(dt.date(2026, 10, 13), 480, "desk", "A", "B")


def test_several_at_once_in_the_order_of_ids() -> None:
    two = work("B", DAY), work("A", DAY)
    assert pairs(*two, work("D", LATE), work("C", LATE)) == [(960, "A", "C"), (960, "B", "D")]
    assert pairs(*two, work("C", LATE)) == [(960, "A", "C"), (960, "B", "C")]
    assert pairs(work("A", DAY), work("D", LATE), work("C", LATE)) == [(960, "A", "C")]


AT = "2026-10-12T16:{}+08:00"


@pytest.mark.parametrize(
    ("outgoing", "incoming", "held"),
    [("00:00", "00:00", 0), ("10:59", "00:00", 10), ("00:00", "11:00", 11), ("00:59", "00:00", 0)],
)
def test_d5_held_over_until_the_later_signature(outgoing: str, incoming: str, held: int) -> None:
    due = Due(OCT12, 960, "desk", "A", "B")
    handed = HandedOver("H1", due, "signed", AT.format(outgoing), AT.format(incoming))
    assert held_over(handed, seconds(AT.format("00:00"))) == held


def test_offsets_do_not_decide_which_is_later() -> None:
    due = Due(OCT12, 960, "desk", "A", "B")
    handed = HandedOver("H1", due, "signed", "2026-10-12T16:30:00+08:00", "2026-10-12T08:45:00+00:00")
    assert handed.ended == "2026-10-12T08:45:00+00:00"
    assert held_over(HandedOver("H1", due, "begun", AT.format("00:00")), 0) is None


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A hands over to B at 16:00 on 12 October, B to L1 at 22:00; L1's night ends at 06:00 with nobody after it."""
    root = office(tmp_path)
    (root / "input/shifts.csv").write_text(
        "code,name,start,end\nE,早班,08:00,16:00\nL,中班,16:00,22:00\nN,夜班,22:00,30:00\n", "utf-8"
    )
    publish(root, ("A", "2026-10-12", "E"), ("B", "2026-10-12", "L"), ("L1", "2026-10-12", "N"))
    return root


def lines(root: Path, as_of: str = "2026-10-12T23:00:00+08:00", **more: bool) -> list[tuple[str, str, str]]:
    found = list_handovers(desk(root, as_of=as_of), OCT12, OCT12, **more)
    return [(line.due.outgoing, line.due.incoming, line.handed.state if line.handed else "-") for line in found]


def test_d5_both_sign_and_duty_ends_at_the_later_signature(root: Path) -> None:
    first = sign(desk(root, "a", AT.format("00:30")), Signature())
    assert (first.state, first.ended) == ("begun", None)
    second = sign(desk(root, "b", AT.format("12:00")), Signature())
    assert (second.id, second.state, second.ended) == (first.id, "signed", AT.format("12:00"))
    head = whole(root).head
    assert sign(desk(root, "b", AT.format("20:00")), Signature()) == second, "the same signature twice"
    assert whole(root).head == head
    (line, _) = list_handovers(desk(root, "a", AT.format("30:00")), OCT12, OCT12)
    assert (line.held, line.expected, line.signed) == (12, True, True)


def test_d5_a_refusal_gives_its_reason_and_can_be_mended(root: Path) -> None:
    sign(desk(root, "a", AT.format("00:00")), Signature())
    found = refuse(desk(root, "b", AT.format("01:00")), Signature(), "equipment", "对讲机")
    assert (found.state, found.reason, found.note) == ("refused", "equipment", "对讲机")
    assert ("A", "B", "refused") in lines(root, unsigned=True)
    mended = sign(desk(root, "b", AT.format("40:00")), Signature())
    assert (mended.state, mended.ended, mended.reason) == ("signed", AT.format("40:00"), "equipment")
    with pytest.raises(RefusedError) as caught:
        refuse(desk(root, "b", AT.format("41:00")), Signature(), "dirty")
    assert caught.value.code == "handover.taken"
    with pytest.raises(RefusedError) as caught:
        refuse(desk(root, "a", AT.format("41:00")), Signature(), "dirty")
    assert caught.value.code == "handover.not-incoming"


def test_a_refusal_stands_until_both_have_signed(root: Path) -> None:
    refuse(desk(root, "b", AT.format("00:00")), Signature(), "records")
    assert sign(desk(root, "a", AT.format("01:00")), Signature()).state == "refused"


def test_g4_unsigned_ones_are_listed_once_due_and_reviewed_by_both(root: Path) -> None:
    assert lines(root, "2026-10-12T15:59:59+08:00", unsigned=True) == []
    assert lines(root, "2026-10-12T16:00:00+08:00", unsigned=True) == [("A", "B", "-")]
    assert lines(root, unsigned=True) == [("A", "B", "-"), ("B", "L1", "-")]
    evening = "2026-10-12T23:00:00+08:00"
    sign(desk(root, "a", AT.format("00:00")), Signature())
    sign(desk(root, "b", AT.format("00:00")), Signature())
    assert lines(root, unsigned=True) == [("B", "L1", "-")]
    with pytest.raises(RefusedError) as caught:
        review(desk(root, "a", evening), OCT12)
    assert caught.value.code == "handover.no-review"
    assert len(review(desk(root, "l2", evening), OCT12)) == 2
    found = review(desk(root, "d", evening), OCT12)
    assert [(item.state, item.manager_by, item.director_by) for item in found] == [
        ("signed", "L2", "D"),
        ("begun", "L2", "D"),
    ]
    head = whole(root).head
    assert review(desk(root, "l1", evening), OCT12)[0].manager_by == "L2", "it is reviewed already"
    assert whole(root).head == head
    assert lines(root, unsigned=True) == [("B", "L1", "begun")], "reviewed is not signed"


def test_what_is_not_due_yet_is_not_reviewed(root: Path) -> None:
    assert len(review(desk(root, "d", "2026-10-12T21:59:59+08:00"), OCT12)) == 1


def test_whose_hand_over_is_meant(root: Path) -> None:
    """B takes over at 16:00 and hands over at 22:00: the nearer one, unless it is said."""
    assert sign(desk(root, "b", "2026-10-12T18:59:00+08:00"), Signature()).due.outgoing == "A"
    assert sign(desk(root, "b", "2026-10-12T19:01:00+08:00"), Signature()).due.outgoing == "B"
    assert sign(desk(root, "l1", "2026-10-13T00:30:00+08:00"), Signature()).due.incoming == "L1", "the evening before"
    for signature in (Signature(post="gate"), Signature(date=dt.date(2026, 10, 13))):
        with pytest.raises(UsageError) as caught:
            sign(desk(root, "b", AT.format("00:00")), signature)
        assert caught.value.code == "handover.none"
    with pytest.raises(UsageError):
        sign(desk(root, "d", AT.format("00:00")), Signature())


def test_a_clerk_records_paper(root: Path) -> None:
    night = "2026-10-12T23:00:00+08:00"
    clerk = desk(root, "clerk", night)
    paper = Signature(employee="A", at=AT.format("03:00"), evidence="交接本 7")
    assert sign(clerk, paper).outgoing_at == AT.format("03:00")
    found = sign(clerk, Signature(employee="B", at=AT.format("02:00"), evidence="交接本 8"))
    assert (found.state, found.ended, found.evidence) == ("signed", AT.format("03:00"), "交接本 7; 交接本 8")
    for login, signature, code in [
        ("clerk", Signature(employee="A", at=AT.format("03:00")), "request.no-evidence"),
        ("a", Signature(at=AT.format("03:00"), evidence="x"), "request.no-evidence"),
        ("a", Signature(employee="B", evidence="x"), "request.not-clerk"),
        ("clerk", Signature(employee="A", at="2026-10-12T23:00:01+08:00", evidence="x"), "request.filed-later"),
        ("clerk", Signature(employee="nobody", evidence="x"), "request.nobody"),
    ]:
        with pytest.raises(RosterctlError) as caught:
            sign(desk(root, login, night), signature)
        assert caught.value.code == code, login


def test_what_a_later_roster_no_longer_has_is_still_shown(root: Path) -> None:
    sign(desk(root, "a", AT.format("00:00")), Signature())
    publish(root, ("A", "2026-10-12", "E"))
    (line,) = list_handovers(desk(root), OCT12, OCT12)
    assert (line.expected, line.due.incoming) == (False, "B")


def test_only_posts_that_are_never_empty_where_the_policy_names_them(root: Path) -> None:
    (root / "policy.toml").write_text(
        'extends = "statutory-cn"\n[[rule]]\nuse = "relief"\nposts = ["gate"]\n', "utf-8"
    )
    assert lines(root) == []
