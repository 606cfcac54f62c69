"""2.10: wall-clock punches in a repeated hour, and in one that the clocks skip."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from rosterctl.io.punches.zones import instants

NIGHT = "2026-10-25"
"""In Berlin 03:00 became 02:00 again."""


def offsets(*rows: tuple[str, str], zone: str = "Europe/Berlin") -> list[int | None]:
    """Hours east of Greenwich of each row (employee and device, wall time)."""
    walls = [int(dt.datetime.fromisoformat(time).replace(tzinfo=dt.UTC).timestamp()) for _, time in rows]
    frame = pl.DataFrame(
        {"employee": [who for who, _ in rows], "device": "1", "wall": walls, "offset": pl.Series([None] * len(rows))},
        schema_overrides={"offset": pl.Int64},
    )
    found = instants(frame, zone)["at"]
    return [None if at is None else (wall - at) // 3600 for wall, at in zip(walls, found, strict=True)]


def at(clock: str, who: str = "A") -> tuple[str, str]:
    return who, f"{NIGHT} {clock}"


def test_first_occurrence_by_default() -> None:
    assert offsets(at("01:59:59"), at("02:00:00"), at("02:59:59"), at("03:00:00")) == [2, 2, 2, 1]


def test_second_where_the_clock_runs_backwards() -> None:
    assert offsets(at("02:30:00"), at("02:10:00"), at("02:40:00"), at("03:10:00")) == [2, 1, 1, 1]


def test_a_repeat_of_the_same_time_is_no_second_hour() -> None:
    assert offsets(at("02:30:00"), at("02:30:00")) == [2, 2]


def test_each_person_has_an_order_of_their_own() -> None:
    assert offsets(at("02:30:00"), at("02:10:00", "B"), at("02:40:00")) == [2, 2, 2]


def test_a_file_with_the_newest_first() -> None:
    rows = [at("04:00:00"), at("02:40:00"), at("02:10:00"), at("02:30:00"), at("01:00:00")]
    assert offsets(*rows) == [1, 1, 1, 2, 2]


def test_another_autumn_begins_anew() -> None:
    rows = [at("02:30:00"), at("02:10:00"), ("A", "2027-10-31 02:30:00")]
    assert offsets(*rows) == [2, 1, 2]


def test_a_skipped_hour_is_no_instant() -> None:
    rows = [("A", f"2026-03-29 {clock}") for clock in ("01:59:59", "02:00:00", "02:59:59", "03:00:00")]
    assert offsets(*rows) == [1, None, None, 2]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
def test_agrees_with_the_standard_library(zone: str) -> None:
    walls = [dt.datetime.fromisoformat("2026-01-01") + dt.timedelta(hours=n * 7) for n in range(1250)]
    seconds = [int(wall.replace(tzinfo=dt.UTC).timestamp()) for wall in walls]
    frame = pl.DataFrame(
        {"employee": [str(n) for n in range(len(walls))], "device": "1", "wall": seconds, "offset": None},
        schema_overrides={"offset": pl.Int64},
    )
    for wall, found in zip(walls, instants(frame, zone)["at"], strict=True):
        wanted = wall.replace(tzinfo=ZoneInfo(zone))
        back = dt.datetime.fromtimestamp(wanted.timestamp(), ZoneInfo(zone)).replace(tzinfo=None)
        assert found == (int(wanted.timestamp()) if back == wall else None)
