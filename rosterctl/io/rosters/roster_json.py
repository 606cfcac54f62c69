"""Rosters as JSON: the same roster is always the same bytes, and what was written reads back equal."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rosterctl.domain.roster import PUBLISHED, Activity, Assignment, Break, Publication, Roster, Stamp
from rosterctl.domain.roster_text import ordered, roster_hash
from rosterctl.domain.time import format_clock
from rosterctl.errors import InputError, Place, Problem
from rosterctl.io.rosters.json_reader import JsonReader, Table, parse

KIND = "rosterctl/roster/"
VERSION = 1
SCHEMA = f"{KIND}{VERSION}"


def roster_bytes(roster: Roster) -> bytes:
    """A roster as UTF-8 JSON, one assignment a line, sorted, with a newline at the end."""
    stamp, publication = roster.stamp, roster.publication
    head: Table = {
        "schema": SCHEMA,
        "first": roster.first.isoformat(),
        "end": roster.end.isoformat(),
        "publication": None if publication is None else _published(publication),
        "stamp": None if stamp is None else {**_fields(stamp), "notes": dict(sorted(stamp.notes.items()))},
        "carried": {key: dict(sorted(counts.items())) for key, counts in sorted(roster.carried.items())},
    }
    lines = [f' "{key}": {_dump(value)},\n' for key, value in head.items()]
    rows = ",\n".join(f"  {_dump(_assignment(item))}" for item in ordered(roster.assignments))
    body = f"[\n{rows}\n ]" if rows else "[]"
    return f'{{\n{"".join(lines)} "assignments": {body}\n}}\n'.encode()


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _fields(value: Stamp | Publication) -> Table:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def _published(publication: Publication) -> Table:
    """Files of what was simply published say no cause, as ever."""
    return {name: value for name, value in _fields(publication).items() if (name, value) != ("cause", PUBLISHED)}


def _assignment(item: Assignment) -> Table:
    found: Table = {
        "employee": item.employee,
        "date": item.date.isoformat(),
        "shift": item.shift,
        "post": item.post,
        "breaks": [{"start": format_clock(b.start), "minutes": b.minutes} for b in item.breaks],
        "activities": [
            {"name": a.name, "start": format_clock(a.start), "minutes": a.minutes} for a in item.activities
        ],
    }
    return {key: value for key, value in found.items() if value != []}


def load_roster(path: Path) -> Roster:
    """The roster in a file. Raises :class:`InputError`; a file that cannot be opened is one, too."""
    return parse_roster(roster_data(path), str(path))


def roster_data(path: Path) -> bytes:
    """The bytes of a roster file. Raises :class:`InputError`."""
    try:
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError([Problem("roster.file.unreadable", Place(str(path)), {"why": why})]) from None


def parse_roster(data: bytes, file: str) -> Roster:
    """The roster in some bytes; ``file`` is named in problems, the JSON path stands as the cell.

    Raises :class:`InputError` with every problem: unknown and missing keys, wrong types, dates that do not
    exist or lie outside the horizon, a schema of another kind or a later version, a published roster whose
    content no longer has the hash it was published with.
    """
    reader = JsonReader(file)
    roster = _parsed(parse(data, file), reader)
    if roster is not None and roster.publication is not None and roster.publication.hash != roster_hash(roster):
        reader.bad("roster.json.hash", "publication.hash", version=roster.publication.version)
    if reader.problems or roster is None:
        raise InputError(reader.problems)
    return roster


def parse_head(data: bytes, file: str) -> Roster | None:
    """The same of a file without its assignments, so that its hash says nothing; ``None`` where it is wrong."""
    reader = JsonReader(file)
    try:
        roster = _parsed(parse(data, file), reader)
    except InputError:
        return None
    return None if reader.problems else roster


def _parsed(value: Any, reader: JsonReader) -> Roster | None:
    _check_schema(value, reader)
    table = reader.table(value, "", "schema first end assignments", "publication stamp carried")
    return None if table is None else _roster(table, reader)


def _check_schema(value: Any, reader: JsonReader) -> None:
    """Another schema makes every other problem meaningless, so it is the only one then."""
    found = value.get("schema") if isinstance(value, dict) else None
    if found == SCHEMA:
        return
    number = found.removeprefix(KIND) if isinstance(found, str) and found.startswith(KIND) else ""
    if number.isascii() and number.isdigit() and int(number) > VERSION:
        reader.bad("roster.json.too-new", "schema", read=found, known=SCHEMA)
    else:
        reader.bad("roster.json.schema", "schema", read="-" if found is None else _dump(found), expected=SCHEMA)
    raise InputError(reader.problems)


def _roster(table: Table, reader: JsonReader) -> Roster | None:
    first = reader.day(table["first"], "first")
    end = reader.day(table["end"], "end")
    if first is not None and end is not None and end <= first:
        reader.bad("roster.json.horizon", "end", first=first, end=end)
    items = []
    for number, value in enumerate(reader.items(table["assignments"], "assignments")):
        item = read_assignment(value, f"assignments[{number}]", reader)
        if item is not None:
            items.append(item)
            _check_inside(item, f"assignments[{number}].date", first, end, reader)
    carried = _read_carried(table.get("carried") or {}, reader)
    stamp = _read_stamp(table.get("stamp"), reader)
    publication = _read_publication(table.get("publication"), reader)
    if reader.problems or first is None or end is None:
        return None
    return Roster(first, end, ordered(items), stamp, carried, publication)


def _check_inside(item: Assignment, path: str, first: date | None, end: date | None, reader: JsonReader) -> None:
    if first is not None and end is not None and not first <= item.date < end:
        reader.bad("roster.json.outside", path, date=item.date, first=first, end=end)


def read_assignment(value: Any, path: str, reader: JsonReader) -> Assignment | None:
    """One assignment; ``None``, and a problem noted, when it is none."""
    table = reader.table(value, path, "employee date shift post", "breaks activities")
    if table is None:
        return None
    employee = reader.text(table["employee"], f"{path}.employee")
    on = reader.day(table["date"], f"{path}.date")
    shift = reader.text(table["shift"], f"{path}.shift")
    post = reader.text(table["post"], f"{path}.post")
    breaks = []
    for number, part in enumerate(reader.items(table.get("breaks", []), f"{path}.breaks")):
        spot = f"{path}.breaks[{number}]"
        inner = reader.table(part, spot, "start minutes")
        if inner is not None:
            breaks.append(_timed(inner, spot, reader))
    activities = []
    for number, part in enumerate(reader.items(table.get("activities", []), f"{path}.activities")):
        spot = f"{path}.activities[{number}]"
        inner = reader.table(part, spot, "name start minutes")
        if inner is not None:
            name = reader.text(inner["name"], f"{spot}.name")
            activities.append(Activity(name or "", *_timed(inner, spot, reader)))
    if employee is None or on is None or shift is None or post is None:
        return None
    return Assignment(employee, on, shift, post, tuple(Break(*pair) for pair in breaks), tuple(activities))


def _timed(table: Table, path: str, reader: JsonReader) -> tuple[int, int]:
    start = reader.clock(table["start"], f"{path}.start")
    minutes = reader.whole(table["minutes"], f"{path}.minutes", 1)
    return start or 0, minutes or 0


def _read_stamp(value: Any, reader: JsonReader) -> Stamp | None:
    if value is None:
        return None
    optional = "status penalty bound seed workers notes"
    table = reader.table(value, "stamp", "as_of input_hash version", optional)
    if table is None:
        return None

    def word(key: str) -> str:
        return reader.text(table.get(key, "unsolved"), f"stamp.{key}") or ""

    def number(key: str) -> int | None:
        return None if table.get(key) is None else reader.whole(table[key], f"stamp.{key}")

    notes = {
        key: reader.text(text, f"stamp.notes.{key}", empty=True) or ""
        for key, text in reader.pairs(table.get("notes") or {}, "stamp.notes")
    }
    return Stamp(
        word("as_of"),
        word("input_hash"),
        word("version"),
        word("status"),
        number("penalty"),
        number("bound"),
        number("seed"),
        number("workers"),
        MappingProxyType(notes),
    )


def _read_carried(value: Any, reader: JsonReader) -> MappingProxyType[str, MappingProxyType[str, int]]:
    found = {}
    for key, counts in reader.pairs(value, "carried"):
        path = f"carried.{key}"
        read = {who: reader.whole(count, f"{path}.{who}") or 0 for who, count in reader.pairs(counts, path)}
        found[key] = MappingProxyType(read)
    return MappingProxyType(found)


def _read_publication(value: Any, reader: JsonReader) -> Publication | None:
    if value is None:
        return None
    table = reader.table(value, "publication", "version hash", "accepted cause")
    if table is None:
        return None
    version = reader.whole(table["version"], "publication.version", 1)
    digest = reader.text(table["hash"], "publication.hash")
    reason = table.get("accepted")
    accepted = None if reason is None else reader.text(reason, "publication.accepted")
    cause = reader.text(table.get("cause", PUBLISHED), "publication.cause")
    return Publication(version or 0, digest or "", accepted, cause or PUBLISHED)
