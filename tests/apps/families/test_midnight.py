"""A death and a move are of a day that has come where the family lives, which is not always Jakarta's."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.core import clock
from anyelir.core.audit import SYSTEM
from anyelir.families import actions
from tests import factories as make
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
# A desa, an hour of 29 November 2026 (UTC), and the day of November that it is there then.
HOURS = [
    ("32.01.01.1010", 14, 29),
    ("32.01.01.1010", 16, 29),
    ("32.01.01.1010", 17, 30),
    ("51.07.06.1001", 15, 29),
    ("51.07.06.1001", 16, 30),
    ("91.03.01.1001", 14, 29),
    ("91.03.01.1001", 15, 30),
]


@pytest.fixture(params=HOURS, ids=lambda row: f"{row[0][:2]} at {row[1]} UTC")
def today(request, db, monkeypatch):
    """A family, and the day where it lives at that hour."""
    code, hour, day = request.param
    parts = code.split(".")
    for length in range(1, 5):
        place = make.region(".".join(parts[:length]), f"Tempat {length}")
    now = dt.datetime(2026, 11, 29, hour, 0, 30, tzinfo=dt.UTC)
    monkeypatch.setattr(clock.timezone, "now", lambda: now)
    return make.family(place), dt.date(2026, 11, day)


def test_nobody_dies_tomorrow(today):
    family, day = today
    person = make.person(family, "Wati", born_on=dt.date(1990, 2, 3))
    assert code_of(actions.record_death, person=person, died_on=day + DAY, by=SYSTEM) == "date_in_future"
    assert actions.record_death(person=person, died_on=day, by=SYSTEM).died_on == day


def test_nobody_moves_tomorrow(today):
    family, day = today
    person = make.person(family, "Wati")
    make.person(family, "Budi")
    for move, who in ((actions.move_person, {"person": person}), (actions.move_family, {"family": family})):
        to = {"to_text": "Kota Depok", "by": SYSTEM}
        assert code_of(move, moved_on=day + DAY, **who, **to) == "date_in_future"
        assert move(moved_on=day, **who, **to)
