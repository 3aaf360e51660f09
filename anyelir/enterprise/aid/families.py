"""Who counts as the same when somebody asks for the same aid again.

The port to what is known of families: the verifier reads that there was something, never whose family it was.
"""

from __future__ import annotations

from django.db.models import Q

from anyelir.core.terms import in_force
from anyelir.enterprise.aid.models import Aid
from anyelir.enterprise.trade.models import Ownership


def same_receiver(aid: Aid) -> Q:
    """Aids of the same business or group, of a business of the group, and of the group of a business."""
    if aid.business is not None:
        groups = Ownership.objects.filter(in_force(aid.proposed_on), business=aid.business).values("group")
        return Q(business=aid.business) | Q(group__in=groups)
    businesses = Ownership.objects.filter(in_force(aid.proposed_on), group=aid.group).values("business")
    return Q(group=aid.group) | Q(business__in=businesses)
