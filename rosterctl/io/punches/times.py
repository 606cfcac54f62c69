"""Times as clocks and people write them, a column at a time: wall-clock seconds, or what is wrong with them.

Nothing is guessed: the year comes first, minutes have two digits, and 24:00 is no time of a punch clock.
"""

from __future__ import annotations

import polars as pl

_STAMP = "%Y-%m-%d %H:%M:%S"
_DAY = 86_400
_SERIAL_ZERO = 25_569
"""Excel's number of 1970-01-01."""
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000

_DATE = r"(\d{4}|\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
_HALF = r"(上午|下午|AM|PM|am|pm)?"
_CLOCK = rf"{_HALF}\s*(\d{{1,2}})\s*[:时]\s*(\d{{2}})(?:\s*[:分]\s*(\d{{2}})\s*秒?(?:[.,]\d+)?)?\s*分?\s*{_HALF}"
_OFFSET = r"(Z|[+-]\d{2}:?\d{2})?"
_MOMENT = rf"^{_DATE}\s*(?:\(?(?:星期|周).\)?)?[T\s]*(次日|翌日)?\s*{_CLOCK}\s*{_OFFSET}$"
_PARTS = ("y", "m", "d", "next", "half", "hh", "mm", "ss", "half2", "offset")

_WIDE = [chr(code) for code in range(0xFF01, 0xFF5F)]
_NARROW = [chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)]


def half_width(text: pl.Series) -> pl.Series:
    """Full-width digits, letters and punctuation made half-width; Excel's leading apostrophe gone."""
    if text.str.contains(r"[\u{FF01}-\u{FF5E}\u{3000}'’]").any():
        text = text.str.replace_many(_WIDE, _NARROW).str.replace_all("\u3000", " ")
        text = text.str.replace(r"^['’]", "").str.strip_chars()
    return text


def joined(date: pl.Series, time: pl.Series) -> pl.Series:
    """A date column and a clock column as one text; a time that carries its own date stays as it is."""
    date, time = half_width(date), half_width(time)
    day = date.str.replace(r"[T\s]+0?0:00(?::00)?$", "")
    whole = time.str.contains(r"\d\s*[-/.年]\s*\d")
    return pl.select(pl.when(whole | date.is_null()).then(time).otherwise(day + " " + time)).to_series()


def wall_seconds(text: pl.Series, *, short_years: bool = False) -> pl.DataFrame:
    """Columns ``wall`` (seconds since 1970 on the wall), ``offset`` (seconds east, or null), ``wrong`` (or null).

    ``wrong`` is a message id. With ``short_years`` a date may be written 26-10-01.
    """
    stamp = text.str.to_datetime(_STAMP, strict=False, time_unit="ms")
    plain = (text.str.len_bytes() == 19) & (text.str.slice(17, 1) < "6")
    frame = pl.DataFrame(
        {"text": text, "wall": pl.select(pl.when(plain).then(stamp.dt.epoch("s"))).to_series()}
    ).with_row_index("n")
    rest = frame.filter(pl.col("wall").is_null())
    none = pl.DataFrame(schema={"n": pl.UInt32, "wall": pl.Int64, "offset": pl.Int64, "wrong": pl.String})
    slow = _slow(rest, short_years=short_years) if rest.height else none
    return frame.join(slow, on="n", how="left", maintain_order="left").select(
        wall=pl.coalesce("wall", "wall_right"), offset="offset", wrong="wrong"
    )


def _slow(rest: pl.DataFrame, *, short_years: bool) -> pl.DataFrame:
    text = half_width(rest["text"])
    parts = text.str.extract_groups(_MOMENT).struct.rename_fields(list(_PARTS)).struct.unnest()
    numbers = {name: pl.col(name).cast(pl.Int64, strict=False) for name in ("y", "m", "d", "hh", "mm", "ss")}
    year = pl.when(pl.col("y").str.len_bytes() == 2).then(numbers["y"] + 2000).otherwise(numbers["y"])
    half = pl.coalesce("half", "half2").str.to_uppercase().replace({"上午": "AM", "下午": "PM"})
    frame = pl.DataFrame({"n": rest["n"], "text": text}).hstack(parts)
    frame = frame.with_columns(
        short=pl.col("y").str.len_bytes() == 2,
        y=year,
        half=half,
        **{name: value for name, value in numbers.items() if name != "y"},
        serial=pl.col("text").str.extract(r"^(\d{5}(?:\.\d+)?)$").cast(pl.Float64),
        offset=_offset(),
    ).with_columns(ss=pl.col("ss").fill_null(0), length=_length())
    twelve = pl.col("half").is_not_null()
    hour = pl.when(twelve).then(pl.col("hh") % 12 + 12 * (pl.col("half") == "PM").cast(pl.Int64)).otherwise("hh")
    day = _days(pl.col("y"), pl.col("m"), pl.col("d")) + pl.col("next").is_not_null().cast(pl.Int64)
    is_serial = pl.col("serial").is_between(_FIRST_SERIAL, _LAST_SERIAL)
    unread = pl.col("hh").is_null() | (pl.col("short") & (not short_years))
    clock_bad = (pl.col("hh") > 23) | (pl.col("mm") > 59) | (pl.col("ss") > 59) | (twelve & (pl.col("hh") > 12))
    return frame.select(
        "n",
        wall=pl.when(is_serial)
        .then(((pl.col("serial") - _SERIAL_ZERO) * _DAY).round().cast(pl.Int64))
        .otherwise(day * _DAY + hour * 3600 + pl.col("mm") * 60 + pl.col("ss")),
        offset="offset",
        wrong=pl.when(is_serial)
        .then(None)
        .when(unread)
        .then(pl.lit("punch.time"))
        .when(~pl.col("m").is_between(1, 12) | ~pl.col("d").is_between(1, pl.col("length")))
        .then(pl.lit("punch.no-such-day"))
        .when(clock_bad)
        .then(pl.lit("punch.no-such-clock")),
    )


def _offset() -> pl.Expr:
    """Seconds east of Greenwich."""
    text = pl.col("offset").str.replace(":", "")
    size = (
        text.str.slice(1, 2).cast(pl.Int64, strict=False) * 3600
        + text.str.slice(3, 2).cast(pl.Int64, strict=False) * 60
    )
    sign = pl.when(text.str.starts_with("-")).then(-1).otherwise(1)
    return pl.when(text == "Z").then(0).otherwise(size * sign).cast(pl.Int64)


def _length() -> pl.Expr:
    """Days of the month ``m`` of the year ``y``."""
    year, month = pl.col("y"), pl.col("m")
    leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    return (
        pl.when(month == 2)
        .then(28 + leap.cast(pl.Int64))
        .when(month.is_in([4, 6, 9, 11]))
        .then(pl.lit(30, pl.Int64))
        .otherwise(pl.lit(31, pl.Int64))
    )


def _days(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Days since 1970-01-01 of a date of the Gregorian calendar, by counting from 1 March."""
    shifted = year - (month <= 2).cast(pl.Int64)
    era = shifted // 400
    of_era = shifted - era * 400
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468
