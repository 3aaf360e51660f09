"""Whether a business is active on a day: it sold lately, or its owner said that it goes on.

Source: table ``business_activity``. The answer is dated, so that "active" in an old sheet can be read again.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from anyelir.rules import tables
from anyelir.rules.dates import add_months


@dataclass(frozen=True)
class BusinessActivity:
    """``until`` is the last day on which what is known makes it active; None when nothing ever did."""

    is_active: bool
    until: dt.date | None


def business_activity(
    on: dt.date, *, last_sold_on: dt.date | None, confirmed_on: dt.date | None
) -> BusinessActivity:
    """Active from the day of a sale or a word to the last day of its term; what lies ahead does not count yet."""
    rules = tables.load("business_activity").by_key(on)
    known = {"sold": last_sold_on, "confirmed": confirmed_on}
    ends = [
        add_months(day, rules[rule]["months"])
        for rule, day in known.items()
        if day is not None and day <= on and rule in rules
    ]
    until = max(ends, default=None)
    return BusinessActivity(until is not None and on <= until, until)
