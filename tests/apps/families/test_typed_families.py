"""What people type into the forms of families and persons, and what the site says to it."""

from __future__ import annotations

import datetime as dt
import html

import pytest
from django.urls import reverse

from anyelir.families.models import Family, Person
from tests import factories as make
from tests.apps.families.conftest import CARD, NIK, person_data
from tests.desk import FAR_AWAY_DAYS, LONG_AGO, LONG_AGO_DAYS, NO_DAY, NO_DAYS, UNSEEN, Desk

pytestmark = pytest.mark.django_db
EMPTY = "Bagian ini belum diisi."
NOT_LISTED = "Pilih salah satu dari daftar."
NO_NAME = "bukan nama"
NO_NIK = "NIK harus tepat 16 angka."
DAY = dt.timedelta(days=1)
# What is typed of a birth, and the words for it.
WRONG_BIRTHS = [
    ("", "", "", "Isi sedikitnya tahun lahirnya."),
    ("3", "2", "", "Isi juga tahun lahirnya."),
    ("3", "", "1990", "Isi juga bulannya, atau kosongkan tanggalnya."),
    ("3", "2", "90", "empat angka"),
    ("3", "2", "19900", "empat angka"),
    ("3", "2", "seribu", "empat angka"),
    ("29", "2", "1990", "tidak ada di kalender"),
    ("31", "4", "1990", "tidak ada di kalender"),
    ("0", "2", "1990", "tidak ada di kalender"),
    ("tiga", "2", "1990", "tidak ada di kalender"),
    ("3", "2", "0000", "tidak ada di kalender"),
    ("3", "2", "0990", "Periksa angkanya"),
    ("31", "12", "1899", "Periksa angkanya"),
    ("3", "2", "9999", "belum terjadi"),
]


def day(ago: int = 0) -> str:
    return f"{make.today() - ago * DAY}"


@pytest.fixture
def adding(office, family):
    right = person_data(name="Wulan Sari", relation="child", birth_year="2024", birth_place="Bogor")
    right |= {"marital": "", "phone": "0812 5550 0147", "mother_name": "Ningsih", "birth_weight_g": "3100"}
    return Desk(
        office, reverse("families:add-member", args=[family.pk]), {**right, "birth_length_cm": "49,5"}
    )


@pytest.fixture
def editing(office, family, adding):
    person = make.person(family, "Budi", sex="M", relation=Person.Relation.OTHER, born_on=dt.date(1990, 2, 3))
    return Desk(office, reverse("families:edit-person", args=[person.pk]), {**adding.right, "name": "Budi"})


@pytest.fixture
def registering(office, rw):
    right = person_data(name="Budi Santoso", sex="M", phone="", address="Gang Melati 3", card_no="")
    right = {name: value for name, value in right.items() if name != "relation"}
    return Desk(office, reverse("families:register", args=[rw.code]), {**right, "place": rw.code})


@pytest.fixture(params=["adding", "editing", "registering"])
def naming(request):
    return request.getfixturevalue(request.param)


def test_a_person_says_what_is_wrong(naming):
    naming.refuses_each("name", ["", UNSEEN, None], EMPTY)
    naming.refuses_each("name", ["-", "xxx", "tidak ada", "???"], NO_NAME)
    naming.refuses("name", "B" * 121, "Paling panjang 120 huruf; ini 121.")
    naming.refuses_each("sex", ["", None], EMPTY)
    naming.refuses_each("sex", ["X", "m"], NOT_LISTED)
    naming.refuses_each("nik", ["3201", f"{NIK}1", "belum punya", NIK[:-1] + "x", "🌺"], NO_NIK)
    naming.refuses_each("nik", ["0" * 16, "1" * 16], "bukan NIK siapa pun")
    naming.refuses_each("phone", ["12", "0812", "nol delapan", "🌺"], "")
    naming.refuses("birth_place", "B" * 81, "Paling panjang 80 huruf; ini 81.")
    naming.refuses("marital", "janda", NOT_LISTED)


