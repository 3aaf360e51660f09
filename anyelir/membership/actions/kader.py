"""The register of kader: what a member serves as, where and how long."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note, set_fields
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.membership.actions.members import member_meant
from anyelir.membership.models import Member, Service
from anyelir.membership.summaries import service_words
from anyelir.regions.models import Region
from anyelir.rules.dates_id import long_date


@action("kader.register", stored=service_words)
def register_kader(
    *,
    region: Region,
    by: Actor,
    op_id: uuid.UUID | None = None,
    member: Member | None = None,
    name: str = "",
    sex: str = "",
    is_namesake: bool = False,
    registration_no: str = "",
    **service: Any,
) -> Service:
    """A volunteer of the region; a special kader says in what. One member may be special in several ways.

    Refuses: kader_exists, name_missing, named_twice, several_namesakes, special_kind_missing.
    """
    serving = member_meant(region, member, name, sex, is_namesake)
    if serving is None:
        raise Refused("name_missing", _("Tuliskan namanya."), field="name", status=422)
    begun = Service(region=region, member=held(serving), **service)
    _check(begun)
    _refuse_twice(begun, field="name")
    if registration_no and not serving.registration_no:
        serving.registration_no = registration_no
        serving.save(update_fields=["registration_no", "updated_at"])
    begun.save()
    note(by=by, verb="kader.register", what=begun, region=region.pk)
    return begun


@action("kader.edit")
def change_service(*, service: Service, by: Actor, **values: Any) -> Service:
    """Mend what was written wrongly of a service. Refuses: kader_exists, special_kind_missing, term_not_in_order."""
    service = held(service)
    changed = set_fields(service, values)
    _check(service)
    if service.until is not None and service.until < service.since:
        text = _("Hari pertama paling lambat hari terakhirnya, %s.")
        raise Refused("term_not_in_order", text % long_date(service.until), field="since", status=422)
    held(service.member)
    _refuse_twice(service, field="special_kind" if service.special_kind else "kind")
    service.save()
    note(by=by, verb="kader.edit", what=service, region=service.region_id, fields=changed)
    return service


@action("kader.end", stored=service_words)
def end_kader(*, service: Service, until: dt.date, by: Actor, op_id: uuid.UUID | None = None) -> Service:
    """The last day of service; the member stays in the register. Refuses: kader_ended, term_not_in_order."""
    service = held(service)
    if service.until is not None:
        raise Refused("kader_ended", _("Kader ini sudah tercatat berhenti."))
    if until < service.since:
        raise _not_in_order()
    service.until = until
    service.save(update_fields=["until", "updated_at"])
    note(by=by, verb="kader.end", what=service, region=service.region_id)
    return service


def _check(service: Service) -> None:
    if service.kind == Service.Kind.GENERAL:
        service.special_kind = ""
    elif not service.special_kind:
        raise Refused("special_kind_missing", _("Pilih keahliannya."), field="special_kind", status=422)


def _refuse_twice(service: Service, *, field: str) -> None:
    if service.until is not None:
        return
    same = {name: getattr(service, name) for name in ("member", "region", "kind", "special_kind")}
    if Service.objects.filter(until=None, **same).exclude(pk=service.pk).exists():
        text = _("Kader dengan nama dan jenis ini sudah terdaftar di sini.")
        raise Refused("kader_exists", text, field=field)


def _not_in_order() -> Refused:
    return Refused(
        "term_not_in_order", _("Tanggal selesai sebelum tanggal mulai."), field="until", status=422
    )
