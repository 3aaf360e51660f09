"""Who serves at a posyandu, as the register of its body asks."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import QuerySet

from anyelir.core.terms import in_force
from anyelir.membership.models import Member


def serving_members(posyandu: uuid.UUID, on: dt.date) -> QuerySet[Member]:
    """Its kader on a day."""
    return Member.objects.filter(
        in_force(on, prefix="posyandu_services__"), posyandu_services__posyandu=posyandu
    ).distinct()
