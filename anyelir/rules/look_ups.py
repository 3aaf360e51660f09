"""How often a person may look somebody up by a number, and for whom a move may be asked.

The limits are ours (table ``number_look_ups``): no regulation gives them, and they can be changed by a dated row.
"""

from __future__ import annotations

import datetime as dt

from anyelir.rules import tables
from anyelir.rules.age import completed_years

RULES_VERSION = "look_ups.1"


def limit(name: str, on: dt.date) -> int:
    """The value of a limit on a day; KeyError for one that does not exist."""
    value: int = tables.load("number_look_ups").nearest(on)[name].values["value"]
    return value


def answer_days(on: dt.date) -> int:
    """So many days a request waits; then whoever asked hears that it could not be met, whatever the reason."""
    return limit("answer_days", on)


def may_be_asked_for(born_on: dt.date | None, on: dt.date) -> bool:
    """Whether the person is a child: only children are asked for. One without a birth date is not."""
    return born_on is not None and 0 <= completed_years(born_on, on) < limit("children_below_years", on)
