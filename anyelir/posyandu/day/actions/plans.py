"""Planning a weighing, and writing plans: one at a time from a form, many at once from a file.

``plan_measurement`` says what will be written, or refuses; it writes nothing. ``commit_measurements`` writes plans,
with what follows from them, in as few statements as there are kinds of rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from anyelir.core.audit import Actor, note
from anyelir.families.models import Person
from anyelir.posyandu.day.actions import day
from anyelir.posyandu.day.growth import results
from anyelir.posyandu.day.known_days import KnownDays
from anyelir.posyandu.day.models import Measurement, PosyanduSession, Visit
from anyelir.posyandu.day.values import Source, Values


@dataclass(frozen=True)
class Weighing:
    """What was weighed and measured, of whom, on which open day, and through which door it came."""

    session: PosyanduSession
    child: Person
    values: Values
    source: str = Source.FIELD
    moment: dt.datetime = field(default_factory=timezone.now)


@dataclass
class MeasurementPlan:
    """A new row with its visit; ``gives_way`` is the row of the visit that counted until now."""

    measurement: Measurement
    is_new_visit: bool
    gives_way: Measurement | None = None

    @property
    def visit(self) -> Visit:
        visit: Visit = self.measurement.visit
        return visit


def plan_measurement(weighing: Weighing, known: KnownDays, *, by: Actor) -> MeasurementPlan:
    """Refuses: date_in_future, session_closed, month_closed, child_merged, before_birth, child_died,
    child_not_enrolled."""
    day.refuse_unfit_visit(weighing.session, weighing.child, weighing.moment, weighing.source, known)
    return place_measurement(weighing, known, by=by)


def place_measurement(weighing: Weighing, known: KnownDays, *, by: Actor) -> MeasurementPlan:
    """The row in its visit, without the checks of a visit: what was moved from another child belongs to that day."""
    visit = known.visit(weighing.session, weighing.child)
    is_new = visit is None
    if visit is None:
        visit = Visit(registered_at=weighing.moment)
    visit.session, visit.child = weighing.session, weighing.child
    visit.measured_at = visit.measured_at or weighing.moment
    visit.recorded_at = timezone.now()
    measurement = built(visit, weighing.values, by, weighing.source)
    rows = [] if is_new else known.measurements(visit)
    chosen = next((row for row in rows if row.is_chosen), None)
    measurement.is_chosen = takes_over(measurement, chosen)
    return MeasurementPlan(measurement, is_new, chosen if measurement.is_chosen else None)


def stored_already(weighing: Weighing, known: KnownDays) -> Measurement | None:
    """The same values of the same child on the same day, from whichever door they came."""
    visit = known.visit(weighing.session, weighing.child)
    rows = [] if visit is None else known.measurements(visit)
    return next((row for row in rows if _said(row) == _said(weighing.values)), None)


def commit_measurements(
    plans: Sequence[MeasurementPlan], *, by: Actor, verb: str = "measurement.record", **detail: str
) -> None:
    """Write the plans. Raises IntegrityError when somebody else stored a visit of them meanwhile."""
    new = [plan.visit for plan in plans if plan.is_new_visit]
    Visit.objects.bulk_create(new)
    made = {visit.pk for visit in new}
    stored = {plan.visit.pk: plan.visit for plan in plans if plan.visit.pk not in made}
    _write_steps(list(stored.values()))
    _take_back([plan.gives_way for plan in plans if plan.gives_way is not None])
    Measurement.objects.bulk_create([plan.measurement for plan in plans])
    for plan in plans:
        if plan.is_new_visit:
            day.note_visit(plan.visit, by)
        note_measurement(plan.measurement, verb, by, **detail)


def _write_steps(visits: list[Visit]) -> None:
    for visit in visits:
        visit.updated_at = timezone.now()
    Visit.objects.bulk_update(visits, ["measured_at", "recorded_at", "updated_at"])


def _take_back(rows: list[Measurement]) -> None:
    """These count no longer; one that waits to be written itself is written so."""
    for row in rows:
        row.is_chosen = False
    if rows:
        Measurement.objects.filter(pk__in=[row.pk for row in rows]).update(is_chosen=False)


def built(visit: Visit, values: Values, by: Actor, source: str) -> Measurement:
    """The values with what the rules say about them, not yet stored."""
    measured_on = visit.session.held_on
    return Measurement(
        visit=visit,
        child=visit.child,
        measured_on=measured_on,
        source=source,
        recorded_by=by.id,
        **values.columns(),
        **results(visit.child, measured_on, values),
    )


def takes_over(new: Measurement, chosen: Measurement | None) -> bool:
    """Whether the new row counts from now on in place of the chosen one."""
    if new.is_empty:
        return False
    if chosen is None:
        return True
    if new.supersedes is not None:
        return bool(new.supersedes == chosen)
    return new.weight_kg is not None or chosen.weight_kg is None


def note_measurement(measurement: Measurement, verb: str, by: Actor, **detail: Any) -> None:
    region = measurement.visit.session.posyandu.region_id
    note(by=by, verb=verb, what=measurement, region=region, child=str(measurement.child_id), **detail)


def _said(row: Measurement | Values) -> tuple[object, ...]:
    return row.weight_kg, row.height_cm, row.posture, row.muac_cm
