"""One child: the measurements that count, what each month means, and what they ask for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from anyelir.families.models import Person
from anyelir.posyandu.access import Sight
from anyelir.posyandu.models import Enrolment, Measurement, Posyandu
from anyelir.posyandu.subject import subject_of
from anyelir.rules import skdn
from anyelir.rules.age import completed_months
from anyelir.rules.child_months import ChildMonth, WeighedMonth, child_months
from anyelir.rules.judging import Judgement, judge
from anyelir.rules.months import first_of_month, previous_month

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
        found = next((entry.weighed for entry in self.months if entry.month == month), None)
        return None if found is None or found.row.pk == measurement.pk else found

    def before(self, day: dt.date, field: str = "weight_kg") -> Measurement | None:
        """The last chosen measurement with a weight (or another measure) before a day."""
        earlier = (row for row in self.chosen if row.measured_on < day and getattr(row, field) is not None)
        return max(earlier, key=lambda row: row.measured_on, default=None)

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
        sight.measurements(Measurement.objects.filter(child=child))
        .select_related("visit__session__posyandu", "superseded_by", "supersedes")
        .order_by("measured_on", "created_at", "id")
    )
    months = child_months(subject_of(child), (row for row in rows if row.is_chosen))
    return GrowthHistory(child, rows, tuple(months))


def last_weighed(child: Person, before: dt.date) -> Measurement | None:
    """The newest chosen measurement with a weight before a day."""
    return last_with("weight_kg", child, before)


def last_with(field: str, child: Person, before: dt.date) -> Measurement | None:
    """The newest chosen measurement before a day that has a measure."""
    rows = Measurement.objects.filter(
        child=child, is_chosen=True, measured_on__lt=before, **{f"{field}__isnull": False}
    )
    return rows.order_by("-measured_on", "-created_at").first()


@dataclass(frozen=True)
class ExpectedGain:
    """The least gain (KBM) that makes a weighing N, and the weight from which it is counted."""

    grams: int
    from_row: Measurement | None


def expected_gain(child: Person, on: dt.date) -> ExpectedGain | None:
    """What this weighing is compared with: last month's weight, at one month the birth weight; None for nothing."""
    months = completed_months(child.born_on, on) if child.born_on else -1
    if not skdn.is_counted_age(months, on):
        return None
    last_month = last_with("weight_kg", child, first_of_month(on))
    is_last_month = last_month is not None and first_of_month(last_month.measured_on) == previous_month(on)
    from_birth = not is_last_month and months == 1 and child.birth_weight_g is not None
    needed = skdn.minimum_gain_g(child.sex, months, on) if is_last_month or from_birth else None
    return None if needed is None else ExpectedGain(needed, last_month if is_last_month else None)


def posyandu_of(child: Person, sight: Sight = ALL) -> Posyandu | None:
    """Where the child belongs now, or belonged last, as far as somebody may see it."""
    enrolment = (
        sight.enrolments(Enrolment.objects.filter(child=child))
        .select_related("posyandu__puskesmas", "posyandu__region")
        .order_by("-since", "-created_at")
        .first()
    )
    return enrolment.posyandu if enrolment else None
