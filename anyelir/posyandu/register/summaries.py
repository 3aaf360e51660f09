"""What a stored record of this room holds, in the few words told to whoever sends its form again with other content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from anyelir.core.wording import day
from anyelir.families.models import Person
from anyelir.files.models import StoredFile
from anyelir.posyandu.register.models import (
    Enrolment,
    Posyandu,
    PosyanduKader,
    StageAssessment,
    TransferRequest,
)

if TYPE_CHECKING:
    pass


def child_words(child: Person) -> str:
    """``Salsa Putrii, lahir 1 November 2026``."""
    return _("%(name)s, lahir %(day)s") % {"name": child.name, "day": day(child.born_on)}


def described(child: Person) -> str:
    """``Salsa Putri (P), lahir 1 November 2026, ibu Wati Suryani, RW 014``: tells twins apart."""
    parts = [f"{child.name} ({_('L') if child.sex == 'M' else _('P')})"]
    if child.born_on is not None:
        parts.append(_("lahir %s") % day(child.born_on))
    if child.mother_name:
        parts.append(_("ibu %s") % child.mother_name)
    return ", ".join([*parts, child.region.name])


def enrolment_words(enrolment: Enrolment) -> str:
    params = {"child": enrolment.child.name, "place": enrolment.posyandu.name, "day": day(enrolment.since)}
    return _("%(child)s di %(place)s sejak %(day)s") % params


def posyandu_words(posyandu: Posyandu) -> str:
    return _("Posyandu %(name)s, %(place)s") % {"name": posyandu.name, "place": posyandu.region.name}


def decree_words(file: StoredFile) -> str:
    return _("satu berkas SK")


def service_words(service: PosyanduKader) -> str:
    params = {"kader": service.member.name, "since": day(service.since)}
    if service.until is None:
        return _("%(kader)s bertugas sejak %(since)s") % params
    params["until"] = day(service.until)
    return _("%(kader)s bertugas %(since)s sampai %(until)s") % params


def stage_words(assessment: StageAssessment) -> str:
    params = {"stage": assessment.get_stage_display(), "day": day(assessment.assessed_on)}
    return _("strata %(stage)s pada %(day)s") % params


def request_words(request: TransferRequest) -> str:
    """What was asked, with the state as the asker may see it."""
    params = {
        "child": request.child_name,
        "place": request.to_posyandu.name,
        "state": request.told_words.lower(),
    }
    return _("permintaan pindah %(child)s ke %(place)s (%(state)s)") % params
