"""Referrals and children in lists: which box, whose, how late, and up to which birthday."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from anyelir.families.models import Person
from anyelir.posyandu.care import access, waiting
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.care.queries import children, referrals
from anyelir.posyandu.care.queries.child import growth_history, posyandu_of
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
Status = Referral.Status
ENDED = (Status.CLOSED, Status.CANCELLED)


def put(referral: Referral, status: str, **fields) -> Referral:
    closed_at = timezone.now() if status in ENDED else None
    Referral.objects.filter(pk=referral.pk).update(status=status, closed_at=closed_at, **fields)
    referral.refresh_from_db()
    return referral


@pytest.mark.parametrize("status", Status.values)
def test_every_referral_lies_in_one_box_and_the_inbox_holds_what_is_open(world, status):
    put(world.referral, status)
    boxes = [box for box in referrals.BOXES if referrals.inbox(Referral.objects.all(), box).exists()]
    assert len(boxes) == 1 and status in referrals.BOXES[boxes[0]]
    is_open = status not in ENDED
    assert referrals.inbox(Referral.objects.all(), "").exists() is is_open
    sizes = referrals.box_sizes(Referral.objects.all())
    assert (sizes[boxes[0]], sum(sizes.values())) == (int(is_open), int(is_open))


@pytest.mark.parametrize(
    ("text", "is_found"),
    [("putri", True), ("PUTRI AYU", True), ("putriayu", True), ("putri anyelir", True), ("mawar", False)],
)
def test_a_referral_is_found_by_child_and_posyandu(world, text, is_found):
    listed = referrals.inbox(Referral.objects.all(), "", text=text)
    assert listed.exists() is is_found


def test_only_the_urgent_are_shown_when_asked(world):
    assert not referrals.inbox(Referral.objects.all(), "", urgent=True).exists()
    put(world.referral, Status.CREATED, urgency=Referral.Urgency.URGENT)
    assert referrals.inbox(Referral.objects.all(), "", urgent=True).get() == world.referral


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_a_referral_is_late_from_the_day_after_until_the_child_was_seen(world, status, days, late):
    referral = put(world.referral, status, due_on=make.today())
    waits = status in (Status.CREATED, Status.RECEIVED, Status.NO_SHOW)
    assert referrals.overdue(referral, referral.last_day + days * DAY) is (late and waits)


def test_the_newest_referral_counts_and_one_that_waits_before_all(world):
    child, today = world.child, make.today()
    put(world.referral, Status.RECEIVED, referred_on=today - 30 * DAY)
    later = make.referral(child, world.posyandu, world.other_puskesmas, referred_on=today)
    put(later, Status.CLOSED)
    newest = referrals.newest_referrals([child])[child.pk]
    assert (newest.on, newest.is_waiting) == (today, True)
    put(world.referral, Status.CLOSED)
    assert not referrals.newest_referrals([child])[child.pk].is_waiting
    put(later, Status.CANCELLED)
    assert referrals.newest_referrals([child])[child.pk].on == today - 30 * DAY
    put(world.referral, Status.CANCELLED)
    assert referrals.newest_referrals([child]) == {}


@pytest.mark.parametrize("role", ["kader", "bidan", "secretary"])
def test_an_open_referral_waits_for_both_ends(world, role):
    task = waiting.open_referrals(world.user(role))[0]
    assert (task.title, task.note) == ("1 rujukan belum selesai", "menunggu kabar dari puskesmas")
    assert not task.is_urgent
    put(world.referral, Status.CREATED, urgency=Referral.Urgency.URGENT)
    task = waiting.open_referrals(world.user(role))[0]
    assert (task.note, task.is_urgent) == ("1 di antaranya segera", True)


@pytest.mark.parametrize("role", ["next_kader", "other_puskesmas", "kabupaten", "stranger"])
def test_a_referral_waits_for_nobody_else(world, role):
    assert waiting.open_referrals(world.user(role)) == []
    assert not access.visible_referrals(world.user(role)).exists()


@pytest.mark.parametrize(
    "status", [status for status in Status if status not in (Status.CLOSED, Status.CANCELLED)]
)
def test_whatever_lies_in_a_box_of_the_inbox_waits(world, status):
    """A child that did not come, or came back without an end, is overlooked by nobody."""
    put(world.referral, status)
    assert sum(referrals.box_sizes(Referral.objects.all()).values()) == 1
    assert [task.title for task in waiting.open_referrals(world.user("kader"))] == ["1 rujukan belum selesai"]


@pytest.mark.parametrize("status", [Status.CLOSED, Status.CANCELLED])
def test_what_ended_waits_no_more(world, status):
    put(world.referral, status)
    assert waiting.open_referrals(world.user("bidan")) == []


def names(today: dt.date, text: str = "") -> set[str]:
    return {child.name for child in children.care_list(Person.objects.all(), today, text)}


@pytest.mark.parametrize(
    ("born_on", "today", "is_listed"),
    [
        (dt.date(2024, 3, 10), dt.date(2029, 3, 9), True),
        (dt.date(2024, 3, 10), dt.date(2029, 3, 10), False),
        (dt.date(2024, 2, 29), dt.date(2029, 2, 27), True),
        (dt.date(2024, 2, 29), dt.date(2029, 3, 1), False),
    ],
)
def test_a_child_is_listed_until_the_day_before_its_fifth_birthday(world, born_on, today, is_listed):
    child = make.child(world.family, "Raka", born_on=born_on)
    make.enrolment(world.posyandu, child)
    assert ("Raka" in names(today)) is is_listed


@pytest.mark.parametrize("gone", ["died", "merged", "moved", "left", "never"])
def test_who_is_gone_or_belongs_nowhere_is_not_listed(world, gone):
    child = make.child(world.family, "Raka")
    if gone != "never":
        make.enrolment(world.posyandu, child, until=make.today() if gone == "left" else None)
    if gone == "died":
        child.died_on = make.today()
    if gone == "moved":
        child.moved_on = make.today()
    if gone == "merged":
        child.merged_into = world.child
    child.save()
    assert names(make.today()) == {"Putri Ayu", "Bagas Pratama"}


def test_a_child_of_unknown_birth_is_listed_with_its_last_weight(world, raka, weigh):
    weigh(raka, "9.1", months_ago=2)
    weigh(raka, "9.6", months_ago=1)
    Person.objects.filter(pk=raka.pk).update(born_on=None)
    row = children.care_list(Person.objects.all(), make.today(), "raka").get()
    assert (row.posyandu_name, f"{row.last_weight_kg:.1f}") == ("Anyelir", "9.6")
    assert row.last_weighed_on == growth_history(raka).chosen[-1].measured_on


def test_the_weight_before_a_day_is_the_last_with_that_measure(raka, weigh):
    first = weigh(raka, "9.1", months_ago=2)
    second = weigh(raka, "9.6", months_ago=1, height_cm=None)
    history = growth_history(raka)
    assert history.before(second.measured_on) == first
    assert history.before(second.measured_on + DAY) == second
    assert history.before(second.measured_on + DAY, "height_cm") == first
    assert history.before(first.measured_on) is None
    assert history.until(first.measured_on) == [first]


def test_where_a_child_belonged_last_is_known_after_it_left(world):
    child = make.child(world.family, "Raka")
    assert posyandu_of(child) is None
    make.enrolment(world.posyandu, child, since=make.today() - 60 * DAY, until=make.today() - 30 * DAY)
    make.enrolment(world.next_posyandu, child, since=make.today() - 30 * DAY, until=make.today())
    assert posyandu_of(child) == world.next_posyandu
