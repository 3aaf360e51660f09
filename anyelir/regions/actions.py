"""Changing places below desa: name and end. Adding is in ``local_regions``, changes of code in ``replacing``.

Provinsi to desa follow the national list; no screen changes them.
"""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import hold
from anyelir.core.refusal import Refused
from anyelir.regions.local_regions import (
    add_below,
    add_row,
    checked_name,
    ensure_below_desa,
    refuse_same_name,
)
from anyelir.regions.models import Level, Region
from anyelir.regions.replacing import is_pointed_at, point_at, tell_replaced
from anyelir.regions.scope import within
from anyelir.regions.words import label_of, search_key

__all__ = ["add_below", "add_row", "end_region", "ensure_below_desa", "rename_region"]


@action("region.rename")
def rename_region(*, region: Region, name: str, by: Actor) -> Region:
    """Another name; the labels of everything inside follow.

    Refuses: above_desa, already_ended, name_missing, name_taken, name_too_long.
    """
    region = _locked(region)
    name = checked_name(name)
    if not name:
        raise Refused("name_missing", _("Nama belum diisi."), field="name", status=422)
    refuse_same_name(region.parent, Level(region.level), name, besides=region)
    before, region.name = region.name, name
    _relabel(region)
    note(by=by, verb="region.rename", what=region, region=region.code, before=before, after=name)
    return region


@action("region.end")
def end_region(*, region: Region, on: dt.date, successor: Region | None = None, by: Actor) -> Region:
    """The place stops existing after ``on``; people and posyandu in it go to ``successor``.

    Without a successor the place must be empty, so that nobody is left in a place that is on no list.

    Refuses: above_desa, already_ended, bad_successor, before_start, date_in_future, doubles, has_children,
    still_in_use.
    """
    region = _locked(region)
    _check_end(region, on, successor)
    if successor is not None:
        point_at(successor.code, instead_of=region.code)
    elif is_pointed_at(region):
        text = _("Masih ada keluarga atau posyandu di %s. Pilih wilayah yang menggantikannya.") % region.name
        raise Refused("still_in_use", text, field="successor")
    region.valid_to, region.successor = on, successor
    region.save()
    note(
        by=by,
        verb="region.end",
        what=region,
        region=region.code,
        on=on.isoformat(),
        to=successor and successor.code,
    )
    tell_replaced({region.code: successor.code} if successor else {})
    return region


def _locked(region: Region) -> Region:
    region = hold(Region.objects.all()).select_related("parent").get(pk=region.pk)
    if region.level not in (Level.DUSUN, Level.RW, Level.RT, Level.DASAWISMA):
        raise Refused(
            "above_desa",
            _("Provinsi sampai desa mengikuti daftar resmi dan tidak diubah di sini."),
            status=422,
        )
    if region.valid_to is not None:
        raise Refused("already_ended", _("%s sudah tidak berlaku.") % region.name)
    return region


def _check_end(region: Region, on: dt.date, successor: Region | None) -> None:
    if on > today_at(region.code):
        raise Refused("date_in_future", _("Tanggal ini belum tiba."), field="on", status=422)
    if on < region.valid_from:
        raise Refused("before_start", _("Tanggal ini sebelum wilayah itu ada."), field="on", status=422)
    if region.children.filter(valid_to=None).exists():
        text = _("Masih ada wilayah di dalam %s. Akhiri itu lebih dulu.") % region.name
        raise Refused("has_children", text)
    if successor is not None and (successor.pk == region.pk or successor.valid_to is not None):
        raise Refused(
            "bad_successor", _("Pilih wilayah lain yang masih berlaku."), field="successor", status=422
        )


def _relabel(region: Region) -> None:
    """Write label and words of a place and of everything inside, parents first."""
    inside = within(Region.objects.all(), region.code, "code").exclude(pk=region.pk).order_by("code")
    places = {region.parent_id: region.parent}
    for place in [region, *inside]:
        above = places[place.parent_id]
        place.label = label_of(place.name, above)
        place.search_key = search_key(place.name) + above.search_key
        places[place.code] = place
    del places[region.parent_id]
    Region.objects.bulk_update(places.values(), ["name", "label", "search_key"], batch_size=500)
