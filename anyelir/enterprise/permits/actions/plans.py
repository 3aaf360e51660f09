"""Permits of businesses that a file brings: planned as the form does, written many at once."""

from __future__ import annotations

from collections.abc import Sequence

from anyelir.core.audit import Actor, note
from anyelir.enterprise.permits.actions.papers import PermitFacts, set_facts
from anyelir.enterprise.permits.due_dates import begin_deadlines
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.trade.models import Business


def plan_permit(*, business: Business, kind: str, facts: PermitFacts, by: Actor) -> Permit:
    """A paper of a business that has none of this kind yet, unsaved. Refuses: as set_facts."""
    permit = Permit(business=business, kind=kind, noted_by=by.id)
    set_facts(permit, facts)
    return permit


def commit_permits(permits: Sequence[Permit], *, by: Actor) -> None:
    """Write new papers with the days by which something is owed, each with its line of the trail."""
    Permit.objects.bulk_create(permits)
    begin_deadlines(permits)
    for permit in permits:
        note(by=by, verb="permit.save", what=permit, region=permit.business.region_id)
