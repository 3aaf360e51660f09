"""Weighing and measuring. Every door (form, phone, spreadsheet) ends in ``record_measurement``."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.ids import uuid7
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.families.models import Person
from anyelir.posyandu.actions import day, dirty
from anyelir.posyandu.growth import results
from anyelir.posyandu.models import Measurement, PosyanduSession, Visit
from anyelir.posyandu.stored import measurement_words
from anyelir.posyandu.values import Values, cleaned


@action("measurement.record", stored=measurement_words, circumstances=("recorded_at",))
def record_measurement(
    *,
    session: PosyanduSession,
    child: Person,
    weight_kg: Decimal | float | str | None = None,
    height_cm: Decimal | float | str | None = None,
    posture: str = "",
    head_cm: Decimal | float | str | None = None,
    muac_cm: Decimal | float | str | None = None,
    oedema: bool = False,
    by: Actor,
    op_id: uuid.UUID | None = None,
    source: str = day.FIELD,
    recorded_at: dt.datetime | None = None,
) -> Measurement:
    """Store what was weighed and measured and what the rules say about it.

    Refused: a closed day or month, a day to come, a child that does not belong here, nothing measured,
    impossible values. Implausible values are stored with flags.
    A second measurement in one visit is kept beside the first and becomes the chosen one, unless that would
    lose the weight.
    """
    values = cleaned(weight_kg, height_cm, posture, head_cm, muac_cm, oedema)
    moment = min(recorded_at or timezone.now(), timezone.now())
    day.refuse_unfit_visit(session, child, moment, source)
    visit = held(day.visit_of(session, child, by, moment))
    measurement = _store(visit, values, by, op_id=op_id or uuid7(), source=source)
    _date_steps(visit, moment)
    _note(measurement, "measurement.record", by)
    return measurement


@action("measurement.correct", stored=measurement_words)
def correct_measurement(
    *,
    measurement: Measurement,
    weight_kg: Decimal | float | str | None = None,
    height_cm: Decimal | float | str | None = None,
    posture: str = "",
    head_cm: Decimal | float | str | None = None,
    muac_cm: Decimal | float | str | None = None,
    oedema: bool = False,
    reason: str,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Measurement:
    """The row as it should have been; the old one stays and is superseded. Also after the day was closed."""
    values = cleaned(weight_kg, height_cm, posture, head_cm, muac_cm, oedema)
    old, op_id = _correctable(measurement, reason), op_id or uuid7()
    corrected = _store(old.visit, values, by, op_id=op_id, source=old.source, supersedes=old, reason=reason)
    _note(corrected, "measurement.correct", by, supersedes=str(old.pk), reason=reason)
    return corrected


@action("measurement.withdraw", stored=measurement_words)
def withdraw_measurement(
    *, measurement: Measurement, reason: str, by: Actor, op_id: uuid.UUID | None = None
) -> Measurement:
    """Another child was measured: an empty row supersedes it, and what else the visit has is chosen instead."""
    old = _correctable(measurement, reason)
    was_chosen = old.is_chosen
    op_id = op_id or uuid7()
    empty = _store(old.visit, Values(), by, op_id=op_id, source=old.source, supersedes=old, reason=reason)
    left = old.visit.measurements.filter(superseded_by=None).order_by("-created_at", "-id")
    standing = next((row for row in left if not _is_empty(row)), None)
    if was_chosen and standing is not None:
        _choose(standing)
    _note(empty, "measurement.withdraw", by, supersedes=str(old.pk), reason=reason)
    return empty


@action("measurement.move", stored=measurement_words)
def move_measurement(
    *,
    measurement: Measurement,
    child: Person,
    weight_kg: Decimal | float | str | None = None,
    height_cm: Decimal | float | str | None = None,
    posture: str = "",
    head_cm: Decimal | float | str | None = None,
    muac_cm: Decimal | float | str | None = None,
    oedema: bool = False,
    reason: str,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Measurement:
    """The numbers of another child go to its visit of the same day; the row of the wrong child is withdrawn.

    Both or neither. Also after the day was closed, like a correction.
    """
    if child == measurement.child:
        raise Refused("same_child", _("Hasil ini sudah tercatat untuk anak itu. Pilih anak yang lain."))
    values = cleaned(weight_kg, height_cm, posture, head_cm, muac_cm, oedema)
    withdrawn = withdraw_measurement(measurement=measurement, reason=reason, by=by)
    session, moment = withdrawn.visit.session, withdrawn.visit.registered_at
    day.refuse_strange_child(session, child)
    visit = held(day.visit_of(session, child, by, moment))
    moved = _store(visit, values, by, op_id=op_id or uuid7(), source=measurement.source)
    _date_steps(visit, moment)
    _note(moved, "measurement.move", by, withdrawn=str(measurement.pk))
    return moved


@action("measurement.choose")
def choose_measurement(*, measurement: Measurement, by: Actor) -> Measurement:
    """Of several in one visit this one counts."""
    measurement = _locked(measurement)
    day.refuse_closed_month(measurement.visit.session.posyandu, measurement.measured_on)
    if hasattr(measurement, "superseded_by") or _is_empty(measurement):
        raise Refused("already_corrected", _("Catatan ini sudah dibetulkan. Pilih catatan yang berlaku."))
    if not measurement.is_chosen:
        _choose(measurement)
        dirty.mark_child(measurement.child, measurement.measured_on)
        _note(measurement, "measurement.choose", by)
    return measurement


@action("measurement.read_curve")
def read_curve(*, measurement: Measurement, status: str, by: Actor) -> Measurement:
    """The kader's own reading of the card ("N" or "T") where a small gain kept the band of the curve."""
    if status not in ("N", "T"):
        raise Refused("status_unknown", _("Pilih naik atau belum naik."), status=422)
    measurement = _locked(measurement)
    day.refuse_closed_month(measurement.visit.session.posyandu, measurement.measured_on)
    if measurement.visual_status != status:
        measurement.visual_status = status
        measurement.save(update_fields=["visual_status", "updated_at"])
        dirty.mark_child(measurement.child, measurement.measured_on)
        _note(measurement, "measurement.read_curve", by, status=status)
    return measurement


