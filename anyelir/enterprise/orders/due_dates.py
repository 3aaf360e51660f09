"""When an unpaid order is no longer the matter of its maker alone."""

from __future__ import annotations

import datetime as dt

from anyelir.rules.orders import pay_by
from anyelir.rules.time_zones import end_of_day

UNPAID = "order.unpaid"


def unpaid_moment(place: str, delivered_on: dt.date) -> dt.datetime:
    """The end of the last day of the term, at the place of the maker."""
    return end_of_day(place, pay_by(delivered_on))
