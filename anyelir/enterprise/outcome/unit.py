"""Where businesses are counted: in a desa or kelurahan, and their centres in a kecamatan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Min, QuerySet
from django.utils.translation import gettext_lazy as _

from anyelir.core.clock import today_anywhere
from anyelir.core.grain import MONTH
from anyelir.core.indicator import Unit
from anyelir.enterprise.aid.models import Aid
from anyelir.enterprise.assistance.models import Assistance
from anyelir.enterprise.outcome.register import desa_of
from anyelir.enterprise.trade.models import Business, Sentra
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import at_level, is_within_any
from anyelir.rules.months import first_of_month

# What began before is counted from here on.
FIRST_MONTH = dt.date(2024, 1, 1)


def first_counted(day: dt.date) -> dt.date:
    """The first month in which something of that day counts."""
    return max(first_of_month(day), FIRST_MONTH)


def places(keys: Iterable[str]) -> Mapping[str, str]:
    """A place lies in itself."""
    codes = Region.objects.filter(pk__in=set(keys)).values_list("pk", flat=True)
    return {code: code for code in codes}


def first_months() -> Mapping[str, dt.date]:
    """Of each desa the month of its first business, help or aid; of each kecamatan that of the first centre of its
    province, because from then on its desa and kelurahan are the whole of which a part has named one."""
    earliest: dict[str, dt.date] = {}
    today = today_anywhere()
    for code, day in (*_firsts_of_desas(), *_firsts_of_kecamatan()):
        earliest[code] = min(earliest.get(code, today), day)
    return {code: first_counted(day) for code, day in earliest.items()}


def _firsts_of_desas() -> Iterator[tuple[str, dt.date]]:
    given = Aid.objects.exclude(handed_over_on=None)
    for rows in (
        _first(Business.objects.all(), "region_id", "begun_on"),
        _first(Assistance.objects.all(), "region_id", "on"),
        _first(given.exclude(group=None), "group__region_id", "handed_over_on"),
    ):
        yield from ((desa_of(code), day) for code, day in rows)


def _firsts_of_kecamatan() -> Iterator[tuple[str, dt.date]]:
    """Of every kecamatan of a province in which somebody named a centre."""
    by_province: dict[str, dt.date] = {}
    for code, day in _first(Sentra.objects.all(), "region_id", "since"):
        province = at_level(code, Level.PROVINSI) or code
        by_province[province] = min(by_province.get(province, day), day)
    for code in kecamatan_of(by_province):
        yield code, by_province[at_level(code, Level.PROVINSI) or code]


def kecamatan_of(provinces: Iterable[str]) -> Iterable[str]:
    rows = Region.objects.current().filter(is_within_any(provinces, "code"), level=Level.KECAMATAN)
    return rows.values_list("pk", flat=True)


def _first(rows: QuerySet, place: str, day: str) -> QuerySet:
    return rows.order_by().values_list(place).annotate(first=Min(day))


def standing() -> Iterable[str]:
    return first_months().keys()


BUSINESS = Unit("business", _("Usaha"), MONTH, places, first_months, standing, listed=None)
