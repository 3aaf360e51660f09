"""A puskesmas as a unit for which a role can be granted: it works in its wilayah kerja."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from anyelir.membership.units import UNIT_KINDS, OfferedUnit, UnitKind
from anyelir.partners.models import Puskesmas
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import is_within


def puskesmas_of_region(code: str) -> list[OfferedUnit]:
    """Those that lie in the region or serve a part of it."""
    rows = Puskesmas.objects.filter(is_within(code) | is_within(code, "serves__code")).distinct()
    return [OfferedUnit(row.pk, row.name, row.region_id) for row in rows]


def puskesmas_name(pk: uuid.UUID) -> str:
    return Puskesmas.objects.filter(pk=pk).values_list("name", flat=True).first() or ""


def served_regions(ids: list[uuid.UUID]) -> Iterable[str]:
    return Region.objects.filter(served_by__in=ids).values_list("code", flat=True).distinct()


UNIT_KINDS.declare(
    UnitKind(
        "puskesmas",
        _("puskesmas"),
        puskesmas_of_region,
        puskesmas_name,
        widest=Level.KABKOTA,
        works_in=served_regions,
    )
)
