"""The page that keeps what was typed asks whether it has arrived."""

import uuid

import pytest
from django.urls import reverse

from anyelir.posyandu.day.models import Measurement
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def raka(world):
    child = make.child(world.family, "Raka Pratama", sex="M")
    make.enrolment(world.posyandu, child)
    return child


def arrived(client, number) -> bool:
    answer = client.get(reverse("web:sent"), {"nomor": number})
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    return answer.json()["stored"]


def test_only_what_was_stored_and_only_for_who_sent_it(world, sign_in, raka):
    kader, number = sign_in(world.user("kader")), str(uuid.uuid4())
    assert not arrived(kader, number)
    address = reverse("posyandu:measure", args=[world.session.pk, raka.pk])
    refused = kader.post(address, {"weight_kg": "sembilan", "op_id": number})
    assert refused.status_code == 422 and not arrived(kader, number)
    kader.post(address, {"weight_kg": "9,3", "op_id": number, "confirmed": "weight_kg:9.3"})
    assert Measurement.objects.filter(child=raka).exists() and arrived(kader, number)
    assert not arrived(sign_in(world.user("chair")), number)


@pytest.mark.parametrize("number", ["", "satu", "1" * 4000, "\x00"])
def test_a_strange_number_has_not_arrived(world, sign_in, number):
    assert not arrived(sign_in(world.user("kader")), number)
