import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosterctl.domain.time import Span, format_clock
from rosterctl.io.tables import amounts, cells, moments
from rosterctl.io.tables.columns import Raw, Unreadable
from rosterctl.io.tables.text import fold, header_key
from rosterctl.io.tables.words import DEMAND_DAYS, YES_NO


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2026-10-01", dt.date(2026, 10, 1)),
        ("2026/10/1", dt.date(2026, 10, 1)),
        ("2026.10.1", dt.date(2026, 10, 1)),
        ("2026年10月1日", dt.date(2026, 10, 1)),
        ("2026 年 10 月 1 日", dt.date(2026, 10, 1)),
        ("20261001", dt.date(2026, 10, 1)),
        ("46296", dt.date(2026, 10, 1)),
        (46296.0, dt.date(2026, 10, 1)),
        (46296, dt.date(2026, 10, 1)),
        ("２０２６－１０－０１", dt.date(2026, 10, 1)),
        ("2026-10-01 00:00:00", dt.date(2026, 10, 1)),
        (moment("2026-10-01"), dt.date(2026, 10, 1)),
        (dt.date(2026, 10, 1), dt.date(2026, 10, 1)),
    ],
)
def test_dates(raw: Raw, value: dt.date) -> None:
    assert cells.day(raw) == value


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "10-01",
        "26-10-01",
        "2026-02-30",
        "2026-13-01",
        "1",
        "46296.5",
        "2026-10-01 08:00",
        "soon",
        True,
        46296.5,
        3.0,
        moment("2026-10-01T08:00"),
        ["2026-10-01"],
    ],
)
def test_no_dates(raw: Raw) -> None:
    with pytest.raises(Unreadable):
        cells.day(raw)


@given(st.dates(dt.date(1955, 1, 1), dt.date(2100, 1, 1)))
def test_every_way_to_write_a_date_is_the_same_date(on: dt.date) -> None:
    serial = (on - dt.date(1899, 12, 30)).days
    ways: list[Raw] = [
        on.isoformat(),
        f"{on.year}/{on.month}/{on.day}",
        f"{on.year}年{on.month}月{on.day}日",
        f"{on:%Y%m%d}",
        serial,
        float(serial),
        on,
    ]
    assert {cells.day(way) for way in ways} == {on}


@pytest.mark.parametrize(
    ("raw", "minutes"),
    [
        ("09:00", 540),
        ("9:05", 545),
        ("09:00:00", 540),
        ("２６：００", 1560),
        ("48:00", 2880),
        ("次日02:00", 1560),
        ("翌日 2:00", 1560),
        ("02:00(+1)", 1560),
        ("+1 02:00", 1560),
        (0.375, 540),
        (26 / 24, 1560),
        (1 / 3, 480),
        (dt.time(9, 0), 540),
        (dt.timedelta(hours=26), 1560),
        (moment("1900-01-01T02:00"), 1560),
        (moment("1899-12-31T02:00"), 120),
        (dt.date(1900, 1, 1), 1440),
        (0, 0),
    ],
)
def test_clocks(raw: Raw, minutes: int) -> None:
    assert cells.clock(raw) == minutes


@pytest.mark.parametrize(
    "raw",
    [
        "9",
        "09:60",
        "48:01",
        "次日24:01",
        "9 am",
        "09:00:30",
        "",
        2.5,
        -0.1,
        True,
        dt.date(2026, 10, 1),
        dt.time(9, 0, 30),
        dt.timedelta(hours=49),
        ["09:00"],
    ],
)
def test_no_clocks(raw: Raw) -> None:
    with pytest.raises(Unreadable):
        cells.clock(raw)


@given(st.integers(0, 2880))
def test_a_clock_comes_back_from_text_fraction_and_duration(minutes: int) -> None:
    assert cells.clock(format_clock(minutes)) == minutes
    assert cells.clock(minutes / 1440) == minutes
    assert cells.clock(dt.timedelta(minutes=minutes)) == minutes


@given(
    st.integers(0, 1439), st.integers(0, 2879), st.sampled_from(["-", "~", "–", "—", "至", "到", " - ", "～", "－"])
)
def test_spans(start: int, end: int, dash: str) -> None:
    expected = Span(start, end if end >= start else end + 1440)
    assert cells.span(f"{format_clock(start)}{dash}{format_clock(end)}") == expected


@pytest.mark.parametrize("raw", ["09:00", "09:00-10:00-11:00", "-", "a-b", 0.5, ""])
def test_no_spans(raw: Raw) -> None:
    with pytest.raises(Unreadable):
        cells.span(raw)


def test_several_spans() -> None:
    assert cells.spans("09:00-12:00；14:00-18:00") == (Span(540, 720), Span(840, 1080))
    assert cells.spans(["09:00-12:00", "14:00-18:00"]) == (Span(540, 720), Span(840, 1080))


