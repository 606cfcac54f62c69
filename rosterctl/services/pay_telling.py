"""How the lines of a pay slip are told: from the rules' pages, with the punches behind them."""

from __future__ import annotations

from rosterctl.domain.pay import PayLine
from rosterctl.messages import Lang
from rosterctl.report.pay_rows import Telling
from rosterctl.services.attend import Attended
from rosterctl.services.attend_days import evidence
from rosterctl.services.describe import authority_of, describe_line, rule_title


def telling(attended: Attended, lang: Lang) -> Telling:
    """Titles, texts, articles and evidence in one language; incidents and requests are named by where they stand."""
    places = {one.id: str(one.place) for one in attended.period.incidents if one.place is not None}
    places |= {one.id: str(one.place) for one in attended.period.requests if one.place is not None}

    def punches(line: PayLine) -> tuple[str, ...]:
        found = () if line.record is None else evidence(attended, line.record.match)
        return tuple(dict.fromkeys(punch.where for punch in found))

    return Telling(
        lang,
        title=lambda line: rule_title(line.rule, lang, "pay"),
        what=lambda line: describe_line(line, lang),
        authority=lambda line: authority_of("pay", line.rule, line.authority),
        punches=punches,
        because=lambda line: tuple(dict.fromkeys(places.get(one, one) for one in line.because)),
    )
