"""How ages, names, places and stored records are said."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.families.models import Person
from anyelir.posyandu.register import summaries, wording
from anyelir.posyandu.register.templatetags import posyandu as tags
from tests import factories as make

BORN = dt.date(2024, 2, 29)
Precision = Person.Precision


def child(born_on: dt.date | None = BORN, **fields) -> Person:
    return Person(name="Putri Ayu", sex="F", born_on=born_on, **fields)


@pytest.mark.parametrize(
    ("on", "text"),
    [
        (dt.date(2024, 2, 28), "belum lahir"),
        (dt.date(2024, 2, 29), "0 hari"),
        (dt.date(2024, 3, 28), "28 hari"),
        (dt.date(2024, 3, 29), "1 bulan"),
        (dt.date(2025, 1, 31), "11 bulan"),
        (dt.date(2025, 2, 27), "11 bulan"),
        (dt.date(2025, 3, 1), "1 tahun"),
        (dt.date(2025, 4, 29), "1 tahun 2 bulan"),
        (dt.date(2028, 2, 28), "3 tahun 11 bulan"),
        (dt.date(2028, 2, 29), "4 tahun"),
    ],
)
def test_an_age_is_said_in_the_words_of_a_mother(on, text):
    assert wording.age(child(), on) == text


@pytest.mark.parametrize(
    ("precision", "on", "text"),
    [
        (Precision.MONTH, dt.date(2025, 4, 29), "sekitar 1 tahun 2 bulan"),
        (Precision.YEAR, dt.date(2025, 4, 29), "sekitar 1 tahun"),
        (Precision.YEAR, dt.date(2024, 2, 28), "belum lahir"),
    ],
)
def test_what_is_known_roughly_is_said_roughly(precision, on, text):
    assert wording.age(child(birth_precision=precision), on) == text


def test_an_unknown_birth_is_said_to_be_unknown():
    assert wording.age(child(None), BORN) == "umur belum diketahui"


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Putri Ayu", "Putri"),
        ("M. Rizki Pratama", "Rizki"),
        ("M Rizki", "Rizki"),
        ("SITI AMINAH", "Siti"),
        ("AI RAHMAWATI", "AI"),
        ("Q", "Q"),
        ("", ""),
    ],
)
def test_people_are_called_by_a_name_and_not_by_an_initial(name, called):
    assert wording.first_name(name) == called


@pytest.mark.parametrize(
    ("label", "near"),
    [("RW 14, Ciriung, Cibinong", "RW 14, Ciriung"), ("Jawa Barat", "Jawa Barat"), ("", "")],
)
def test_a_place_is_said_with_the_one_above_it(label, near):
    assert wording.near_place(label) == near


@pytest.mark.django_db
def test_the_own_record_of_the_mother_goes_before_what_was_written_down(world):
    written = make.child(world.family, "Raka", mother_name="RINA MARLINA")
    assert wording.mothers_child(written) == "anak Bu Rina"
    written.mother = world.mother
    assert wording.mothers_child(written) == "anak Bu Dewi"
    written.mother, written.mother_name = None, ""
    assert wording.mothers_child(written) == ""


@pytest.mark.django_db
def test_twins_are_told_apart_by_what_is_known_of_them(world):
    raka = make.child(world.family, "Raka", sex="M", born_on=BORN, mother_name="Rina")
    assert summaries.described(raka) == "Raka (L), lahir 29 Februari 2024, ibu Rina, RT 3"
    raka.born_on, raka.mother_name, raka.sex = None, "", "F"
    assert summaries.described(raka) == "Raka (P), RT 3"


@pytest.mark.django_db
def test_a_service_is_said_with_its_end_only_when_it_has_one(world):
    service = world.posyandu.service.get()
    assert summaries.service_words(service) == "Sari Lestari bertugas sejak 1 Januari 2020"
    service.until = dt.date(2024, 2, 29)
    assert summaries.service_words(service) == "Sari Lestari bertugas 1 Januari 2020 sampai 29 Februari 2024"


@pytest.mark.django_db
def test_what_a_repeated_request_is_told_hides_a_refusal_until_the_last_day(world):
    request = world.transfer_request
    request.state = request.State.REFUSED
    assert summaries.request_words(request) == "permintaan pindah Putri ke Mawar (menunggu jawaban)"
    request.asked_on = make.today() - dt.timedelta(days=60)
    assert summaries.request_words(request).endswith("(tidak dapat dipenuhi)")
    request.state = request.State.GRANTED
    assert summaries.request_words(request).endswith("(disetujui)")


def test_stages_and_their_inputs_are_named_in_full():
    assert tags.stage_name("purnama") == "Purnama"
    assert tags.stage_input_name("mean_kader") == "Rata-rata kader bertugas"
    assert tags.stage_input_name("not_known") == "not_known"
    with pytest.raises(ValueError, match="platinum"):
        tags.stage_name("platinum")


def test_a_missing_entry_breaks_no_page():
    assert tags.of_key({"pratama": 2}, "pratama") == 2
    assert tags.of_key({}, "pratama") is None and tags.of_key(None, "pratama") is None
    assert tags.comma("49.9") == "49,9"
