"""Pages for the browser, written into files."""

from __future__ import annotations

from pathlib import Path

from rosterctl.errors import RefusedError
from rosterctl.io.files import write_whole
from rosterctl.messages import Lang
from rosterctl.services.audit import Audit, audit
from rosterctl.services.describe import describe
from rosterctl.services.month import Month
from rosterctl.services.rosters import Opened, on_date

FOLDER = "reports"


def report_file(month: Month, kind: str, output: Path | None, *, force: bool) -> Path:
    """Where a report goes: ``output``, else ``reports/<kind>-<month>.html`` in the workspace.

    Raises :class:`RefusedError` when the file exists without ``force``.
    """
    path = output or month.root / FOLDER / f"{kind}-{month.name}.html"
    if path.exists() and not force:
        raise RefusedError("export.exists", file=path)
    return path


def report_roster(month: Month, opened: Opened, path: Path, lang: Lang, as_of: str) -> Audit:
    """Write a roster's page, whole or not at all; what was found, judged at ``as_of`` as ``roster check`` does."""
    from rosterctl.report.findings import finding_lines
    from rosterctl.report.html.roster_page import roster_page

    judged = audit(on_date(month, as_of), opened.roster.assignments, opened.where)
    lines = finding_lines(judged.findings, month.case, lang, describe)
    body = roster_page(
        month.case, opened.roster, lines, lang, month=month.name, name=Path(opened.name).name, penalty=judged.penalty
    )
    write_whole(path, body)
    return judged
