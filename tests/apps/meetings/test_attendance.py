"""Who came is written once, whatever she was known by; a stranger is a guest; what was wrong is withdrawn."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from anyelir.core.audit import SYSTEM
from anyelir.core.models import AuditEntry
from anyelir.meetings import actions
from anyelir.meetings.models import Attendance
from anyelir.meetings.queries.attendance import (
    counts_of,
    expected_at,
    hours_of,
    newest_at,
    present_at,
)
from anyelir.membership.actions.pairs import merge_members, undo_pair
from anyelir.membership.models import MemberPair
from anyelir.secretariat.actions import cancel_activity, hold_activity, minute_activity
from anyelir.secretariat.annual import activity_blocks
from anyelir.secretariat.hooks import reached_at
from tests import factories as make
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)


def come(meeting, **who):
    return actions.mark_present(**{"activity": meeting, "way": "qr", "by": SYSTEM, **who})


def guest(meeting, name="Titin", place="Puskesmas Cibinong", **more):
    return actions.mark_guest(activity=meeting, name=name, place=place, by=SYSTEM, **more)


def withdraw(attendance, reason="Salah orang"):
    return actions.withdraw_attendance(attendance=attendance, reason=reason, by=SYSTEM)


def expect_invited(meeting, **who):
    return Attendance.objects.create(activity=meeting, invited_at=timezone.now(), attendee_key="x", **who)


class TestComing:
    def test_she_is_marked_once_whatever_way_comes_second(self, meeting, eti):
        first = come(meeting, body_member=eti)
        again = come(meeting, body_member=eti, way="number")
        assert (again.pk, again.way, again.is_repeat, first.is_repeat) == (first.pk, "qr", True, False)
        assert list(present_at(meeting)) == [first] and counts_of([meeting]) == {meeting.pk: 1}

    def test_one_who_was_invited_comes_on_her_row(self, meeting, eti):
        invited = expect_invited(meeting, body_member=eti)
        assert expected_at(meeting) == [invited] and list(present_at(meeting)) == []
        assert come(meeting, body_member=eti).pk == invited.pk
        assert expected_at(meeting) == [] and counts_of([meeting]) == {meeting.pk: 1}

    def test_a_woman_of_two_bodies_is_one(self, world, meeting, body):
        member = make.member(world.kelurahan, "Wulan")
        here, there = (make.body_member(each, "Wulan", member=member) for each in (body, make.body(world.rw)))
        rows = {come(meeting, body_member=here).pk, come(meeting, body_member=there).pk}
        assert rows == {come(meeting, member=member).pk}

    def test_a_woman_who_is_recognised_as_a_member_later_counts_once(self, world, meeting, eti):
        come(meeting, body_member=eti)
        member = make.member(world.kelurahan, "Eti Rohaeti")
        as_member = come(meeting, member=member)
        assert counts_of([meeting]) == {meeting.pk: 2}
        eti.member = member
        eti.save()
        assert list(present_at(meeting)) == [as_member] and counts_of([meeting]) == {meeting.pk: 1}

    def test_twins_who_are_joined_count_once_and_twice_again_when_taken_apart(self, world, meeting, hendra):
        kept, other = (make.member(world.kelurahan, "Wulan") for _each in range(2))
        come(meeting, member=kept), come(meeting, member=other)
        pair = MemberPair.objects.create(kept=kept, other=other, region=world.kelurahan)
        pair = merge_members(pair=pair, by=hendra)
        assert counts_of([meeting]) == {meeting.pk: 1}
        other.refresh_from_db()
        assert come(meeting, member=other).is_repeat
        undo_pair(pair=pair, by=hendra)
        assert counts_of([meeting]) == {meeting.pk: 2}

    def test_the_last_five_stand_first(self, body, meeting):
        now = timezone.now()
        women = [make.body_member(body, f"Ibu {number}") for number in range(7)]
        for number, woman in enumerate(women):
            come(meeting, body_member=woman, at=now - (10 - number) * MINUTE)
        assert [each.name for each in newest_at(meeting)] == [f"Ibu {number}" for number in (6, 5, 4, 3, 2)]

    def test_a_clock_that_runs_ahead_marks_nobody_for_a_time_to_come(self, meeting, eti):
        before = timezone.now()
        assert before <= come(meeting, body_member=eti, at=before + DAY).came_at <= timezone.now()

    def test_a_phone_without_signal_tells_when_it_read_the_card(self, meeting, eti):
        at = timezone.now() - 20 * MINUTE
        assert come(meeting, body_member=eti, at=at).came_at == at

    def test_nobody_before_the_day_nor_after_the_minutes_nor_of_what_was_cancelled(self, body, eti, hendra):
        ahead = make.activity(body, on=make.today() + DAY)
        assert code_of(come, ahead, body_member=eti) == "date_ahead"
        assert code_of(guest, ahead) == "date_ahead"
        done = make.activity(body, "Bazar")
        row = come(done, body_member=eti)
        minute_activity(activity=done, by=hendra)
        gone = cancel_activity(activity=make.activity(body, "Lomba"), reason="Hujan", by=hendra)
        for activity, code in ((done, "minuted"), (gone, "activity_cancelled")):
            assert code_of(come, activity, body_member=eti) == code
            assert code_of(guest, activity) == code
        assert code_of(withdraw, row) == "minuted"

    def test_somebody_must_be_named(self, meeting):
        assert code_of(come, meeting) == "nobody_named"
        assert code_of(guest, meeting, name="\u200b ") == "name_missing"
        assert code_of(guest, meeting, place=" ") == "place_missing"


class TestPlace:
    def test_a_stranger_is_not_marked(self, world, meeting):
        far = make.body_member(make.body(world.elsewhere), "Ni Luh Sari")
        member = make.member(world.elsewhere, "Ni Luh Sari")
        assert code_of(come, meeting, body_member=far) == "not_of_this_place"
        assert code_of(come, meeting, member=member) == "not_of_this_place"
        assert not Attendance.objects.exists()

    def test_a_stranger_who_was_invited_is_none(self, world, meeting):
        member = make.member(world.elsewhere, "Ni Luh Sari")
        expect_invited(meeting, member=member)
        assert come(meeting, member=member).is_present

    def test_the_neighbour_desa_is_strange_and_her_post_here_makes_her_known(self, world, meeting, body):
        member = make.member(world.next_kelurahan, "Rini")
        assert code_of(come, meeting, member=member) == "not_of_this_place"
        post = make.post(body)
        post.member = member
        post.save()
        assert come(meeting, member=member).is_present

    def test_a_kader_who_serves_here_is_known(self, world, meeting):
        member = make.member(world.next_kelurahan, "Dian")
        assert code_of(come, meeting, member=member) == "not_of_this_place"
        service = make.kader(world.rw, "Dian Ayu")
        service.member = member
        service.save()
        assert come(meeting, member=member).is_present

    def test_at_a_meeting_of_an_rw_the_whole_desa_is_known(self, world, eti):
        of_rw = make.activity(make.body(world.rw))
        assert come(of_rw, body_member=eti).is_present

    def test_who_left_the_body_is_a_guest(self, meeting, eti):
        eti.until = make.today() - DAY
        eti.save()
        assert code_of(come, meeting, body_member=eti) == "not_of_this_place"


class TestGuests:
    def test_the_same_name_from_the_same_place_is_one(self, meeting):
        first = guest(meeting)
        assert guest(meeting, name=" titin ", place="puskesmas  cibinong").pk == first.pk
        assert guest(meeting, place="Dinas Kesehatan").pk != first.pk
        assert "Titin" not in first.attendee_key and first.is_guest
        assert counts_of([meeting]) == {meeting.pk: 2}


class TestWithdrawing:
    def test_it_is_withdrawn_with_a_reason_and_noted(self, meeting, eti):
        row = come(meeting, body_member=eti)
        assert code_of(withdraw, row, " ") == "reason_missing"
        gone = withdraw(row)
        assert (gone.withdraw_reason, gone.is_present, gone.came_at) == ("Salah orang", False, row.came_at)
        assert counts_of([meeting]) == {} and AuditEntry.objects.get(verb="attendance.withdraw").detail == {}
        assert code_of(withdraw, row) == "not_present"

    def test_she_may_come_after_all_but_no_card_that_was_read_before(self, meeting, eti):
        row = come(meeting, body_member=eti)
        gone = withdraw(row)
        late = {"body_member": eti, "at": gone.withdrawn_at - MINUTE}
        assert code_of(come, meeting, **late) == "withdrawn_meanwhile"
        again = come(meeting, body_member=eti, way="list")
        assert (again.pk, again.is_present, again.withdraw_reason) == (row.pk, True, "")

    def test_a_guest_is_withdrawn_like_everybody(self, meeting):
        row = guest(meeting)
        gone = withdraw(row)
        assert code_of(guest, meeting, at=gone.withdrawn_at - MINUTE) == "withdrawn_meanwhile"
        assert guest(meeting).pk == row.pk


class TestFigures:
    def test_the_list_says_how_many_came_and_without_one_the_secretary_does(self, body, meeting, eti, hendra):
        other = hold_activity(activity=make.activity(body, "Bazar"), reached=30, by=hendra)
        come(meeting, body_member=eti), guest(meeting)
        hold_activity(activity=meeting, reached=99, by=hendra)
        assert reached_at([meeting, other]) == {meeting.pk: 2, other.pk: 30}
        text = activity_blocks(body, make.today().year)[1].text
        assert text == "Dilaksanakan 2 kegiatan dengan 32 kehadiran."

    def test_hours_are_hers_alone_and_an_activity_counts_once(self, world, body, eti):
        member = make.member(world.kelurahan, "Eti Rohaeti")
        eti.member = member
        eti.save()
        times = {"starts_at": dt.time(9), "ends_at": dt.time(11, 30)}
        with_times, without = make.activity(body, **times), make.activity(body, "Bazar")
        come(with_times, body_member=eti), come(without, member=member)
        gone = make.activity(body, "Lomba", **times)
        come(gone, member=member)
        cancel_activity(activity=gone, reason="Hujan", by=SYSTEM)
        hours = hours_of(member, make.today().year)
        assert {each.title: given for each, given in hours.rows} == {"Rapat pleno": 2.5, "Bazar": None}
        assert (hours.hours, hours.without_hours) == (2.5, 1)
        assert hours_of(member, make.today().year - 1).rows == []
        assert hours_of(make.member(world.kelurahan, "Lain"), make.today().year).rows == []


def test_the_database_keeps_what_holds_for_each(meeting, eti):
    now = timezone.now()
    wrong = [
        {},
        {"came_at": now},
        {"invited_at": now, "way": "qr"},
        {"invited_at": now, "withdrawn_at": now, "withdraw_reason": "x"},
        {"came_at": now, "way": "qr", "withdrawn_at": now},
    ]
    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Attendance.objects.create(activity=meeting, attendee_key="x", **fields)
    come(meeting, body_member=eti)
    for fields in ({"attendee_key": f"belongs:{eti.pk}"}, {"attendee_key": "x", "body_member": eti}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attendance.objects.create(activity=meeting, came_at=now, way="qr", **fields)


def test_minuting_one_that_is_only_planned_writes_that_it_was_held(meeting, body, hendra):
    done = minute_activity(activity=meeting, by=hendra)
    assert (done.state, done.book_no) == ("minuted", 1) and done.took_place
    assert code_of(minute_activity, activity=done, by=hendra) == "minuted"
    assert code_of(hold_activity, activity=done, by=hendra) == "minuted"
    assert code_of(cancel_activity, activity=done, reason="x", by=hendra) == "minuted"
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"activity.hold", "activity.minute"} <= verbs
    ahead = make.activity(body, on=make.today() + DAY)
    assert code_of(minute_activity, activity=ahead, by=hendra) == "date_ahead"
