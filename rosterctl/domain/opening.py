"""What people bring along from before the first month that rosterctl settles."""

from __future__ import annotations

OPENING_KEYS = (
    *("consecutive-absence", "corrections-used", "absences", "unexcused-absences"),
    *("service-months", "annual-hours", "exchange-hours"),
)
"""What ``input/opening`` may state of a person, each a whole number of at least 0.

``consecutive-absence``: roster days of the run of whole absences that reaches up to the first month (attendance 3.6).
``corrections-used``: corrections filed outside rosterctl for roster dates of the month (3.7). ``absences``: days away
for whatever reason (缺勤) in the appraisal period so far, ``unexcused-absences``: those without leave (旷工) (3.8).

Of balances (``leave-balance``): ``service-months``, months of work for earlier employers; ``annual-hours``, what is
left of annual leave, to be taken until the date that the row states, in the place of what the law grants of the years
up to that of the date; ``exchange-hours``, time off that was earned and not taken, until the row's date, if any.
"""
