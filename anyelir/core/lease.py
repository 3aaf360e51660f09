"""Leases in the database: of all processes on all machines one at a time holds the right to a named job."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from anyelir.core.models import Lease


def take(name: str, holder: uuid.UUID, *, seconds: float) -> bool:
    """Take the lease or make it longer; False while somebody else holds it.

    One conditional UPDATE decides, so two takers of a lapsed lease cannot both win.
    """
    now = timezone.now()
    until = now + timedelta(seconds=seconds)
    free = Q(holder=holder) | Q(until__lte=now)
    if Lease.objects.filter(free, name=name).update(holder=holder, until=until):
        return True
    _, created = Lease.objects.get_or_create(name=name, defaults={"holder": holder, "until": until})
    return bool(created)


def give_back(name: str, holder: uuid.UUID) -> None:
    """End the lease now, so that the next holder need not wait; nothing happens when it is somebody else's."""
    Lease.objects.filter(name=name, holder=holder).delete()
