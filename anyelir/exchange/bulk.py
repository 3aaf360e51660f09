"""Many rows with few statements: what a portion needs is read at once, what it gives is written at once.

A row is planned from memory with the same rules that ``recording.record_row`` goes through. Whatever is not plain
(a new place or open day, a transfer, a second weighing of a day, anything that would be refused) is left to
``record_row`` itself, after all that waited was written, so both ways always give the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction

from anyelir.core import gather
from anyelir.core.audit import Actor
from anyelir.core.refusal import Refused
from anyelir.exchange.eppgbm import Row
from anyelir.exchange.places import Places
from anyelir.exchange.portion import Known
from anyelir.exchange.recording import INDICES, Outcome, planned_measurement, record_row, warnings_of
from anyelir.families.actions import recognising, registering
from anyelir.families.models import Family, House, Household, MergeProposal, Person
from anyelir.posyandu.actions import children
from anyelir.posyandu.actions.plans import MeasurementPlan, commit_measurements
from anyelir.posyandu.models import Enrolment, Measurement, Posyandu
from anyelir.regions.models import Region

# In this order every row finds those that it refers to.
STORED = (House, Household, Family, Person, MergeProposal, Enrolment)


@dataclass
class Plan:
    """What a plain row will write; None for what is there already."""

    row: Row
    child: Person
    is_new_child: bool = False
    family: Family | None = None
    enrolment: Enrolment | None = None
    measurement: MeasurementPlan | None = None
    stored: Measurement | None = None


@dataclass
class OneByOne:
    """Every row with its own statements, in a savepoint of its own."""

    places: Places
    by: Actor
    rows: list[Row]

    def record(self, row: Row) -> Outcome:
        """Raises UnknownPlace or Refused; the row then leaves nothing of itself behind."""
        try:
            with transaction.atomic(), gather.in_one_go():
                outcome = record_row(row, self.places, by=self.by)
        except Exception:
            self.places.forget_new()
            raise
        self.places.keep_new()
        return outcome

    def store(self) -> None:
        """Nothing waits to be written."""


@dataclass
class Batch(OneByOne):
    """The rows of one portion; ``store`` must be called at its end, inside the transaction."""

    def __post_init__(self) -> None:
        self._known = Known(self.rows, self.by)
        self._waiting: dict[type, list] = defaultdict(list)
        self._weighings: list[MeasurementPlan] = []

    def record(self, row: Row) -> Outcome:
        plan = self._plan(row)
        if plan is not None:
            return self._carry_out(plan)
        self.store()
        try:
            return super().record(row)
        finally:
            self._known.look_again(row)

    def store(self) -> None:
        """Write all that waits; raises IntegrityError when somebody else wrote the same meanwhile."""
        for model in STORED:
            model.objects.bulk_create(self._waiting.pop(model, []))
        weighings, self._weighings = self._weighings, []
        commit_measurements(weighings, by=self.by)

    def _plan(self, row: Row) -> Plan | None:
        """What the row writes; None where it is not plain. Writes nothing."""
        place = self.places.find(row)
        if place is None:
            return None
        posyandu, home = place
        try:
            plan = self._child(row, home)
            is_plain = (
                plan.child.merged_into_id is None
                and self._belongs(plan, posyandu)
                and self._is_measured(plan, posyandu)
            )
        except Refused:
            # Said again, with its savepoint, by the slow way.
            return None
        return plan if is_plain else None

    def _child(self, row: Row, home: Region) -> Plan:
        name, nik = registering.checked_name(row.name), registering.checked_nik(row.nik)
        registering.check_birth(row.born_on)
        known = self._known.child(row, name, nik, home.code)
        if known is not None:
            return Plan(row, known)
        head, address = registering.cleaned_home(row.parent_name or name, row.address)
        family = self._known.family(home, head, address)
        made = None if family else registering.new_family(home, head, "", address)
        child = registering.new_child(
            family or made,
            name=name,
            nik=nik,
            sex=row.sex,
            born_on=row.born_on,
            mother_name=row.parent_name,
            birth_weight_g=row.birth_weight_g,
            birth_length_cm=row.birth_length_cm,
            **row.card,
        )
        return Plan(row, child, is_new_child=True, family=made)

    def _belongs(self, plan: Plan, posyandu: Posyandu) -> bool:
        """Whether the child belongs to the posyandu by then, or begins its first enrolment."""
        measured_on, days = plan.row.measured_on, self._known.days
        enrolments = days.enrolments(plan.child)
        if not enrolments:
            plan.enrolment = children.first_enrolment(posyandu, plan.child, measured_on.replace(day=1))
            days.add_enrolment(plan.enrolment)
            return True
        current = next((one for one in enrolments if one.until is None), None)
        return current is not None and current.posyandu_id == posyandu.pk and current.since <= measured_on

    def _is_measured(self, plan: Plan, posyandu: Posyandu) -> bool:
        """Whether the day of the measurement is known; what was measured is planned then."""
        if not plan.row.is_measured:
            return True
        session = self._known.days.session(posyandu, plan.row.measured_on)
        if session is None:
            return False
        plan.stored, plan.measurement = planned_measurement(
            plan.row, session, plan.child, self._known.days, self.by
        )
        return True

    def _carry_out(self, plan: Plan) -> Outcome:
        outcome = Outcome(plan.is_new_child, warnings=warnings_of(plan.row))
        if plan.is_new_child:
            outcome.proposals = self._register(plan)
        if plan.enrolment is not None:
            self._wait(plan.enrolment)
            children.announce_start(plan.enrolment, self.by)
        if plan.measurement is not None:
            self._weighings.append(plan.measurement)
            self._known.days.add_measurement(plan.measurement.measurement)
            outcome.is_new = True
        measurement = plan.measurement.measurement if plan.measurement else plan.stored
        if measurement is not None:
            outcome.z_scores = {index: getattr(measurement, index) for index in INDICES}
        return outcome

    def _register(self, plan: Plan) -> int:
        """The new child waits to be written, with its home; returns how many merges are proposed."""
        if plan.family is not None:
            household = plan.family.household
            self._wait(household.house, household, plan.family)
            self._known.add_family(plan.family)
        neighbours = self._known.neighbours(plan.child)
        self._wait(plan.child)
        self._known.add_child(plan.child)
        registering.note_child(plan.child, self.by)
        proposals = recognising.proposals_among(plan.child, neighbours)
        self._wait(*proposals)
        return len(proposals)

    def _wait(self, *records) -> None:
        for record in records:
            self._waiting[type(record)].append(record)
