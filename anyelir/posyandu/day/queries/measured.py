"""Where and when children were measured."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence

from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.register.hooks import Measured


def where_measured(children: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Measured]]:
    """By child, with whether each is a weight that counts; one query."""
    found = defaultdict(list)
    columns = ("child_id", "visit__session__posyandu_id", "measured_on", "is_chosen", "weight_kg")
    rows = Measurement.objects.filter(child__in=children).order_by().values_list(*columns)
    for child, posyandu, day, is_chosen, weight_kg in rows:
        found[child].append(Measured(posyandu, day, is_chosen and weight_kg is not None))
    return found
