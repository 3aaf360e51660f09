"""Which figures may be ranked at all: enough people, enough coverage, not too old.

Source: handbook, matching and ranking [D]; numbers in ``ranking_rules.csv``.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from anyelir.rules.dates import add_months
from anyelir.rules.finiteness import finite_numbers
from anyelir.rules.ranking.funnel import ranking_rules


class Unrankable(StrEnum):
    """Why a figure is left out of every ranking."""

    TOO_FEW_PEOPLE = "too_few_people"
    LOW_COVERAGE = "low_coverage"
    TOO_OLD = "too_old"


@finite_numbers
def unrankable(
    *, people: float, coverage: float, last_period_end: dt.date, on: dt.date
) -> tuple[Unrankable, ...]:
    """Every reason to leave a figure out; empty when it may be ranked.

    ``people``: those measured; ``coverage``: share of the people who should have been (0..1);
    ``last_period_end``: last day of the newest period that was reported.
    """
    rule = ranking_rules(on)
    reasons = {
        Unrankable.TOO_FEW_PEOPLE: people < rule["min_people"],
        Unrankable.LOW_COVERAGE: coverage < rule["min_coverage"],
        Unrankable.TOO_OLD: on > add_months(last_period_end, int(rule["excluded_after_months"])),
    }
    return tuple(reason for reason, holds in reasons.items() if holds)


@finite_numbers
def is_greyed(*, last_period_end: dt.date, period_months: int, on: dt.date) -> bool:
    """Whether a figure is shown in grey with "data per": older than two reporting periods."""
    periods = int(ranking_rules(on)["greyed_after_periods"])
    return on > add_months(last_period_end, periods * period_months)
