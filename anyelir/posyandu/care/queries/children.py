"""Lists of children, and the rows of one child's history."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from anyelir.families.models import Person
from anyelir.families.queries import named
from anyelir.posyandu.care.queries.child import GrowthHistory
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.register.models import Enrolment
from anyelir.posyandu.register.queries.belonging import OLDEST_MONTH
from anyelir.rules.child_months import ChildMonth
from anyelir.rules.dates import add_months
from anyelir.rules.judging import Judgement


def care_list(visible: QuerySet[Person], today: dt.date, text: str = "") -> QuerySet[Person]:
    """Under-fives who live and belong to a posyandu now, with its name and the last weight beside them."""
    enrolled = Enrolment.objects.filter(child=OuterRef("pk"), until=None)
    weighed = Measurement.objects.filter(
        child=OuterRef("pk"), is_chosen=True, weight_kg__isnull=False
    ).order_by("-measured_on", "-created_at")
    children = visible.filter(
        Q(born_on=None) | Q(born_on__gt=add_months(today, -OLDEST_MONTH)),
        Q(moved_on=None) | Q(moved_on__gt=today),
        Exists(enrolled),
        died_on=None,
        merged_into=None,
    )
    return (
        named(children, text)
        .select_related("mother")
        .annotate(
            posyandu_name=Subquery(enrolled.values("posyandu__name")[:1]),
            last_weight_kg=Subquery(weighed.values("weight_kg")[:1]),
            last_weighed_on=Subquery(weighed.values("measured_on")[:1]),
        )
    )


@dataclass(frozen=True)
class HistoryRow:
    """One measurement on the child's page: what was measured, what it means."""

    measurement: Measurement
    month: ChildMonth | None
    judged: Judgement

    @property
    def doubtful(self) -> tuple[str, ...]:
        """The indices that are worth a second measurement: flagged by WHO, or made from a length in doubt."""
        return (*self.measurement.flagged, *self.judged.held_back)


def history_rows(history: GrowthHistory) -> list[HistoryRow]:
    """All rows, the newest day first; a corrected row stands right behind the one that replaced it."""
    return [HistoryRow(row, history.month_of(row), history.judged(row)) for row in reversed(history.rows)]