@pytest.mark.parametrize(("day_", "month", "year", "text"), WRONG_BIRTHS)
def test_a_birth_says_what_is_wrong_and_stays_as_it_was_typed(naming, day_, month, year, text):
    paper = naming.refuses("birth", None, text, birth_day=day_, birth_month=month, birth_year=year)
    assert paper.kept("birth_day") == ([day_] if day_ else [])


@pytest.mark.parametrize(
    ("day_", "month", "year", "born_on", "precision"),
    [
        ("29", "2", "2024", dt.date(2024, 2, 29), "day"),
        ("", "2", "2024", dt.date(2024, 2, 1), "month"),
        ("", "", "2024", dt.date(2024, 1, 1), "year"),
        ("٢٩", "2", "٢٠٢٤", dt.date(2024, 2, 29), "day"),
        ("1", "1", "1900", dt.date(1900, 1, 1), "day"),
    ],
)
def test_a_birth_is_kept_as_far_as_it_is_known(registering, day_, month, year, born_on, precision):
    registering.saves(birth_day=day_, birth_month=month, birth_year=year)
    person = Person.objects.get(name="Budi Santoso")
    assert (person.born_on, person.birth_precision) == (born_on, precision)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Budi  santoso ", "Budi santoso"),
        ("Nur'aini", "Nur'aini"),
        ("<b>Budi</b>", "<b>Budi</b>"),
        ("\u202eBudi\u202c\x00", "Budi"),
        ("I Gusti Ngurah Agung Bagus Putra Wijaya Kusuma, S.Sos., M.Si.", None),
        ("بودي", "بودي"),
        ("B" * 120, "B" * 120),
    ],
)
def test_a_name_is_kept_as_it_is_seen(registering, typed, kept):
    page = registering.client.get(registering.saves(name=typed).url).content.decode()
    name = kept or typed
    assert Person.objects.get().name == name == Family.objects.get().head_name
    assert html.escape(name) in page and "<b><b>" not in page


def test_a_child_has_measures_of_a_newborn(adding):
    adding.refuses_each("birth_weight_g", ["299", "10000", "3,1", "tiga"], "Tulis dalam gram, misalnya 3100.")
    adding.refuses_each(
        "birth_length_cm", ["19,9", "70,1", "setengah"], "Tulis dalam sentimeter, misalnya 49,5."
    )
    adding.refuses("mother_name", "N" * 121, "Paling panjang 120 huruf; ini 121.")
    adding.refuses_each("relation", ["", None], EMPTY)
    adding.refuses_each("relation", ["paman", "HEAD"], NOT_LISTED)
    adding.saves(birth_weight_g="300", birth_length_cm="70")


def test_a_number_belongs_to_one_person(adding, editing, family):
    make.person(family, "Sudah Ada", nik=NIK)
    for desk in (adding, editing):
        desk.refuses_each("nik", [NIK, f" {NIK[:4]} {NIK[4:]}", f"'{NIK}"], "")
    adding.saves(nik="3201016501240003", birth_day="25", birth_month="1", birth_year="2024")


def test_numbers_that_are_stored_stay_hidden_and_stay_when_left_empty(office, family):
    person = make.person(family, "Siti", nik=NIK, phone="+6281255500147", born_on=dt.date(1990, 2, 3))
    address = reverse("families:edit-person", args=[person.pk])
    page = office.get(address).content.decode()
    assert NIK not in page and "81255500147" not in page and "Tersimpan" in page
    desk = Desk(office, address, person_data(name="Siti", relation="other"))
    desk.saves()
    person.refresh_from_db()
    assert (person.nik, person.phone) == (NIK, "+6281255500147")
    desk.saves(no_nik="on", no_phone="on")
    person.refresh_from_db()
    assert (person.nik, person.phone) == ("", "")


