"""Steps on the running site that once gave a wrong answer (tests/data/cases/site.md)."""

from __future__ import annotations

import re
import uuid

import pytest
from django.urls import reverse

from anyelir.families.models import Person
from anyelir.posyandu.models import Measurement
from tests import factories as make


@pytest.fixture
def kader(world, sign_in):
    return sign_in(world.user("kader"))


def sending(page: str) -> str:
    return re.search(r'name="op_id" value="([^"]+)"', page)[1]


@pytest.mark.case("site 1", "18,9 menjadi pembetulan dari 18,6 yang sudah tersimpan")
@pytest.mark.django_db
def test_back_correct_save(world, kader):
    child = make.child(world.family, "Raka Pratama", sex="M", age_months=58)
    make.enrolment(world.posyandu, child)
    address = reverse("posyandu:measure", args=[world.session.pk, child.pk])
    # The page as the back-forward cache keeps it: with the number of its first sending.
    shown = {"posture": "standing", "op_id": sending(kader.get(address).content.decode())}
    kader.post(address, {**shown, "weight_kg": "18,6"})
    page = kader.post(address, {**shown, "weight_kg": "18,9"}).content.decode()
    assert "18,6 kg" in page and 'value="18,9"' in page
    target = re.search(r'method="post" action="([^"]+)"', page)[1]
    again = {**shown, "weight_kg": "18,9", "kind": "typo", "op_id": sending(page)}
    kader.post(target, again)
    counting = Measurement.objects.get(child=child, is_chosen=True)
    assert (str(counting.weight_kg), str(counting.supersedes.weight_kg)) == ("18.900", "18.600")


@pytest.mark.case("site 2", "satu anak, namanya dibetulkan")
@pytest.mark.django_db
def test_back_mend_the_name_save(world, kader):
    address = reverse("posyandu:new-child", args=[world.session.pk])
    shown = {"sex": "F", "born_on": "2025-11-01", "mother_name": "Wati Suryani", "op_id": str(uuid.uuid4())}
    kader.post(address, {**shown, "name": "Salsa Putrii"})
    page = kader.post(address, {**shown, "name": "Salsa Putri"}).content.decode()
    assert "Salsa Putrii" in page and 'name="sama"' in page
    kader.post(address, {**shown, "name": "Salsa Putri", "sama": "1"})
    assert [child.name for child in Person.objects.filter(name__startswith="Salsa")] == ["Salsa Putri"]
