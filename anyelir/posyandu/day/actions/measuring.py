"""Weighing and measuring. Every door (form, phone, spreadsheet) ends in ``record_measurement``."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.families.models import Person
from anyelir.posyandu.day.actions import day
from anyelir.posyandu.day.actions.plans import (
    Weighing,
    built,
    commit_measurements,
    note_measurement,
    place_measurement,
    plan_measurement,
    takes_over,
)
from anyelir.posyandu.day.known_days import IN_DATABASE
from anyelir.posyandu.day.models import Measurement, PosyanduSession
from anyelir.posyandu.day.summaries import measurement_words
from anyelir.posyandu.day.values import CurveStatus, Source, Values, cleaned


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
    source: str = Source.FIELD,
    recorded_at: dt.datetime | None = None,
) -> Measurement:
    """Store what was weighed and measured and what the rules say about it.

    Implausible values are stored with flags.
    A second measurement in one visit is kept beside the first and becomes the chosen one, unless that would
    lose the weight.

    Refuses: before_birth, child_died, child_merged, child_not_enrolled, date_in_future, impossible_value,
    month_closed, not_a_number, nothing_measured, posture_unknown, session_closed.
    """
    values = cleaned(weight_kg, height_cm, posture, head_cm, muac_cm, oedema)
    moment = min(recorded_at or timezone.now(), timezone.now())
    plan = plan_measurement(Weighing(session, child, values, source, moment), IN_DATABASE, by=by)
    commit_measurements([plan], by=by)
    return plan.measurement


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
    """The row as it should have been; the old one stays and is superseded. Also after the day was closed.

    Refuses: already_corrected, impossible_value, month_closed, not_a_number, nothing_measured, posture_unknown,
    reason_missing.
    """
    values = cleaned(weight_kg, height_cm, posture, head_cm, muac_cm, oedema)
    old = _correctable(measurement, reason)
    corrected = _supersede(old, values, by, reason)
    note_measurement(corrected, "measurement.correct", by, supersedes=str(old.pk), reason=reason)
    return corrected


@action("measurement.withdraw", stored=measurement_words)
def withdraw_measurement(
    *, measurement: Measurement, reason: str, by: Actor, op_id: uuid.UUID | None = None
) -> Measurement:
    """Another child was measured: an empty row supersedes it, and what else the visit has is chosen instead.

    Refuses: already_corrected, month_closed, reason_missing.
    """
    old = _correctable(measurement, reason)
    was_chosen = old.is_chosen
    empty = _supersede(old, Values(), by, reason)
    left = old.visit.measurements.filter(superseded_by=None).order_by("-created_at", "-id")
    standing = next((row for row in left if not row.is_empty), None)
    if was_chosen and standing is not None:
        _choose(standing)
    note_measurement(empty, "measurement.withdraw", by, supersedes=str(old.pk), reason=reason)
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

    Refuses: already_corrected, before_birth, child_died, child_merged, child_not_enrolled, impossible_value,
    month_closed, not_a_number, nothing_measured, posture_unknown, reason_missing, same_child.
    """
    if child == measurement.child:
        raise Refused("same_child", _("Hasil ini sudah tercatat untuk anak itu. Pilih anak yang lain."))
    values = cleaned(weight_kg, height_cm, posture, head_cm, muac_cm, oedema)
    withdrawn = withdraw_measurement(measurement=measurement, reason=reason, by=by)
    session, moment = withdrawn.visit.session, withdrawn.visit.registered_at
    day.refuse_strange_child(session, child)
    plan = place_measurement(Weighing(session, child, values, measurement.source, moment), IN_DATABASE, by=by)
    commit_measurements([plan], by=by, verb="measurement.move", withdrawn=str(measurement.pk))
    return plan.measurement


@action("measurement.choose")
def choose_measurement(*, measurement: Measurement, by: Actor) -> Measurement:
    """Of several in one visit this one counts. Refuses: already_corrected, month_closed."""
    measurement = _locked(measurement)
    day.refuse_closed_month(measurement.visit.session.posyandu, measurement.measured_on)
    if measurement.is_superseded or measurement.is_empty:
        raise Refused("already_corrected", _("Catatan ini sudah dibetulkan. Pilih catatan yang berlaku."))
    if not measurement.is_chosen:
        _choose(measurement)
        note_measurement(measurement, "measurement.choose", by)
    return measurement


@action("measurement.read_curve")
def record_curve_reading(*, measurement: Measurement, status: str, by: Actor) -> Measurement:
    """The kader's own reading of the card ("N" or "T") where a small gain kept the band of the curve.

    Refuses: month_closed, status_unknown.
    """
    if status not in CurveStatus:
        raise Refused("status_unknown", _("Pilih naik atau belum naik."), status=422)
    measurement = _locked(measurement)
    day.refuse_closed_month(measurement.visit.session.posyandu, measurement.measured_on)
    if measurement.visual_status != status:
        measurement.visual_status = status
        measurement.save(update_fields=["visual_status", "updated_at"])
        note_measurement(measurement, "measurement.read_curve", by, status=status)
    return measurement


def _supersede(old: Measurement, values: Values, by: Actor, reason: str) -> Measurement:
    """A new row in place of the old one, which stays."""
    visit = old.visit
    chosen = visit.measurements.filter(is_chosen=True).first()
    measurement = built(visit, values, by, old.source)
    measurement.supersedes, measurement.correction_reason = old, reason
    measurement.is_chosen = takes_over(measurement, chosen)
    if chosen is not None and (measurement.is_chosen or chosen == old):
        visit.measurements.filter(is_chosen=True).update(is_chosen=False)
    measurement.save(force_insert=True)
    return measurement


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
    if fresh.is_superseded:
        raise Refused("already_corrected", _("Catatan ini sudah dibetulkan. Betulkan catatan yang terakhir."))
    day.refuse_closed_month(fresh.visit.session.posyandu, fresh.measured_on)
    return fresh
