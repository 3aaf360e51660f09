"""RW and RT that a spreadsheet or a form names by number: found, or added to the tree of the desa."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from anyelir.core.audit import Actor, note
from anyelir.regions.models import Level, Region
from anyelir.regions.words import label_of, search_key

PREFIXES = {Level.DUSUN: "DS", Level.RW: "RW", Level.RT: "RT", Level.DASAWISMA: "DW"}


@transaction.atomic
def ensure_below_desa(*, parent: Region, level: Level, number: str, by: Actor) -> Region:
    """The region with that number directly below ``parent`` (RW 14 and RW 014 are one), made when missing."""
    digits = number.lstrip("0") or "0"
    names = {f"{PREFIXES[level]}{digits.zfill(width)}" for width in range(1, 5)}
    known = Region.objects.filter(code__in=[f"{parent.code}/{name}" for name in names]).first()
    return known or _add(parent, level, digits, by)


def _add(parent: Region, level: Level, digits: str, by: Actor) -> Region:
    width = 3 if level == Level.RW else 2
    name = f"{level.label} {digits.zfill(width)}"
    region = Region.objects.create(
        code=f"{parent.code}/{PREFIXES[level]}{digits.zfill(width)}",
        level=level,
        name=name,
        parent=parent,
        label=label_of(name, parent),
        search_key=search_key(name) + parent.search_key,
        valid_from=timezone.localdate().replace(month=1, day=1),
    )
    note(by=by, verb="region.add", what=region, region=region.code, name=name)
    return region
