"""The rows of a portion: each with its own statements, or all of them planned first and written together.

Both ways go through the same plans (``families.actions.plans``, ``posyandu.day.actions.plans``); they differ in what is
known beforehand. A row that needs more than new records (a new place or open day, a transfer) is recorded alone,
after all that waited was written.
"""

from __future__ import annotations

from dataclasses import dataclass

from anyelir.core.action import whole
from anyelir.core.audit import Actor
from anyelir.families.actions.plans import PersonPlan, commit_people
from anyelir.families.actions.registering import hold_register
from anyelir.families.known_people import PeopleRead, Sought, desa_of
from anyelir.posyandu.day.actions.plans import commit_measurements
from anyelir.posyandu.day.known_days import DaysRead
from anyelir.posyandu.eppgbm.places import ImportPlaces, UnknownPlace
from anyelir.posyandu.eppgbm.recording import RecordedRow, RowPlan, described, plan_row, record_row
from anyelir.posyandu.eppgbm.sheet_rows import EppgbmRow
from anyelir.posyandu.register.actions.children import commit_enrolments


@dataclass
class OneByOne:
    """Every row with its own statements, in a savepoint of its own."""

    places: ImportPlaces
    by: Actor
    rows: list[EppgbmRow]

    def record(self, row: EppgbmRow) -> RecordedRow:
        """Raises UnknownPlace or Refused; the row then leaves nothing of itself behind."""
        try:
            with whole():
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
        self._hold_registers()
        self._people = PeopleRead(map(_sought, self.rows))
        self._days = DaysRead({row.measured_on for row in self.rows})
        self._days.read(person.pk for person in self._people.found)
        self._waiting: list[RowPlan] = []

    def record(self, row: EppgbmRow) -> RecordedRow:
        plan = self._plan(row)
        if plan is not None:
            return self._keep(plan)
        self.store()
        try:
            return super().record(row)
        finally:
            self._look_again(row)

    def store(self) -> None:
        """Write all that waits; raises IntegrityError when somebody else wrote the same meanwhile."""
        plans, self._waiting = self._waiting, []
        commit_people([plan.child for plan in plans], by=self.by)
        commit_enrolments([plan.enrolment for plan in plans if plan.enrolment], by=self.by)
        commit_measurements([plan.measurement for plan in plans if plan.measurement], by=self.by)

    def _plan(self, row: EppgbmRow) -> RowPlan | None:
        """What the row writes; None where new records are not enough. Refuses as the form does; writes nothing."""
        place = self.places.find(row)
        if place is None:
            return None
        posyandu, home = place
        return plan_row(row, posyandu, home, self._people, self._days, by=self.by)

    def _keep(self, plan: RowPlan) -> RecordedRow:
        """The row waits, and the rows after it know of it."""
        self._waiting.append(plan)
        self._keep_child(plan.child)
        if plan.measurement is not None:
            self._days.add_measurement(plan.measurement.measurement)
        return plan.outcome

    def _keep_child(self, child: PersonPlan) -> None:
        if child.family is not None:
            self._people.add_family(child.family)
        if child.is_new:
            self._people.add_person(child.person)
            self._days.add_child(child.person)

    def _look_again(self, row: EppgbmRow) -> None:
        """The row was recorded without us: forget what may have changed, and find its child."""
        people = self._people.read([_sought(row)])
        self._days.forget_posts()
        self._days.read(person.pk for person in people)

    def _hold_registers(self) -> None:
        """In one order, so that two imports that meet do not wait for each other for ever."""
        for desa in sorted({desa_of(code) for code in map(self._desa_code, self.rows) if code}):
            hold_register(desa)

    def _desa_code(self, row: EppgbmRow) -> str:
        try:
            return self.places.desa(row).code
        except UnknownPlace:
            return ""


def _sought(row: EppgbmRow) -> Sought:
    return Sought(row.name, row.born_on, row.nik, described(row)["mother_name"] or row.name)
