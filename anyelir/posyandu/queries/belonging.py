"""Which posyandu a child belongs to."""

from __future__ import annotations

import datetime as dt

from anyelir.core.terms import in_force
from anyelir.families.models import Person
from anyelir.posyandu.models import Enrolment, Posyandu


def open_enrolment(child: Person) -> Enrolment | None:
    return Enrolment.objects.select_related("posyandu").filter(child=child, until=None).first()


def is_enrolled(posyandu: Posyandu, child: Person, on: dt.date) -> bool:
    return child.enrolments.filter(in_force(on), posyandu=posyandu).exists()
