"""Clock times with seconds, and instants; what is none of these is refused, never guessed."""

import datetime as dt

import pytest

from rosterctl.io.tables.columns import Raw, Unreadable
from rosterctl.io.tables.moments import clock_seconds, moment

HOUR = 3600


@pytest.mark.parametrize(
    ("raw", "seconds"),
    [
        ("00:00", 0),
        ("9:05", 9 * HOUR + 300),
        ("09:05:30", 9 * HOUR + 330),
        ("２３：５９：５９", 24 * HOUR - 1),
        ("24:00", 24 * HOUR),
        ("26:00", 26 * HOUR),
        ("次日02:00", 26 * HOUR),
        ("翌日 02:00:01", 26 * HOUR + 1),
        ("+1 02:00", 26 * HOUR),
        ("02:00(+1)", 26 * HOUR),
        ("48:00", 48 * HOUR),
        ("次日24:00", 48 * HOUR),
        (dt.time(8, 58, 30), 8 * HOUR + 58 * 60 + 30),
        (dt.timedelta(hours=26, seconds=1), 26 * HOUR + 1),
        (0.375, 9 * HOUR),
        (1, 24 * HOUR),
        (2.0, 48 * HOUR),
        (0.37847222, 9 * HOUR + 5 * 60),
    ],
)
def test_clock_times(raw: Raw, seconds: int) -> None:
    assert clock_seconds(raw) == seconds


@pytest.mark.parametrize(
    "raw",
    [
        "48:00:01", "49:00", "次日24:01", "9:60", "9:05:60", "9:5", "9", "9点", "-1:00", "", "9:05 pm",
        True, -0.1, 2.1, 1e300, float("inf"), float("nan"), dt.date(2026, 10, 1), ["09:00"],
    ],
)  # fmt: skip
def test_no_clock_times(raw: Raw) -> None:
    with pytest.raises(Unreadable) as caught:
        clock_seconds(raw)
    assert caught.value.expected == "expect.clock-seconds"


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("2026-10-03T09:05", "2026-10-03T09:05:00"),
        ("2026-10-03 09:05:30", "2026-10-03T09:05:30"),
        ("2026/10/3 9:05", "2026-10-03T09:05:00"),
        ("2026.10.3 9:05", "2026-10-03T09:05:00"),
        ("2026年10月3日9:05", "2026-10-03T09:05:00"),
        ("２０２６-１０-０３　０９：０５", "2026-10-03T09:05:00"),
        ("2026-10-03T09:05:30.999", "2026-10-03T09:05:30"),
        ("2026-10-03T09:05Z", "2026-10-03T09:05:00+00:00"),
        ("2026-10-03T09:05:00+08:00", "2026-10-03T09:05:00+08:00"),
        ("2026-10-03 09:05 -0330", "2026-10-03T09:05:00-03:30"),
        ("2024-02-29 00:00", "2024-02-29T00:00:00"),
        ("46298.378472", "2026-10-03T09:05:00"),
        (46298.5, "2026-10-03T12:00:00"),
        (dt.datetime.fromisoformat("2026-10-03T09:05:30.4"), "2026-10-03T09:05:30"),
        (dt.datetime.fromisoformat("2026-10-03T09:05:00+02:00"), "2026-10-03T09:05:00+02:00"),
    ],
)
def test_instants(raw: Raw, iso: str) -> None:
    assert moment(raw).isoformat() == iso


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("2026-02-29 09:00", "input.date-none"),
        ("2026-11-31 09:00", "input.date-none"),
        ("2026-10-03", "input.cell"),
        ("2026-10-03 24:00", "input.cell"),
        ("2026-10-03 9:5", "input.cell"),
        ("10/3/2026 09:05", "input.cell"),
        ("26-10-03 09:05", "input.cell"),
        ("0001-01-01 00:00", "input.cell"),
        ("2026-10-03T09:05+15:00", "input.cell"),
        ("2026-10-0309:05", "input.cell"),
        ("昨天", "input.cell"),
        (46298, "input.cell"),
        (1e300, "input.cell"),
        (float("nan"), "input.cell"),
        (dt.datetime(1899, 12, 31, 9, tzinfo=dt.UTC), "input.cell"),
        (dt.date(2026, 10, 3), "input.cell"),
        (True, "input.cell"),
    ],
)
def test_no_instants(raw: Raw, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        moment(raw)
    assert caught.value.code == code
