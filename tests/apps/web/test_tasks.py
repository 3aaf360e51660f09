"""What waits for a person: the right things, for the right people, with the urgent first."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from anyelir.core.clock import today_at
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.day.models import MonthClosing, PosyanduSession
from anyelir.rules.dates import add_months
from anyelir.web import worklist as waiting
from tests import factories as make

pytestmark = pytest.mark.django_db


def titles(user) -> list[str]:
    return [task.title for task in waiting.tasks(user)]


def last_month() -> dt.date:
    return add_months(timezone.localdate().replace(day=1), -1)


def test_a_referral_waits_at_both_ends_until_it_is_answered(world):
    for role in ("kader", "bidan", "secretary"):
        assert any("rujukan" in title for title in titles(world.user(role)))
    for role in ("next_kader", "other_puskesmas", "stranger"):
        assert not any("rujukan" in title for title in titles(world.user(role)))
    Referral.objects.filter(pk=world.referral.pk).update(status=Referral.Status.CLOSED)
    assert not any("rujukan" in title for title in titles(world.user("bidan")))


@pytest.mark.parametrize(("days", "is_urgent"), [(14, False), (15, True)])
def test_a_referral_is_urgent_after_fourteen_days(world, days, is_urgent):
    day = today_at(world.rw.pk) - dt.timedelta(days=days)
    make.referral(world.next_child, world.next_posyandu, world.puskesmas, referred_on=day)
    late = [task for task in waiting.tasks(world.user("bidan")) if "lewat batas waktu" in task.title]
    assert [task.is_urgent for task in late] == [True] * is_urgent


def test_urgent_things_come_first(world):
    Referral.objects.filter(pk=world.referral.pk).update(urgency=Referral.Urgency.URGENT)
    tasks = waiting.tasks(world.user("secretary"))
    assert tasks[0].is_urgent and not tasks[-1].is_urgent


def test_an_open_day_waits_to_be_closed(world):
    name = f"Hari buka Posyandu {world.posyandu.name} belum ditutup"
    assert name in titles(world.user("kader"))
    PosyanduSession.objects.filter(pk=world.session.pk).update(closed_at=timezone.now())
    assert name not in titles(world.user("kader"))


@pytest.mark.parametrize(("days_ago", "is_urgent"), [(0, False), (1, True)])
def test_an_open_day_is_urgent_when_its_day_is_over(world, days_ago, is_urgent):
    held_on = timezone.localdate() - dt.timedelta(days=days_ago)
    PosyanduSession.objects.filter(pk=world.session.pk).update(held_on=held_on)
    task = next(task for task in waiting.tasks(world.user("kader")) if "belum ditutup" in task.title)
    assert task.is_urgent == is_urgent


def test_last_month_waits_for_its_signature(world):
    make.session(world.posyandu, last_month() + dt.timedelta(days=3), closed_at=timezone.now())
    chair = world.user("chair")
    assert any(title.startswith("Tutup ") for title in titles(chair))
    assert not any(title.startswith("Tutup ") for title in titles(world.user("kader"))), "a kader cannot sign"
    assert not any(title.startswith("Tutup ") for title in titles(world.user("stranger")))
    closing = MonthClosing.objects.create(
        posyandu=world.posyandu,
        month=last_month(),
        closed_at=timezone.now(),
        closed_by_name="Tuti",
        snapshot={},
        sha256="0" * 64,
        signature="x",
    )
    assert not any(title.startswith("Tutup ") for title in titles(chair))
    closing.reopened_at, closing.reopen_reason = timezone.now(), "salah timbang"
    closing.save()
    assert any(title.startswith("Tutup ") for title in titles(chair))


@pytest.mark.parametrize("offset", [-1, 0, 1])
def test_only_the_month_before_counts(world, offset):
    """The last day before, the first day of, and the first day after last month."""
    day = {-1: last_month() - dt.timedelta(days=1), 0: last_month(), 1: add_months(last_month(), 1)}[offset]
    if not PosyanduSession.objects.filter(posyandu=world.posyandu, held_on=day).exists():
        make.session(world.posyandu, day, closed_at=timezone.now())
    assert any(title.startswith("Tutup ") for title in titles(world.user("chair"))) == (offset == 0)


def test_a_vacancy_waits_in_the_own_team_only(world):
    make.post(world.body, office="treasurer", name="")
    assert "Bendahara masih lowong" in titles(world.user("secretary"))
    assert "Bendahara masih lowong" not in titles(world.user("kecamatan"))


def test_coming_days_are_a_week_ahead(world):
    today = timezone.localdate()
    world.posyandu.schedule_week = (today.day - 1) // 7 + 1
    world.posyandu.schedule_weekday = today.weekday()
    world.posyandu.save()
    days = waiting.coming_days(world.user("secretary"))
    shown = sorted((day.on, day.title) for day in days)
    titles = [f"Posyandu {world.posyandu.name} buka", world.activity.title, "Serah terima Anggota"]
    assert shown == sorted((today, title) for title in titles)
    assert waiting.coming_days(world.user("kabupaten")) == [], "a kabupaten has one every day"


def test_the_work_list_does_not_ask_once_a_row(client, world, django_assert_max_num_queries):
    client.force_login(world.user("secretary"))
    for number in range(6):
        post = make.posyandu(
            world.rw, f"Melati {number}", world.puskesmas, schedule_week=1, schedule_weekday=1
        )
        make.session(post)
    with django_assert_max_num_queries(36):
        assert client.get("/tugas/").status_code == 200
