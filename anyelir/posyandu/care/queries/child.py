"""One child: the measurements that count, what each month means, and what they ask for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from anyelir.families.models import Person
from anyelir.posyandu.day.access import measurements_in
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.day.subject import subject_of
from anyelir.posyandu.register.access import Sight
from anyelir.posyandu.register.models import Enrolment, Posyandu
from anyelir.rules.child_months import ChildMonth, WeighedMonth, child_months
from anyelir.rules.judging import Judgement, judge
from anyelir.rules.months import first_of_month

ALL = Sight(is_whole=True)


@dataclass(frozen=True)
class GrowthHistory:
    """All rows of a child, oldest first, and the months that follow from the chosen ones."""

    child: Person
    rows: tuple[Measurement, ...]
    months: tuple[ChildMonth, ...]

    @property
    def chosen(self) -> list[Measurement]:
        return [row for row in self.rows if row.is_chosen]

    def month_of(self, measurement: Measurement) -> ChildMonth | None:
        """The month whose weight this measurement gives; None when it has no weight or another one counts."""
        return next((month for month in self.months if month.weighed.row.pk == measurement.pk), None)

    def counted_instead(self, measurement: Measurement) -> WeighedMonth | None:
        """The weight that counts in the month of a measurement where that is another one."""
        month = first_of_month(measurement.measured_on)
        counted = next((entry.weighed for entry in self.months if entry.month == month), None)
        return None if counted is None or counted.row.pk == measurement.pk else counted

    def before(self, day: dt.date, field: str = "weight_kg") -> Measurement | None:
        """The last chosen measurement with a weight (or another measure) before a day."""
        earlier = (row for row in self.chosen if row.measured_on < day and getattr(row, field) is not None)
        return max(earlier, key=lambda row: row.measured_on, default=None)

    def is_newest(self, measurement: Measurement) -> bool:
        """Whether no chosen measurement of a later day is known."""
        return all(row.measured_on <= measurement.measured_on for row in self.chosen)

    def until(self, day: dt.date) -> list[Measurement]:
        return [row for row in self.chosen if row.measured_on <= day]

    def judged(self, measurement: Measurement) -> Judgement:
        """What this measurement says, beside those before it."""
        day = measurement.measured_on
        return judge(
            subject_of(self.child),
            measurement,
            self.month_of(measurement),
            weighed_before=self.before(day),
            length_before=self.before(day, "height_cm"),
        )


def growth_history(child: Person, sight: Sight = ALL) -> GrowthHistory:
    """The history as far as somebody may see it."""
    rows = tuple(
        measurements_in(sight, Measurement.objects.filter(child=child))
        .select_related("visit__session__posyandu", "superseded_by", "supersedes")
        .order_by("measured_on", "created_at", "id")
    )
    months = child_months(subject_of(child), (row for row in rows if row.is_chosen))
    return GrowthHistory(child, rows, tuple(months))


def posyandu_of(child: Person, sight: Sight = ALL) -> Posyandu | None:
    """Where the child belongs now, or belonged last, as far as somebody may see it."""
    enrolment = (
        sight.enrolments(Enrolment.objects.filter(child=child))
        .select_related("posyandu__puskesmas", "posyandu__region")
        .order_by("-since", "-created_at")
        .first()
    )
    return enrolment.posyandu if enrolment else None
