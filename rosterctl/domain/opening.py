"""What people bring along from before the first month that rosterctl settles."""

from __future__ import annotations

OPENING_KEYS = ("consecutive-absence", "corrections-used", "absences", "unexcused-absences")
"""What ``input/opening`` may state of a person, each a whole number of at least 0.

``consecutive-absence``: roster days of the run of whole absences that reaches up to the first month (attendance 3.6).
``corrections-used``: corrections filed outside rosterctl for roster dates of the month (3.7). ``absences``: days away
for whatever reason (缺勤) in the appraisal period so far, ``unexcused-absences``: those without leave (旷工) (3.8).
"""
