"""The register of kader."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from anyelir.core import audit
from anyelir.core.refusal import Refused
from anyelir.membership.models import Kader
from anyelir.regions.models import Region


@transaction.atomic
def register_kader(
    *,
    region: Region,
    name: str,
    sex: str,
    since: dt.date,
    kind: str = Kader.Kind.GENERAL,
    special_kind: str = "",
    registration_no: str = "",
    by,
) -> Kader:
    """A volunteer begins in a region; a special kader says in what."""
    kader = Kader(region=region)
    _fill(
        kader,
        name=name,
        sex=sex,
        since=since,
        kind=kind,
        special_kind=special_kind,
        registration_no=registration_no,
    )
    _check_twin(kader)
    kader.save()
    audit.note(by=by, verb="kader.register", what=kader, region=region.code)
    return kader


@transaction.atomic
def change_kader(*, kader: Kader, by, **values) -> Kader:
    """Mend or complete what is known of a kader."""
    _fill(kader, **values)
    kader.save()
    audit.note(by=by, verb="kader.edit", what=kader, region=kader.region_id, fields=" ".join(sorted(values)))
    return kader


@transaction.atomic
def end_kader(*, kader: Kader, until: dt.date, by) -> None:
    """The last day of service; the person stays in the register."""
    if kader.until is not None:
        raise Refused("kader_ended", _("Kader ini sudah tercatat berhenti."))
    if until < kader.since:
        raise Refused("term_order", _("Hari terakhir tidak boleh sebelum hari mulai."), field="until")
    kader.until = until
    kader.save(update_fields=["until", "updated_at"])
    audit.note(by=by, verb="kader.end", what=kader, region=kader.region_id, until=until.isoformat())


def _fill(kader: Kader, **values) -> None:
    for field, value in values.items():
        setattr(kader, field, value)
    kader.name = " ".join(kader.name.split())
    if not kader.name:
        raise Refused("name_missing", _("Nama perlu diisi."), field="name")
    if kader.kind == Kader.Kind.SPECIAL and not kader.special_kind:
        raise Refused("special_missing", _("Pilih keahlian khususnya."), field="special_kind")
    if kader.kind == Kader.Kind.GENERAL:
        kader.special_kind = ""


def _check_twin(kader: Kader) -> None:
    same = Kader.objects.filter(
        region=kader.region,
        name__iexact=kader.name,
        kind=kader.kind,
        special_kind=kader.special_kind,
        until=None,
    )
    if same.exists():
        raise Refused(
            "kader_exists", _("Kader dengan nama dan jenis ini sudah terdaftar di wilayah ini."), field="name"
        )
