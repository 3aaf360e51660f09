"""Nobody serves herself, and the same twice is said without saying to whom."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.core.refusal import Refused
from anyelir.enterprise.aid import actions
from anyelir.enterprise.aid.access import is_of_receiver
from anyelir.enterprise.aid.queries.aids import Before, given_before
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.enterprise.trade.models import Ownership
from anyelir.families.models import Person
from tests import aids, businesses
from tests import factories as make

pytestmark = pytest.mark.django_db
PHONE = "+6281255500191"


@pytest.fixture
def officer(world):
    """Somebody of the dinas who is nobody else yet."""
    user = make.user("rahmat", "Rahmat Hidayat")
    make.grant(user, "cooperative_office", world.kabupaten)
    return user


def makes_owner(world, user):
    make.grant(user, "business_owner", unit=world.business)
    return world.business


def makes_treasurer(world, user):
    make.grant(user, "group_treasurer", unit=world.group)
    return world.group


def makes_member(world, user):
    person = make.member(world.rw, "Rahmat Hidayat", user=user)
    make.body_member(body_of(world.group), "Rahmat Hidayat", member=person)
    return world.group


def makes_post_holder(world, user):
    make.member(world.rw, "Rahmat Hidayat", user=user)
    make.post(body_of(world.group), "secretary", "Rahmat Hidayat")
    return world.group


def makes_member_of_the_owning_group(world, user):
    makes_member(world, user)
    owned = businesses.business(world.rw, "Warung Mekar Sari")
    Ownership.objects.filter(business=owned).update(name="", group=world.group)
    return owned


def makes_called_at_the_number_of_the_owner(world, user):
    owned = businesses.business(world.rw, "Warung Seruni")
    businesses.owner_phone(owned, PHONE)
    businesses.phone(user, PHONE)
    return owned


def makes_called_at_the_number_of_an_owner_of_the_register(world, user):
    owned = businesses.business(world.rw, "Warung Seruni")
    person = make.person(world.family, "Ratna Anjani", phone=PHONE, phone_index=Person.index_of_phone(PHONE))
    Ownership.objects.filter(business=owned).update(name="", person=person)
    businesses.phone(user, PHONE)
    return owned


TIES = [
    makes_owner,
    makes_treasurer,
    makes_member,
    makes_post_holder,
    makes_member_of_the_owning_group,
    makes_called_at_the_number_of_the_owner,
    makes_called_at_the_number_of_an_owner_of_the_register,
]


@pytest.mark.parametrize("tie", TIES)
def test_whoever_belongs_to_the_receiver_neither_verifies_nor_decides_nor_visits(world, officer, tie, today):
    receiver = tie(world, officer)
    asked = aids.aid(receiver, kind="oven")
    passed = aids.aid(receiver, kind="mixer", verified_on=today, is_passed=True)
    given = aids.item(receiver, "D7KM2QXW")
    facts = {"on": today, "by": officer}
    for act in (
        lambda: actions.verify_aid(aid=asked, is_passed=True, **facts),
        lambda: actions.decide_aid(aid=passed, aid_round=world.aid_round, budget_idr=1, **facts),
        lambda: actions.record_aid_visit(asset=given, state="sold", **facts),
        lambda: actions.close_aid(aid=given.aid, ending="withdrawn", reason="Ditarik", **facts),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "own_request"


def test_whoever_left_and_whoever_is_of_another_group_may_judge(world, officer, today):
    person = make.member(world.rw, "Rahmat Hidayat", user=officer)
    left = dt.date.today() - dt.timedelta(days=2)
    make.body_member(body_of(world.group), "Rahmat Hidayat", member=person, until=left)
    assert not is_of_receiver(officer, world.aid)
    assert not is_of_receiver(officer, world.aid_item.aid)
    assert actions.verify_aid(aid=world.aid, on=today, is_passed=True, by=officer).is_passed


def test_another_number_and_none_are_no_tie(world, officer, today):
    owned = businesses.business(world.rw, "Warung Seruni")
    asked = aids.aid(owned, kind="oven")
    assert not is_of_receiver(officer, asked)
    businesses.owner_phone(owned, PHONE)
    businesses.phone(officer, "+6281255500192")
    assert not is_of_receiver(officer, asked)
    # Whoever owned it before is called elsewhere.
    businesses.phone(officer, PHONE)
    Ownership.objects.filter(business=owned).update(
        since=today - dt.timedelta(days=9), until=today - dt.timedelta(days=1)
    )
    assert not is_of_receiver(officer, asked)


def test_the_same_within_three_years_is_said_by_thing_and_year(world, today):
    earlier = aids.item(world.group, "D7KM2QXW", months=36)
    year = earlier.aid.handed_over_on.year
    assert given_before(world.aid) == [Before("Mesin jahit", year)]
    type(earlier.aid).objects.filter(pk=earlier.aid.pk).update(
        proposed_on="2000-01-01", verified_on="2000-01-01", decided_on="2000-01-01", granted_on="2000-01-01",
        procured_on="2000-01-01", handed_over_on=earlier.aid.handed_over_on - dt.timedelta(days=1),
    )  # fmt: skip
    assert given_before(world.aid) == []


def test_another_thing_another_receiver_and_what_never_came_are_not_the_same(world):
    aids.item(world.group, "D7KM2QXW", kind="oven")
    aids.item(businesses.business(world.rw, "Lain"), "E7KM2QXW")
    aids.aid(world.group)
    assert given_before(world.aid) == []


def test_a_business_and_the_group_that_owns_it_are_the_same_receiver(world):
    owned = businesses.business(world.rw, "Warung Mekar Sari")
    Ownership.objects.filter(business=owned).update(name="", group=world.group)
    aids.item(owned, "D7KM2QXW")
    assert [each.label for each in given_before(world.aid)] == ["Mesin jahit"]
    aids.item(world.group, "E7KM2QXW", kind="oven")
    assert [each.label for each in given_before(aids.aid(owned, kind="oven"))] == ["Oven"]


def test_of_other_things_the_words_are_compared(world):
    aids.item(world.group, "D7KM2QXW", kind="other", spec="Tungku  gerabah")
    assert given_before(aids.aid(world.group, kind="other", spec="tungku gerabah"))
    assert not given_before(aids.aid(world.group, kind="other", spec="Alat pres"))


def test_the_family_of_the_owner_counts_as_the_receiver(world, today):
    """Two women on one family card, each with a business: the machine of the one is told of when the other asks."""
    mother, daughter = make.person(world.family, "Ibu Satu"), make.person(world.family, "Ibu Dua")
    other = make.person(make.family(world.rw), "Ibu Tiga")
    has, asks, elsewhere = (
        businesses.business(world.rw, f"Warung {number}", "Pemilik") for number in ("Satu", "Dua", "Tiga")
    )
    for business, person in ((has, mother), (asks, daughter), (elsewhere, other)):
        Ownership.objects.filter(business=business).update(name="", person=person)
    aids.item(has, "D7KM2QXW")
    assert given_before(aids.aid(asks)) == [Before("Mesin jahit", today.year)]
    assert given_before(aids.aid(elsewhere)) == []


def test_passing_the_same_again_and_rejecting_need_a_reason(world, officer, today):
    aids.item(world.group, "D7KM2QXW")
    facts = {"aid": world.aid, "on": today, "by": officer}
    for is_passed in (True, False):
        with pytest.raises(Refused) as refused:
            actions.verify_aid(is_passed=is_passed, why=" ", **facts)
        assert refused.value.code == "reason_missing"
    assert actions.verify_aid(is_passed=True, why="Yang lama terbakar.", **facts).step == "verified"


def test_the_verifier_reads_thing_and_year_and_not_whose(world, sign_in, officer, address, today):
    """The group owns a business that got the machine: the page of the group's request does not name it."""
    owned = businesses.business(world.rw, "Warung Rahasia", "Siti Rahasia")
    Ownership.objects.filter(business=owned).update(name="", group=world.group)
    aids.item(owned, "D7KM2QXW")
    page = sign_in(officer).get(address("verify", world.aid.pk)).content.decode()
    assert f"sudah menerima Mesin jahit pada {today.year}" in page
    assert "Rahasia" not in page
