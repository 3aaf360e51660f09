"""How a place is called in a sentence, and whether its period is over."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from anyelir.core.clock import today_anywhere
from anyelir.core.grain import Grain
from anyelir.regions.models import Level, Region
from anyelir.reports.presenting import Seen


def place_name(region: Region | None) -> str:
    """A place as it is called in a sentence: "Kec. Cibinong", "Kelurahan Ciriung", "Kab. Bogor"."""
    if region is None:
        return "Indonesia"
    if region.level == Level.KECAMATAN:
        return _("Kec. %s") % region.name
    if region.level != Level.DESAKEL:
        return region.name
    is_urban = region.kind == "kelurahan"
    return (_("Kelurahan %s") if is_urban else _("Desa %s")) % region.name


def is_running(grain: Grain, period: date) -> bool:
    """Whether the period is not over yet, so that its numbers still grow."""
    return period == grain.start(today_anywhere())


def is_unfinished(period: date, numbers: Seen) -> bool:
    """The period still runs and not every unit has reported: shares say nothing yet about the place."""
    reported, units = numbers.reporting
    return is_running(numbers.catalogue.unit.grain, period) and reported < units
