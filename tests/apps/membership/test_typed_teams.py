"""What people type into the forms of posts and kader, and what the site says to it."""

from __future__ import annotations

import datetime as dt
import html

import pytest
from django.urls import reverse

from anyelir.membership import actions
from anyelir.membership.models import Post, Service
from anyelir.rules.dates_id import parse_date
from tests import factories as make
from tests.desk import FAR_AWAY, FAR_AWAY_DAYS, LONG, LONG_AGO, LONG_AGO_DAYS, NO_DAY, NO_DAYS, UNSEEN, Desk

pytestmark = pytest.mark.django_db
EMPTY = "Bagian ini belum diisi."
NOT_OFFERED = "Pilihan ini tidak ada."
NOT_IN_ORDER = "Tanggal selesai sebelum tanggal mulai."
HOLDER = {"name": "Mira Lestari", "sex": "F", "decree_no": "411/2/2026", "decree_on": "2025-12-30"}
# Names as they are in life, and as they are typed by mistake or in malice: the left is kept as the right.
NAMES = [
    ("Mira Lestari", "Mira Lestari"),
    ("  mira   lestari ", "mira lestari"),
    ("I Gusti Ayu Made O'Neill-Sukma, S.Pd.", "I Gusti Ayu Made O'Neill-Sukma, S.Pd."),
    ("<b>Mira</b> & 'Sari' \"Ayu\"", "<b>Mira</b> & 'Sari' \"Ayu\""),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("{{ 7 }} {% now %}", "{{ 7 }} {% now %}"),
    ("Mira 🌺 Lestari", "Mira 🌺 Lestari"),
    ("مِيرَا ليستاري", "مِيرَا ليستاري"),
    ("\u202eMira\u202c", "Mira"),
    ("Mi\x00ra", "Mira"),
    ("Ne\u0301ng", "Néng"),
    ("ꦩꦶꦫ", "ꦩꦶꦫ"),
    ("M" * 120, "M" * 120),
    ("🌺" * 120, "🌺" * 120),
    (" " * 500 + "Mira", "Mira"),
    ("-", "-"),
    ("0", "0"),
]


@pytest.fixture
def hendra(sign_in, world):
    """The secretary of the kelurahan at her desk."""
    return sign_in(world.user("secretary"))


@pytest.fixture
def appointing(hendra, world):
    right = {**HOLDER, "office": "deputy", "since": "2026-01-01", "until": "2030-12-31"}
    return Desk(hendra, reverse("membership:appoint", args=[world.kelurahan.code]), right)


@pytest.fixture
def handing_over(hendra, world):
    """The member that the world begins with leaves."""
    right = {**HOLDER, "since": "2026-01-01", "until": "2030-12-31"}
    return Desk(hendra, reverse("membership:hand-over", args=[world.post.pk]), right)


@pytest.fixture
def correcting(hendra, world):
    right = {"decree_no": HOLDER["decree_no"], "since": "2026-01-01", "until": "2030-12-31"}
    return Desk(hendra, reverse("membership:correct-post", args=[world.post.pk]), right)


@pytest.fixture
def registering(hendra, world):
    right = {"name": "Enok Rohayati", "sex": "F", "kind": "general", "since": "2026-01-01"}
    right |= {"registration_no": "32.01/7", "special_kind": ""}
    return Desk(hendra, reverse("membership:add-kader", args=[world.rw.code]), right)


@pytest.fixture
def mending_kader(hendra, world, registering):
    right = {"kind": "general", "since": "2020-01-01", "special_kind": ""}
    return Desk(hendra, reverse("membership:service", args=[world.kader.pk]), right)


@pytest.fixture
def mending_member(hendra, world):
    right = {"name": "Sari Lestari", "sex": "F", "registration_no": "32.01/7", "born_on": "1990-05-17"}
    return Desk(hendra, reverse("membership:member", args=[world.member.pk]), right)


@pytest.fixture(params=["appointing", "handing_over"])
def naming(request):
    """The forms that say who holds a post."""
    return request.getfixturevalue(request.param)


@pytest.fixture(params=["appointing", "handing_over", "correcting"])
def holding(request):
    """The forms that say by which decree and how long a post is held."""
    return request.getfixturevalue(request.param)


def test_who_holds_a_post_is_told_what_is_wrong(naming):
    naming.refuses("name", LONG, "paling banyak 120 karakter")
    naming.refuses("name", "M" * 121, "paling banyak 120 karakter")
    naming.refuses("sex", "X", "X")
    naming.refuses("member", "0192f3a0-0000-7000-8000-000000000000", NOT_OFFERED, name="")