@pytest.mark.parametrize(
    ("raw", "meal"),
    [
        ("11:30-13:30/35", (Span(690, 810), 35, False)),
        ("11:30-13:30/35 paid", (Span(690, 810), 35, True)),
        ("11:30-13:30 / 35分钟 带薪", (Span(690, 810), 35, True)),
        ("12:00-13:00", (Span(720, 780), 60, False)),
        ("12:00-13:00 Paid", (Span(720, 780), 60, True)),
        ("23:30-00:30/30", (Span(1410, 1470), 30, False)),
    ],
)
def test_meals(raw: str, meal: tuple[Span, int, bool]) -> None:
    assert cells.meals(raw) == (meal,)
    assert cells.meals(f"{raw};{raw}") == (meal, meal)


@pytest.mark.parametrize("raw", ["a、b", "a;b", "a,b", "a，b", "a/b", "a b", "a；；b ", ["a", "b"]])
def test_lists(raw: Raw) -> None:
    assert cells.items(raw) == {"a", "b"}


@pytest.mark.parametrize(
    ("raw", "value"),
    [("80", 80), ("80%", 80), (0.8, 80), (1.0, 100), ("0.5", 50), ("1", 100), (100.0, 100), ("８０％", 80)],
)
def test_percent(raw: Raw, value: int) -> None:
    assert cells.percent(raw) == value


@given(st.integers(1, 200))
def test_every_percentage(value: int) -> None:
    assert cells.percent(f"{value}%") == cells.percent(value / 100) == value


@pytest.mark.parametrize("raw", ["0", "201", "-5", "all", "1,5", ["1"]])
def test_no_percent(raw: Raw) -> None:
    with pytest.raises(Unreadable):
        cells.percent(raw)


@pytest.mark.parametrize(("raw", "minutes"), [("7.5", 450), (8.0, 480), ("0.25", 15), ("48", 2880)])
def test_hours(raw: Raw, minutes: int) -> None:
    assert cells.hours(raw) == minutes


@pytest.mark.parametrize(("raw", "value"), [("3", 3), (3.0, 3), ("３", 3), ("3.0", 3), ("'3", 3), (3, 3)])
def test_integers(raw: Raw, value: int) -> None:
    assert cells.integer(0, 10)(raw) == value


@pytest.mark.parametrize("raw", ["11", "-1", "3.5", 3.5, "three", True, ["3"]])
def test_no_integers(raw: Raw) -> None:
    with pytest.raises(Unreadable):
        cells.integer(0, 10)(raw)


def test_words_in_either_language_and_case() -> None:
    parse = cells.choice(YES_NO)
    assert [parse(raw) for raw in ("是", "Y", "YES", "1", 1.0, True, "true")] == [True] * 7
    assert [parse(raw) for raw in ("否", "n", "No", "0", 0.0, False)] == [False] * 6
    with pytest.raises(Unreadable) as caught:
        parse("maybe")
    assert caught.value.values["words"] == ("y/是", "n/否")


def test_ranges_of_dates() -> None:
    first, last = dt.date(2026, 10, 1), dt.date(2026, 10, 3)
    for raw in (
        "2026-10-01~2026-10-03",
        "2026-10-01 至 2026-10-03",
        "2026/10/1 - 2026/10/3",
        "2026-10-01..2026-10-03",
    ):
        assert cells.days(raw) == (first, last)
    assert cells.days(dt.date(2026, 10, 1)) == (first, first)
    assert cells.each_day((first, last)) == (first, dt.date(2026, 10, 2), last)


PARSERS: list[Callable[[Any], object]] = [
    cells.text,
    cells.code,
    cells.percent,
    cells.hours,
    cells.day,
    cells.days,
    cells.clock,
    cells.span,
    cells.spans,
    cells.meals,
    cells.items,
    cells.listed,
    amounts.money,
    moments.moment,
    moments.clock_seconds,
    cells.integer(0, 9),
    cells.choice(DEMAND_DAYS),
    cells.choice(YES_NO),
    cells.known_or_text({}),
]


@given(
    st.sampled_from(PARSERS),
    st.one_of(
        st.text(),
        st.integers(-(10**6), 10**6),
        st.floats(),
        st.booleans(),
        st.dates(),
        st.times(),
        st.datetimes(),
        st.timedeltas(),
        st.lists(st.one_of(st.text(), st.floats())),
        st.text("0123456789-:/~年月日次 .;", max_size=20),
    ),
)
def test_a_parser_reads_a_cell_or_says_that_it_cannot(parse: Callable[[Any], object], raw: Any) -> None:
    problem: Unreadable | None = None
    try:
        parse(raw)
    except Unreadable as wrong:
        problem = wrong
    assert problem is None or (problem.code == "input.cell") == bool(problem.expected)


def test_folding() -> None:
    assert fold("　Ａ１（Ｂ）：\u200b ") == "A1(B):"
    assert fold("'001") == "001"
    assert fold("欧阳·若兰") == "欧阳·若兰"
    assert header_key("Employed_From *") == header_key("employed from") == "employedfrom"
    assert header_key("基本工资（元）", hints=False) == "基本工资"
