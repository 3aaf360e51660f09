"""When somebody looks whether the help is used: three and six months after it."""

from __future__ import annotations

import datetime as dt

from anyelir.core.audit import Actor
from anyelir.deadlines.keeping import set_deadline, settle_deadline
from anyelir.deadlines.models import Deadline
from anyelir.enterprise.assistance.models import Assistance, UseFollowUp
from anyelir.rules.dates import add_months
from anyelir.rules.time_zones import end_of_day

FOLLOW_UP = "assistance.follow_up"
SOON = dt.timedelta(days=-14)
Month = UseFollowUp.Month


def due_on(assistance: Assistance, month: int) -> dt.date:
    return add_months(assistance.on, month)


def next_month(assistance: Assistance, on: dt.date) -> int | None:
    """The look that is owed on a day: the third month is over once the sixth has come; None when the sixth was."""
    done = set(assistance.follow_ups.values_list("month", flat=True))
    if Month.SIXTH in done:
        return None
    is_third = Month.THIRD not in done and on < due_on(assistance, Month.SIXTH)
    return Month.THIRD.value if is_third else Month.SIXTH.value


def keep_deadline(assistance: Assistance, on: dt.date, by: Actor) -> None:
    month = next_month(assistance, on)
    if month is None:
        settle_deadline(Deadline, kind=FOLLOW_UP, record=assistance, by=by)
    else:
        place = assistance.region_id
        moment = end_of_day(place, due_on(assistance, month))
        set_deadline(Deadline, kind=FOLLOW_UP, record=assistance, region=place, due_at=moment)
