"""What people type into the forms of accounts and roles, and what the site says to it."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from anyelir.accounts.models import User
from anyelir.membership.models import RoleGrant
from tests import factories as make
from tests.desk import LONG_AGO, LONG_AGO_DAYS, NO_DAY, NO_DAYS, UNSEEN, Desk, read

pytestmark = pytest.mark.django_db
EMPTY = "Bagian ini belum diisi."
NOT_OFFERED = "Pilihan ini tidak ada."
PHONE_SHAPE = "Nomor HP belum lengkap"
NO_PHONES = [
    "12",
    "0812",
    "0812-5550",
    "08125550014700000",
    "delapan satu dua",
    "🌺",
    "<b>0812</b>",
    "1 202 555 0147",
]
NO_USERNAMES = ["ab", "1sari", ".sari", "sari lestari", "sari@desa", "sári", "садри", "<b>sari</b>", "🌺🌺🌺"]
DAY = dt.timedelta(days=1)


@pytest.fixture
def hendra(sign_in, world):
    """The secretary of the kelurahan at her desk."""
    return sign_in(world.user("secretary"))


@pytest.fixture
def welcoming(hendra, world):
    right = {
        "name": "Neng Fatimah",
        "phone": "0812 5550 0199",
        "username": "neng.fatimah",
        "role": "kader_posyandu",
    }
    right |= {"unit": str(world.posyandu.pk), "since": "2026-01-01", "until": ""}
    return Desk(hendra, reverse("membership:add-user", args=[world.kelurahan.code]), right)


@pytest.fixture
def granting(hendra, world):
    right = {
        "role": "kader_posyandu",
        "unit": str(world.next_posyandu.pk),
        "since": "2026-01-01",
        "until": "",
    }
    return Desk(
        hendra, reverse("membership:add-grant", args=[world.user("kader").pk, world.kelurahan.code]), right
    )


@pytest.fixture
def mending(hendra, world):
    right = {"name": "Sari Lestari", "phone": "0812 5550 0147"}
    return Desk(hendra, reverse("membership:edit-user", args=[world.user("kader").pk]), right)


@pytest.fixture(params=["welcoming", "granting"])
def giving(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(params=["welcoming", "mending"])
def naming(request):
    return request.getfixturevalue(request.param)


def code_shown(answer) -> str:
    assert answer.status_code == 200
    return re.search(r'mem-code">([^<]+)<', answer.content.decode())[1]


def test_a_role_says_what_is_wrong_with_it(giving, world):
    foreign = make.posyandu(world.next_kelurahan, "Kenanga", world.other_puskesmas)
    giving.refuses_each("role", ["", None], EMPTY)
    not_here = [
        "team_kecamatan",
        "village_secretary ",
        "puskesmas_staff",
        "superuser",
        UNSEEN,
        "🌺",
        "9" * 5000,
    ]
    giving.refuses_each("role", not_here, NOT_OFFERED)
    giving.refuses_each("unit", ["", None], "Pilih posyandu atau puskesmasnya.")
    giving.refuses_each("unit", ["x", "0", str(foreign.pk), str(world.puskesmas.pk), "🌺"], NOT_OFFERED)
    giving.refuses_each("since", ["", UNSEEN, None], EMPTY)
    for day in ("since", "until"):
        giving.refuses_each(day, NO_DAYS[:4], NO_DAY)
        giving.refuses_each(day, LONG_AGO_DAYS, LONG_AGO)
    yesterday = timezone.localdate() - DAY
    giving.refuses_each("until", ["2020-01-01", f"{yesterday:%d-%m-%Y}"], "Tanggal akhir sudah lewat.")
    tomorrow, later = timezone.localdate() + DAY, timezone.localdate() + 2 * DAY
    giving.refuses("until", f"{tomorrow}", "Tanggal selesai sebelum tanggal mulai.", since=f"{later}")


def test_a_name_and_a_number_say_what_is_wrong(naming, world):
    make.user("lain", phone="+6281255500123")
    naming.refuses_each("name", ["", UNSEEN, "\u202e", None], EMPTY)
    naming.refuses("name", "S" * 121, "paling banyak 120 karakter")
    naming.refuses_each("phone", NO_PHONES, PHONE_SHAPE)
    naming.refuses("phone", "0" * 31, "paling banyak 30 karakter")
    taken = ["0812 5550 0123", "+62 812-5550-0123", "٠٨١٢٥٥٥٠٠١٢٣", "\u202a0812.5550.0123\u202c"]
    naming.refuses_each("phone", taken, "sudah dipakai akun lain")


def test_a_user_name_says_what_is_wrong(welcoming):
    welcoming.refuses_each("username", NO_USERNAMES, "diawali huruf")
    welcoming.refuses_each("username", ["kader", "KADER", " Kader\u200b "], "sudah dipakai")
    welcoming.refuses("username", "s" * 61, "paling banyak 60 karakter")
    assert code_shown(welcoming.send(username="S" * 60)) and User.objects.filter(username="s" * 60).exists()


@pytest.mark.parametrize(
    ("name", "username"),
    [
        ("Neng Fatimah", "neng.fatimah"),
        ("Sari", "sari"),
        ("Ai", "aikader"),
        ("Hj. Cucu", "cucu"),
        ("O'Neill", "oneill"),
        ("مِيرَا", "kader2"),
        ("🌺", "kader2"),
        ("<b>Sari</b> & Ayu", "b.sari"),
        ("N" * 120, "n" * 40),
    ],
)
def test_a_user_name_is_made_of_any_name(welcoming, world, name, username):
    """The name of a kader who is written otherwise is a name too; "kader" itself belongs to somebody."""
    answer = welcoming.send(name=name, username="")
    assert code_shown(answer)
    made = User.objects.exclude(pk__in=[user.pk for user in world.users.values() if user]).get()
    assert made.name == name and html.escape(name) in answer.content.decode()
    assert made.username == username


def test_two_of_one_name_get_two_user_names(welcoming):
    for number, expected in enumerate(["siti.aminah", "siti.aminah2", "siti.aminah3"]):
        code_shown(welcoming.send(name="Siti Aminah", username="", phone=f"0812 5550 020{number}"))
        assert User.objects.filter(username=expected).exists()


def test_a_form_sent_twice_makes_one_account(welcoming):
    number = read(welcoming.client.get(welcoming.address)).values["op_id"][0]
    code_shown(welcoming.send(op_id=number))
    welcoming.refuses_all("kodenya sudah ditampilkan", op_id=number)
    assert User.objects.filter(name="Neng Fatimah").count() == 1


def test_a_role_sent_twice_is_given_once(granting, world):
    number = read(granting.client.get(granting.address)).values["op_id"][0]
    granting.saves(op_id=number)
    granting.saves(op_id=number)
    assert RoleGrant.objects.filter(user=world.user("kader"), unit_id=world.next_posyandu.pk).count() == 1
    granting.refuses("role", "kader_posyandu", "sudah punya peran itu di sana")
    granting.refuses_all("Dari halaman ini sudah tersimpan", op_id=number, unit=str(world.posyandu.pk))


def test_a_role_of_two_times_does_not_overlap(granting):
    today = timezone.localdate()
    granting.saves(since="2026-01-01", until=f"{today}")
    granting.refuses("role", "kader_posyandu", "sudah punya peran itu di sana", since=f"{today}")
    granting.saves(since=f"{today + DAY}", until=f"{today + DAY}")
    granting.refuses("role", "kader_posyandu", "sudah punya peran itu di sana", since="2025-01-01")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0812 5550 0147", "+6281255500147"),
        ("+62 (812) 5550-0147", "+6281255500147"),
        ("٠٨١٢٥٥٥٠٠١٤٧", "+6281255500147"),
    ]
    + [("\u202a0812.5550.0147\u202c", "+6281255500147"), ("", ""), (UNSEEN, "")],
)
def test_a_number_is_kept_in_one_spelling(mending, world, typed, stored):
    mending.saves(phone=typed)
    kader = User.objects.get(pk=world.user("kader").pk)
    assert kader.phone == stored and bool(kader.phone_index) == bool(stored)
    mending.saves(phone=typed)


def test_the_last_day_of_a_role_says_what_is_wrong(hendra, world):
    grant, today = world.user("kader").grants.get(), timezone.localdate()
    desk = Desk(hendra, reverse("membership:end-grant", args=[grant.pk]), {"until": ""})
    desk.refuses_each("until", NO_DAYS, NO_DAY)
    desk.refuses_each("until", LONG_AGO_DAYS, LONG_AGO)
    desk.refuses_each("until", ["2020-02-29", f"{today - 2 * DAY}"], "Tanggal akhir sudah lewat.")
    desk.saves(until=f"{today + DAY:%d/%m/%Y}")
    desk.saves(until=UNSEEN)
    desk.refuses_all("Peran ini sudah berakhir.")


@pytest.mark.parametrize(
    "typed", ["", None, "x", "99", "32.01.01.9999", "🌺", "<b>", "9" * 5000, "a\x00b", "../.."]
)
def test_a_place_that_is_none_is_told(hendra, typed):
    answer = Desk(hendra, reverse("membership:new-user")).send(region=typed)
    assert answer.status_code == 422 and read(answer).errors["region"]
