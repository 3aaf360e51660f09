"""What one good row does: the child, its place in a posyandu, the open day and the measurement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.audit import Actor
from anyelir.core.refusal import Refused
from anyelir.exchange.kinds import RecordedRow
from anyelir.families import looking
from anyelir.families.actions import find_or_register_child
from anyelir.families.actions.plans import PersonPlan, describe_child, plan_child
from anyelir.families.known_people import KnownPeople
from anyelir.families.models import Person
from anyelir.posyandu.day import actions as day_actions
from anyelir.posyandu.day.actions.plans import (
    MeasurementPlan,
    Weighing,
    commit_measurements,
    plan_measurement,
    stored_already,
)
from anyelir.posyandu.day.known_days import IN_DATABASE, DaysRead, KnownDays
from anyelir.posyandu.day.models import Measurement, PosyanduSession
from anyelir.posyandu.day.values import Source, cleaned
from anyelir.posyandu.eppgbm.places import ImportPlaces
from anyelir.posyandu.eppgbm.sheet_rows import EppgbmRow
from anyelir.posyandu.register import actions as register_actions
from anyelir.posyandu.register.actions.children import first_enrolment
from anyelir.posyandu.register.models import Enrolment, Posyandu
from anyelir.posyandu.register.queries.belonging import current_enrolment
from anyelir.regions.models import Region
from anyelir.rules import identity
from anyelir.rules.matching import PersonRecord
from anyelir.rules.same_person import is_weakly_described

INDICES = ("waz", "haz", "whz")


NIK_WARNINGS = {
    "nik_region_unknown": gettext_lazy("Kode wilayah di dalam NIK tidak dikenal."),
    "nik_region_differs": gettext_lazy("Kode wilayah di dalam NIK berbeda dari tempat tinggal."),
    "nik_birth_date_impossible": gettext_lazy("Tanggal lahir di dalam NIK tidak mungkin."),
    "nik_birth_date_differs": gettext_lazy("Tanggal lahir di dalam NIK berbeda dari kolom tanggal lahir."),
    "nik_sex_differs": gettext_lazy("Jenis kelamin di dalam NIK berbeda dari kolom JK."),
    "nik_serial_zero": gettext_lazy("Nomor urut di dalam NIK kosong."),
}


@dataclass
class RowPlan:
    """What a row will write: new records alone, and of these only what is not there already."""

    child: PersonPlan
    outcome: RecordedRow
    enrolment: Enrolment | None = None
    measurement: MeasurementPlan | None = None


def described(row: EppgbmRow) -> dict[str, Any]:
    """The child of the row, as ``describe_child`` and ``find_or_register_child`` take it."""
    return {
        "name": row.name,
        "sex": row.sex,
        "born_on": row.born_on,
        "mother_name": row.parent_name,
        "nik": row.nik,
        "address": row.address,
        "birth_weight_g": row.birth_weight_g,
        "birth_length_cm": row.birth_length_cm,
        **row.card,
    }


def plan_row(
    row: EppgbmRow, posyandu: Posyandu, home: Region, people: KnownPeople, days: DaysRead, *, by: Actor
) -> RowPlan | None:
    """The plan of a row for which new records are enough, else None; refuses as each single door does."""
    child = plan_child(
        describe_child(region=home, **described(row)), people, by=by, door=looking.IMPORT, asks=False
    )
    if not child.is_new:
        days.read_once(child.person)
    session = days.session(posyandu, row.measured_on) if row.is_measured else None
    if (row.is_measured and session is None) or not _belongs(posyandu, child.person, row, days):
        return None
    enrolment = None
    if not days.enrolments(child.person):
        enrolment = first_enrolment(posyandu, child.person, row.measured_on.replace(day=1))
    plan = RowPlan(child, RecordedRow(child.is_new, len(child.proposals), warnings_of(row)), enrolment)
    with days.supposing(enrolment):
        if session is not None:
            stored, plan.measurement = planned_measurement(row, session, child.person, days, by)
            _tell_measured(plan.outcome, row, stored or plan.measurement.measurement, is_new=stored is None)
    return plan


def _belongs(posyandu: Posyandu, child: Person, row: EppgbmRow, days: DaysRead) -> bool:
    """Whether the child belongs there by then, or to no posyandu yet."""
    enrolments = days.enrolments(child)
    current = next((enrolment for enrolment in enrolments if enrolment.until is None), None)
    is_here = current is not None and current.posyandu_id == posyandu.pk and current.since <= row.measured_on
    return is_here or not enrolments


def record_row(row: EppgbmRow, places: ImportPlaces, *, by: Actor) -> RecordedRow:
    """Register and measure as the row says; raises UnknownPlace or Refused, the caller's savepoint undoes."""
    desa = places.desa(row)
    posyandu = places.posyandu(row, desa)
    home = places.home(row, desa)
    registered = find_or_register_child(
        region_code=home.code, **described(row), door=looking.IMPORT, asks=False, by=by
    )
    _enrol(posyandu, registered.person, row, by)
    outcome = RecordedRow(registered.created, len(registered.proposals), warnings_of(row))
    if row.is_measured:
        measurement, is_new = _measure(posyandu, registered.person, row, by)
        _tell_measured(outcome, row, measurement, is_new=is_new)
    return outcome


