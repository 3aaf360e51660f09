"""The child's page, the list of children, moving, and the loop of a referral on the screen."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from anyelir.core.models import AuditEntry
from anyelir.posyandu.care import actions as care_actions
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.day import actions as day_actions
from anyelir.posyandu.register.models import Enrolment
from tests import factories as make
from tests.pages import flat

pytestmark = pytest.mark.django_db


def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def bidan(world, sign_in):
    return sign_in(world.user("bidan"))


def child_page(child) -> str:
    return reverse("posyandu:child", args=[child.pk])


def test_history_curves_and_corrections_stand_on_one_page(bidan, world, raka, weigh):
    weigh(raka, "9.1", months_ago=1)
    wrong = weigh(raka, "19.1")
    day_actions.correct_measurement(
        measurement=wrong,
        weight_kg="9.2",
        height_cm="76",
        posture="recumbent",
        reason="Salah ketik.",
        by=world.user("kader"),
    )
    page = flat(bidan.get(child_page(raka)))
    assert (
        "Naik, belum cukup (T)" in page and "Pembetulan: Salah ketik." in page and "Sudah dibetulkan" in page
    )
    assert page.count('<svg class="chart pos-kms') == 6 and "Gizi baik" in page
    assert "19,1 kg" in page and "Berat menurut panjang atau tinggi" in page


def test_every_reading_of_a_child_is_audited(bidan, world, raka):
    for _time in range(2):
        bidan.get(child_page(raka))
    entries = AuditEntry.objects.filter(verb="child.read", object_id=str(raka.pk))
    assert entries.count() == 2 and entries[0].actor_id == world.user("bidan").pk


def test_a_refused_reading_shows_nothing(world, raka, sign_in):
    for role, status in {"kabupaten": 403, "stranger": 404, "next_kader": 404}.items():
        response = sign_in(world.user(role)).get(child_page(raka))
        assert response.status_code == status and b"Raka" not in response.content
    assert not AuditEntry.objects.filter(verb="child.read").exists()


def test_a_child_that_was_never_measured_has_a_page(kader, raka):
    page = kader.get(child_page(raka)).content.decode()
    assert "Belum pernah diukur" in page and "Belum pernah dirujuk." in page


def test_an_implausible_index_is_named_and_to_be_measured_again(bidan, raka, weigh):
    """WHO's flag keeps a value out of prevalence, never out of sight."""
    weigh(raka, "4.6")
    page = flat(bidan.get(child_page(raka)))
    assert "Gizi buruk (ukur lagi)" in page and "Berat badan sangat kurang (ukur lagi)" in page


def test_the_list_holds_the_own_children_and_finds_by_name(kader, world, raka, weigh):
    weigh(raka, "9.1")
    page = kader.get(reverse("posyandu:children")).content.decode()
    assert "Raka Pratama" in page and "9,1 kg" in page and "Bagas Pratama" not in page
    page = kader.get(reverse("posyandu:children"), {"cari": "RAKA pratama"}).content.decode()
    assert "Raka Pratama" in page and "Putri Ayu" not in page
    nothing = kader.get(
        reverse("posyandu:children"), {"cari": "zzz"}, HTTP_HX_REQUEST="true"
    ).content.decode()
    assert "Tidak ada nama yang cocok" in nothing and "<html" not in nothing


def test_a_transfer_from_one_own_posyandu_to_another(bidan, world, raka):
    address = reverse("posyandu:transfer", args=[raka.pk])
    assert str(world.next_posyandu.pk) in bidan.get(address).content.decode()
    response = bidan.post(address, {"to": world.next_posyandu.pk, "on": str(today())})
    assert response.url == reverse("posyandu:day", args=[world.next_posyandu.pk])
    assert Enrolment.objects.get(child=raka, until=None).posyandu == world.next_posyandu


