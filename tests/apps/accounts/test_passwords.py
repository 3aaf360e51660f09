"""A password is not made of what somebody nearby knows."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from anyelir.accounts.models import User
from anyelir.core.refusal import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def sari(world):
    person = world.user("kader")
    person.phone = "+6281255500147"
    person.save()
    return User.objects.get(pk=person.pk)


@pytest.mark.parametrize(
    "password",
    [
        "SariLestari2026",
        "s4r1l3st4r1!!!",
        "lestari-sari-99",
        "posyandu anyelir 14",
        "Kaderposyandu1",
        "ciriung2026!",
        "cibinong bogor 14",
        "081255500147",
        "nomor saya 500147",
        "Bismillah123!",
        "1234567890123",
        "indonesia merdeka 45",
        "K4derDasawisma",
    ],
)
def test_words_about_the_person_her_places_and_her_work_are_no_password(sari, password):
    with pytest.raises(ValidationError):
        validate_password(password, sari)


@pytest.mark.parametrize(
    "password",
    [
        "kebun di belakang rumah",
        "sari suka hujan sore",
        "Gerimis-Kopi-7",
        "kambing hitam makan",
        "ꦏꦼꦧꦸꦤ꧀ꦮꦸꦫꦶꦲꦺꦴꦩꦃ",
    ],
)
def test_a_sentence_of_her_own_is_one_also_with_a_known_word_in_it(sari, password):
    validate_password(password, sari)


def test_the_words_of_others_do_not_count(world):
    validate_password("sari lestari hujan", make.user("rina"))
    validate_password("karangasem subak", make.user("wulan"))


def test_a_change_of_password_is_held_to_it(sari, client):
    from anyelir.accounts.actions import change_password

    with pytest.raises(Refused) as refused:
        change_password(user=sari, password="Ciriung Cibinong 14", by=sari)
    assert refused.value.code == "weak_password" and "mudah ditebak" in refused.value.text
