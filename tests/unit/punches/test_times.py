"""Times as clocks and people write them."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosterctl.io.punches.times import joined, wall_seconds
from tests.support.desk import CALM


def read(text: str | None, *, short: bool = False) -> str | None:
    """The time read, with its offset in hours; or what is wrong."""
    row = wall_seconds(pl.Series([text], dtype=pl.String), short_years=short).row(0, named=True)
    if row["wrong"] is not None:
        return str(row["wrong"])
    wall = dt.datetime.fromtimestamp(row["wall"], dt.UTC)
    return f"{wall:%Y-%m-%d %H:%M:%S}" + ("" if row["offset"] is None else f" {row['offset'] / 3600:+g}")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2026-10-01 08:59:01", "2026-10-01 08:59:01"),
        ("2026/10/1 8:59", "2026-10-01 08:59:00"),
        ("2026.10.01 08:59", "2026-10-01 08:59:00"),
        ("2026-10-01T08:59:00+08:00", "2026-10-01 08:59:00 +8"),
        ("2026-10-01T08:59:00.999+0530", "2026-10-01 08:59:00 +5.5"),
        ("2026-10-01T00:59:00Z", "2026-10-01 00:59:00 +0"),
        ("2026-10-01 20:59:00-03:30", "2026-10-01 20:59:00 -3.5"),
        ("２０２６／１０／０１　０８：５９：０１", "2026-10-01 08:59:01"),
        ("'2026-10-01 08:59:01", "2026-10-01 08:59:01"),
        ("2026年10月1日 8时59分", "2026-10-01 08:59:00"),
        ("2026年10月1日8时59分03秒", "2026-10-01 08:59:03"),
        ("2026/10/01 星期四 08:59", "2026-10-01 08:59:00"),
        ("2026/10/31 星期六 次日02:15", "2026-11-01 02:15:00"),
        ("2026/10/1 上午 8:59", "2026-10-01 08:59:00"),
        ("2026/10/1 下午8:59", "2026-10-01 20:59:00"),
        ("2026/10/1 12:05:00 AM", "2026-10-01 00:05:00"),
        ("2026/10/1 12:05:00 pm", "2026-10-01 12:05:00"),
        ("2024-02-29 23:59:59", "2024-02-29 23:59:59"),
        ("2000-02-29 00:00:00", "2000-02-29 00:00:00"),
        ("46296", "2026-10-01 00:00:00"),
        ("46296.374317129", "2026-10-01 08:59:01"),
        ("46296.99999999", "2026-10-02 00:00:00"),
        ("1900-02-29 00:00:00", "punch.no-such-day"),
        ("2026-02-29 08:00:00", "punch.no-such-day"),
        ("2026-04-31 08:00", "punch.no-such-day"),
        ("2026-10-01 24:00:00", "punch.no-such-clock"),
        ("2026-10-01 23:59:60", "punch.no-such-clock"),
        ("2026/10/1 13:00 PM", "punch.no-such-clock"),
        ("26-10-01 08:59", "punch.time"),
        ("10/1/2026 8:59", "punch.time"),
        ("2026-10-01", "punch.time"),
        ("19999", "punch.time"),
        ("80001", "punch.time"),
        ("2026-10-01 08:59:01x", "punch.time"),
    ],
)
def test_read(text: str, wanted: str) -> None:
    assert read(text) == wanted


def test_short_years_are_for_formats_that_write_them() -> None:
    assert read("26-10-01 星期四 08:59", short=True) == "2026-10-01 08:59:00"
    assert read("26-02-29 08:59", short=True) == "punch.no-such-day"


@pytest.mark.parametrize(
    ("date", "time", "wanted"),
    [
        ("2026-10-01", "08:59", "2026-10-01 08:59"),
        ("2026-10-01 00:00:00", "08:59:01", "2026-10-01 08:59:01"),
        ("2026-10-01", "2026-10-02 08:59", "2026-10-02 08:59"),
        (None, "2026-10-02 08:59", "2026-10-02 08:59"),
        ("26-10-01 星期四", "次日02:15", "26-10-01 星期四 次日02:15"),
    ],
)
def test_a_date_beside_a_clock_time(date: str | None, time: str, wanted: str) -> None:
    assert joined(pl.Series([date], dtype=pl.String), pl.Series([time])).to_list() == [wanted]


MOMENTS = st.datetimes(dt.datetime.fromisoformat("1990-01-01"), dt.datetime.fromisoformat("2099-12-31"))


@CALM
@given(st.lists(MOMENTS, min_size=1, max_size=20), st.integers(0, 3))
def test_every_way_of_writing_reads_the_same(moments: list[dt.datetime], style: int) -> None:
    texts = []
    for when in moments:
        day = (when - dt.datetime.fromisoformat("1899-12-30")).total_seconds() // 1 / 86_400
        plain = f"{when.year}/{when.month}/{when.day} {when.hour}:{when:%M:%S}"
        texts.append((f"{when:%Y-%m-%d %H:%M:%S}", plain, f"{when:%Y-%m-%dT%H:%M:%S}", f"{day:.9f}")[style])
    found = wall_seconds(pl.Series(texts))
    assert found["wrong"].null_count() == len(texts)
    wanted = [int(when.replace(tzinfo=dt.UTC, microsecond=0).timestamp()) for when in moments]
    assert found["wall"].to_list() == wanted
