"""A child is not born after it was weighed: neither a weighing nor a correction of the birth may say so."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.families.actions import edit_person
from anyelir.families.models import Person
from anyelir.posyandu.day import actions
from tests import factories as make
from tests.apps.families.conftest import person_data
from tests.desk import Desk
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def weighed(raka, weigh):
    """Raka, weighed a month ago and today."""
    weigh(raka, "8.9", months_ago=1)
    weigh(raka, "9.1")
    return raka


def first_weighing(child: Person) -> dt.date:
    return child.measurements.order_by("measured_on").first().measured_on


@pytest.mark.parametrize(
    ("days", "code"), [(-1, ""), (0, ""), (1, "weighed_before_birth"), (20, "weighed_before_birth")]
)
def test_a_birth_is_not_corrected_past_the_first_weighing(weighed, world, days, code):
    born_on = first_weighing(weighed) + days * DAY
    if code:
        assert code_of(edit_person, person=weighed, born_on=born_on, by=world.user("secretary")) == code
        weighed.refresh_from_db()
        assert weighed.born_on < first_weighing(weighed)
    else:
        edit_person(person=weighed, born_on=born_on, by=world.user("secretary"))
        assert weighed.measurements.filter(age_days__lt=0).count() == 0


def test_the_words_stand_at_the_birth_and_say_what_to_do(weighed, world, sign_in):
    born = first_weighing(weighed) + DAY
    right = person_data(name="Raka Pratama", sex="M", relation="child")
    parts = {"birth_day": str(born.day), "birth_month": str(born.month), "birth_year": str(born.year)}
    desk = Desk(sign_in(world.user("secretary")), reverse("families:edit-person", args=[weighed.pk]), right)
    desk.refuses("birth", None, "Anak ini sudah diukur pada", **parts)
    desk.refuses("birth", None, "atau betulkan dulu hasil ukurnya", **parts)


def test_a_birth_after_the_death_is_told_at_the_birth(world, sign_in):
    gone = make.person(world.family, "Wati", born_on=dt.date(1990, 2, 3), died_on=dt.date(2020, 1, 1))
    desk = Desk(sign_in(world.user("secretary")), reverse("families:edit-person", args=[gone.pk]))
    right = person_data(name="Wati", relation="other", birth_year="2021")
    desk.refuses("birth", None, "sesudah tanggal meninggalnya", **right)
    desk.saves(**right | {"birth_day": "1", "birth_month": "1", "birth_year": "2020"})


def test_a_result_that_was_taken_away_holds_no_birth(weighed, world):
    """It was another child's: then the birth may be as late as the next result."""
    by = world.user("kader")
    first = weighed.measurements.order_by("measured_on").first()
    actions.withdraw_measurement(measurement=first, reason="Salah anak.", by=by)
    edit_person(person=weighed, born_on=first.measured_on + DAY, by=world.user("secretary"))
    weighed.refresh_from_db()
    assert weighed.born_on == first.measured_on + DAY


@pytest.mark.parametrize("precision", Person.Precision.values)
def test_the_first_possible_day_of_a_birth_counts(weighed, world, precision):
    """Of a birth known to the month or the year only its first day is surely not after the weighing."""
    born_on = first_weighing(weighed).replace(day=1)
    edit_person(person=weighed, born_on=born_on, birth_precision=precision, by=world.user("secretary"))
    weighed.refresh_from_db()
    assert weighed.birth_precision == precision


def test_other_things_of_a_child_are_mended_although_an_old_row_is_odd(weighed, world):
    """What an import brought years ago does not keep a name from being put right."""
    born_on = make.today() - DAY
    Person.objects.filter(pk=weighed.pk).update(born_on=born_on)
    weighed.refresh_from_db()
    edit_person(person=weighed, name="Raka P.", born_on=born_on, by=world.user("secretary"))
    weighed.refresh_from_db()
    assert weighed.name == "Raka P."