@pytest.mark.parametrize(
    ("typed", "status", "message"),
    [
        ({"on": "2199-01-01"}, 422, "Tanggal ini belum terjadi."),
        ({"to": "posyandu"}, 409, "sudah terdaftar di posyandu ini"),
        ({"to": "nowhere"}, 422, "Pindah ke posyandu</a>:"),
        ({"on": "kapan-kapan"}, 422, "Mulai tanggal</a>:"),
    ],
)
def test_an_odd_transfer_is_told(bidan, world, raka, typed, status, message):
    form = {"to": world.next_posyandu.pk, "on": str(today()), **typed}
    form["to"] = world.posyandu.pk if form["to"] == "posyandu" else form["to"]
    response = bidan.post(reverse("posyandu:transfer", args=[raka.pk]), form)
    assert response.status_code == status and message in response.content.decode()


def test_a_kader_moves_nobody_to_a_posyandu_that_is_not_hers(kader, world, raka):
    form = {"to": world.next_posyandu.pk, "on": str(today())}
    assert kader.post(reverse("posyandu:transfer", args=[raka.pk]), form).status_code == 422
    assert Enrolment.objects.get(child=raka, until=None).posyandu == world.posyandu


@pytest.fixture
def refer_address(raka):
    return reverse("posyandu:refer", args=[raka.pk])


def referral_form(world, **typed):
    return {"reasons": ["not_gained"], "urgency": "routine", "puskesmas": world.puskesmas.pk, **typed}


def test_the_reasons_of_the_measurement_are_ticked(kader, raka, weigh, refer_address):
    weigh(raka, "9.1", months_ago=1)
    measurement = weigh(raka, "9.1")
    page = kader.get(refer_address, {"hasil": measurement.pk}).content.decode()
    ticked = page.split('value="not_gained"')[1].split(">")[0]
    assert "checked" in ticked
    assert page.index('value="not_gained"') < page.index("Tambah alasan lain")
    assert page.index('value="oedema"') > page.index("Tambah alasan lain")


def test_a_referral_goes_out_and_comes_back_answered(kader, bidan, world, raka, weigh, refer_address):
    weigh(raka, "9.1")
    typed = referral_form(world, note_text="Sulit makan.", due_on=str(today()), op_id=str(uuid.uuid4()))
    sent = kader.post(refer_address, typed)
    referral = Referral.objects.get(child=raka)
    assert (
        sent.url == kader.post(refer_address, typed).url == reverse("posyandu:referral", args=[referral.pk])
    )
    inbox = bidan.get(reverse("posyandu:referral-inbox")).content.decode()
    assert (
        "rujukan baru." in inbox
        and "Raka Pratama" in inbox
        and "Kenaikan berat bulan ini tidak cukup (T)" in inbox
    )
    page = bidan.get(sent.url).content.decode()
    assert "Terima rujukan ini" in page and "Sulit makan." in page
    bidan.post(sent.url, {"status": "attended"})
    bidan.post(sent.url, {"status": "result", "remark": "Batuk pilek, diberi obat."})
    seen = kader.get(sent.url).content.decode()
    assert "Batuk pilek, diberi obat." in seen and "Selesai, tutup rujukan" in seen
    assert "Tulis hasil pemeriksaan" not in seen
    kader.post(sent.url, {"status": "closed"})
    assert Referral.objects.get(child=raka).closed_at is not None
    assert "Rujukan ini sudah selesai." in kader.get(sent.url).content.decode()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"reasons": []}, "Pilih paling sedikit satu alasan."),
        ({"reasons": ["other"]}, "Tuliskan alasan lain itu."),
        ({"reasons": ["hunger"]}, "Alasan rujukan</a>:"),
        ({"due_on": str(timezone.localdate() - dt.timedelta(days=1))}, "Pilih hari ini atau sesudahnya."),
        ({"puskesmas": str(uuid.uuid4())}, "Puskesmas tujuan</a>:"),
        ({"accompanied_by": "x" * 121}, "Didampingi oleh</a>:"),
    ],
)
def test_an_unfinished_referral_is_told_and_kept(kader, world, raka, refer_address, typed, message):
    response = kader.post(refer_address, {**referral_form(world), "note_text": "", **typed})
    assert response.status_code == 422 and message in response.content.decode()
    assert not Referral.objects.filter(child=raka).exists()


