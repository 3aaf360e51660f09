"""Who belongs to a body: numbers for good, names asked about, and nobody leaves who has something left there."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.membership import actions, leaving
from anyelir.membership.models import BodyMember
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def join(world):
    def joining(name="Eti Rohaeti", **more):
        given = {"body": world.body, "name": name, "by": world.user("secretary"), **more}
        return actions.join_body(**given)

    return joining


def code_of(act, **given) -> str:
    with pytest.raises(Refused) as refusal:
        act(**given)
    return refusal.value.code


def leave(person, until=None):
    return actions.leave_body(person=person, until=until or make.today(), by=make.user())


class TestJoining:
    def test_numbers_follow_each_other_in_each_body(self, join, world):
        other = make.body(world.rw)
        assert [join("Eti").number, join("Ida").number, join("Eti", body=other).number] == [1, 2, 1]

    def test_a_number_is_never_given_again(self, join):
        leave(join("Eti"))
        assert join("Ida").number == 2

    def test_a_member_of_the_movement_is_chosen_and_belongs_once(self, join, world):
        person = join(name="", member=world.member)
        assert (person.name, person.member) == (world.member.name, world.member)
        assert code_of(join, name="", member=world.member) == "belongs_already"
        leave(person)
        assert join(name="", member=world.member).number == 2

    def test_a_namesake_is_asked_about(self, join):
        join("Eti Rohaeti")
        assert code_of(join, name=" eti  ROHAETI ") == "named_already"
        assert join("Eti Rohaeti", is_namesake=True).number == 2

    def test_a_name_and_a_day_that_came(self, join):
        assert code_of(join, name="  ") == "name_missing"
        assert code_of(join, since=make.today() + dt.timedelta(days=1)) == "date_ahead"

    def test_the_trail_says_no_name(self, join):
        leave(join())
        lines = AuditEntry.objects.filter(verb__startswith="body.").order_by("id")
        assert [line.verb for line in lines] == ["body.join", "body.leave"]
        assert "Eti" not in str([line.detail for line in lines])


class TestLeaving:
    def test_is_said_once_on_a_day_that_came_after_she_joined(self, join):
        person = join(since=make.today() - dt.timedelta(days=9))
        assert code_of(leave, person=person, until=make.today() + dt.timedelta(days=1)) == "date_ahead"
        assert (
            code_of(leave, person=person, until=person.since - dt.timedelta(days=1)) == "until_before_since"
        )
        leave(person)
        assert code_of(leave, person=person) == "left_already"

    def test_waits_for_what_rooms_say_must_come_first(self, join, monkeypatch):
        person = join()
        monkeypatch.setattr(leaving, "_before_leaving", [lambda each: [f"Masih ada milik {each.number}."]])
        with pytest.raises(Refused, match="Masih ada milik 1") as refusal:
            leave(person)
        assert refusal.value.code == "something_left"
        assert BodyMember.objects.get(body=person.body).until is None
