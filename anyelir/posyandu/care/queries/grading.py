"""What the site itself knows of the inputs of a grading."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal

from django.db.models import Avg

from anyelir.core.indicator import Leaf
from anyelir.posyandu.care import facts
from anyelir.posyandu.day.models import PosyanduSession
from anyelir.posyandu.register.models import Posyandu
from anyelir.rules.dates import add_months
from anyelir.rules.months import first_of_month

MONTHS_OF_GRADING = 12


def measured_inputs(posyandu: Posyandu, on: dt.date) -> dict[str, Decimal | int | None]:
    """What the site itself knows of the eight indicators of grading; None where nothing was recorded.

    Days held and kader on duty in the 12 months up to ``on``; mean D/S (percent) of the finished ones among them.
    """
    held = PosyanduSession.objects.filter(
        posyandu=posyandu, held_on__gt=add_months(on, -MONTHS_OF_GRADING), held_on__lte=on
    )
    mean = held.aggregate(mean=Avg("kader_on_duty"))["mean"]
    return {
        "weighing_days": held.count(),
        "mean_kader": None if mean is None else Decimal(str(round(mean, 1))),
        "attendance_share": _mean_attendance(posyandu, on),
    }


def _mean_attendance(posyandu: Posyandu, on: dt.date) -> Decimal | None:
    """The mean of the monthly D/S over the finished months that had a child to weigh."""
    months = [add_months(first_of_month(on), -back) for back in range(1, MONTHS_OF_GRADING + 1)]
    leaves = [Leaf(str(posyandu.pk), month) for month in months]
    target: dict[int, int] = defaultdict(int)
    weighed: dict[int, int] = defaultdict(int)
    for row in facts.child_months(leaves):
        target[row["leaf"]] += row["is_target"]
        weighed[row["leaf"]] += row["is_weighed"]
    shares = [Decimal(100 * weighed[leaf]) / count for leaf, count in target.items() if count]
    return round(sum(shares, Decimal()) / len(shares), 1) if shares else None
