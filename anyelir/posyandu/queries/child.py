"""One child: the measurements that count, what each month means, and what they ask for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from anyelir.families.models import Person
from anyelir.posyandu.history import ChildMonth, child_months
from anyelir.posyandu.models import Enrolment, Measurement, Posyandu
from anyelir.rules import nutrition, skdn
from anyelir.rules.age import completed_months
from anyelir.rules.months import first_of_month, previous_month
from anyelir.rules.referral import ChildFindings, ReferralReason, child_reasons

INDICES = ("waz", "haz", "whz", "baz", "hcz")


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
        for month in self.months:
            if month.weighed.measured_on == measurement.measured_on and measurement.is_chosen:
                return month if measurement.weight_kg is not None else None
        return None

    def before(self, day: dt.date) -> Measurement | None:
        """The last chosen measurement with a weight before a day."""
        earlier = (row for row in self.chosen if row.measured_on < day and row.weight_kg is not None)
        return max(earlier, key=lambda row: row.measured_on, default=None)

    def until(self, day: dt.date) -> list[Measurement]:
        return [row for row in self.chosen if row.measured_on <= day]


def growth_history(child: Person) -> GrowthHistory:
    rows = tuple(
        Measurement.objects.filter(child=child)
        .select_related("visit__session__posyandu", "superseded_by", "supersedes")
        .order_by("measured_on", "created_at", "id")
    )
    return GrowthHistory(child, rows, tuple(child_months(child, rows)))


def proposed_reasons(measurement: Measurement, now: ChildMonth | None) -> tuple[ReferralReason, ...]:
    """Why this measurement sends the child to the puskesmas; a doubtful (flagged) index is no reason."""
    found = categories(measurement)
    on = measurement.measured_on
    waz = None if measurement.waz is None or "waz" in measurement.flags.split() else measurement.waz / 100
    return child_reasons(
        ChildFindings(
            growth_status=now.status.status if now else None,
            months_not_gained=now.not_gained_run if now else 0,
            below_red_line=skdn.is_below_red_line(waz, on),
            above_orange_line=skdn.is_above_orange_line(waz, on),
            whz=found["whz"],
            haz=found["haz"],
            hcz=found["hcz"],
            muac=_arm(measurement),
            oedema=measurement.oedema,
        ),
        on,
    )


def categories(measurement: Measurement) -> dict[str, str | None]:
    """The category slug of each index; None without a z-score or with one that WHO calls implausible."""
    flagged = measurement.flags.split()
    return {index: None if index in flagged else _category(index, measurement) for index in INDICES}


def _category(index: str, measurement: Measurement) -> str | None:
    centi_z = getattr(measurement, index)
    z = None if centi_z is None else centi_z / 100
    return nutrition.category(index, z, on=measurement.measured_on, oedema=measurement.oedema)


def _arm(measurement: Measurement) -> str | None:
    born_on = measurement.child.born_on
    if measurement.muac_cm is None or "acz" in measurement.flags.split():
        return None
    months = completed_months(born_on, measurement.measured_on) if born_on else None
    return nutrition.muac_category(float(measurement.muac_cm), measurement.measured_on, months)


def last_weighed(child: Person, before: dt.date) -> Measurement | None:
    """The newest chosen measurement with a weight before a day."""
    rows = Measurement.objects.filter(
        child=child, is_chosen=True, weight_kg__isnull=False, measured_on__lt=before
    )
    return rows.order_by("-measured_on", "-created_at").first()


def expected_gain_g(child: Person, last: Measurement | None, on: dt.date) -> int | None:
    """The least gain (KBM) that makes this weighing N; None when nothing from last month compares."""
    if child.born_on is None:
        return None
    months = completed_months(child.born_on, on)
    is_last_month = last is not None and first_of_month(last.measured_on) == previous_month(on)
    from_birth = last is None and months == 1 and child.birth_weight_g is not None
    return skdn.minimum_gain_g(child.sex, months, on) if is_last_month or from_birth else None


def posyandu_of(child: Person) -> Posyandu | None:
    """Where the child belongs now, or belonged last."""
    enrolment = (
        Enrolment.objects.filter(child=child)
        .select_related("posyandu__puskesmas", "posyandu__region")
        .order_by("-since", "-created_at")
        .first()
    )
    return enrolment.posyandu if enrolment else None
