"""The measuring form, the result and the correction as a kader meets them."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from anyelir.core.models import AuditEntry
from anyelir.posyandu.day import actions
from anyelir.posyandu.day.models import Measurement
from tests import factories as make
from tests.pages import flat

pytestmark = pytest.mark.django_db
TYPED = {"weight_kg": "9,3", "height_cm": "76,4", "posture": "recumbent", "head_cm": "46", "muac_cm": "14,2"}


@pytest.fixture
def address(world, raka):
    return reverse("posyandu:measure", args=[world.session.pk, raka.pk])


def saved(child) -> Measurement:
    """The row that counts today."""
    return Measurement.objects.get(child=child, is_chosen=True, measured_on=make.today())


def assert_nothing_lost(page: str, typed: dict) -> None:
    for name, value in typed.items():
        if name != "posture":
            assert f'value="{value}"' in page, name


def test_asks_with_last_month_and_the_least_gain_beside_the_field(kader, address, raka, weigh):
    weigh(raka, "9.1", months_ago=1)
    page = flat(kader.get(address))
    assert "Berapa berat Raka?" in page and "Bulan lalu <b>9,1 kg</b>" in page
    assert "Minimal naik <b>200 g</b>" in page
    assert 'value="recumbent" checked' in page and "anak Bu Rina" in page


def test_a_child_of_two_years_is_measured_standing(kader, world):
    child = make.child(world.family, "Bima", age_months=25)
    make.enrolment(world.posyandu, child)
    page = kader.get(reverse("posyandu:measure", args=[world.session.pk, child.pk])).content.decode()
    assert 'value="standing" checked' in page


def test_saves_comma_values_and_shows_the_result(kader, address, raka):
    response = kader.post(address, TYPED, follow=True)
    assert response.redirect_chain[-1][0] == reverse("posyandu:result", args=[saved(raka).pk])
    measurement = saved(raka)
    assert (measurement.weight_kg, measurement.height_cm, measurement.muac_cm) == (
        Decimal("9.3"),
        Decimal("76.4"),
        Decimal("14.2"),
    )
    assert "Selamat datang, Raka." in response.content.decode()


def test_a_second_tap_saves_nothing_more(kader, address, raka):
    typed = {**TYPED, "op_id": str(uuid.uuid4())}
    first, second = kader.post(address, typed), kader.post(address, typed)
    assert first.url == second.url and Measurement.objects.filter(child=raka).count() == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"weight_kg": "", "height_cm": "", "head_cm": "", "muac_cm": ""}, "Belum ada yang diukur"),
        ({"weight_kg": "sembilan"}, "Tulis berat dalam kilogram"),
        ({"weight_kg": "9300"}, "Tulis berat dalam kilogram"),
        ({"weight_kg": "-9"}, "Tulis berat dalam kilogram"),
        ({"weight_kg": "9,3,1"}, "Tulis berat dalam kilogram"),
        ({"weight_kg": "0"}, "Tulis berat dalam kilogram"),
        ({"weight_kg": "1e400"}, "Tulis berat dalam kilogram"),
        ({"weight_kg": "９９".encode().decode("latin-1")}, "Tulis berat dalam kilogram"),
        ({"height_cm": "9" * 5000}, "Tulis panjang atau tinggi dalam sentimeter"),
        ({"posture": "hanging"}, "Pilih berbaring atau berdiri."),
        ({"op_id": "satu"}, "Buka lagi halaman ini"),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_the_rest(kader, address, raka, change, message):
    response = kader.post(address, {**TYPED, **change})
    page = response.content.decode()
    assert response.status_code == 422 and message in page
    assert not Measurement.objects.filter(child=raka).exists()
    assert_nothing_lost(page, {name: value for name, value in TYPED.items() if name not in change})


def test_a_body_that_is_not_utf8_is_bad_input_too(kader, address, raka):
    body = b"weight_kg=\xff\xfe9%2C3&height_cm=76%2C4"
    response = kader.generic("POST", address, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 422 and 'value="76,4"' in response.content.decode()


def test_a_strange_value_is_asked_once_and_never_refused(kader, address, raka, weigh):
    weigh(raka, "9.1", months_ago=1)
    odd = {**TYPED, "weight_kg": "19,1"}
    response = kader.post(address, odd)
    page = response.content.decode()
    assert response.status_code == 422 and "Coba ukur sekali lagi" in page
    assert 'value="weight_kg:9.1"' in page and 'value="weight_kg:19.1"' in page
    assert_nothing_lost(page, odd)
    kader.post(address, {**odd, "confirm": "weight_kg:19.1"})
    assert saved(raka).weight_kg == Decimal("19.1")
    assert "waz" in saved(raka).flags


def test_the_offered_value_is_taken_with_one_tap(kader, address, raka, weigh):
    weigh(raka, "9.1", months_ago=1)
    kader.post(address, {**TYPED, "weight_kg": "19,1", "meant": "weight_kg:9.1"})
    assert saved(raka).weight_kg == Decimal("9.1")


def test_an_answer_for_one_value_does_not_cover_another(kader, address, raka):
    odd = {**TYPED, "weight_kg": "60", "height_cm": "160", "confirm": "weight_kg:60"}
    page = flat(kader.post(address, odd))
    assert 'name="confirmed" value="weight_kg:60"' in page and 'value="height_cm:160"' in page
    kader.post(address, {**odd, "confirmed": "weight_kg:60", "confirm": "height_cm:160"})
    assert saved(raka).height_cm == Decimal("160")


@pytest.mark.parametrize("kind", ["closed_day", "closed_month"])
def test_what_closed_meanwhile_is_told_and_nothing_is_lost(kader, world, address, raka, kind):
    actions.close_session(session=world.session, by=world.user("chair"))
    if kind == "closed_month":
        actions.close_month(
            posyandu=world.posyandu, month=world.session.held_on, count=dict, by=world.user("chair")
        )
    response = kader.post(address, TYPED)
    page = response.content.decode()
    assert response.status_code == 409 and "sudah ditutup" in page
    assert_nothing_lost(page, TYPED)


def test_a_child_of_another_posyandu_is_not_found_by_a_kader(kader, world):
    address = reverse("posyandu:measure", args=[world.session.pk, world.next_child.pk])
    assert kader.get(address).status_code == kader.post(address, TYPED).status_code == 404


def test_who_sees_both_posyandu_is_offered_a_transfer(sign_in, world):
    bidan = sign_in(world.user("bidan"))
    address = reverse("posyandu:measure", args=[world.session.pk, world.next_child.pk])
    response = bidan.get(address)
    assert response.status_code == 409
    assert "Bagas Pratama tidak terdaftar di Anyelir" in response.content.decode()
    response = bidan.post(address, TYPED)
    assert response.status_code == 409 and "Daftarkan atau pindahkan dulu" in response.content.decode()
    assert_nothing_lost(response.content.decode(), TYPED)


def test_a_day_to_come_is_refused_with_everything_typed(kader, world, raka):
    tomorrow = make.session(world.posyandu, world.session.held_on + make.dt.timedelta(days=1))
    response = kader.post(reverse("posyandu:measure", args=[tomorrow.pk, raka.pk]), TYPED)
    assert response.status_code == 422 and "belum tiba" in response.content.decode()
    assert_nothing_lost(response.content.decode(), TYPED)


def test_unknown_records_are_not_found(kader, world, raka):
    for address in (
        reverse("posyandu:measure", args=[uuid.uuid4(), raka.pk]),
        reverse("posyandu:measure", args=[world.session.pk, uuid.uuid4()]),
        reverse("posyandu:result", args=[uuid.uuid4()]),
        "/posyandu/hasil/1/",
    ):
        assert kader.get(address).status_code == 404


def test_measuring_again_starts_from_what_was_measured(kader, address, raka, weigh):
    weigh(raka, "9.3")
    page = kader.get(address).content.decode()
    assert "Hari ini sudah diukur: 9,3 kg" in page and 'value="9,3"' in page


def test_the_result_explains_and_its_reading_is_audited(kader, raka, weigh, world):
    weigh(raka, "9.1", months_ago=1)
    measurement = weigh(raka, "9.1")
    page = flat(kader.get(reverse("posyandu:result", args=[measurement.pk])))
    assert "Berat Raka belum naik bulan ini." in page and "Belum naik (T)" in page
    assert "Ibu Rina dan Raka sebaiknya bertemu bidan" in page and "Buat surat rujukan" in page
    assert page.count('<svg class="chart pos-kms') == 2 and "https://wa.me/?text=" in page
    entry = AuditEntry.objects.get(verb="child.read")
    assert (entry.object_id, entry.detail) == (str(raka.pk), {"page": "result"})


def test_a_small_gain_in_the_same_band_is_left_to_the_kader(kader, raka, weigh):
    weigh(raka, "9.5", months_ago=1)
    measurement = weigh(raka, "9.6")
    result = reverse("posyandu:result", args=[measurement.pk])
    assert "Mengikuti pita (N)" in kader.get(result).content.decode()
    kader.post(reverse("posyandu:read-curve", args=[measurement.pk]), {"status": "N"})
    assert "Berat Raka naik bulan ini." in kader.get(result).content.decode()
    assert (
        kader.post(reverse("posyandu:read-curve", args=[measurement.pk]), {"status": "X"}).status_code == 422
    )


@pytest.fixture
def wrong(raka, weigh):
    return weigh(raka, "19.1", head_cm="46")


def test_a_correction_shows_what_was_written_and_keeps_it(kader, raka, wrong):
    address = reverse("posyandu:correct", args=[wrong.pk])
    page = kader.get(address).content.decode()
    assert 'value="19,1"' in page and 'value="46"' in page
    response = kader.post(address, {**TYPED, "weight_kg": "9,1", "kind": "typo"})
    assert response.status_code == 302
    assert saved(raka).weight_kg == Decimal("9.1") and saved(raka).correction_reason == "Salah ketik."
    assert Measurement.objects.get(pk=wrong.pk).weight_kg == Decimal("19.1")
    old = kader.get(reverse("posyandu:result", args=[wrong.pk])).content.decode()
    assert "sudah dibetulkan" in old


@pytest.mark.parametrize(
    ("change", "message"),
    [({}, "Pilih alasan pembetulan."), ({"kind": "other", "words": " "}, "Tuliskan alasan pembetulan.")],
)
def test_a_correction_needs_its_reason(kader, raka, wrong, change, message):
    response = kader.post(reverse("posyandu:correct", args=[wrong.pk]), {**TYPED, **change})
    assert response.status_code == 422 and message in response.content.decode()
    assert saved(raka) == wrong


def test_a_wrong_child_whose_right_one_is_not_known_is_taken_out_of_the_count(kader, raka, wrong):
    address = reverse("posyandu:correct", args=[wrong.pk])
    page = kader.post(address, {"kind": "wrong_child", "op_id": str(uuid.uuid4())})
    assert page.status_code == 200 and 'name="drop"' in page.content.decode()
    assert saved(raka) == wrong
    response = kader.post(address, {"kind": "wrong_child", "drop": "1"})
    assert response.status_code == 302
    assert not Measurement.objects.filter(child=raka, is_chosen=True).exists()


def test_a_row_that_was_corrected_meanwhile_is_told(kader, world, wrong):
    actions.correct_measurement(
        measurement=wrong, weight_kg="9.1", reason="Salah ketik.", by=world.user("chair")
    )
    response = kader.post(reverse("posyandu:correct", args=[wrong.pk]), {**TYPED, "kind": "typo"})
    page = response.content.decode()
    assert response.status_code == 409 and "Sudah tersimpan" in page and "9,1 kg" in page


def test_of_two_the_other_can_be_chosen(kader, raka, weigh):
    first, second = weigh(raka, "9.1"), weigh(raka, "9.3")
    page = kader.get(reverse("posyandu:result", args=[first.pk])).content.decode()
    assert "Pakai hasil ini" in page
    kader.post(reverse("posyandu:choose", args=[first.pk]))
    assert saved(raka) == first
    assert second.pk


def test_a_result_that_does_not_count_is_not_sent_to_the_family(kader, raka, weigh):
    weigh(raka, "9.3", months_ago=1)
    first = weigh(raka, "9.1")
    page = kader.get(reverse("posyandu:result", args=[first.pk])).content.decode()
    assert "wa.me" in page and "Buat surat rujukan" in page
    second = weigh(raka, "9.6")
    page = kader.get(reverse("posyandu:result", args=[first.pk])).content.decode()
    assert "wa.me" not in page and "Buat surat rujukan" not in page and "data-print" not in page
    assert "Pakai hasil ini" in page and reverse("posyandu:result", args=[second.pk]) in page


@pytest.mark.parametrize(
    ("pasted", "kg"),
    [
        ("\u202a9,3\u202c", "9.300"),
        ("\ufeff9.3\x00", "9.300"),
        ("9,\u00a03", "9.300"),
        ("'9,3", "9.300"),
        ("٩٫٣", "9.300"),
        ("９．３", "9.300"),
        ("9.310", "9.310"),
        ("9,310", "9.310"),
    ],
)
def test_a_pasted_weight_is_read(kader, address, raka, pasted, kg):
    typed = {**TYPED, "weight_kg": pasted}
    answer = kader.post(address, typed)
    confirmed = f"weight_kg:{str(float(kg))}"
    if answer.status_code == 422:
        answer = kader.post(address, {**typed, "confirmed": confirmed})
    assert answer.status_code == 302
    assert str(Measurement.objects.get(child=raka).weight_kg) == kg
