"""Who counts as the same when somebody asks for the same aid again: the receiver and the family of its owner.

The verifier reads that there was something, never whose family it was (``trade.people`` keeps the card).
"""

from __future__ import annotations

from django.db.models import Q

from anyelir.core.terms import in_force
from anyelir.enterprise.aid.models import Aid
from anyelir.enterprise.trade.models import Ownership
from anyelir.enterprise.trade.people import of_one_family


def same_receiver(aid: Aid) -> Q:
    """Aids of the same business or group, of a business of the group, of the group of a business, and of a business
    of the same family.
    """
    if aid.business is not None:
        groups = Ownership.objects.filter(in_force(aid.proposed_on), business=aid.business).values("group")
        family = of_one_family(aid.business, aid.proposed_on).values("business")
        return Q(business=aid.business) | Q(group__in=groups) | Q(business__in=family)
    businesses = Ownership.objects.filter(in_force(aid.proposed_on), group=aid.group).values("business")
    return Q(group=aid.group) | Q(business__in=businesses)
