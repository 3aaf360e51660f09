"""Orders of home makers: when an unpaid one is told, and by when a number of pieces can be made."""

from __future__ import annotations

import datetime as dt

from anyelir.rules import tables
from anyelir.rules.dates import add_days
from anyelir.rules.finiteness import finite_numbers


def order_rule(rule: str, on: dt.date) -> int:
    """A number of the table ``order_rules``."""
    return int(tables.load("order_rules").nearest(on)[rule]["amount"])


def pay_by(delivered_on: dt.date) -> dt.date:
    """The last day on which an unpaid order concerns nobody but its maker."""
    return add_days(delivered_on, order_rule("unpaid_days", delivered_on))


def late_before(on: dt.date) -> dt.date:
    """What was delivered before that day and is not paid on ``on`` is late."""
    return add_days(on, -order_rule("unpaid_days", on))


@finite_numbers
def days_to_make(quantity: int, lead_days: int, capacity_month: int, on: dt.date) -> int:
    """Days until so many pieces are ready, begun on ``on``: never before the lead time, by the pace of a month.

    ValueError for a quantity or capacity below 1, and a lead time below 0.
    """
    if quantity < 1 or capacity_month < 1 or lead_days < 0:
        raise ValueError(f"quantity {quantity}, capacity {capacity_month}, lead {lead_days}")
    by_pace = -(-quantity * order_rule("month_days", on) // capacity_month)
    return max(lead_days, by_pace)


@finite_numbers
def pieces_by(days: int, lead_days: int, capacity_month: int, on: dt.date) -> int:
    """The most pieces that are ready after ``days``; none before the lead time is over. ValueError as above."""
    if capacity_month < 1 or lead_days < 0:
        raise ValueError(f"capacity {capacity_month}, lead {lead_days}")
    return 0 if days < lead_days else max(days, 0) * capacity_month // order_rule("month_days", on)
