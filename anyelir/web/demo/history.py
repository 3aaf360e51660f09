"""Twelve plausible months before the imported one: each child walks along its own place in the growth tables."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

from django.utils import timezone

from anyelir.posyandu.actions.values import Values
from anyelir.posyandu.growth import results
from anyelir.posyandu.models import Enrolment, Measurement, PosyanduSession, Visit
from anyelir.posyandu.schedule import open_day_of
from anyelir.rules.dates import add_months
from anyelir.rules.growth.curves import curve
from anyelir.web.demo.places import Places

MONTHS = 12
ATTENDANCE = 0.82
LAST_AGE_DAYS = 1826
LYING_UNTIL_DAYS = 731
SEED = 14


def make_history(places: Places) -> None:
    """Open days, visits and measurements of the twelve months before the first imported measurement."""
    chance = random.Random(SEED)
    latest = list(
        Measurement.objects.filter(is_chosen=True).select_related("child", "visit__session__posyandu")
    )
    if not latest:
        return
    first = min(one.measured_on for one in latest).replace(day=1)
    months = [add_months(first, -step) for step in range(MONTHS, 0, -1)]
    _enrol_earlier(months[0])
    sessions = _sessions(places, months, chance)
    visits, measurements = [], []
    for one in latest:
        for month in months:
            session = sessions[one.visit.session.posyandu_id, month]
            made = _measure(one, session, chance) if chance.random() < ATTENDANCE else None
            if made is not None:
                visits.append(made[0])
                measurements.append(made[1])
    Visit.objects.bulk_create(visits, batch_size=500)
    Measurement.objects.bulk_create(measurements, batch_size=500)


def _enrol_earlier(since: dt.date) -> None:
    enrolments = list(Enrolment.objects.select_related("child"))
    for enrolment in enrolments:
        enrolment.since = max(since, enrolment.child.born_on or since)
    Enrolment.objects.bulk_update(enrolments, ["since"], batch_size=200)


def _sessions(places: Places, months: list[dt.date], chance: random.Random) -> dict:
    """One open day a posyandu and month, on its own weekday."""
    made = {}
    for posyandu in places.posyandu.values():
        for month in months:
            day = open_day_of(posyandu, month) or month.replace(day=10)
            opened = timezone.make_aware(dt.datetime.combine(day, dt.time(8)))
            made[posyandu.pk, month] = PosyanduSession(
                posyandu=posyandu,
                held_on=day,
                opened_at=opened,
                closed_at=opened + dt.timedelta(hours=4),
                kader_on_duty=chance.choice((4, 5, 5, 6)),
            )
    PosyanduSession.objects.bulk_create(made.values())
    return made


def _measure(latest: Measurement, session: PosyanduSession, chance: random.Random):
    child = latest.child
    age = (session.held_on - child.born_on).days
    if not 0 <= age <= LAST_AGE_DAYS:
        return None
    weight = _at(age, "waz", child.sex, latest.waz, chance, 0.12)
    height = _at(age, "haz", child.sex, latest.haz, chance, 0.08)
    if weight is None:
        return None
    posture = "" if height is None else "recumbent" if age < LYING_UNTIL_DAYS else "standing"
    values = Values(
        Decimal(str(round(weight, 1))), None if height is None else Decimal(str(round(height, 1))), posture
    )
    visit = Visit(
        session=session,
        child=child,
        registered_at=session.opened_at,
        measured_at=session.opened_at,
        recorded_at=session.opened_at,
    )
    measurement = Measurement(
        visit=visit,
        child=child,
        measured_on=session.held_on,
        **values.columns(),
        **results(child, session.held_on, values),
    )
    return visit, measurement


def _at(
    age: int, index: str, sex: str, centi_z: int | None, chance: random.Random, spread: float
) -> float | None:
    """The value at the child's own z-score, a little shaken, between the lines of the growth table."""
    if centi_z is None:
        return None
    z = max(-3.0, min(3.0, centi_z / 100 + chance.gauss(0, spread)))
    lines = curve(index, sex, [age]).lines
    low = min(int(z // 1), 2)
    below, above = lines[low][0], lines[low + 1][0]
    return below + (above - below) * (z - low)
