"""The register of kader."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note, set_fields
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.membership.models import Kader
from anyelir.membership.summaries import kader_words
from anyelir.regions.models import Region
from anyelir.rules.dates_id import long_date


@action("kader.register", stored=kader_words)
def register_kader(*, region: Region, by: Actor, op_id: uuid.UUID | None = None, **fields: Any) -> Kader:
    """A volunteer of the region; a special kader says in what. The same person may be special in several ways.

    Refuses: kader_exists, special_kind_missing.
    """
    kader = Kader(region=region, **fields)
    _check(kader)
    _check_alone(kader)
    kader.save()
    note(by=by, verb="kader.register", what=kader, region=region.pk)
    return kader


@action("kader.edit")
def change_kader(*, kader: Kader, by: Actor, **fields: Any) -> Kader:
    """Mend or complete what is known; it does not become a second row of somebody who serves.

    Refuses: kader_exists, special_kind_missing, term_not_in_order.
    """
    kader = held(kader)
    changed = set_fields(kader, fields)
    _check(kader)
    if kader.until is not None and kader.until < kader.since:
        text = _("Hari pertama paling lambat hari terakhirnya, %s.")
        raise Refused("term_not_in_order", text % long_date(kader.until), field="since", status=422)
    _check_alone(kader)
    kader.save()
    note(by=by, verb="kader.edit", what=kader, region=kader.region_id, fields=changed)
    return kader


@action("kader.end", stored=kader_words)
def end_kader(*, kader: Kader, until: dt.date, by: Actor, op_id: uuid.UUID | None = None) -> Kader:
    """The last day of service; the person stays in the register. Refuses: kader_ended, term_not_in_order."""
    kader = held(kader)
    if kader.until is not None:
        raise Refused("kader_ended", _("Kader ini sudah tercatat berhenti."))
    if until < kader.since:
        text = _("Tanggal selesai sebelum tanggal mulai.")
        raise Refused("term_not_in_order", text, field="until", status=422)
    kader.until = until
    kader.save(update_fields=["until", "updated_at"])
    note(by=by, verb="kader.end", what=kader, region=kader.region_id)
    return kader


def _check(kader: Kader) -> None:
    kader.name = " ".join(kader.name.split())
    if kader.kind == Kader.Kind.GENERAL:
        kader.special_kind = ""
    elif not kader.special_kind:
        raise Refused("special_kind_missing", _("Pilih keahliannya."), field="special_kind", status=422)


def _check_alone(kader: Kader) -> None:
    """Nobody serves twice in the same thing; two who write the same at once come one after the other."""
    held(kader.region)
    if kader.until is not None:
        return
    same = {name: getattr(kader, name) for name in ("region", "kind", "special_kind")}
    others = Kader.objects.filter(name__iexact=kader.name, until=None, **same).exclude(pk=kader.pk)
    if others.exists():
        text = _("Kader dengan nama dan jenis ini sudah terdaftar di sini.")
        raise Refused("kader_exists", text, field="name")
