"""When a clause is due, and which body hears of it when it stays late."""

from __future__ import annotations

import datetime as dt

from anyelir.commitments.models import Clause
from anyelir.membership.bodies import body_of_region
from anyelir.membership.models import Body
from anyelir.rules.time_zones import end_of_day

CLAUSE = "commitments.clause"
REMIND = dt.timedelta(days=-3)
TELL = dt.timedelta(days=7)


def due_moment(place: str, due_on: dt.date) -> dt.datetime:
    """The end of the day, at the place of whoever owes it."""
    return end_of_day(place, due_on)


def body_above(body: Body) -> Body | None:
    """The body one level up: of a unit that of its place, of a place that of its parent; none above a province."""
    place = body.region if body.unit_kind else body.region.parent
    return None if place is None else body_of_region(place)


def tell_above(clause: Clause) -> Body | None:
    """The body above is told once, and nobody above that one."""
    above = body_above(clause.doer)
    if above is None or clause.told_body_id is not None:
        return None
    Clause.objects.filter(pk=clause.pk, told_body=None).update(told_body=above)
    return above
