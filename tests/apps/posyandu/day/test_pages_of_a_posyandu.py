"""The page of a posyandu and what waits at its open days, in every state."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from anyelir.posyandu.day import waiting
from anyelir.posyandu.day.models import MonthClosing, PosyanduSession, Visit
from anyelir.posyandu.register.models import Posyandu
from anyelir.rules.dates import add_months
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def secretary(world, sign_in):
    return sign_in(world.user("secretary"))


def page_of(response) -> str:
    return " ".join(response.content.decode().split())


def detail(client, posyandu: Posyandu) -> str:
    response = client.get(reverse("posyandu:detail", args=[posyandu.pk]))
    assert response.status_code == 200
    return page_of(response)


def at_moment(monkeypatch, utc: str) -> None:
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC))


def test_a_new_posyandu_says_what_is_not_there_yet(secretary, world):
    page = detail(secretary, make.posyandu(world.rt, "Melati"))
    for text in (
        "belum dinilai",
        "Belum ada kader yang tercatat.",
        "Belum pernah dinilai.",
        "Belum pernah buka.",
        "belum tetap",
        "bukan swadaya",
        "tambah foto",
    ):
        assert text in page, text


def test_a_posyandu_that_ended_opens_no_more_and_announces_no_day(secretary, world):
    a_day = r"\d{1,2} \w{3} \d{4}"
    Posyandu.objects.filter(pk=world.posyandu.pk).update(schedule_week=2, schedule_weekday=1)
    button = reverse("posyandu:day", args=[world.posyandu.pk])
    page = detail(secretary, world.posyandu)
    assert button in page and re.search(a_day, page.split("Hari buka berikutnya")[1][:200])
    Posyandu.objects.filter(pk=world.posyandu.pk).update(closed_on=make.today() - DAY)
    page = detail(secretary, world.posyandu)
    assert button not in page and "ditutup" in page
    assert not re.search(a_day, page.split("Hari buka berikutnya")[1][:200])


def test_who_serves_stands_before_who_ended_and_only_they_can_be_ended(secretary, world):
    today = make.today()
    for name, until in [("Aminah Lama", today - 40 * DAY), ("Yanti Baru", None), ("Budi Lama", today - DAY)]:
        make.service(world.posyandu, make.kader(world.rw, name), since=make.SINCE, until=until)
    page = detail(secretary, world.posyandu)
    places = [page.index(name) for name in ("Sari Lestari", "Yanti Baru", "Budi Lama", "Aminah Lama")]
    assert places == sorted(places)
    assert page.count("Akhiri<") == 2


@pytest.mark.parametrize(
    ("role", "edits", "assesses", "runs"),
    [
        ("secretary", True, False, True),
        ("bidan", True, True, True),
        ("chair", True, False, True),
        ("kader", False, False, True),
        ("kabupaten", False, True, False),
        ("kecamatan", False, False, False),
    ],
)
def test_the_page_offers_what_the_person_may_do(world, sign_in, role, edits, assesses, runs):
    page = detail(sign_in(world.user(role)), world.posyandu)

    def leads_to(name: str) -> bool:
        return reverse(f"posyandu:{name}", args=[world.posyandu.pk]) in page

    assert (leads_to("edit"), leads_to("add-kader")) == (edits, edits)
    assert (leads_to("assess"), leads_to("day")) == (assesses, runs)
    assert (reverse("posyandu:session", args=[world.session.pk]) in page) is runs


def test_the_last_twelve_open_days_are_shown_the_newest_first(secretary, world):
    today = make.today()
    for back in range(1, 15):
        make.session(world.posyandu, today - 30 * back * DAY, closed_at=timezone.now(), kader_on_duty=back)
    page = detail(secretary, world.posyandu)
    shown = re.findall(r"/posyandu/hari-buka/([0-9a-f-]{36})/", page)
    expected = list(world.posyandu.sessions.order_by("-held_on")[:12].values_list("pk", flat=True))
    assert shown == [str(key) for key in expected]
    assert "belum ditutup" in page and ">11 kader<" in page and ">12 kader<" not in page


def test_the_page_costs_the_same_for_a_long_history(secretary, world):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            detail(secretary, world.posyandu)
        return len(asked)

    cost()
    few = cost()
    for number in range(10):
        make.service(world.posyandu, make.kader(world.rw, f"Kader {number}"))
        make.session(world.posyandu, make.today() - 30 * (number + 1) * DAY)
        world.posyandu.assessments.create(
            assessed_on=make.today(), computed_stage="madya", stage="madya", assessor_name="Lilis"
        )
    assert cost() == few


def test_children_are_counted_who_belong_here_today(secretary, world):
    make.enrolment(world.posyandu, make.child(world.family, "Raka"))
    gone = make.child(world.family, "Gone")
    make.enrolment(world.posyandu, gone, until=make.today() - DAY)
    tile = detail(secretary, world.posyandu).split("Anak terdaftar")[1][:120]
    assert re.search(r">\s*2\s*<", tile)


@pytest.mark.parametrize(
    ("utc", "is_urgent"),
    [("2026-03-01T16:59", False), ("2026-03-01T17:00", True), ("2026-03-02T03:00", True)],
)
def test_an_open_day_is_urgent_when_it_is_over_where_it_was_held(world, monkeypatch, utc, is_urgent):
    held = make.session(world.posyandu, dt.date(2026, 3, 1))
    user = world.user("chair")
    at_moment(monkeypatch, utc)
    task = next(task for task in waiting.open_days(user) if str(held.pk) in task.url)
    assert (task.title, task.is_urgent) == ("Hari buka Posyandu Anyelir belum ditutup", is_urgent)


def test_what_was_imported_or_closed_waits_for_nobody(world):
    PosyanduSession.objects.filter(pk=world.session.pk).update(source="import")
    PosyanduSession.objects.filter(pk=world.next_session.pk).update(closed_at=timezone.now())
    assert waiting.open_days(world.user("secretary")) == []


def test_the_oldest_open_days_are_shown_first_and_a_screen_of_them(world):
    for back in range(1, 10):
        make.session(world.posyandu, make.today() - back * DAY)
    tasks = waiting.open_days(world.user("kader"))
    assert len(tasks) == 8
    oldest = world.posyandu.sessions.order_by("held_on").first()
    assert str(oldest.pk) in tasks[0].url
    assert waiting.open_days(world.user("stranger")) == []


@pytest.mark.parametrize(
    ("held_on", "waits"),
    [
        (dt.date(2024, 1, 31), False),
        (dt.date(2024, 2, 1), True),
        (dt.date(2024, 2, 29), True),
        (dt.date(2024, 3, 1), False),
    ],
)
def test_last_month_waits_to_be_signed_where_it_was_held(world, monkeypatch, held_on, waits):
    """March has begun in Jakarta; February 2024 had a leap day."""
    make.session(world.posyandu, held_on)
    user = world.user("chair")
    at_moment(monkeypatch, "2024-02-29T17:00")
    assert [task.title for task in waiting.unsigned_months(user)] == (
        ["Tutup Februari 2024 di Posyandu Anyelir"] if waits else []
    )
    at_moment(monkeypatch, "2024-02-29T16:59")
    assert bool(waiting.unsigned_months(user)) is (held_on == dt.date(2024, 1, 31))


def closing(world, month: dt.date, **fields) -> MonthClosing:
    return MonthClosing.objects.create(
        posyandu=world.posyandu, month=month, version=1, closed_at=timezone.now(), closed_by_name="Tuti",
        snapshot={}, sha256="0" * 64, signature="x", **fields,
    )  # fmt: skip


def test_a_signed_month_waits_no_more_until_it_is_opened_again(world, sign_in):
    last = add_months(make.today().replace(day=1), -1)
    make.session(world.posyandu, last)
    user = world.user("chair")
    task = waiting.unsigned_months(user)[0]
    assert task.url == reverse("reports:sheet", args=["skdn", world.posyandu.pk, f"{last:%Y-%m}"])
    assert task.title in page_of(sign_in(user).get(reverse("web:tasks")))
    signed = closing(world, last)
    assert waiting.unsigned_months(user) == []
    signed.reopened_at, signed.reopen_reason = timezone.now(), "Satu anak tertinggal"
    signed.save()
    assert len(waiting.unsigned_months(user)) == 1


@pytest.mark.parametrize("role", ["kader", "next_kader", "kabupaten", "stranger"])
def test_who_signs_no_month_is_not_asked_to(world, role):
    make.session(world.posyandu, add_months(make.today().replace(day=1), -1))
    assert waiting.unsigned_months(world.user(role)) == []


@pytest.mark.parametrize(("step", "field"), [("served", "served_at"), ("counselled", "counselled_at")])
def test_a_step_is_stored_once_and_leads_back_to_the_list(world, sign_in, step, field):
    address = reverse("posyandu:step", args=[world.session.pk, world.visit.pk])
    kader = sign_in(world.user("kader"))
    response = kader.post(address, {"step": step})
    assert response.status_code == 302 and response.url.endswith("#daftar")
    first = getattr(Visit.objects.get(pk=world.visit.pk), field)
    kader.post(address, {"step": step})
    assert first is not None and getattr(Visit.objects.get(pk=world.visit.pk), field) == first


@pytest.mark.parametrize("step", ["", "measured", "registered", "id"])
def test_no_other_step_can_be_pressed(world, sign_in, step):
    before = Visit.objects.values().get(pk=world.visit.pk)
    address = reverse("posyandu:step", args=[world.session.pk, world.visit.pk])
    assert sign_in(world.user("kader")).post(address, {"step": step}).status_code == 422
    assert Visit.objects.values().get(pk=world.visit.pk) == before


@pytest.mark.parametrize(("role", "status"), [("kabupaten", 403), ("next_kader", 404), ("stranger", 404)])
def test_nobody_else_moves_the_steps_of_a_day(world, sign_in, role, status):
    client = sign_in(world.user(role))
    for name, args, data in [
        ("step", [world.session.pk, world.visit.pk], {"step": "served"}),
        ("close-day", [world.session.pk], {"kader_on_duty": "3"}),
        ("reopen-day", [world.session.pk], {}),
        ("arrive", [world.session.pk, world.child.pk], {}),
    ]:
        assert client.post(reverse(f"posyandu:{name}", args=args), data).status_code == status, name
    world.session.refresh_from_db(), world.visit.refresh_from_db()
    assert (world.session.closed_at, world.visit.served_at) == (None, None)


def test_a_visit_of_another_day_is_not_found_at_this_one(world, sign_in):
    other = make.visit(world.next_session, world.next_child)
    address = reverse("posyandu:step", args=[world.session.pk, other.pk])
    assert sign_in(world.user("bidan")).post(address, {"step": "served"}).status_code == 404
    other.refresh_from_db()
    assert other.served_at is None


@pytest.mark.parametrize(
    ("typed", "status", "stored"),
    [
        ("0", 302, 0),
        ("50", 302, 50),
        ("51", 422, None),
        ("-1", 422, None),
        ("", 422, None),
        ("lima", 422, None),
    ],
)
def test_a_day_is_closed_with_the_kader_who_served(world, sign_in, typed, status, stored):
    address = reverse("posyandu:close-day", args=[world.session.pk])
    assert sign_in(world.user("kader")).post(address, {"kader_on_duty": typed}).status_code == status
    world.session.refresh_from_db()
    assert world.session.kader_on_duty == stored
    assert (world.session.closed_at is not None) is (status == 302)
