"""Keeping the days on which the stage of a business, or the word of its owner, became another."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from anyelir.core.clock import today_at
from anyelir.enterprise.outcome.models import StageDay
from anyelir.enterprise.trade.models import Business

AT_ONCE = 500


def keep_stages(pks: Collection[uuid.UUID]) -> None:
    """One row per business and day, and none where the last one says the same."""
    ordered = sorted(pks)
    for start in range(0, len(ordered), AT_ONCE):
        _keep(ordered[start : start + AT_ONCE])


def _keep(pks: list[uuid.UUID]) -> None:
    days = StageDay.objects.filter(business__in=pks).order_by("business", "on")
    last = {pk: known for pk, *known in days.values_list("business", "stage", "confirmed_on")}
    businesses = Business.objects.filter(pk__in=pks).order_by("pk")
    StageDay.objects.bulk_create(
        [
            StageDay(business_id=pk, on=today_at(region), stage=stage, confirmed_on=confirmed_on)
            for pk, region, stage, confirmed_on in businesses.values_list(
                "pk", "region_id", "stage", "confirmed_on"
            )
            if last.get(pk) != [stage, confirmed_on]
        ],
        update_conflicts=True,
        unique_fields=["business", "on"],
        update_fields=["stage", "confirmed_on"],
    )
