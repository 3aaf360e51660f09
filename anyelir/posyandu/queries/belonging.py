"""Which posyandu a child belongs to."""

from __future__ import annotations

import datetime as dt

from anyelir.families.models import Person
from anyelir.posyandu.models import Enrolment, Posyandu


def open_enrolment(child: Person) -> Enrolment | None:
    return Enrolment.objects.select_related("posyandu").filter(child=child, until=None).first()


def is_enrolled(posyandu: Posyandu, child: Person, on: dt.date) -> bool:
    started = child.enrolments.filter(posyandu=posyandu, since__lte=on)
    return any(enrolment.until is None or enrolment.until >= on for enrolment in started)
