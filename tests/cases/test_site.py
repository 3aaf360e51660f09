"""Steps on the running site that once gave a wrong answer (tests/data/cases/site.md)."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse

from anyelir.core.models import AuditEntry
from anyelir.families.models import Person
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.register.models import TransferRequest
from tests import factories as make
from tests.pages import flat


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
    target = re.search(r'method="post" action="([^"]+)"', flat(page))[1]
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
    assert not any(text in page for text in ("Cempaka", "7,7", "7,8"))
    assert child.name not in kader.get(reverse("posyandu:children")).content.decode()


NEWBORN = {"name": "By. Ny. Wati", "sex": "F", "born_on": "2026-11-01", "mother_name": "Wati Suryani"}
QUESTION = "Anak yang sama, atau kembarannya?"


def said(**changes) -> dict[str, str]:
    return {**NEWBORN, **changes, "op_id": str(uuid.uuid4())}


@pytest.mark.case("site 3", "ditanya: anak yang sama, atau kembarannya?")
@pytest.mark.django_db
def test_the_second_twin_without_a_name(world, kader):
    address = reverse("posyandu:new-child", args=[world.session.pk])
    assert kader.post(address, said()).status_code == 302
    first, second = Person.objects.get(name="By. Ny. Wati"), said()
    response = kader.post(address, second)
    page = response.content.decode()
    assert response.status_code == 409 and QUESTION in page and "ibu Wati Suryani" in page
    assert Person.objects.filter(name="By. Ny. Wati").count() == 1
    same = kader.post(address, {**second, "anak": str(first.pk)})
    assert same.url == reverse("posyandu:measure", args=[world.session.pk, first.pk])
    another = kader.post(address, {**said(), "lain": "1"})
    twins = Person.objects.filter(name="By. Ny. Wati")
    assert twins.count() == 2
    assert another.url == reverse(
        "posyandu:measure", args=[world.session.pk, twins.exclude(pk=first.pk).get().pk]
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"name": "Rafa Pratama"}, {"name": "Rafi Pratama"}),
        ({"name": "Rafa Pratama"}, {"name": "Alya Kirana", "sex": "M"}),
        ({"name": "Rafa Pratama"}, {"name": "Rafa Pratama"}),
        ({"name": "Rafa Pratama"}, {"name": "Rafa Pratama", "mother_name": "Neneng"}),
        ({"name": "Rafa Pratama"}, {"name": "Rafa Pratama", "nik": "3201014111260001"}),
        ({"name": "Ni Luh Sari"}, {"name": "Ni Kadek Sari"}),
        ({"name": "Rina br. Siregar"}, {"name": "Rini Siregar"}),
        ({"name": "By. Ny. Wati I"}, {"name": "By. Ny. Wati II"}),
    ],
)
@pytest.mark.django_db
def test_who_may_be_the_same_is_asked_about_and_never_opened(world, kader, first, second):
    address = reverse("posyandu:new-child", args=[world.session.pk])
    assert kader.post(address, said(**first)).status_code == 302
    before = Person.objects.count()
    response = kader.post(address, said(**second))
    assert response.status_code == 409 and QUESTION in response.content.decode()
    assert Person.objects.count() == before
    assert kader.post(address, {**said(**second), "lain": "1"}).status_code == 302
    assert Person.objects.count() == before + 1


@pytest.mark.django_db
def test_a_neighbour_is_not_asked_about(world, kader):
    address = reverse("posyandu:new-child", args=[world.session.pk])
    kader.post(address, said(name="Rafa Pratama"))
    assert kader.post(address, said(name="Bunga Lestari", mother_name="Neneng")).status_code == 302


@pytest.mark.django_db
def test_the_nik_that_was_typed_goes_to_the_child_that_was_recognised(world, kader):
    address = reverse("posyandu:new-child", args=[world.session.pk])
    kader.post(address, said(name="Rafa Pratama"))
    child = Person.objects.get(name="Rafa Pratama")
    kader.post(address, {**said(name="Rafa Pratama", nik="3201014111260001"), "anak": str(child.pk)})
    child.refresh_from_db()
    assert child.nik == "3201014111260001" and Person.objects.filter(name="Rafa Pratama").count() == 1
    other = kader.post(address, {**said(name="Rafa Pratama", nik="3201014111260002"), "anak": str(child.pk)})
    assert other.status_code == 409 and "sudah punya NIK lain" in other.content.decode()


@pytest.mark.django_db
def test_who_is_out_of_sight_is_asked_about_without_a_name(world, kader):
    elsewhere = make.child(make.family(world.next_rw), "Rafa Pratama", born_on=dt.date(2026, 11, 1))
    Person.objects.filter(pk=elsewhere.pk).update(mother_name="Wati Suryani")
    make.enrolment(world.next_posyandu, elsewhere)
    address, typed = reverse("posyandu:new-child", args=[world.session.pk]), said(name="Rafi Pratama")
    response = kader.post(address, typed)
    page = response.content.decode()
    assert response.status_code == 409 and QUESTION in page
    assert "Rafa" not in page and str(elsewhere.pk) not in page and world.next_rw.name not in page
    assert kader.post(address, {**typed, "anak": str(elsewhere.pk)}).status_code == 404
    assert kader.post(address, {**typed, "lain": "1"}).status_code == 302


@pytest.fixture
def holder(world):
    child = make.child(world.family, "Aisyah Putri", sex="F", born_on=dt.date(2025, 3, 10), nik=HELD)
    make.enrolment(world.posyandu, child)
    return child


HELD = "3201015003250001"
TYPED = {"name": "Bagas Saputra", "sex": "M", "born_on": "2025-03-10", "mother_name": "Neneng", "nik": HELD}


@pytest.mark.case("site 4", "ditolak; pemegang NIK disebut hanya kepada yang boleh melihatnya")
@pytest.mark.django_db
def test_the_nik_of_another_child(world, kader, holder):
    address = reverse("posyandu:new-child", args=[world.session.pk])
    for lain in ({}, {"lain": "1"}):
        response = kader.post(address, {**said(**TYPED), **lain})
        page = response.content.decode()
        assert response.status_code == 409 and "sudah dipakai orang lain" in page and "Aisyah Putri" in page
    assert not Person.objects.filter(name="Bagas Saputra").exists()
    assert not holder.visits.exists()


@pytest.mark.django_db
def test_the_nik_of_a_likely_twin_is_asked_about(world, kader, holder):
    Person.objects.filter(pk=holder.pk).update(mother_name="Neneng")
    address = reverse("posyandu:new-child", args=[world.session.pk])
    typed = said(**{**TYPED, "name": "Aisyah Putra"})
    response = kader.post(address, typed)
    assert response.status_code == 409 and QUESTION in response.content.decode()
    assert kader.post(address, {**typed, "lain": "1"}).status_code == 409
    assert not holder.visits.exists()
    assert kader.post(address, {**typed, "anak": str(holder.pk)}).status_code == 302
    assert Person.objects.filter(born_on="2025-03-10").count() == 1


@pytest.mark.parametrize("nik", ["0" * 16, "9" * 16, "3201015003250000", "3.20101E+15"])
@pytest.mark.django_db
def test_digits_that_are_no_nik_are_said_at_the_field(world, kader, nik):
    address = reverse("posyandu:new-child", args=[world.session.pk])
    response = kader.post(address, said(**{**TYPED, "nik": nik}))
    assert response.status_code == 422 and "Kosongkan bila belum punya" in response.content.decode()
    assert not Person.objects.filter(name="Bagas Saputra").exists()