def test_the_terms_of_a_post_say_what_is_wrong(holding):
    holding.refuses("decree_no", "4" * 61, "paling banyak 60 karakter")
    holding.refuses_each("since", ["", "  ", UNSEEN, None], EMPTY)
    for day in ("since", "until", "decree_on"):
        holding.refuses(day, NO_DAYS[0], NO_DAY)
        holding.refuses(day, LONG_AGO_DAYS[0], LONG_AGO)
        holding.refuses_each(day, FAR_AWAY_DAYS, FAR_AWAY)
    holding.refuses_each("until", ["2025-12-31", "31 Desember 2025", "1900-01-01"], NOT_IN_ORDER)


@pytest.mark.parametrize(("typed", "kept"), NAMES)
def test_a_name_is_kept_as_it_is_seen_and_never_becomes_markup(appointing, world, typed, kept):
    page = appointing.client.get(appointing.saves(name=typed).url).content.decode()
    member = Post.objects.get(office="deputy")
    assert member.name == kept
    assert html.escape(kept) in page and "<b>Mira" not in page and "<script>alert" not in page


@pytest.mark.parametrize("typed", ["", " ", UNSEEN, "\u202e\u202c"])
def test_a_name_of_nothing_that_can_be_seen_is_a_vacancy(appointing, typed):
    page = appointing.client.get(appointing.saves(name=typed, sex="").url).content.decode()
    assert Post.objects.get(office="deputy").name == "" and "lowong" in page


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2024-02-29", "2024-02-29"),
        ("29-02-2024", "28/02/2029"),
        ("1 Januari 1900", "31 Desember 2199"),
        ("Senin, 5 Jan 2026", ""),
        ("٠١-٠١-٢٠٢٦", ""),
        ("'2026-01-01", "2026.12.31"),
    ],
)
def test_days_of_a_post_as_people_write_them(appointing, since, until):
    page = appointing.client.get(appointing.saves(since=since, until=until).url)
    member = Post.objects.get(office="deputy")
    assert member.since == parse_date(since) and member.until == (parse_date(until) if until else None)
    assert page.status_code == 200 and member.name in page.content.decode()


def test_a_post_names_its_office_and_pokja(appointing):
    appointing.refuses_each("office", ["", None], EMPTY)
    appointing.refuses_each(
        "office", ["lurah", "CHAIR", "chair ", UNSEEN, "\x00chair", "9" * 5000], NOT_OFFERED
    )
    appointing.refuses_each("pokja", ["5", "0", "-1", "IV", "1.0", "🌺", "٣"], "pilihan yang tersedia")
    for office in ("pokja_chair", "pokja_deputy", "pokja_secretary"):
        appointing.refuses("pokja", "", "Pilih pokja I sampai IV.", office=office)
    for office in ("patron", "chair", "deputy", "secretary", "treasurer"):
        appointing.refuses("pokja", "4", "Kosongkan pokjanya.", office=office)


def test_an_heir_comes_after_the_first_day_and_before_the_post_has_ended(handing_over, world):
    handing_over.refuses_each(
        "since", ["2020-01-01", "1 Januari 2020", "2019-12-31"], "sesudah hari pertama yang digantikan"
    )
    Post.objects.filter(pk=world.post.pk).update(until=dt.date(2025, 12, 30))
    handing_over.refuses_all("Masa jabatan ini sudah berakhir. Tambahkan jabatan baru.")
    handing_over.saves(since="2025-12-31")


def test_a_last_day_of_a_post_says_what_is_wrong(hendra, world):
    desk = Desk(hendra, reverse("membership:end-post", args=[world.post.pk]), {"until": "2026-01-01"})
    desk.refuses_each("until", NO_DAYS, NO_DAY)
    desk.refuses_each("until", LONG_AGO_DAYS, LONG_AGO)
    desk.refuses_each("until", ["", UNSEEN, None], EMPTY)
    desk.refuses_each("until", ["2019-12-31", "31/12/2019"], NOT_IN_ORDER)
    desk.saves(until="2020-01-01")


def test_a_secretariat_has_an_address_or_none(hendra, world):
    desk = Desk(hendra, reverse("membership:address", args=[world.kelurahan.code]))
    desk.refuses("address", "Jl. " * 51, "paling banyak 200 karakter")
    for typed, kept in [("Balai  <i>RW</i>\x00", "Balai <i>RW</i>"), (UNSEEN, ""), ("J" * 200, "J" * 200)]:
        page = hendra.get(desk.saves(address=typed).url).content.decode()
        world.body.refresh_from_db()
        assert world.body.address == kept and html.escape(kept) in page and "<i>RW" not in page


