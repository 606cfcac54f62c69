"""The assignments of a roster file as columns, read from the very lines that :func:`roster_bytes` writes.

A million assignments as values take a minute and gigabytes. A line is the writer's, so what stands between its values
is known; whatever looks different in the least makes the whole body unread (``None``), and the careful reader of
:mod:`roster_json` says what is wrong, or reads what somebody has laid out anew.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rosterctl.domain.roster import Activity, Break
from rosterctl.domain.roster_columns import Ints

BLOCK = 1 << 17
"""Lines worked on at a time."""
_OPENING = '  {"employee": "'
_BETWEEN = ('", "date": "', '", "shift": "', '", "post": "', '"')
"""What stands before the first value of a line, and behind the first, second, third and fourth."""


@dataclass(frozen=True)
class Texts:
    """A column of texts: the different ones, and the number of each row's."""

    known: tuple[str, ...]
    row: NDArray[np.uint32]


@dataclass(frozen=True)
class Body:
    """The columns of a body as texts; ``rest`` is what follows the post: breaks, activities and the bracket."""

    employee: Texts
    date: Texts
    shift: Texts
    post: Texts
    rest: Texts

    def __len__(self) -> int:
        return len(self.employee.row)


def read_body(lines: bytes) -> Body | None:
    """The body between the brackets, without the first line's and with the last line's end; see above."""
    if b"\\" in lines or b"\x01" in lines or b"\r" in lines:
        return None
    try:
        text = pl.read_csv(
            io.BytesIO(lines), has_header=False, separator="\x01", quote_char=None, schema={"line": pl.String}
        )["line"]
    except pl.exceptions.PolarsError:  # no UTF-8
        return None
    if text.null_count() or not _commas(text):
        return None
    people, tails = [], []
    for block in _blocks(text):
        if not block.str.starts_with(_OPENING).all():
            return None
        who, tail = _split(block.str.slice(len(_OPENING)), _BETWEEN[0])
        if tail.null_count():
            return None
        people.append(who.cast(pl.Categorical))
        tails.append(tail.cast(pl.Categorical))
    employee, behind = _texts(pl.concat(people)), _texts(pl.concat(tails))
    rest, columns = pl.Series(behind.known, dtype=pl.String), []
    for mark in _BETWEEN[1:]:  # what follows the employee is alike in many lines: each text is split once
        value, rest = _split(rest, mark)
        columns.append(value)
    if rest.null_count():
        return None
    date, shift, post, end = (_spread(column, behind.row) for column in (*columns, rest))
    if any('"' in value for texts in (employee, date, shift, post) for value in texts.known):
        return None
    return Body(employee, date, shift, post, end)


def _commas(text: pl.Series) -> bool:
    """Whether each line but the last ends in a comma."""
    ends = text.str.ends_with(",")
    return bool(ends.sum() == len(text) - 1 and not ends[-1])


def _blocks(text: pl.Series) -> Iterator[pl.Series]:
    return (text.slice(start, BLOCK) for start in range(0, len(text), BLOCK))


def _split(texts: pl.Series, mark: str) -> tuple[pl.Series, pl.Series]:
    """What stands before the first such mark, and behind it; null behind it where there is none."""
    before, behind = texts.str.splitn(mark, 2).struct.unnest().get_columns()
    return before, behind


def _spread(texts: pl.Series, row: NDArray[np.uint32]) -> Texts:
    """The column of rows whose texts these are, a number of one of them in each row."""
    found = _texts(texts.cast(pl.Categorical))
    return Texts(found.known, found.row[row])


def _texts(column: pl.Series) -> Texts:
    """Numbers for the texts of a column; those of the process-wide categories mean nothing elsewhere."""
    codes = column.to_physical().to_numpy()
    place = np.zeros(int(codes.max()) + 1, np.uint32)
    place[codes] = np.arange(len(codes), dtype=np.uint32)  # a row where each is used
    used = np.flatnonzero(np.bincount(codes))
    known = column.gather(place[used]).cast(pl.String).to_list()
    place[used] = np.arange(len(used), dtype=np.uint32)
    return Texts(tuple(known), place[codes])


Inner = tuple[tuple[Break, ...], tuple[Activity, ...]]


def body_hash(body: Body, first: str, end: str, inner: Sequence[Inner]) -> str:
    """The hash of :func:`roster_hash` over a body, in the order of its lines; ``inner`` belongs to ``body.rest``."""
    texts = [
        [f"[{_dump(value)}," for value in body.employee.known],
        [f"{_dump(value)}," for value in body.date.known],
        [f"{_dump(value)}," for value in body.shift.known],
        [f"{_dump(value)}," for value in body.post.known],
        [f"{_dump([[b.start, b.minutes] for b in breaks])},{_activities(others)}]" for breaks, others in inner],
    ]
    series = [pl.Series(column, dtype=pl.String) for column in texts]
    rows = [column.row for column in (body.employee, body.date, body.shift, body.post, body.rest)]
    digest = hashlib.sha256(f"[{_dump(first)},{_dump(end)},[".encode())
    for start in range(0, len(body), BLOCK):
        pieces = [column.gather(row[start : start + BLOCK]) for column, row in zip(series, rows, strict=True)]
        block = pl.select(pl.concat_str([pl.lit(piece) for piece in pieces])).to_series().str.join(",").item()
        digest.update(("," if start else "").encode() + block.encode())
    digest.update(b"]]")
    return digest.hexdigest()


def _activities(items: Sequence[Activity]) -> str:
    return _dump([[item.name, item.start, item.minutes] for item in items])


def _dump(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def numbers(texts: Texts, known: Sequence[str]) -> Ints:
    """The rows' numbers among ``known``, a table that holds all of the texts."""
    place = {value: number for number, value in enumerate(known)}
    return np.array([place[value] for value in texts.known], np.int64)[texts.row]
