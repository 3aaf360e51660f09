"""The register: posyandu, who serves there, and how they are graded."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, known_fields, note, set_fields
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.terms import overlapping
from anyelir.membership.models import Member
from anyelir.posyandu.register.models import Posyandu, PosyanduKader
from anyelir.posyandu.register.summaries import posyandu_words, service_words
from anyelir.regions.models import Region
from anyelir.rules.no_name import is_no_name

DETAILS = (
    "puskesmas",
    "address",
    "schedule_week",
    "schedule_weekday",
    "opens_at",
    "decree_no",
    "decree_on",
    "is_self_funded",
    "latitude",
    "longitude",
    "closed_on",
)


@action("posyandu.register", stored=posyandu_words)
def register_posyandu(
    *, region: Region, name: str, by: Actor, op_id: uuid.UUID | None = None, **details: Any
) -> Posyandu:
    """A new posyandu in a region from desa down to RT; ``details`` are the fields of DETAILS.

    Refuses: name_missing, posyandu_exists.
    """
    name = " ".join(name.split())
    _refuse_twin(region, name)
    posyandu = Posyandu(region=region, name=name, **known_fields(details, DETAILS))
    posyandu.save(force_insert=True)
    note(by=by, verb="posyandu.register", what=posyandu, region=region.pk, name=name)
    return posyandu


@action("posyandu.edit")
def edit_posyandu(*, posyandu: Posyandu, by: Actor, **changes: Any) -> Posyandu:
    """Change fields of DETAILS, ``name`` or ``region``; numbers follow the posyandu to its new region.

    Refuses: name_missing, posyandu_exists.
    """
    posyandu = held(posyandu)
    region, name = changes.get("region", posyandu.region), changes.get("name", posyandu.name)
    name = " ".join(name.split())
    _refuse_twin(region, name, besides=posyandu)
    was = posyandu.region_id
    details = known_fields(
        {key: value for key, value in changes.items() if key not in ("region", "name")}, DETAILS
    )
    changed = set_fields(posyandu, {**details, "name": name, "region": region})
    posyandu.save()
    note(
        by=by,
        verb="posyandu.edit",
        what=posyandu,
        region=region.pk,
        fields=changed,
        region_before=was,
    )
    return posyandu


@action("kader.assign", stored=service_words)
def assign_kader(
    *, posyandu: Posyandu, member: Member, since: dt.date, by: Actor, op_id: uuid.UUID | None = None
) -> PosyanduKader:
    """The member serves here as a kader from ``since``; serving at two posyandu is normal, twice at one is not.

    Refuses: kader_serves_already.
    """
    held(posyandu)
    if posyandu.service.filter(overlapping(since), member=member).exists():
        raise Refused(
            "kader_serves_already", _("%s sudah bertugas di posyandu ini.") % member.name, field="member"
        )
    service = PosyanduKader.objects.create(posyandu=posyandu, member=member, since=since)
    note(by=by, verb="kader.assign", what=service, region=posyandu.region_id, posyandu=str(posyandu.pk))
    return service


@action("kader.end_service", stored=service_words)
def end_service(
    *, service: PosyanduKader, until: dt.date, by: Actor, op_id: uuid.UUID | None = None
) -> PosyanduKader:
    """The last day on which the kader serves here. Refuses: service_ended, service_not_in_order."""
    service = held(service)
    if service.until is not None:
        raise Refused("service_ended", _("Masa tugas ini sudah tercatat selesai."))
    if until < service.since:
        text = _("Tanggal selesai lebih awal daripada tanggal mulai.")
        raise Refused("service_not_in_order", text, field="until")
    service.until = until
    service.save(update_fields=["until", "updated_at"])
    note(by=by, verb="kader.end", what=service, region=service.posyandu.region_id)
    return service


def _refuse_twin(region: Region, name: str, besides: Posyandu | None = None) -> None:
    if not name or is_no_name(name) and not name.isdecimal():
        raise Refused("name_missing", _("Tuliskan nama posyandu."), field="name", status=422)
    twins = Posyandu.objects.filter(region=region, name__iexact=name)
    if besides is not None:
        twins = twins.exclude(pk=besides.pk)
    if twins.exists():
        text = _("Sudah ada posyandu bernama %(name)s di %(place)s.") % {"name": name, "place": region.name}
        raise Refused("posyandu_exists", text, field="name")
