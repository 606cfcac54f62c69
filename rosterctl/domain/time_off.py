"""Time off that overtime earns instead of pay (4.6), and until when it may be taken."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grant:
    """As much time off as was worked on a rest day, hour for hour: ``seconds`` of the overtime ``request`` worked on
    ``date``. It may be taken until ``expires``, that date included (``None``: for as long as one likes)."""

    employee: str
    request: str
    date: dt.date
    seconds: int
    expires: dt.date | None