@pytest.mark.parametrize(("form", "empty"), [("registering", "Tuliskan namanya."), ("mending_member", EMPTY)])
def test_a_member_says_what_is_wrong(request, form, empty):
    desk = request.getfixturevalue(form)
    desk.refuses_each("name", ["", UNSEEN, None], empty)
    desk.refuses_each("name", ["M" * 121, LONG], "paling banyak 120 karakter")
    desk.refuses("registration_no", "7" * 31, "paling banyak 30 karakter")
    desk.refuses("sex", "X", "X")


def test_facts_of_a_member_say_what_is_wrong(mending_member):
    mending_member.refuses_each("born_on", NO_DAYS, NO_DAY)
    mending_member.refuses_each("born_on", LONG_AGO_DAYS, LONG_AGO)
    mending_member.refuses("born_on", "2190-01-01", "belum tiba")
    mending_member.refuses("marital", "janda", "janda")
    mending_member.refuses("birth_place", "B" * 61, "paling banyak 60 karakter")
    mending_member.refuses("education", "B" * 61, "paling banyak 60 karakter")
    mending_member.refuses("occupation", "B" * 61, "paling banyak 60 karakter")
    mending_member.refuses("address", "B" * 201, "paling banyak 200 karakter")


@pytest.mark.parametrize("form", ["registering", "mending_kader"])
def test_a_kader_says_what_is_wrong(request, form):
    desk = request.getfixturevalue(form)
    desk.refuses("kind", "umum", "umum")
    desk.refuses("special_kind", "menari", "menari", kind="special")
    desk.refuses_each("special_kind", ["", None], "Pilih keahliannya.", kind="special")
    desk.refuses_each("since", NO_DAYS, NO_DAY)
    desk.refuses_each("since", LONG_AGO_DAYS, LONG_AGO)
    desk.refuses_each("since", ["", None], EMPTY)


@pytest.mark.parametrize(("typed", "kept"), NAMES)
def test_a_kader_has_the_name_that_was_typed(registering, typed, kept):
    page = registering.client.get(registering.saves(name=typed).url).content.decode()
    assert Service.objects.filter(member__name=kept, kind="general").count() == 1
    assert html.escape(kept) in page and "<b>Mira" not in page and "<script>alert" not in page


@pytest.mark.parametrize("again", ["Sari Lestari", "sari lestari", "  SARI\u200b  LESTARI "])
def test_a_kader_is_registered_once(registering, again):
    registering.refuses("name", again, "sudah terdaftar di sini")
    registering.saves(name=again, kind="special", special_kind="bkb")
    registering.refuses("name", again, "sudah terdaftar di sini", kind="special", special_kind="bkb")
    registering.saves(name=again, kind="special", special_kind="nutrition")


def test_a_kader_is_not_mended_into_another(mending_kader, world):
    """Two open rows of one name and kind would count one volunteer twice."""
    make.kader(world.rw, "Sari Lestari", kind="special", special_kind="bkb")
    mending_kader.refuses("special_kind", "bkb", "sudah terdaftar di sini", kind="special")
    mending_kader.saves()
    mending_kader.saves(kind="special", special_kind="nutrition")


def test_a_kader_who_stopped_began_before(mending_kader, world):
    actions.end_kader(service=world.kader, until=dt.date(2024, 2, 29), by=world.user("secretary"))
    mending_kader.refuses_each(
        "since",
        ["2024-03-01", "1 Maret 2024", "31-12-2199"],
        "Hari pertama paling lambat hari terakhirnya, 29 Februari 2024.",
    )
    mending_kader.saves(since="2024-02-29")
    world.kader.refresh_from_db()
    assert world.kader.since == world.kader.until


def test_a_last_day_of_a_kader_says_what_is_wrong(hendra, world):
    desk = Desk(hendra, reverse("membership:end-kader", args=[world.kader.pk]), {"until": "2026-01-01"})
    desk.refuses_each("until", NO_DAYS, NO_DAY)
    desk.refuses_each("until", ["", UNSEEN, None], EMPTY)
    desk.refuses_each("until", ["2019-12-31", "31 Desember 2019"], NOT_IN_ORDER)
    desk.saves(until="2020-01-01")
    desk.refuses_all("sudah tercatat berhenti", until="2026-01-01")
