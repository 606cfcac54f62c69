"""One person's days, everybody's sums, and the file of records: what a clerk reads, derived by hand."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from rosterctl.attendance.evidence import make_evidence
from rosterctl.domain.clerk import Count, DayRow, PersonSummary, Role
from rosterctl.domain.records import Word
from rosterctl.errors import UsageError
from rosterctl.report.attendance_summary import summary_data, summary_line
from rosterctl.services.attend import Attended, attend, employee_of
from rosterctl.services.attend_days import person_days
from rosterctl.services.attend_file import save_records
from rosterctl.services.attend_summary import summary
from tests.support.clerk import AS_OF, workspace

CELLS = """
A1 08 D D D . D D D
A2 08 N N . . D D
A3 12 D D D D D
A4 12 D D D
"""
PUNCHES = """
A1 10-08 08:55 12:31 12:58 18:01
A1 10-09 09:16 09:16:30 18:02
A1 10-10 08:58
A1 10-11 10:00 12:00
A1 10-13 08:50 17:30
A1 10-14 08:59 18:00
A2 10-08 21:55
A2 10-09 06:02 22:04
A2 10-10 06:00
A2 10-12 08:59:30 18:00:30
A2 10-13 09:00:01 18:00
A3 10-12 08:40 18:10
A3 10-13 12:58 18:03
A3 10-14 08:41 18:00
A3 10-15 08:42 18:01
A3 10-16 08:43 18:02
A4 10-12 08:50 18:00
A4 10-13 08:50 18:00
A4 10-14 08:50 18:00
"""


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Attended:
    return attend(workspace(tmp_path_factory.mktemp("month"), CELLS, PUNCHES), "2026-10", AS_OF)


@pytest.fixture(scope="module")
def sums(month: Attended) -> dict[str, PersonSummary]:
    return {row.employee: row for row in summary(month)}


def days(month: Attended, who: str) -> dict[str, list[DayRow]]:
    found: dict[str, list[DayRow]] = {}
    for row in person_days(month, employee_of(month.period, who), "en"):
        found.setdefault(f"{row.date:%d}", []).append(row)
    return found


def test_every_date_of_employment_has_a_row(month: Attended) -> None:
    assert list(days(month, "A1")) == [f"{n:02d}" for n in range(1, 32)]
    assert list(days(month, "A4")) == [f"{n:02d}" for n in range(12, 32)]  # employed from the 12th
    assert [days(month, "A1")[n][0].words for n in ("01", "04")] == [(Word.HOLIDAY,), (Word.REST,)]


def test_a_day_says_what_each_punch_was_taken_for(month: Attended) -> None:
    """Lines of the file are in the order of time: A1's of the 8th are 1 to 4, A2's night of the 8th is 5."""
    (eighth,) = days(month, "A1")["08"]
    roles = [(punch.role, punch.where) for punch in eighth.punches]
    assert roles == [
        (Role.ARRIVAL, "1_attlog.dat:1"),
        (Role.INNER, "1_attlog.dat:2"),
        (Role.INNER, "1_attlog.dat:3"),
        (Role.DEPARTURE, "1_attlog.dat:4"),
    ]
    assert eighth.worked == 8 * 3600


def test_punches_of_one_event_are_all_evidence(month: Attended) -> None:
    (ninth,) = days(month, "A1")["09"]
    assert (ninth.late, ninth.words) == (960, (Word.LATE,))
    assert [punch.role for punch in ninth.punches] == [Role.ARRIVAL, Role.ARRIVAL, Role.DEPARTURE]


def test_punches_in_no_unit_stand_beside_the_date(month: Attended) -> None:
    rest, stray = days(month, "A1")["11"]
    assert rest.words == (Word.REST,)
    assert stray.words == (Word.UNROSTERED,)
    assert [punch.role for punch in stray.punches] == [Role.OUTSIDE, Role.OUTSIDE]


def test_leave_shows_the_request_and_the_time_expected(month: Attended) -> None:
    """Half a day is cut at the break 12:00–13:00: three of eight hours are leave, 13:00 is the start (1.1)."""
    (row,) = days(month, "A3")["13"]
    assert row.words == (Word.PART_LEAVE,)
    assert (row.leave, row.expected, row.paid) == (3 * 3600, 5 * 3600, 8 * 3600)
    assert row.expected_start == row.start + 4 * 3600 if row.start else False
    assert row.requests == ("L1",)


def test_days_due_and_attended(sums: dict[str, PersonSummary]) -> None:
    """A1: six dates, absent on the 12th. A3: five, of the 13th three of eight hours on leave: 5 − 3/8."""
    assert (sums["A1"].due, sums["A1"].attended, sums["A1"].absent_days) == (6, Fraction(5), Fraction(1))
    assert (sums["A3"].due, sums["A3"].attended, sums["A3"].leave_days) == (5, Fraction(37, 8), Fraction(3, 8))
    assert (sums["A4"].due, sums["A4"].attended) == (3, Fraction(3))


def test_free_days_are_counted_by_kind(sums: dict[str, PersonSummary]) -> None:
    """October has three statutory holidays (1st to 3rd). A1: 31 − 6 − 3 = 22 rest; A4 from the 12th: 20 − 3 = 17."""
    assert [(sums[who].rest, sums[who].holidays) for who in ("A1", "A4")] == [(22, 3), (17, 0)]


def test_counts_and_seconds_of_each_kind(sums: dict[str, PersonSummary]) -> None:
    """A1: late once by 16 min, early once by 30, one boundary missing (10th out), two punches unrostered.
    A2: late 22:04 by 240 s, and one second on the 13th."""
    a1, a2 = sums["A1"], sums["A2"]
    assert (a1.late, a1.early, a1.missing.times, a1.unrostered) == (Count(1, 960), Count(1, 1800), 1, 2)
    assert a2.late == Count(2, 241)
    assert a1.leave == Count(0, 0)
    assert sums["A3"].leave == Count(1, 3 * 3600)
    assert sums["A3"].leave_kinds == {"personal": 3 * 3600}


def test_hours_worked_and_at_night(sums: dict[str, PersonSummary]) -> None:
    """A2: nights 8 h and 7:56, days 8 h and 8 h less a second; all of both nights lies in 22:00–06:00.
    A1: 8 h, 7:44, (10th unknown), 7:30, 8 h."""
    assert sums["A2"].worked == 8 * 3600 + (8 * 3600 - 240) + 8 * 3600 + 8 * 3600 - 1
    assert sums["A2"].night == 16 * 3600 - 240
    assert sums["A1"].worked == 8 * 3600 + (8 * 3600 - 960) + (8 * 3600 - 1800) + 8 * 3600


def test_open_dates_count_in_neither(tmp_path: Path) -> None:
    """As of 14 October 19:00 the 14th is open (its reach ends at 22:00) and the 15th and 16th have not come."""
    root = workspace(tmp_path, CELLS, PUNCHES)
    row = {one.employee: one for one in summary(attend(root, "2026-10", "2026-10-14T19:00:00+08:00"))}["A3"]
    assert (row.due, row.attended, row.unknown) == (5, 2 - Fraction(3, 8), 3)


def test_rows_for_people_and_programs(month: Attended, sums: dict[str, PersonSummary]) -> None:
    employee = employee_of(month.period, "A3")
    assert summary_line(sums["A3"], employee, "zh")["leave"] == "事假 3:00"
    assert summary_line(sums["A3"], employee, "en")["attended"] == "4.63"  # 4.625, half up
    data = summary_data(sums["A1"], employee_of(month.period, "A1"))
    assert (data["late"], data["missing"]) == ({"times": 1, "seconds": 960}, {"times": 1})


def test_records_are_written_with_evidence(month: Attended, tmp_path: Path) -> None:
    path = save_records(month, tmp_path / "records.csv")
    text = path.read_text("utf-8-sig")
    frame = pl.read_csv(path, try_parse_dates=False)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    ninth = frame.row(by_predicate=(pl.col("employee") == "A1") & (pl.col("date") == "2026-10-09"), named=True)
    assert ninth["arrival"] == "2026-10-09T09:16:00+08:00"
    assert (ninth["words"], ninth["late_seconds"], ninth["worked_seconds"]) == ("late", 960, 7 * 3600 + 44 * 60)
    assert ninth["arrival_from"].startswith("1_attlog.dat:")
    tenth = frame.row(by_predicate=(pl.col("employee") == "A1") & (pl.col("date") == "2026-10-10"), named=True)
    assert (tenth["departure"], tenth["departure_from"], tenth["worked_seconds"]) == (None, None, None)
    assert len(text.splitlines()) == 1 + 6 + 4 + 5 + 3


def test_units_people_and_punches_are_counted(month: Attended) -> None:
    """18 units (6 + 4 + 5 + 3) of four people; all punches that were read, outside the roster or not."""
    assert month.counts == {"units": 18, "people": 4, "punches": len(month.loaded.punches)}


def test_names_that_a_spreadsheet_would_run_are_neutralised(month: Attended, tmp_path: Path) -> None:
    root = workspace(tmp_path / "run", CELLS, PUNCHES)
    staff = root / "input/staff.csv"
    staff.write_text(staff.read_text("utf-8").replace("Bob =1+1", "=1+1"), "utf-8")
    path = save_records(attend(root, "2026-10", AS_OF), tmp_path / "records.csv")
    assert {line.split(",")[1] for line in path.read_text("utf-8-sig").splitlines() if line.startswith("A4")} == {
        "'=1+1"
    }


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".ndjson"])
def test_same_input_same_bytes(suffix: str, tmp_path: Path) -> None:
    """Two workspaces, in each the same files: whatever else the machine does, the records are the same bytes."""
    paths = []
    for name in ("one", "two"):
        month = attend(workspace(tmp_path / name, CELLS, PUNCHES), "2026-10", AS_OF)
        paths.append(save_records(month, tmp_path / name / f"records{suffix}"))
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_all_kinds_of_file_hold_the_same(month: Attended, tmp_path: Path) -> None:
    rows = pl.read_parquet(save_records(month, tmp_path / "a.parquet"))
    lines = pl.read_ndjson(save_records(month, tmp_path / "a.ndjson"), schema_overrides=rows.schema)
    assert rows.drop("date").equals(lines.drop("date"), null_equal=True)
    assert rows["date"].to_list() == lines["date"].to_list()


def test_another_kind_of_file_is_refused(month: Attended, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        save_records(month, tmp_path / "records.docx")
    assert refused.value.code == "attend.out-kind"
    assert not list(tmp_path.iterdir())


def test_columns_of_evidence_agree_with_the_matches(month: Attended) -> None:
    """For every unit the raw punch behind arrival and departure is the first and last that its match names."""
    judged = month.judged
    evidence = make_evidence(judged.matches)
    instants = month.loaded.punches.at
    for row in range(len(judged.matches)):
        match = judged.matches[row]
        for at, events, instant in (
            (evidence.arrival[row], match.arrival_events, match.arrival),
            (evidence.departure[row], match.departure_events, match.departure),
        ):
            punches = sorted((int(instants[one]), one) for event in events for one in event.punches)
            if not punches:
                assert at == -1
            else:
                assert instants[at] == instant
                assert at in {one for _, one in punches}


def test_evidence_of_a_month_without_punches(tmp_path: Path) -> None:
    month = attend(workspace(tmp_path, "A1 08 D"), "2026-10", AS_OF)
    evidence = make_evidence(month.judged.matches)
    assert evidence.arrival.tolist() == evidence.departure.tolist() == [-1]
    assert np.count_nonzero(month.judged.sheet.facts.absent) == 1
    path = save_records(month, tmp_path / "records.csv")
    assert path.read_text("utf-8-sig").splitlines()[1].startswith("A1,陈思远,2026-10-08,1,D,desk,")


def test_dates_of_a_period_that_begins_on_the_26th(tmp_path: Path) -> None:
    root = workspace(tmp_path, "A1 08 D")
    (root / "rosterctl.toml").write_text('posts = ["desk"]\nperiod_start = 26\n', "utf-8")
    from rosterctl.domain.roster import Roster, Stamp
    from rosterctl.io.rosters.roster_store import RosterFolder

    stamp = Stamp("2026-09-20T09:00:00+08:00", "0", "0")
    roster = Roster(dt.date(2026, 9, 26), dt.date(2026, 10, 26), (), stamp)
    RosterFolder(root / "rosters/2026-10").publish(roster, None)
    rows = person_days(attend(root, "2026-10", AS_OF), employee_of(attend(root, "2026-10", AS_OF).period, "A1"), "en")
    assert (rows[0].date, rows[-1].date) == (dt.date(2026, 9, 26), dt.date(2026, 10, 25))
