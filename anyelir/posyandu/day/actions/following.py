"""What happens here when a person changes in the family register: results follow."""

from __future__ import annotations

import uuid

from anyelir.families.models import Person
from anyelir.posyandu.day.growth import results
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.day.models.measurement import RESULTS


def follow_people(people: list[uuid.UUID]) -> None:
    """Sex, birth, death, place or identity of these people changed: what was measured stays, what it means with
    another age or sex is computed again."""
    known = Measurement.objects.filter(child__in=people).values_list("child", flat=True)
    for child in Person.objects.filter(pk__in=known):
        _compute_again(child)


def _compute_again(child: Person) -> None:
    stale = []
    for row in Measurement.objects.filter(child=child):
        computed = results(child, row.measured_on, row.values)
        if any(getattr(row, name) != computed[name] for name in RESULTS):
            for name in RESULTS:
                setattr(row, name, computed[name])
            stale.append(row)
    Measurement.objects.bulk_update(stale, RESULTS, batch_size=200)
