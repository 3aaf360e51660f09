"""Lists of the register: what stands in a row, in which order, for whom, page by page and at one price."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from anyelir.core.permission import Permission
from anyelir.membership.roles import ROLES, Role
from anyelir.posyandu.register import access, search, waiting
from anyelir.posyandu.register.models import Posyandu, StageAssessment, TransferRequest
from anyelir.posyandu.register.queries.register import register, stage_counts, units_of_region
from anyelir.posyandu.register.queries.requests import waiting_requests
from anyelir.rules import look_ups
from tests import factories as make
from tests.pages import flat

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
LIST = reverse("posyandu:list")


@pytest.fixture
def secretary(world, sign_in):
    return sign_in(world.user("secretary"))


def names_of(page: str) -> list[str]:
    """Names of posyandu in the order of the list."""
    return re.findall(r'<th><a href="/posyandu/[0-9a-f-]{36}/">([^<]+)</a>', page)


def graded(posyandu: Posyandu, stage: str, on: dt.date) -> StageAssessment:
    return posyandu.assessments.create(
        assessed_on=on, computed_stage=stage, stage=stage, assessor_name="Lilis"
    )


def rows(**filters) -> dict[str, Posyandu]:
    return {row.name: row for row in register(Posyandu.objects.all(), **filters)}


def test_the_newest_grading_counts_also_when_an_older_one_is_written_later(world):
    graded(world.posyandu, "purnama", dt.date(2026, 2, 28))
    graded(world.posyandu, "pratama", dt.date(2024, 2, 29))
    assert rows()["Anyelir"].stage_now == "purnama" and rows()["Mawar"].stage_now is None
    assert set(rows(stage="purnama")) == {"Anyelir"} and not rows(stage="pratama")
    assert set(rows(stage="belum")) == {"Mawar"}
    assert set(rows(stage="platinum")) == {"Anyelir", "Mawar"}


def test_of_two_gradings_of_one_day_the_later_counts(world):
    on = make.today()
    graded(world.posyandu, "madya", on)
    graded(world.posyandu, "mandiri", on)
    assert rows()["Anyelir"].stage_now == "mandiri"
    assert stage_counts(Posyandu.objects.all(), None) == {"mandiri": 1, "": 1}


def test_stages_are_counted_in_the_place_and_among_what_is_seen(world):
    graded(world.next_posyandu, "madya", make.today())
    assert stage_counts(Posyandu.objects.all(), world.rw) == {"": 1}
    assert stage_counts(access.visible_posyandu(world.user("kader")), None) == {"": 1}
    assert stage_counts(access.visible_posyandu(world.user("stranger")), None) == {}


def test_kader_are_counted_who_serve_today_each_once(world):
    today = make.today()
    for name, since, until in [
        ("Yanti", today, None),
        ("Rina", today - 30 * DAY, today + DAY),
        ("Gone", today - 30 * DAY, today - 2 * DAY),
        ("Later", today + 2 * DAY, None),
    ]:
        make.service(world.posyandu, make.kader(world.rw, name), since=since, until=until)
    again = make.kader(world.rw, "Aminah")
    make.service(world.posyandu, again, since=today - 9 * DAY, until=today + DAY)
    make.service(world.posyandu, again, since=today)
    assert (rows()["Anyelir"].kader_now, rows()["Mawar"].kader_now) == (4, 0)


def test_every_word_of_a_search_must_fit_the_name_or_the_place(world):
    assert set(rows(text="anyelir ciriung")) == {"Anyelir"}
    assert set(rows(text="CIRIUNG")) == {"Anyelir", "Mawar"}
    assert not rows(text="anyelir mawar")


@pytest.mark.parametrize(
    ("changes", "shown", "hidden"),
    [
        ({}, "Cibinong", "ditutup"),
        ({"closed_on": dt.date(2025, 12, 31)}, "ditutup", ""),
        ({"is_self_funded": True}, "swadaya", ""),
        ({"puskesmas": None}, "belum ada", ""),
        ({"schedule_week": 5, "schedule_weekday": 0}, "Senin minggu ke-5", ""),
    ],
)
def test_the_state_of_a_posyandu_is_said_in_its_row(secretary, world, changes, shown, hidden):
    Posyandu.objects.filter(pk=world.next_posyandu.pk).update(**changes)
    page = flat(secretary.get(LIST, {"cari": "mawar"}))
    assert names_of(page) == ["Mawar"] and "belum dinilai" in page
    assert shown in page
    assert not hidden or hidden not in page


def test_pages_follow_each_other_by_name_without_loss(secretary, world):
    for number in range(60):
        make.posyandu(world.rt, f"Melati {number:02}")
    first = flat(secretary.get(LIST))
    assert len(names_of(first)) == 50
    cursor = re.search(r"kursor=([\w-]+)", first).group(1)
    second = flat(secretary.get(LIST, {"kursor": cursor}))
    whole = names_of(first) + names_of(second)
    assert whole == sorted(Posyandu.objects.values_list("name", flat=True)) and len(whole) == 62
    assert names_of(flat(secretary.get(LIST, {"kursor": "rusak"}))) == names_of(first)


def test_an_empty_list_says_so_and_what_to_do(secretary):
    page = flat(secretary.get(LIST, {"cari": "tidak ada yang bernama ini"}))
    assert "Belum ada posyandu di sini" in page and "Ubah pencarian" in page and not names_of(page)


@pytest.mark.parametrize(("role", "may_add"), [("secretary", True), ("bidan", True), ("kader", False)])
def test_only_who_may_register_is_offered_it(world, sign_in, role, may_add):
    page = flat(sign_in(world.user(role)).get(LIST))
    assert (reverse("posyandu:add") in page) is may_add


def test_who_sees_no_posyandu_at_all_has_no_list(world, sign_in):
    assert sign_in(make.user("baru")).get(LIST).status_code == 403


def test_a_stranger_finds_nothing_of_ours_in_list_place_or_search(world, sign_in):
    client = sign_in(world.user("stranger"))
    assert names_of(flat(client.get(LIST))) == []
    for place in (world.rw, world.kabupaten):
        assert client.get(reverse("posyandu:list", args=[place.code])).status_code == 404
    assert search.posyandu(world.user("stranger"), "anyelir") == []


def test_htmx_gets_the_rows_alone(secretary):
    part = flat(secretary.get(LIST, headers={"HX-Request": "true"}))
    assert names_of(part) == ["Anyelir", "Mawar"] and "<h1" not in part


def test_a_list_costs_the_same_for_many_posyandu(secretary, world):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            secretary.get(LIST)
        return len(asked)

    secretary.get(LIST)
    few = cost()
    for number in range(20):
        post = make.posyandu(make.region(f"32.01.01.1010/RW{number + 50:03}"), f"M {number}", world.puskesmas)
        make.service(post, make.kader(world.rw, f"Kader {number}"))
        graded(post, "madya", make.today())
    assert cost() == few


@pytest.mark.parametrize("text", ["Anyelir", "posyandu anyelir", "Posyandu Any", "NYELI"])
def test_the_search_box_finds_a_posyandu_by_part_of_its_name(world, text):
    hits = search.posyandu(world.user("secretary"), text)
    assert [(hit.title, hit.url) for hit in hits] == [
        ("Anyelir", reverse("posyandu:detail", args=[world.posyandu.pk]))
    ]


def test_the_word_posyandu_alone_is_searched_as_it_is(world):
    make.posyandu(world.rt, "Posyandu Remaja")
    assert [hit.title for hit in search.posyandu(world.user("secretary"), "posyandu")] == ["Posyandu Remaja"]


def test_a_role_is_granted_for_an_open_posyandu_of_the_place(world):
    Posyandu.objects.filter(pk=world.next_posyandu.pk).update(closed_on=make.today())
    assert [(unit.name, unit.region_id) for unit in units_of_region(world.kelurahan.code)] == [
        ("Anyelir", world.rw.code)
    ]
    assert units_of_region(world.next_kelurahan.code) == []


def scheduled(world, *, week: int = 2, weekday: int = 1, **fields) -> None:
    fields = {"schedule_week": week, "schedule_weekday": weekday, **fields}
    Posyandu.objects.filter(pk=world.posyandu.pk).update(**fields)


@pytest.mark.parametrize(
    ("utc", "days"),
    [
        ("2026-11-03T12:00", [10]),
        ("2026-11-02T16:59", []),
        ("2026-11-02T17:00", [10]),
        ("2026-11-10T16:59", [10]),
        ("2026-11-10T17:00", []),
    ],
)
def test_a_coming_day_is_shown_for_a_week_by_the_clock_of_the_place(world, monkeypatch, utc, days):
    """The second Tuesday of November 2026 is the tenth; midnight in Bogor is 17.00 UTC."""
    scheduled(world, opens_at=dt.time(8))
    user = world.user("secretary")
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC))
    coming = waiting.coming_open_days(user)
    assert [day.on.day for day in coming] == days
    assert all((day.title, day.note) == ("Posyandu Anyelir buka", "jam 08.00") for day in coming)


def test_a_day_without_an_hour_says_the_place_and_a_closed_posyandu_nothing(world, monkeypatch):
    now = dt.datetime(2026, 11, 9, 5, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    scheduled(world, name="Posyandu Anyelir")
    assert [(day.title, day.note) for day in waiting.coming_open_days(world.user("kader"))] == [
        ("Posyandu Anyelir buka", "RW 14")
    ]
    assert waiting.coming_open_days(world.user("kabupaten")) == []
    assert waiting.coming_open_days(world.user("next_kader")) == []
    scheduled(world, closed_on=dt.date(2026, 11, 1))
    assert waiting.coming_open_days(world.user("kader")) == []


def test_only_who_sees_the_posyandu_of_a_whole_kabupaten_is_spared_their_days(world, monkeypatch):
    """A kader who also reads the reports of the kabupaten still hears of her own day."""
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 11, 9, 5, tzinfo=dt.UTC))
    monkeypatch.setitem(
        ROLES._declared, "reader", Role("reader", "", "", frozenset({Permission.REPORT_VIEW}))
    )
    scheduled(world)
    make.grant(world.user("kader"), "reader", world.kabupaten)
    assert len(waiting.coming_open_days(world.user("kader"))) == 1


@pytest.mark.parametrize(("waited", "is_shown"), [(0, True), (-1, True), (1, False)])
def test_a_request_waits_until_its_last_day(world, waited, is_shown):
    on = make.today() - dt.timedelta(days=look_ups.answer_days(make.today()) + waited)
    TransferRequest.objects.update(asked_on=on)
    user = world.user("kader")
    assert waiting_requests(user).exists() is is_shown
    assert bool(waiting.transfer_requests(user)) is is_shown


def test_requests_wait_the_oldest_first_for_whoever_holds_the_child(world):
    older = TransferRequest.objects.create(
        to_posyandu=world.next_posyandu, child=world.child, child_name="Putri A.", reason="Pindah",
        asked_on=make.today() - 2 * DAY, asked_by=world.user("next_kader").pk, asked_by_name="Rina",
    )  # fmt: skip
    assert list(waiting_requests(world.user("kader"))) == [older, world.transfer_request]
    assert waiting.transfer_requests(world.user("kader"))[0].title == "2 permintaan pindah"
    for role in ("next_kader", "kabupaten", "stranger"):
        assert waiting.transfer_requests(world.user(role)) == []


def test_the_page_of_requests_says_until_when_to_answer_and_what_was_asked(world, sign_in):
    page = flat(sign_in(world.user("kader")).get(reverse("posyandu:requests")))
    assert "diminta Posyandu Mawar, RW 15, Ciriung" in page and "dijawab paling lambat" in page
    assert "Yang kita kirim" in page and "Menunggu jawaban</" not in page
    page = flat(sign_in(world.user("next_kader")).get(reverse("posyandu:requests")))
    assert "Tidak ada." in page and "untuk Posyandu Mawar" in page and "Menunggu jawaban</" in page