def _tell_measured(outcome: RecordedRow, row: EppgbmRow, measurement: Measurement, *, is_new: bool) -> None:
    """The z-scores of the file beside ours, in hundredths."""
    outcome.is_new = outcome.is_new or is_new
    ours = {index: getattr(measurement, index) for index in INDICES}
    outcome.details["z_scores"] = {"file": row.file_z, "ours": ours}


def _enrol(posyandu: Posyandu, child: Person, row: EppgbmRow, by: Actor) -> None:
    """The child belongs where it was measured; one that was elsewhere before is transferred by that day.

    A weighing from before all that is known is of an earlier time, perhaps elsewhere, and moves nobody.
    """
    month = row.measured_on.replace(day=1)
    current = current_enrolment(child)
    if current is not None and row.measured_on < current.since:
        register_actions.enrol_before(posyandu=posyandu, child=child, since=month, on=row.measured_on, by=by)
    elif current is not None and current.posyandu_id != posyandu.pk:
        register_actions.transfer_child(child=child, to=posyandu, on=row.measured_on, by=by)
    elif current is None:
        register_actions.enrol_child(posyandu=posyandu, child=child, since=month, by=by)


def _measure(posyandu: Posyandu, child: Person, row: EppgbmRow, by: Actor) -> tuple[Measurement, bool]:
    session = PosyanduSession.objects.filter(posyandu=posyandu, held_on=row.measured_on).first()
    if session is None:
        session = day_actions.open_session(
            posyandu=posyandu, held_on=row.measured_on, by=by, source=Source.IMPORT
        )
        session = day_actions.close_session(session=session, by=by)
    stored, plan = planned_measurement(row, session, child, IN_DATABASE, by)
    if plan is None:
        return stored, False
    commit_measurements([plan], by=by)
    return plan.measurement, True


def planned_measurement(
    row: EppgbmRow, session: PosyanduSession, child: Person, known: KnownDays, by: Actor
) -> tuple[Measurement | None, MeasurementPlan | None]:
    """The measurement that says the same already, or the plan of a new one; refuses as every door does."""
    values = cleaned(row.weight_kg, row.height_cm, row.posture, None, row.muac_cm, False)
    weighing = Weighing(session, child, values, Source.IMPORT)
    stored = stored_already(weighing, known)
    if stored:
        return stored, None
    if not row.nik:
        _refuse_two_in_one(row, session, child, known)
    return None, plan_measurement(weighing, known, by=by)


def _refuse_two_in_one(row: EppgbmRow, session: PosyanduSession, child: Person, known: KnownDays) -> None:
    """Twins who have no name yet are written alike: other values on one day may be those of the other twin."""
    typed = PersonRecord(ref="", name=row.name, mother_name=row.parent_name)
    visit = known.visit(session, child)
    if is_weakly_described(typed) and visit is not None and known.measurements(visit):
        text = _(
            "Anak dengan keterangan yang sama sudah ditimbang pada hari itu dengan angka lain."
            " Bila kembar, bedakan namanya (misalnya By. Ny. Siti 1 dan By. Ny. Siti 2) atau isi NIK dan nama ibunya."
        )
        raise Refused("two_in_one_day", text, field="name")


def warnings_of(row: EppgbmRow) -> list[dict[str, str]]:
    """A NIK may belong to another place or birth date: worth a look, never a reason to hold the row back."""
    remarks = [{"column": "NIK", "reason": remark.reason} for remark in row.remarks]
    if not row.nik:
        return remarks
    problems = identity.check_nik(row.nik, sex=row.sex, born_on=row.born_on)
    doubts = [problem for problem in problems if problem.severity == "warning"]
    return remarks + [{"column": "NIK", "reason": str(NIK_WARNINGS[problem.code])} for problem in doubts]
