"""Dates on which a site has no data (2.9): nobody's raw punch lies in a reach of its units."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from rosterctl.attendance.events import SHIFT, Punches
from rosterctl.attendance.matches import Matches
from rosterctl.domain.facts import Facts, Flags, Ints
from rosterctl.domain.period import Period
from rosterctl.domain.policy import RuleUse
from rosterctl.rules.attendance import no_data
from rosterctl.rules.attendance.base import people_of, rows_of


def silent(period: Period, facts: Facts, matches: Matches, punches: Punches) -> Flags:
    """Which units are without data, by all uses of ``no-data``. Whom corrections gave both boundaries is known."""
    found = np.zeros(len(facts), np.bool_)
    for use in period.uses:
        if use.rule == no_data.ID and isinstance(use.params, no_data.Params):
            found |= _silent(period, facts, matches, punches, use, use.params)
    return found & ~(facts.has_arrival & facts.has_departure)


def _silent(
    period: Period, facts: Facts, matches: Matches, punches: Punches, use: RuleUse, params: no_data.Params
) -> Flags:
    """The units of silent sites and dates; a site of fewer people is judged as ever."""
    found = np.zeros(len(facts), np.bool_)
    sites = no_data.sites(facts, period, params.site)
    rows = rows_of(use, period, facts) & facts.takes_punches
    if params.site == "post":
        rows &= ~facts.overtime_unit  # overtime of its own is at no post
    which = np.flatnonzero(rows & ~np.isin(facts.date, [on.toordinal() for on in params.confirmed]))
    if not len(which):
        return found
    date = facts.date[which]
    group = (date - date.min()) * len(sites.names) + sites.of[which]
    reach = _Reach(matches, punches, len(facts))
    groups = int(group.max()) + 1
    heard = np.zeros(groups, np.bool_)
    heard[group[reach.own[which]]] = True
    left = ~heard[group]
    pairs = np.unique(group[left] * len(facts.people) + facts.employee[which[left]]) // len(facts.people)
    heard |= np.bincount(pairs, minlength=groups) < params.people
    quiet = which[~heard[group]]
    if len(quiet):
        for site in np.unique(sites.of[quiet]).tolist():
            instants = _instants(site, sites, use, period, facts, reach, punches)
            mine = (sites.of[which] == site) & ~heard[group]
            row = which[mine]
            low = np.searchsorted(instants, reach.start[row], "left")
            heard[group[mine][np.searchsorted(instants, reach.end[row], "right") > low]] = True
    found[which[~heard[group]]] = True
    return found


class _Reach:
    """The reach of every unit that takes punches, and whether an event of its own person begins inside."""

    def __init__(self, matches: Matches, punches: Punches, count: int) -> None:
        self._punches = punches
        division, rows = matches.matched.division, matches.matched.rows
        self.person, self.start, self.end = (np.zeros(count, np.int64) for _ in range(3))
        self.own = np.zeros(count, np.bool_)
        self.person[rows] = division.units.person
        self.start[rows] = division.units.reach_start
        self.end[rows] = division.units.reach_end
        self.own[rows] = division.chains.high > division.chains.low

    @cached_property
    def key(self) -> Ints:
        """All punches by person and time."""
        return np.sort(self._punches.person * SHIFT + self._punches.instant)


def _instants(
    site: int,
    sites: no_data.Sites,
    use: RuleUse,
    period: Period,
    facts: Facts,
    reach: _Reach,
    punches: Punches,
) -> Ints:
    """The instants of a site's raw punches, ascending.

    Where sites go by the person they are those of its people, rostered or not; where they go by the post, those that
    lie in the reach of a unit which the person has there.
    """
    if sites.person is not None:
        chosen = people_of(use, period, facts.people) & (sites.person == site)
        known = {who: number for number, who in enumerate(facts.people)}
        mine = np.array([who in known and chosen[known[who]] for who in punches.people], np.bool_)
        return np.sort(punches.instant[mine[punches.person]])
    rows = np.flatnonzero((sites.of == site) & facts.takes_punches & ~facts.overtime_unit)
    key = reach.key
    low = np.searchsorted(key, reach.person[rows] * SHIFT + reach.start[rows], "left")
    count = np.searchsorted(key, reach.person[rows] * SHIFT + reach.end[rows], "right") - low
    index = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count) + np.repeat(low, count)
    return np.sort(key[index] % SHIFT)
