"""Twelve plausible months before the imported one: each child walks along its own place in the growth tables."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils import timezone

from anyelir.core.audit import SYSTEM
from anyelir.families.actions import find_or_register_child
from anyelir.families.models import Person
from anyelir.posyandu.day.growth import results
from anyelir.posyandu.day.models import Measurement, PosyanduSession, Visit
from anyelir.posyandu.day.values import Values
from anyelir.posyandu.register import actions
from anyelir.posyandu.register.models import Enrolment, Posyandu
from anyelir.posyandu.register.schedule import open_day_of
from anyelir.rules.dates import add_months
from anyelir.rules.growth.curves import curve
from anyelir.rules.months import months_between
from anyelir.rules.numbers_id import roman
from anyelir.web.demo.places import DemoPlaces

MONTHS = 12
ATTENDANCE = 0.82
WITH_GROWTH_CARD = 0.85
LAST_AGE_DAYS = 1826
LYING_UNTIL_DAYS = 731
SEED = 14
CHILDREN_OF_A_NEIGHBOUR = (16, 30)
OLDEST_AT_START_DAYS = 1200
GIVEN_NAMES = {
    "M": ["Arka", "Bima", "Dafa", "Fajar", "Galih", "Ilham", "Rafi", "Satria", "Wira", "Yoga"],
    "F": ["Ayu", "Bunga", "Citra", "Dinda", "Kirana", "Laras", "Melati", "Nisa", "Putri", "Sekar"],
}


@dataclass(frozen=True)
class Growing:
    """A child at a posyandu with its own place in the growth tables, in hundredths of z."""

    child: Person
    posyandu_id: uuid.UUID
    waz: int | None
    haz: int | None


def make_history(places: DemoPlaces) -> None:
    """Open days, visits and measurements of the twelve months before the imported ones, and of the neighbours."""
    chance = random.Random(SEED)
    latest = Measurement.objects.filter(is_chosen=True).select_related("child", "visit__session")
    measured_on = [measurement.measured_on for measurement in latest]
    first = min(measured_on).replace(day=1)
    months = [add_months(first, -step) for step in range(MONTHS, 0, -1)]
    imported = [
        Growing(measurement.child, measurement.visit.session.posyandu_id, measurement.waz, measurement.haz)
        for measurement in latest
    ]
    _enrol_earlier(months[0])
    _hand_out_growth_cards([measurement.child for measurement in imported], chance)
    _write(list(places.posyandu.values()), imported, months, chance)
    imported_months = months_between(first, max(measured_on).replace(day=1))
    _write(*make_neighbours(places, months[0], chance), [*months, *imported_months], chance)


def make_neighbours(
    places: DemoPlaces, since: dt.date, chance: random.Random
) -> tuple[list[Posyandu], list[Growing]]:
    """One posyandu in each of some other kecamatan, so that there is something to compare."""
    growing = []
    for posyandu, thriving in places.neighbours:
        for number in range(chance.randint(*CHILDREN_OF_A_NEIGHBOUR)):
            child = _child(posyandu, number, since, chance)
            z = chance.gauss(thriving, 0.9)
            growing.append(Growing(child, posyandu.pk, round(100 * z), round(100 * (z - chance.random()))))
    return [posyandu for posyandu, _thriving in places.neighbours], growing


def _child(posyandu: Posyandu, number: int, since: dt.date, chance: random.Random) -> Person:
    sex = chance.choice("MF")
    born_on = since - dt.timedelta(days=chance.randint(0, OLDEST_AT_START_DAYS))
    child = find_or_register_child(
        region_code=posyandu.region_id,
        name=f"{chance.choice(GIVEN_NAMES[sex])} Contoh {roman(number + 1)}",
        sex=sex,
        born_on=born_on,
        mother_name=f"Ibu Contoh {roman(number + 1)}",
        **_growth_card(born_on, chance),
        asks=False,
        by=SYSTEM,
    ).person
    actions.enrol_child(posyandu=posyandu, child=child, since=since, by=SYSTEM)
    return child


def _growth_card(born_on: dt.date, chance: random.Random) -> dict[str, Any]:
    if chance.random() < WITH_GROWTH_CARD:
        return {"growth_card": "yes", "growth_card_on": born_on}
    return {"growth_card": "no", "growth_card_on": None}


def _hand_out_growth_cards(children: list[Person], chance: random.Random) -> None:
    """The imported workbook does not say who has a KMS or KIA book."""
    owners = [child.pk for child in children if chance.random() < WITH_GROWTH_CARD]
    Person.objects.filter(pk__in=owners).update(growth_card="yes", growth_card_on=F("born_on"))


def _write(
    posyandu: list[Posyandu], growing: list[Growing], months: list[dt.date], chance: random.Random
) -> None:
    sessions = _sessions(posyandu, months, chance)
    visits, measurements = [], []
    for growing_child in growing:
        for month in months:
            session = sessions[growing_child.posyandu_id, month]
            made = _measure(growing_child, session, chance) if chance.random() < ATTENDANCE else None
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


def _sessions(posyandu: list[Posyandu], months: list[dt.date], chance: random.Random) -> dict:
    """One open day a posyandu and month, on its own weekday."""
    made = {}
    for post in posyandu:
        for month in months:
            day = open_day_of(post, month) or month.replace(day=10)
            opened = timezone.make_aware(dt.datetime.combine(day, dt.time(8)))
            made[post.pk, month] = PosyanduSession(
                posyandu=post,
                held_on=day,
                opened_at=opened,
                closed_at=opened + dt.timedelta(hours=4),
                kader_on_duty=chance.choice((4, 5, 5, 6)),
            )
    PosyanduSession.objects.bulk_create(made.values())
    return made


def _measure(growing: Growing, session: PosyanduSession, chance: random.Random):
    child = growing.child
    age = (session.held_on - child.born_on).days
    if not 0 <= age <= LAST_AGE_DAYS:
        return None
    weight = _at(age, "waz", child.sex, growing.waz, chance, 0.12)
    height = _at(age, "haz", child.sex, growing.haz, chance, 0.08)
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
