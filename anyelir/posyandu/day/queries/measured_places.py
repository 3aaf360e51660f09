"""Where and when children were measured."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Max

from anyelir.families.models import Person
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.register.models import Posyandu


class Measured(NamedTuple):
    """A posyandu measured a child on a day; ``is_weight`` where that is a weight that counts."""

    posyandu: uuid.UUID
    day: dt.date
    is_weight: bool


def where_measured(children: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Measured]]:
    """By child, with one query."""
    by_child = defaultdict(list)
    columns = ("child_id", "visit__session__posyandu_id", "measured_on", "is_chosen", "weight_kg")
    rows = Measurement.objects.filter(child__in=children).order_by().values_list(*columns)
    for child, posyandu, day, is_chosen, weight_kg in rows:
        by_child[child].append(Measured(posyandu, day, is_chosen and weight_kg is not None))
    return by_child


def last_measured(posyandu: Posyandu, child: Person) -> dt.date | None:
    """The last day on which that posyandu measured the child."""
    rows = Measurement.objects.filter(child=child, visit__session__posyandu=posyandu)
    day: dt.date | None = rows.aggregate(day=Max("measured_on"))["day"]
    return day


def first_measured(child: Person) -> dt.date | None:
    """The first day of which a result of the child stands, corrections and withdrawals left aside."""
    rows = Measurement.objects.filter(child=child, superseded_by=None).order_by("measured_on")
    return next((row.measured_on for row in rows if not row.is_empty), None)
