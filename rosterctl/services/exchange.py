"""Rosters out to files that people open, and back in from files that people edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from rosterctl.domain.roster import Roster
from rosterctl.errors import RefusedError, UsageError
from rosterctl.io.files import write_whole
from rosterctl.io.rosters.roster_json import roster_bytes
from rosterctl.io.rosters.roster_xlsx import read_sheet_file
from rosterctl.messages import Lang
from rosterctl.services.audit import audit
from rosterctl.services.month import Month
from rosterctl.services.rosters import Opened, save_draft, stamp_of


def read_sheet(month: Month, path: Path, mapping: Mapping[str, str]) -> Opened:
    """An exported workbook or a plain grid; ``mapping`` takes the sheet's own words for shift codes.

    Raises :class:`rosterctl.errors.InputError` with every problem of the file.
    """
    found = read_sheet_file(path, month.case, mapping=mapping)
    return Opened(found.roster, found.where, str(path), found.notes)


def import_roster(month: Month, path: Path, mapping: Mapping[str, str], as_of: str) -> tuple[Opened, Path]:
    """Read a spreadsheet and keep it as the draft; what was read and the draft's file."""
    opened = read_sheet(month, path, mapping)
    penalty = audit(month.case, opened.roster.assignments).penalty
    stamp = replace(stamp_of(month, as_of), status="imported", penalty=penalty)
    return opened, save_draft(month, replace(opened.roster, stamp=stamp))


def export_roster(
    month: Month, roster: Roster, path: Path, lang: Lang, *, force: bool = False, redact: bool = False
) -> None:
    """Write a roster as .xlsx, .csv (with a BOM, for Excel), .json or .md, whole or not at all. ``redact`` leaves out
    why its hard findings were accepted (C4).

    Raises :class:`UsageError` for another ending and :class:`RefusedError` when the file exists without ``force``.
    """
    if path.exists() and not force:
        raise RefusedError("export.exists", file=path)
    if redact and roster.publication is not None:
        roster = replace(roster, publication=replace(roster.publication, accepted=None))
    data = _bytes(month, roster, path.suffix.lower(), lang)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, data)


def _bytes(month: Month, roster: Roster, ending: str, lang: Lang) -> bytes:
    from rosterctl.report.grid_forms import grid_csv, grid_markdown
    from rosterctl.report.roster_data import lay_out

    if ending == ".xlsx":
        from rosterctl.report.roster_xlsx import roster_book

        label = "draft" if roster.publication is None else f"v{roster.publication.version}"
        return roster_book(month.case, roster, lang, label=label)
    if ending == ".json":
        return roster_bytes(roster)
    grid = lay_out(month.case, roster)
    if ending == ".csv":
        return grid_csv(grid, lang).encode("utf-8-sig")
    if ending == ".md":
        return grid_markdown(grid, lang).encode()
    raise UsageError("export.ending", ending=ending or "-")
