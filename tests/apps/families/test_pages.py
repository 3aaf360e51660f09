"""The pages of families: what they show, keep and refuse."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from anyelir.core.models import AuditEntry
from anyelir.families.models import Person
from tests import factories as make
from tests.apps.families.conftest import home_data

pytestmark = pytest.mark.django_db


def test_registering_a_family_keeps_what_was_typed_when_something_is_wrong(office, rw):
    url = reverse("families:register", args=[rw.code])
    answer = office.post(url, home_data(rw, nik="123", address="Gang Kenanga 7"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "NIK harus tepat 16 angka" in page
    assert "Gang Kenanga 7" in page and "Siti Rahma" in page
    assert not Person.objects.exists()


def test_a_good_form_registers_and_leads_to_the_family(office, rw):
    answer = office.post(reverse("families:register", args=[rw.code]), home_data(rw))
    person = Person.objects.get()
    assert answer.status_code == 302 and str(person.family_id) in answer["Location"]
    assert person.relation == "head"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("birth_day", "30", "tidak ada di kalender"),
        ("birth_day", "tiga", "tidak ada di kalender"),
        ("birth_year", str(timezone.localdate().year + 1), "belum terjadi"),
        ("birth_year", "1789", "terlalu lama"),
        ("birth_year", "90", "empat angka"),
        ("birth_year", "", "Isi juga tahun"),
        ("birth_month", "", "Isi juga bulannya"),
        ("sex", "X", "Pilih salah satu"),
        ("place", "32.01.01.1003", "Pilih salah satu"),
        ("registered_region_teks", "tidak ada di mana pun", "tidak ditemukan"),
        ("name", "", "belum diisi"),
        ("phone", "abc", "tidak dikenal"),
        ("card_no", "12", "tepat 16 angka"),
        ("name", "x" * 5000, "120"),
    ],
)
def test_each_wrong_input_has_a_clear_message(office, rw, field, value, message):
    answer = office.post(reverse("families:register", args=[rw.code]), home_data(rw) | {field: value})
    assert answer.status_code == 422
    assert message in answer.content.decode()


def test_search_finds_any_part_of_a_name_in_a_desa(office, desa, rw):
    make.person(make.family(rw), "Dewi Anggraini")
    page = office.get(reverse("families:list", args=[desa.code]), {"cari": "anggra"}).content.decode()
    assert "Dewi Anggraini" in page


def test_search_by_nik_is_in_the_trail_without_the_number(office, desa, rw):
    make.person(make.family(rw), "Dewi Anggraini", nik="3201015209880001")
    page = office.get(
        reverse("families:list", args=[desa.code]), {"cari": "3201015209880001"}
    ).content.decode()
    assert "Dewi Anggraini" in page
    line = AuditEntry.objects.get(verb="person.look_up")
    assert "3201015209880001" not in str(line.detail)


def test_a_search_finds_nobody_outside_the_region(office, desa):
    elsewhere = make.region("32.01.01.1003", "Pabuaran")
    make.person(make.family(elsewhere), "Dewi Anggraini", nik="3201015209880001")
    for text in ("dewi", "3201015209880001"):
        page = office.get(reverse("families:list", args=[desa.code]), {"cari": text}).content.decode()
        assert "Dewi Anggraini" not in page


def test_the_number_of_queries_does_not_grow_with_the_rows(office, desa, rw):
    url = reverse("families:list", args=[desa.code])

    def queries():
        with CaptureQueriesContext(connection) as caught:
            office.get(url)
        return len(caught)

    make.person(make.family(rw, "Budi"))
    queries()
    few = queries()
    for number in range(30):
        make.person(make.family(rw, f"Keluarga {number}"))
    assert queries() == few


def test_the_number_of_queries_of_a_search_does_not_grow_with_the_rows(office, desa, rw):
    url = reverse("families:list", args=[desa.code])

    def queries():
        with CaptureQueriesContext(connection) as caught:
            office.get(url, {"cari": "dewi"})
        return len(caught)

    make.person(make.family(rw), "Dewi")
    queries()
    few = queries()
    for number in range(30):
        make.person(make.family(rw), f"Dewi {number}")
    assert queries() == few


def test_looking_at_a_family_is_in_the_trail(office, rw):
    family = make.family(rw)
    office.get(reverse("families:family", args=[family.pk]))
    assert AuditEntry.objects.filter(verb="family.view", object_id=str(family.pk)).count() == 1


def test_the_nik_is_hidden_until_it_is_asked_for(office, rw):
    person = make.person(make.family(rw), nik="3201015209880001")
    page = office.get(reverse("families:family", args=[person.family_id])).content.decode()
    assert "3201015209880001" not in page
    shown = office.post(reverse("families:nik", args=[person.pk]))
    assert "3201015209880001" in shown.content.decode() and "no-store" in shown["Cache-Control"]
    assert AuditEntry.objects.filter(verb="person.show_nik").count() == 1


def test_a_death_before_birth_is_refused(office, rw):
    child = make.child(make.family(rw))
    answer = office.post(reverse("families:died", args=[child.pk]), {"died_on": "2001-01-01"})
    assert answer.status_code == 422 and "lebih awal daripada tanggal lahir" in answer.content.decode()


ODD = [
    "\x00",
    "a\x00b",
    "%_",
    "' or 1=1 --",
    "\u202e\u0646\u0645",
    "x" * 9000,
    "\U0001f476",
    "9" * 500,
    "...",
]


@pytest.mark.parametrize("text", ODD)
def test_no_text_breaks_the_search(office, desa, rw, text):
    make.person(make.family(rw), "Dewi Anggraini")
    answer = office.get(reverse("families:list", args=[desa.code]), {"cari": text, "kursor": text})
    assert answer.status_code == 200


@pytest.mark.parametrize("text", ODD)
def test_no_text_breaks_a_form(office, rw, text):
    family = make.family(rw)
    person = make.person(family, "Dewi Anggraini", relation="head")
    moved = {"where": "keluarga", "family_text": text, "to_text": text, "moved_on": text, "to_family": text}
    for name, pk, data in (
        ("add-member", family.pk, home_data(rw, name="Wulan", birth_year=text, birth_day=text, mother=text)),
        ("move", family.pk, {"to_region_teks": text, "to_region": text} | moved),
        ("move-person", person.pk, moved),
        ("died", person.pk, {"died_on": text}),
        ("edit-family", family.pk, {"card_no": text, "place": text}),
    ):
        answer = office.post(reverse(f"families:{name}", args=[pk]), data)
        assert answer.status_code == 422, name


@pytest.mark.parametrize("name", ["family", "person", "compare", "move", "nik"])
def test_what_does_not_exist_is_not_found(office, name):
    url = reverse(f"families:{name}", args=["00000000-0000-7000-8000-000000000000"])
    assert (office.post if name == "nik" else office.get)(url).status_code == 404
