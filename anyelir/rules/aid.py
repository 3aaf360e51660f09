"""Aid in kind: what counts as the same again, and on which days an item is visited."""

from __future__ import annotations

import datetime as dt

from anyelir.rules import tables
from anyelir.rules.dates import add_days, add_months
from anyelir.rules.finiteness import finite_numbers

# Months after the hand-over; a year of use is what the aid is judged by.
VISIT_MONTHS = (1, 3, 6, 12)
LAST_VISIT = VISIT_MONTHS[-1]
OTHER = "other"


def aid_rule(rule: str, on: dt.date) -> int:
    """A number of the table ``aid_rules``."""
    return int(tables.load("aid_rules").nearest(on)[rule]["amount"])


def item_labels() -> dict[str, str]:
    """What may be given, key and label, as the table ``aid_items`` stands today everywhere."""
    return {rule["kind"]: rule["label"] for rule in tables.load("aid_items").rules if rule.valid_to is None}


def is_again(earlier_on: dt.date, on: dt.date) -> bool:
    """Whether the same, given on ``earlier_on``, is asked for again too early; the last day of the term counts."""
    return earlier_on <= on <= add_months(earlier_on, aid_rule("again_months", on))


@finite_numbers
def visit_due_on(handed_over_on: dt.date, month: int) -> dt.date:
    """The day by which an item is visited. ValueError for a month in which nobody comes."""
    if month not in VISIT_MONTHS:
        raise ValueError(f"no visit in month {month}")
    return add_months(handed_over_on, month)


@finite_numbers
def visit_opens_on(handed_over_on: dt.date, month: int) -> dt.date:
    """The first day on which a visit counts for that month."""
    due_on = visit_due_on(handed_over_on, month)
    return add_days(due_on, -aid_rule("visit_early_days", due_on))
