"""Help that is written down, and the look of somebody else three and six months later."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from anyelir.core.models import AuditEntry
from anyelir.deadlines.models import Deadline
from anyelir.enterprise.assistance import actions
from anyelir.enterprise.assistance.due_dates import due_on, next_month
from anyelir.enterprise.assistance.models import Assistance, UseFollowUp
from anyelir.enterprise.assistance.queries import BEFORE, photo_of
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.files.models import FileBase
from anyelir.files.reading import PDF, WEBP, Prepared
from anyelir.rules.time_zones import end_of_day
from tests import businesses, helped
from tests import factories as make
from tests.permits import refusal

pytestmark = pytest.mark.django_db
PHOTO = Prepared(FileBase.Kind.PHOTO, WEBP, b"RIFF invented WEBP", b"small", 10, 10)


@pytest.fixture
def record(world, companion):
    """Packaging, today, by the companion."""

    def act(by=None, **changes) -> Assistance:
        facts = {"business": world.business, "kind": "packaging", "on": make.today()}
        return actions.record_assistance(**facts | changes, by=by or companion)

    return act


@pytest.fixture
def look(colleague):
    def act(assistance, by=None, uses="yes", **changes) -> UseFollowUp:
        return actions.record_follow_up(assistance=assistance, uses=uses, by=by or colleague, **changes)

    return act


def open_moment(assistance) -> dt.datetime | None:
    rows = Deadline.objects.filter(kind="assistance.follow_up", object_key=assistance.pk.hex, done_at=None)
    return rows.values_list("due_at", flat=True).first()


def test_help_is_owed_a_look_after_three_months(world, record, companion):
    assistance = record(pre_score=40, post_score=80)
    assert (assistance.region, assistance.helped_by) == (world.rw, companion.pk)
    assert open_moment(assistance) == end_of_day(world.rw.pk, due_on(assistance, 3))
    assert AuditEntry.objects.filter(verb="assistance.record").count() == 1


def test_a_day_ahead_and_a_closed_business_are_refused(world, record):
    with refusal("date_ahead"):
        record(on=make.today() + dt.timedelta(days=1))
    businesses.close(world.business)
    with refusal("business_closed"):
        record()


def test_somebody_else_looks_twice_and_then_nothing_is_owed(world, look):
    assistance = helped.assistance(world.business, 3)
    first = look(assistance, uses="partly", packaging_changed=True)
    assert (first.month, first.packaging_changed, first.sales_changed) == (3, True, None)
    assert open_moment(assistance) == end_of_day(world.rw.pk, due_on(assistance, 6))
    with refusal("too_early"):
        look(assistance)
    Assistance.objects.filter(pk=assistance.pk).update(on=helped.days_ago(190))
    assert look(assistance).month == 6 and open_moment(assistance) is None
    with refusal("followed_up"):
        look(assistance)
    assert AuditEntry.objects.filter(verb="followup.record").count() == 2


def test_whoever_helped_and_whoever_owns_does_not_look(world, record, look, companion, owner):
    assistance = record(on=helped.days_ago(95))
    make.grant(owner, "business_companion", world.rw)
    for person in (companion, owner):
        with refusal("own_help"):
            look(assistance, by=person)
    assert not UseFollowUp.objects.exists()


@pytest.mark.parametrize(("days", "month"), [(80, 3), (150, 3), (185, 6)])
def test_a_look_counts_for_the_month_that_is_owed(world, look, days, month):
    """Two weeks before are early enough; once the sixth month has come the third is over."""
    assistance = helped.assistance(world.business, on=helped.days_ago(days))
    assert next_month(assistance, make.today()) == month and look(assistance).month == month


def test_weeks_before_it_is_too_early(world, look):
    with refusal("too_early"):
        look(helped.assistance(world.business, on=helped.days_ago(60)))


def test_the_database_holds_one_receiver_one_look_a_month_and_scores_of_a_hundred(world):
    assistance = helped.assistance(world.business)
    helped.follow_up(assistance)
    for make_wrong in (
        lambda: helped.follow_up(assistance),
        lambda: helped.assistance(world.business, pre_score=101),
        lambda: helped.assistance(world.business, body_member=world.group_member),
        lambda: Assistance.objects.create(region=world.rw, kind="label", on=make.today()),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_wrong()


def test_a_photo_before_takes_the_place_of_the_earlier_one(world, companion, kept):
    assistance = helped.assistance(world.business)
    with refusal("no_photo"):
        scan = Prepared(FileBase.Kind.SCAN, PDF, b"%PDF-1.7")
        actions.keep_photo(assistance=assistance, which=BEFORE, photo=scan, by=companion)
    for _time in range(2):
        actions.keep_photo(assistance=assistance, which=BEFORE, photo=PHOTO, by=companion)
    assert photo_of(assistance, BEFORE) is not None and photo_of(assistance, "sesudah") is None
    assert AuditEntry.objects.filter(verb="assistance.photo").count() == 2


class TestTraining:
    @pytest.fixture
    def people(self, world):
        body = body_of(world.group)
        return [make.body_member(body, name) for name in ("Ratmi Suherman", "Nining Suhaeni")]

    def test_who_came_is_trained_with_her_scores(self, world, people, companion):
        activity = helped.training(world.group, people)
        scores = {str(people[0].pk): (40, 90)}
        actions.record_training(activity=activity, scores=scores, by=companion)
        rows = Assistance.objects.filter(activity=activity).order_by("body_member__number")
        assert [(row.body_member, row.pre_score, row.post_score) for row in rows] == [
            (people[0], 40, 90),
            (people[1], None, None),
        ]
        assert all(open_moment(row) is not None and row.region == world.rw for row in rows)
        with refusal("already_recorded"):
            actions.record_training(activity=activity, scores={}, by=companion)
        assert AuditEntry.objects.filter(verb="assistance.train").count() == 1

    def test_what_is_no_training_of_a_group_is_refused(self, world, people, companion):
        meeting = helped.training(world.group, people, kind="meeting")
        of_a_team = make.activity(world.body, kind="training", book_no=77)
        for activity in (meeting, of_a_team):
            with refusal("not_a_training"):
                actions.record_training(activity=activity, scores={}, by=companion)

    def test_it_must_have_been_held_and_somebody_must_have_come(self, world, people, companion):
        with refusal("not_held_yet"):
            planned = helped.training(world.group, people, state="planned")
            actions.record_training(activity=planned, scores={}, by=companion)
        with refusal("nobody_came"):
            actions.record_training(activity=helped.training(world.group, []), scores={}, by=companion)

    def test_who_was_withdrawn_or_is_of_another_body_was_not_trained(self, world, people, companion):
        activity = helped.training(world.group, [*people, world.saver])
        activity.attendances.filter(body_member=people[1]).update(
            withdrawn_at=make_moment(), withdraw_reason="salah orang"
        )
        actions.record_training(activity=activity, scores={}, by=companion)
        assert [row.body_member for row in activity.assistances.all()] == [people[0]]


def make_moment():
    return dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