def test_a_second_open_referral_is_told_with_409(kader, world, refer_address):
    kader.post(refer_address, referral_form(world))
    response = kader.post(refer_address, referral_form(world, note_text="Lagi."))
    assert (
        response.status_code == 409 and "masih punya rujukan yang belum selesai" in response.content.decode()
    )
    assert "Lagi." in response.content.decode()


def test_a_step_without_its_words_or_out_of_turn_is_told(bidan, kader, world):
    address = reverse("posyandu:referral", args=[world.referral.pk])
    response = bidan.post(address, {"status": "result", "remark": ""})
    assert response.status_code == 422 and "Tuliskan keterangannya." in response.content.decode()
    assert kader.post(address, {"status": "result", "remark": "x"}).status_code == 422
    care_actions.answer_referral(
        referral=world.referral, status="cancelled", remark="Pindah.", by=world.user("chair")
    )
    assert bidan.post(address, {"status": "attended"}).status_code == 422


def test_the_boxes_hold_what_they_say(bidan, world, raka):
    urgent = make.referral(raka, world.posyandu, world.puskesmas, urgency="urgent", status="received")
    inbox = reverse("posyandu:referral-inbox")

    def names(**query) -> set[str]:
        page = bidan.get(inbox, query).content.decode()
        return {name for name in ("Raka Pratama", "Putri Ayu") if name in page}

    assert names() == {"Raka Pratama", "Putri Ayu"}
    assert names(kotak="new") == {"Putri Ayu"} and names(kotak="waiting") == {"Raka Pratama"}
    assert names(kotak="done") == names(kotak="seen") == set()
    assert names(segera="1") == {"Raka Pratama"} and names(cari="putri") == {"Putri Ayu"}
    assert names(kotak="nonsense") == {"Raka Pratama", "Putri Ayu"}
    Referral.objects.filter(pk=urgent.pk).update(status="closed", closed_at=timezone.now())
    assert names(kotak="done") == {"Raka Pratama"} and names() == {"Putri Ayu"}


def test_a_late_child_is_said_to_be_late_by_the_date_of_its_place_alone(bidan, world, monkeypatch):
    """At half past ten in the evening in Bogor the next day has begun in Sentani."""
    evening = dt.datetime.combine(today(), dt.time(15, 30), dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: evening)
    Referral.objects.filter(pk=world.referral.pk).update(due_on=today())
    assert "Paling lambat" in bidan.get(reverse("posyandu:referral-inbox")).content.decode()
    Referral.objects.filter(pk=world.referral.pk).update(due_on=today() - dt.timedelta(days=1))
    assert "Sudah lewat" in bidan.get(reverse("posyandu:referral-inbox")).content.decode()


def test_another_puskesmas_sees_only_what_was_sent_to_it(world, raka, sign_in):
    other = sign_in(world.user("other_puskesmas"))
    assert "Raka" not in other.get(reverse("posyandu:referral-inbox")).content.decode()
    sent = make.referral(raka, world.posyandu, world.other_puskesmas)
    assert "Raka Pratama" in other.get(reverse("posyandu:referral-inbox")).content.decode()
    assert other.get(reverse("posyandu:referral", args=[sent.pk])).status_code == 200
    assert other.get(child_page(raka)).status_code == 200
    assert other.get(reverse("posyandu:measure", args=[world.session.pk, raka.pk])).status_code == 404


def test_who_serves_one_posyandu_is_told_who_moves_a_child(kader, bidan, raka):
    address = reverse("posyandu:transfer", args=[raka.pk])
    page = kader.get(address).content.decode()
    assert "Kader di posyandu tujuan yang memindahkan" in page and "Pindahkan anak" not in page
    child = reverse("posyandu:child", args=[raka.pk])
    assert address not in kader.get(child).content.decode()
    assert address in bidan.get(child).content.decode()
