"""Open days of posyandu in the calendar of a body: of the posyandu that lie in its region."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.happenings import HAPPENINGS, Happening, Happenings
from anyelir.membership.models import Body
from anyelir.posyandu.register.access import visible_posyandu
from anyelir.posyandu.register.models import Posyandu
from anyelir.posyandu.register.schedule import open_day_of
from anyelir.regions.models import Level
from anyelir.regions.scope import is_within_any, level_of
from anyelir.rules.months import months_between

# Above, every day is one of many open days, and the calendar would say nothing.
NEAR = {Level.DESAKEL, Level.DUSUN, Level.RW, Level.RT, Level.DASAWISMA}


def open_days_between(
    user: Any, bodies: QuerySet[Body], first: dt.date, last: dt.date
) -> Iterator[Happening]:
    places = [code for code in bodies.values_list("region", flat=True) if level_of(code) in NEAR]
    rows = visible_posyandu(user).filter(is_within_any(places), closed_on=None, schedule_week__isnull=False)
    for posyandu in rows.select_related("region"):
        for month in months_between(first, last):
            on = open_day_of(posyandu, month)
            if on is not None and first <= on <= last:
                yield _open_day(posyandu, on)


def _open_day(posyandu: Posyandu, on: dt.date) -> Happening:
    return Happening(
        f"open-day/{posyandu.pk}/{on:%Y-%m}",
        on,
        _("Posyandu %s buka") % posyandu.name.removeprefix("Posyandu "),
        posyandu.region_id,
        posyandu.address or posyandu.region.name,
        posyandu.opens_at,
        None,
        reverse("posyandu:detail", args=[posyandu.pk]),
        False,
        posyandu.updated_at,
    )


HAPPENINGS.declare(Happenings("open_days", gettext_lazy("Hari buka posyandu"), "scale", open_days_between))
