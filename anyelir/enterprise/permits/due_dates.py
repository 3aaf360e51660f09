"""The two days of a permit that somebody is reminded of: its end, and the day by which its commitments are met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from anyelir.core.audit import Actor
from anyelir.core.clock import today_at
from anyelir.deadlines.keeping import NewDeadline, begin_new, set_deadline, settle_deadline
from anyelir.deadlines.models import Deadline
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.states import papers_of, status_on
from anyelir.rules.time_zones import end_of_day

RENEW = "permit.renew"
COMMITMENT = "permit.commitment"
HALF_A_YEAR, A_MONTH = dt.timedelta(days=-182), dt.timedelta(days=-30)


def first_end(permit: Permit, on: dt.date) -> dt.date | None:
    """The day on which it can end first: where the number tells the year alone, the first of that year."""
    return papers_of(permit, on).may_end_from or status_on(permit, on).ends_on


def keep_deadlines(permit: Permit, by: Actor) -> None:
    """Both days as they follow from the papers now; of a permit that was renewed or revoked nothing is owed."""
    is_over = permit.revoked_on is not None or _is_renewed(permit)
    for kind, due_on in _days_owed(permit).items():
        _keep(permit, kind, None if is_over else due_on, by)


def begin_deadlines(permits: Iterable[Permit]) -> None:
    """The same of papers that are new: nobody has revoked or renewed one."""
    new = []
    for permit in permits:
        place = permit.business.region_id
        days = {kind: due_on for kind, due_on in _days_owed(permit).items() if due_on is not None}
        new += [NewDeadline(kind, permit, place, end_of_day(place, due_on)) for kind, due_on in days.items()]
    begin_new(Deadline, new)


def _days_owed(permit: Permit) -> dict[str, dt.date | None]:
    on = today_at(permit.business.region_id)
    is_met = permit.commitments_met_on is not None
    due_on = None if is_met else status_on(permit, on).commitments_due_on
    return {RENEW: first_end(permit, on), COMMITMENT: due_on}


def _is_renewed(permit: Permit) -> bool:
    """Once the new paper is issued; until then the old one is what holds."""
    later = Permit.objects.filter(renews=permit).first()
    return later is not None and bool(later.issued_on or later.number)


def _keep(permit: Permit, kind: str, due_on: dt.date | None, by: Actor) -> None:
    if due_on is None:
        settle_deadline(Deadline, kind=kind, record=permit, by=by)
    else:
        place = permit.business.region_id
        set_deadline(Deadline, kind=kind, record=permit, region=place, due_at=end_of_day(place, due_on))