def test_a_house_and_its_card_say_what_is_wrong(registering, desa, next_rw):
    make.family(next_rw, "Lain", card_no=CARD)
    registering.refuses("address", "G" * 201, "Paling panjang 200 huruf; ini 201.")
    registering.refuses_each("card_no", ["3201", f"{CARD}1", "belum", "🌺"], "16 angka")
    registering.refuses_each("card_no", [CARD, f"{CARD[:4]} {CARD[4:]}"], "")
    registering.refuses_each("place", ["", None], EMPTY)
    registering.refuses_each("place", ["51.07", "x"], NOT_LISTED)
    registering.saves(card_no="3201011203150008")


def test_a_card_that_is_stored_stays_hidden_and_stays_when_left_empty(office, rw):
    family = make.family(rw, "Budi", card_no=CARD)
    desk = Desk(
        office, reverse("families:edit-family", args=[family.pk]), {"place": rw.code, "address": "Gang 5"}
    )
    assert CARD not in office.get(desk.address).content.decode()
    desk.refuses_each("card_no", ["3201", "belum"], "16 angka")
    desk.saves()
    family.refresh_from_db()
    assert family.card_no == CARD and family.household.house.address == "Gang 5"
    desk.saves(no_card="on")
    family.refresh_from_db()
    assert family.card_no == ""


def test_a_family_that_moves_says_what_is_wrong(office, family, next_rw):
    desk = Desk(
        office, reverse("families:move", args=[family.pk]), {"moved_on": day(), "to_text": "Kota Depok"}
    )
    desk.refuses_each("moved_on", ["", UNSEEN, None], EMPTY)
    desk.refuses_each("moved_on", NO_DAYS, NO_DAY)
    desk.refuses_each("moved_on", LONG_AGO_DAYS, LONG_AGO)
    desk.refuses_each("moved_on", [day(-2), "31-12-2199"], "belum tiba")
    desk.refuses_each("to_text", ["", UNSEEN], "Tuliskan tujuan pindah.")
    desk.refuses("to_text", "D" * 201, "Paling panjang 200 huruf; ini 201.")
    desk.saves(moved_on=day(3))
    desk.refuses_each("moved_on", [day(4)], "Pilih tanggal itu atau sesudahnya.", to_text="Kota Bogor")
    desk.refuses("moved_on", day(3), "Kepindahan ini sudah tercatat.")


def test_a_person_who_moves_says_what_is_wrong(office, family):
    person = make.person(family, "Wati", born_on=dt.date(1990, 2, 3))
    make.person(family, "Yang Tinggal")
    right = {"moved_on": day(), "where": "keluar", "to_text": "Kota Depok"}
    desk = Desk(office, reverse("families:move-person", args=[person.pk]), right)
    desk.refuses_each("where", ["", None], EMPTY)
    desk.refuses_each("where", ["kembali", "ke bulan"], NOT_LISTED)
    desk.refuses_each("moved_on", [*NO_DAYS[:4]], NO_DAY)
    desk.refuses_each("moved_on", ["02-02-1990"], "sebelum lahir")
    desk.refuses_each(
        "family_text", ["", "Tidak Ada", "3201", "%", "🌺"], "Keluarga ini tidak ditemukan.", where="keluarga"
    )
    desk.refuses("to_text", "", "Tuliskan tujuan pindah.")
    desk.saves()


def test_a_death_says_what_is_wrong(office, family):
    person = make.person(family, "Wati", born_on=dt.date(1990, 2, 3))
    desk = Desk(office, reverse("families:died", args=[person.pk]), {"died_on": day()})
    desk.refuses_each("died_on", ["", UNSEEN, None], EMPTY)
    desk.refuses_each("died_on", NO_DAYS, NO_DAY)
    desk.refuses_each("died_on", [day(-2), "31-12-2199"], "belum")
    desk.refuses_each("died_on", ["02-02-1990", "01-01-1900"], "")
    desk.refuses_each("died_on", FAR_AWAY_DAYS, "terlalu jauh")
    desk.saves(died_on="03-02-1990")
    person.refresh_from_db()
    assert person.died_on == dt.date(1990, 2, 3)
    office.post(desk.address, {"keliru": "1"})
    person.refresh_from_db()
    assert person.died_on is None
