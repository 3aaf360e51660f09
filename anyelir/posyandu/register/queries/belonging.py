"""Which posyandu a child belongs to."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from anyelir.core.terms import in_force
from anyelir.families.models import Person
from anyelir.posyandu.register.models import Enrolment, Posyandu
from anyelir.rules.age import completed_months

# The care of the posyandu for children ends with the fifth birthday.
OLDEST_MONTH = 60


def current_enrolment(child: Person) -> Enrolment | None:
    return Enrolment.objects.select_related("posyandu").filter(child=child, until=None).first()


def is_under_five(child: Person, on: dt.date) -> bool:
    """Born, and before the fifth birthday; a child whose birth nobody knows is taken for one."""
    return child.born_on is None or 0 <= completed_months(child.born_on, on) < OLDEST_MONTH


def is_enrolled(posyandu: Posyandu, child: Person, on: dt.date) -> bool:
    return Enrolment.objects.filter(in_force(on), child=child, posyandu=posyandu).exists()


def members(posyandu: Posyandu, on: dt.date) -> QuerySet[Person]:
    """Children who belong to the posyandu on a day and are still in its care."""
    enrolled = Enrolment.objects.filter(in_force(on), posyandu=posyandu).values("child")
    return Person.objects.filter(
        Q(died_on=None) | Q(died_on__gt=on),
        Q(moved_on=None) | Q(moved_on__gt=on),
        pk__in=enrolled,
        merged_into=None,
    )
