"""Steps on the running site that once gave a wrong answer (tests/data/cases/site.md)."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse

from anyelir.core.models import AuditEntry
from anyelir.families.models import Person
from anyelir.posyandu.models import Measurement, TransferRequest
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


NIK = "3201014106250002"


def described(world, **typed) -> dict:
    return {
        "name": "Kadek Ayu",
        "sex": "F",
        "born_on": "2025-06-01",
        "birth_precision": "day",
        "mother_name": "Ni Luh",
        "nik": NIK,
    } | typed


@pytest.fixture
def far_child(world):
    """A child of Kab. Karangasem, enrolled there."""
    family = make.family(world.elsewhere, "I Made Sujana")
    child = make.child(family, "Kadek Ayu", born_on=dt.date(2025, 6, 1), nik=NIK)
    make.enrolment(make.posyandu(world.elsewhere, "Cempaka"), child)
    return child


@pytest.mark.case(
    "site 5", "tanpa nama dan tempat, tidak pindah; permintaan buta ke yang mencatat; ada jejaknya"
)
@pytest.mark.django_db
def test_nobody_takes_a_child_by_its_number(world, kader, far_child, sign_in):
    address = reverse("posyandu:new-child", args=[world.session.pk])
    pages = [
        kader.post(address, described(world, name=name, move_here="on")).content.decode()
        for name in ("Kadek Ayu", "Siapa Saja")
    ]
    assert all("Nomor ini belum bisa dipakai di sini" in page for page in pages)
    assert not any(word in page for page in pages for word in ("Cempaka", "Karangasem", "Sujana"))
    assert far_child.enrolments.get().posyandu.name == "Cempaka"
    assert AuditEntry.objects.filter(verb="number.held_back", actor_id=world.user("kader").pk).count() == 2
    sent = kader.post(address, described(world, ask="on", ask_reason="Pindah ke RW 14"), follow=True)
    assert "Menunggu jawaban" in sent.content.decode() and "Cempaka" not in sent.content.decode()
    holder = make.user("ketut")
    make.grant(holder, "kader_posyandu", unit=far_child.enrolments.get().posyandu)
    request = TransferRequest.objects.get(child=far_child)
    answer = sign_in(holder).post(reverse("posyandu:request", args=[request.pk]), {"pindahkan": "1"})
    assert answer.status_code == 302
    assert far_child.enrolments.get(until=None).posyandu == world.posyandu


@pytest.mark.case("site 6", "catatan sendiri sampai hari pindah, tidak ada apa pun dari tempat baru")
@pytest.mark.django_db
def test_a_former_posyandu_reads_its_own_rows(world, kader):
    child, today = world.child, make.today()
    here = child.enrolments.get()
    here.until, here.end_reason = today, "transferred"
    here.save()
    new = make.posyandu(world.elsewhere, "Cempaka")
    make.enrolment(new, child, since=today + dt.timedelta(days=1))
    make.measurement(make.visit(make.session(new, today), child), weight_kg="7.777")
    page = kader.get(reverse("posyandu:child", args=[child.pk])).content.decode()
    assert "tidak lagi tercatat di sini" in page
    assert "9,2" in page
    assert not any(words in page for words in ("Cempaka", "7,7", "7,8"))
    assert child.name not in kader.get(reverse("posyandu:children")).content.decode()
