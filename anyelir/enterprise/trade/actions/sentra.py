"""A desa or kelurahan names its centre, businesses of the place belong to it, and it ends with its day."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, known_fields, note, set_fields
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.terms import overlapping
from anyelir.enterprise.trade.actions.holding import held_business
from anyelir.enterprise.trade.changes import tell_changed
from anyelir.enterprise.trade.models import Business, Sentra
from anyelir.enterprise.trade.queries.products import category_choices
from anyelir.enterprise.trade.summaries import sentra_words
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import contains, level_of
from anyelir.rules.no_name import is_no_name

FACTS = ("name", "category", "decree_no", "decree_on", "tools")


@action("sentra.name", stored=sentra_words)
def name_sentra(
    *, region: Region, since: dt.date, by: Actor, op_id: uuid.UUID | None = None, **facts: Any
) -> Sentra:
    """One at a time in a desa or kelurahan; ``facts`` are the fields of FACTS.

    Refuses: category_unknown, date_ahead, name_missing, not_a_desa, sentra_exists.
    """
    if level_of(region.pk) != Level.DESAKEL:
        raise Refused("not_a_desa", _("Pilih desa atau kelurahan."), status=422)
    region = held(region)
    sentra = Sentra(region=region, since=since, **known_fields(facts, FACTS))
    _check(sentra)
    if Sentra.objects.filter(overlapping(since), region=region).exists():
        text = _("%s sudah punya sentra pada hari itu. Akhiri dulu yang lama.")
        raise Refused("sentra_exists", text % region.name)
    sentra.save(force_insert=True)
    note(by=by, verb="sentra.name", what=sentra, region=region.pk)
    return sentra


@action("sentra.edit")
def edit_sentra(*, sentra: Sentra, by: Actor, **changes: Any) -> Sentra:
    """Change fields of FACTS. Refuses: category_unknown, date_ahead, name_missing, sentra_ended."""
    sentra = _held_sentra(sentra)
    changed = set_fields(sentra, known_fields(changes, FACTS))
    _check(sentra)
    sentra.save()
    note(by=by, verb="sentra.edit", what=sentra, region=sentra.region_id, fields=changed)
    tell_changed(*sentra.members.all())
    return sentra


@action("sentra.end")
def end_sentra(*, sentra: Sentra, by: Actor) -> Sentra:
    """Today is its last day; its members go on without it. Refuses: sentra_ended."""
    sentra = _held_sentra(sentra)
    sentra.until = today_at(sentra.region_id)
    sentra.save()
    members = list(sentra.members.all())
    sentra.members.update(sentra=None)
    note(by=by, verb="sentra.end", what=sentra, region=sentra.region_id, members=len(members))
    tell_changed(*members)
    return sentra


@action("sentra.join")
def join_sentra(*, sentra: Sentra, business: Business, by: Actor) -> Business:
    """Refuses: sentra_elsewhere, sentra_ended; as held_business."""
    sentra, business = _held_sentra(sentra), held_business(business)
    if not contains(sentra.region_id, business.region_id):
        text = _("Usaha ini bukan di %s. Pilih usaha dari desa atau kelurahan sentra.")
        raise Refused("sentra_elsewhere", text % sentra.region.name, field="business", status=422)
    return _moved(business, sentra, by)


@action("sentra.leave")
def leave_sentra(*, business: Business, by: Actor) -> Business:
    """Refuses: not_a_member."""
    business = held(business)
    if business.sentra is None:
        raise Refused("not_a_member", _("Usaha ini bukan anggota sentra."))
    return _moved(business, None, by)


def _moved(business: Business, sentra: Sentra | None, by: Actor) -> Business:
    business.sentra = sentra
    business.save()
    note(by=by, verb="sentra.member", what=business, region=business.region_id)
    tell_changed(business)
    return business


def _held_sentra(sentra: Sentra) -> Sentra:
    """Refuses: sentra_ended."""
    sentra = held(sentra)
    if sentra.until is not None:
        raise Refused("sentra_ended", _("Sentra ini sudah berakhir. Catatannya tetap bisa dibaca."))
    return sentra


def _check(sentra: Sentra) -> None:
    """Refuses: category_unknown, date_ahead, name_missing."""
    sentra.name = " ".join(sentra.name.split())
    if not sentra.name or is_no_name(sentra.name):
        raise Refused("name_missing", _("Tulis produk unggulannya."), field="name", status=422)
    if sentra.category not in dict(category_choices()):
        raise Refused("category_unknown", _("Pilih jenis produknya."), field="category", status=422)
    if sentra.since > today_at(sentra.region_id):
        raise Refused("date_ahead", _("Tanggal ini belum tiba."), field="since", status=422)
