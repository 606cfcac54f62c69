"""Pages for the browser, written into files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rosterctl.domain.payroll import PersonPay
from rosterctl.domain.people import Employee
from rosterctl.domain.policy import Mode
from rosterctl.errors import RefusedError
from rosterctl.io.files import write_whole
from rosterctl.messages import Lang
from rosterctl.rules.request.overtime_caps import Params as CapParams
from rosterctl.services.attend import Attended
from rosterctl.services.audit import Audit, audit
from rosterctl.services.describe import describe
from rosterctl.services.month import Month
from rosterctl.services.rosters import Opened, on_date

FOLDER = "reports"


def report_file(root: Path, month: str, kind: str, output: Path | None, *, force: bool) -> Path:
    """Where a report goes: ``output``, else ``reports/<kind>-<month>.html`` in the workspace.

    Raises :class:`RefusedError` when the file exists without ``force``.
    """
    path = output or root / FOLDER / f"{kind}-{month}.html"
    if path.exists() and not force:
        raise RefusedError("export.exists", file=path)
    return path


def report_roster(month: Month, opened: Opened, path: Path, lang: Lang, as_of: str) -> Audit:
    """Write a roster's page, whole or not at all; what was found, judged at ``as_of`` as ``roster check`` does."""
    from rosterctl.report.findings import finding_lines
    from rosterctl.report.html.roster_page import roster_page

    judged = audit(on_date(month, as_of), opened.roster.assignments, opened.where)
    lines = finding_lines(judged.findings, month.case, lang, describe)
    publication = opened.roster.publication
    name = Path(opened.name).name if publication is None else f"v{publication.version}"
    body = roster_page(month.case, opened.roster, lines, lang, month=month.name, name=name, penalty=judged.penalty)
    write_whole(path, body)
    return judged


def report_attendance(attended: Attended, people: Sequence[PersonPay] | None, path: Path, lang: Lang) -> int:
    """Write a judged month's page; how many exceptions it has. ``people`` are priced; ``None`` leaves money out."""
    from rosterctl.report.html.attendance_page import Own, Pay, attendance_page
    from rosterctl.report.pay_rows import slip_line
    from rosterctl.services.attend_days import person_days
    from rosterctl.services.attend_issues import issues
    from rosterctl.services.attend_summary import summary
    from rosterctl.services.pay_telling import telling

    period = attended.period
    found = issues(attended, lang)
    sums = {row.employee: row for row in summary(attended)}
    own = [
        Own(one, person_days(attended, one, lang), sums[one.id], overtime_cap(attended, one))
        for one in period.employees
        if one.id in sums
    ]
    tell = telling(attended, lang)
    lines = [slip_line(one, line, tell) for one in people or () for line in one.lines if line.amount < 0]
    body = attendance_page(
        own,
        found,
        None if people is None else Pay(lines, any(one.waits for one in people)),
        lang,
        dates=period.dates,
        calendar=period.calendar,
        zone=period.zone,
        month=period.month,
        as_of=attended.loaded.as_of,
        version=attended.loaded.version,
    )
    write_whole(path, body)
    return len(found)


def overtime_cap(attended: Attended, employee: Employee) -> int | None:
    """The fewest hours of overtime in a month that a use of ``overtime-caps`` allows the person; ``None``: no cap."""
    caps = [
        use.params.month_hours
        for use in attended.loaded.policy.uses
        if isinstance(use.params, CapParams) and use.mode is not Mode.OFF and use.scope.person(employee)
    ]
    return min((cap for cap in caps if cap is not None), default=None)
