"""What was known of a business on which day: a number of last year must not change by a word of today."""

from __future__ import annotations

from django.db import models

from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.enterprise.trade.models import Business


class StageDay(Record):
    """From this day on: the stage of a business, and the last word of its owner that it goes on."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="stage_days")
    on = models.DateField()
    stage = models.CharField(max_length=7, choices=Business.Stage.choices)
    confirmed_on = models.DateField(null=True)

    privacy = {"id created_at updated_at business on stage confirmed_on": Privacy.INTERNAL}

    class Meta:
        ordering = ["business", "on"]
        constraints = [models.UniqueConstraint(fields=["business", "on"], name="one_stage_day_of_a_business")]