def _store(
    visit: Visit,
    values: Values,
    by: Actor,
    *,
    op_id: uuid.UUID,
    source: str,
    supersedes: Measurement | None = None,
    reason: str = "",
) -> Measurement:
    chosen = visit.measurements.filter(is_chosen=True).first()
    measurement = _built(visit, values, by, op_id, source)
    measurement.supersedes, measurement.correction_reason = supersedes, reason
    measurement.is_chosen = _takes_over(measurement, chosen)
    if chosen is not None and (measurement.is_chosen or chosen == supersedes):
        visit.measurements.filter(is_chosen=True).update(is_chosen=False)
    measurement.save(force_insert=True)
    dirty.mark_child(visit.child, measurement.measured_on)
    return measurement


def _built(visit: Visit, values: Values, by: Actor, op_id: uuid.UUID, source: str) -> Measurement:
    """The values with what the rules say about them, not yet stored."""
    measured_on = visit.session.held_on
    return Measurement(
        visit=visit,
        child=visit.child,
        measured_on=measured_on,
        op_id=op_id,
        source=source,
        recorded_by=by.id,
        **values.columns(),
        **results(visit.child, measured_on, values),
    )


def first_measurement(
    session: PosyanduSession, child: Person, values: Values, by: Actor, *, op_id: uuid.UUID, source: str
) -> Measurement:
    """The only measurement of a new visit; neither is stored. The caller has made sure that the visit is fit."""
    now = timezone.now()
    visit = Visit(session=session, child=child, registered_at=now, measured_at=now, recorded_at=now)
    return _built(visit, values, by, op_id, source)


def announce_first(measurement: Measurement, by: Actor) -> None:
    """What follows from a new visit with its measurement: stale numbers and lines of the audit trail."""
    visit, child = measurement.visit, measurement.child
    dirty.mark_child(child, measurement.measured_on)
    region = visit.session.posyandu.region_id
    note(by=by, verb="visit.register", what=visit, region=region, child=str(child.pk))
    _note(measurement, "measurement.record", by)


def _takes_over(new: Measurement, chosen: Measurement | None) -> bool:
    """Whether the new row counts from now on in place of the chosen one."""
    if _is_empty(new):
        return False
    if chosen is None:
        return True
    if new.supersedes is not None:
        return new.supersedes == chosen
    return new.weight_kg is not None or chosen.weight_kg is None


def _is_empty(measurement: Measurement) -> bool:
    lengths = (measurement.height_cm, measurement.head_cm, measurement.muac_cm)
    return measurement.weight_kg is None and not any(lengths) and not measurement.oedema


def _choose(measurement: Measurement) -> None:
    measurement.visit.measurements.filter(is_chosen=True).update(is_chosen=False)
    measurement.is_chosen = True
    measurement.save(update_fields=["is_chosen", "updated_at"])


def _locked(measurement: Measurement) -> Measurement:
    """Fresh from the database, with its visit locked so that nobody chooses or corrects at the same time."""
    held(measurement.visit)
    related = ("visit__session__posyandu", "child")
    return Measurement.objects.select_related(*related).get(pk=measurement.pk)


def _correctable(measurement: Measurement, reason: str) -> Measurement:
    if not reason.strip():
        raise Refused("reason_missing", _("Tuliskan alasan pembetulan."), field="reason", status=422)
    fresh = _locked(measurement)
    if hasattr(fresh, "superseded_by"):
        raise Refused("already_corrected", _("Catatan ini sudah dibetulkan. Betulkan catatan yang terakhir."))
    day.refuse_closed_month(fresh.visit.session.posyandu, fresh.measured_on)
    return fresh


def _date_steps(visit: Visit, moment: dt.datetime) -> None:
    visit.measured_at = visit.measured_at or moment
    visit.recorded_at = timezone.now()
    visit.save(update_fields=["measured_at", "recorded_at", "updated_at"])


def _note(measurement: Measurement, verb: str, by: Actor, **detail: str) -> None:
    region = measurement.visit.session.posyandu.region_id
    note(by=by, verb=verb, what=measurement, region=region, child=str(measurement.child_id), **detail)
