"""By what a number is divided: the families of each place on that day."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count

from anyelir.families.models import Family
from anyelir.families.queries import inhabited
from anyelir.regions.models import Region
from anyelir.regions.scope import is_within
from anyelir.rules.region_code import ancestors


def families_of_places(parent: str, places: Sequence[Region]) -> dict[str, int]:
    """Inhabited families within each of the children of a place."""
    rows = inhabited(Family.objects.filter(is_within(parent)))
    counted = rows.order_by().values_list("region_id").annotate(families=Count("pk"))
    sums = dict.fromkeys((place.pk for place in places), 0)
    for code, families in counted:
        for above in (code, *ancestors(code)):
            if above in sums:
                sums[above] += families
    return sums
