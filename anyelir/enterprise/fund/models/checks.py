"""The nightly look at all funds: how far it came, and what no longer agrees."""

from __future__ import annotations

from django.db import models

from anyelir.core.models import Record
from anyelir.core.privacy import Privacy


class FundsCheck(Record):
    """One night: the funds in the order of their keys, a portion at a time; ``faults`` are pairs of fund and words."""

    checked_on = models.DateField(unique=True)
    funds = models.PositiveIntegerField(default=0)
    # The key of the last fund that was looked at.
    through = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    faults = models.JSONField(default=list)

    privacy = {"id created_at updated_at checked_on funds through ended_at faults": Privacy.INTERNAL}

    class Meta:
        ordering = ["-checked_on"]
