"""A referral whose last day went by: on the page of what is late, under Tasks, and as one text to the puskesmas."""

from __future__ import annotations

import datetime as dt
import importlib
import uuid

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from anyelir.channels.models import Message
from anyelir.channels.sending import send_waiting, subject_and_text
from anyelir.core.audit import SYSTEM
from anyelir.core.clock import today_at
from anyelir.deadlines.models import Deadline
from anyelir.deadlines.queries import overdue as late_deadlines
from anyelir.deadlines.ticking import tick
from anyelir.posyandu.care.actions import answer_referral, create_referral
from anyelir.posyandu.care.deadlines import ANSWER, unanswered
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.care.queries.referrals import overdue
from anyelir.rules.referral import answer_due_on
from anyelir.rules.time_zones import end_of_day
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def refer(world, name="Rizky", **fields):
    child = make.child(world.family, name)
    make.enrolment(world.posyandu, child)
    return create_referral(child=child, posyandu=world.posyandu, reasons=["underweight"], by=SYSTEM, **fields)


def answer(referral, status, remark="Sudah diperiksa"):
    return answer_referral(referral=referral, status=status, by=SYSTEM, remark=remark, op_id=uuid.uuid4())


def deadline_of(referral) -> Deadline:
    return Deadline.objects.get(kind=ANSWER, object_key=referral.pk.hex)


@pytest.mark.parametrize(
    ("due", "referred", "last"),
    [
        ("2026-11-12", "2026-11-10", "2026-11-12"),
        (None, "2026-11-10", "2026-11-24"),
        (None, "2020-01-01", "2020-01-15"),
    ],
)
def test_the_last_day(due, referred, last):
    day = dt.date.fromisoformat
    assert answer_due_on(due and day(due), day(referred)) == day(last)


def test_a_referral_sets_its_deadline_at_the_end_of_the_last_day(world):
    today = today_at(world.rw.pk)
    said, unsaid = refer(world, due_on=today + 3 * DAY), refer(world, "Dina")
    assert deadline_of(said).due_at == end_of_day(world.rw.pk, today + 3 * DAY)
    assert deadline_of(unsaid).due_at == end_of_day(world.rw.pk, today + 14 * DAY)
    assert deadline_of(said).region == world.rw.pk


@pytest.mark.parametrize(
    ("steps", "is_done"),
    [
        (["received"], False),
        (["received", "no_show"], False),
        (["attended"], True),
        (["no_show", "attended"], True),
        (["result"], True),
        (["cancelled"], True),
        (["no_show", "closed"], True),
    ],
)
def test_it_is_settled_when_the_child_was_seen_or_nobody_waits(world, steps, is_done):
    referral = refer(world)
    for status in steps:
        referral = answer(referral, status)
    assert (deadline_of(referral).done_at is not None) is is_done


@pytest.mark.parametrize("after", [-1, 0, 1, 13, 14, 15])
def test_late_means_the_same_on_every_page(world, after):
    """The badge of the inbox and the list of what is late come from one rule, for everybody who sees it."""
    today = today_at(world.rw.pk)
    for number, due in enumerate((None, today, today - DAY, today + DAY)):
        child = make.child(world.family, f"Anak {number}")
        make.enrolment(world.posyandu, child)
        for status in ("created", "no_show", "attended"):
            to = make.puskesmas(world.kecamatan, f"{number} {status}")
            since = min(today, due or today) - DAY
            make.referral(child, world.posyandu, to, due_on=due, referred_on=since, status=status)
    now = end_of_day(world.rw.pk, today) + after * DAY - dt.timedelta(hours=12)
    then = today + after * DAY
    wanted = {row.pk.hex for row in Referral.objects.all() if overdue(row, then)}
    assert set(late_deadlines(world.user("kader"), now).values_list("object_key", flat=True)) == wanted
    assert not late_deadlines(world.user("stranger"), now).exists()


class TestReminder:
    @pytest.fixture
    def late(self, world):
        """Two late ones to the puskesmas, one of which it answered by "did not come", and one elsewhere."""
        Deadline.objects.all().delete()
        Referral.objects.all().delete()
        today = today_at(world.rw.pk)
        late_ones = [refer(world, name, due_on=today) for name in ("Satu", "Dua", "Tiga")]
        answer(late_ones[2], "no_show")
        refer(world, "Lain", due_on=today, puskesmas=world.other_puskesmas)
        return end_of_day(world.rw.pk, today)

    def texts(self, world):
        return Message.objects.filter(
            purpose="referral.reminder", to_key=str(world.puskesmas.pk), state="queued"
        )

    def test_one_text_with_the_count_however_many_are_late(self, world, late):
        assert tick(late - dt.timedelta(seconds=1)) == 0
        assert tick(late) == 4 and tick(late) == 0
        [message] = self.texts(world)
        assert message.counts == {"count": 2} and message.region == world.kecamatan.pk
        text = "Ada 2 rujukan dari posyandu yang menunggu jawaban. Mohon dibuka di Anyelir."
        assert subject_and_text(message) == ("Rujukan menunggu jawaban", text)
        assert Message.objects.filter(to_key=str(world.other_puskesmas.pk)).get().counts == {"count": 1}

    def test_again_after_a_week_and_not_after_an_answer(self, world, late):
        tick(late)
        for referral in Referral.objects.filter(puskesmas=world.puskesmas).exclude(child__name="Dua"):
            answer(referral, "attended")
        tick(late + 7 * DAY)
        assert sorted(message.counts["count"] for message in self.texts(world)) == [1, 2]
        assert tick(late + 30 * DAY) == 0

    def test_all_answered_meanwhile(self, world, late):
        for referral in Referral.objects.filter(status="created"):
            answer(referral, "no_show")
        assert tick(late) == 4 and not self.texts(world).exists()
        assert unanswered(world.puskesmas, late) == 0

    def test_it_leaves_by_day(self, world, late, settings):
        settings.CHANNELS = ["whatsapp"]
        tick(late)
        [message] = self.texts(world)
        send_waiting(clock=lambda: late)
        message.refresh_from_db()
        assert message.state == "queued" and message.next_try > late
        send_waiting(clock=lambda: message.next_try)
        message.refresh_from_db()
        assert message.state == "handed"


def test_the_page_leads_to_the_referral(world, sign_in):
    Referral.objects.update(due_on=today_at(world.rw.pk) - DAY)
    Deadline.objects.update(due_at=timezone.now() - DAY)
    for role, is_shown in (
        ("kader", True),
        ("bidan", True),
        ("other_puskesmas", False),
        ("kabupaten", False),
    ):
        page = sign_in(world.user(role)).get(reverse("deadlines:home")).content.decode()
        assert (reverse("posyandu:referral", args=[world.referral.pk]) in page) is is_shown, role
        assert ("Putri Ayu" in page) is is_shown, role
    tasks = sign_in(world.user("bidan")).get(reverse("web:tasks")).content.decode()
    assert "1 lewat batas waktu: rujukan yang anaknya belum diperiksa" in tasks


def test_referrals_from_before_the_room_get_their_deadlines(world):
    migration = importlib.import_module("anyelir.posyandu.register.migrations.0007_deadlines_of_referrals")
    seen = make.referral(world.next_child, world.next_posyandu, world.puskesmas, status="attended")
    before = set(Deadline.objects.values_list("object_key", "region", "due_at"))
    assert before and seen.pk.hex not in {key for key, _region, _due in before}
    migration.take_away(apps, None)
    assert not Deadline.objects.exists()
    migration.set_deadlines(apps, None)
    assert set(Deadline.objects.values_list("object_key", "region", "due_at")) == before
