"""The open day on the screen: opening, the board, steps, new children, closing."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from anyelir.families.models import Person
from anyelir.posyandu.care import actions as care_actions
from anyelir.posyandu.day import actions as day_actions
from anyelir.posyandu.day.models import PosyanduSession, Visit
from anyelir.posyandu.day.queries.day import day_board
from anyelir.posyandu.day.queries.greetings import Greeting
from anyelir.posyandu.register.models import TransferRequest
from tests import factories as make
from tests.pages import flat

pytestmark = pytest.mark.django_db
NEW = {"name": "Sekar Wangi", "sex": "F", "mother_name": "Ningsih", "growth_card": "yes"}


def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def board(world):
    return reverse("posyandu:session", args=[world.session.pk])


@pytest.fixture
def empty(world):
    """A second posyandu of the same kader without an open day."""
    made = make.posyandu(world.rt, "Melati", world.puskesmas, schedule_week=2, schedule_weekday=1)
    make.grant(world.user("kader"), "kader_posyandu", unit=made)
    return made


def new_child(world, **typed):
    return reverse("posyandu:new-child", args=[world.session.pk]), {**NEW, "born_on": str(today()), **typed}


def test_one_posyandu_needs_no_choice_and_several_do(kader, world, empty, sign_in):
    page = kader.get(reverse("posyandu:today")).content.decode()
    assert "Melati" in page and "Anyelir" in page
    chair = sign_in(world.user("chair"))
    assert chair.get(reverse("posyandu:today")).url == reverse("posyandu:day", args=[world.posyandu.pk])
    assert chair.get(reverse("posyandu:day", args=[world.posyandu.pk])).url.endswith(f"{world.session.pk}/")


def test_before_opening_the_schedule_is_named_and_one_tap_opens(kader, empty):
    page = kader.get(reverse("posyandu:day", args=[empty.pk])).content.decode()
    assert "Jadwal berikutnya" in page and "Buka hari posyandu" in page
    response = kader.post(reverse("posyandu:open-day", args=[empty.pk]), {"held_on": str(today())})
    assert response.url == reverse("posyandu:session", args=[empty.sessions.get().pk])


@pytest.mark.parametrize(
    ("held_on", "message"),
    [
        (str(timezone.localdate() + dt.timedelta(days=1)), "Tanggal ini belum tiba."),
        ("31 Februari", "Tanggal ini tidak ada di kalender."),
        ("", "Tanggal"),
        ("0001-01-01", "Tanggal ini terlalu lama."),
        ("9" * 4000, "Tanggal ini tidak ada di kalender."),
    ],
)
def test_odd_days_are_told(kader, empty, held_on, message):
    response = kader.post(reverse("posyandu:open-day", args=[empty.pk]), {"held_on": held_on})
    assert response.status_code == 422 and message in response.content.decode()
    assert not empty.sessions.exists()


def test_a_closed_day_is_told_with_409(kader, world):
    day_actions.close_session(session=world.session, by=world.user("kader"))
    response = kader.post(reverse("posyandu:open-day", args=[world.posyandu.pk]), {"held_on": str(today())})
    assert response.status_code == 409 and "sudah ditutup" in response.content.decode()


def test_the_board_says_who_is_expected_and_at_which_step(kader, world, raka, board, weigh):
    weigh(raka, "9.1", months_ago=1)
    page = kader.get(board).content.decode()
    assert "<b>1 dari 2</b> balita sudah ditimbang." in page
    assert "Pilih anak untuk ditimbang" in page and page.count("<use href") == 2
    kader.post(reverse("posyandu:arrive", args=[world.session.pk, raka.pk]))
    page = kader.get(board).content.decode()
    assert "Timbang anak berikutnya" in page and "Giliran:" in page
    assert kader.get(reverse("posyandu:next-child", args=[world.session.pk])).url == reverse(
        "posyandu:measure", args=[world.session.pk, raka.pk]
    )


def test_htmx_gets_the_board_alone(kader, world, raka, board):
    page = kader.get(board, {"cari": "raka rina"}, HTTP_HX_REQUEST="true").content.decode()
    assert "<html" not in page and "Raka Pratama" in page and "Putri Ayu</b>" not in page
    arrived = kader.post(
        reverse("posyandu:arrive", args=[world.session.pk, raka.pk]), {"cari": "raka"}, HTTP_HX_REQUEST="true"
    ).content.decode()
    assert "<html" not in arrived and "Menunggu ditimbang" in arrived and "Putri Ayu</b>" not in arrived


def test_a_search_without_a_match_offers_to_register(kader, board):
    page = kader.get(board, {"cari": "<script>" + "x" * 500}).content.decode()
    assert "Daftarkan anak baru" in page and "<script>x" not in page


def test_who_missed_or_did_not_gain_is_greeted(kader, world, raka, board, weigh):
    for months_ago in (4, 3, 2):
        weigh(raka, "9.1", months_ago=months_ago)
    (entry,) = [entry for entry in day_board(world.session).greeted if entry.child == raka]
    assert entry.greetings == (Greeting("not_gained_twice", 2), Greeting("missed_last_month"))
    care_actions.create_referral(
        child=raka, posyandu=world.posyandu, reasons=["not_gained_twice"], by=world.user("kader")
    )
    page = flat(kader.get(board))
    assert (
        "Perlu disapa hari ini" in page
        and "Rujukan belum dikunjungi. Sudah 2 bulan kenaikan berat belum cukup" in page
    )


def test_only_the_children_of_that_day_are_expected(world, raka):
    def on_the_board(child) -> bool:
        return child in [entry.child for entry in day_board(world.session).children]

    assert on_the_board(raka)
    for field in ("died_on", "moved_on"):
        Person.objects.filter(pk=raka.pk).update(**{field: today()})
        assert not on_the_board(raka)
        Person.objects.filter(pk=raka.pk).update(**{field: None})
    old = make.child(world.family, "Kakak", age_months=61)
    make.enrolment(world.posyandu, old)
    assert not on_the_board(old)
    day_actions.register_visit(session=world.session, child=old, by=world.user("kader"))
    assert on_the_board(old)


def test_the_five_steps_of_a_visit(kader, world, raka, weigh):
    weigh(raka, "9.1")
    visit = Visit.objects.get(child=raka)
    step = reverse("posyandu:step", args=[world.session.pk, visit.pk])
    states = []
    for name in ("served", "counselled"):
        assert kader.post(step, {"step": name}).status_code == 302
        states += [entry.state for entry in day_board(world.session).children if entry.child == raka]
    assert states == ["served", "done"]
    assert kader.post(step, {"step": "measured"}).status_code == 422
    other = reverse("posyandu:step", args=[world.next_session.pk, visit.pk])
    assert kader.post(other, {"step": "served"}).status_code == 404


def test_the_board_costs_the_same_for_many_children(kader, world, board, weigh):
    def count() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            kader.get(board)
        return len(captured)

    count()  # the first answer also reads grants and the device
    before = count()
    for number in range(12):
        child = make.child(world.family, f"Anak {number}", mother=world.mother)
        make.enrolment(world.posyandu, child)
        weigh(child, "9.1")
    assert count() == before


def test_a_new_child_is_registered_enrolled_and_next_on_the_scale(kader, world):
    address, typed = new_child(world)
    response = kader.post(address, typed)
    child = Person.objects.get(name="Sekar Wangi")
    assert response.url == reverse("posyandu:measure", args=[world.session.pk, child.pk])
    assert child.enrolments.get().posyandu == world.posyandu and child.growth_card == "yes"
    assert Visit.objects.filter(child=child, session=world.session).exists()
    kader.post(address, typed)
    assert Person.objects.filter(name="Sekar Wangi").count() == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"born_on": str(timezone.localdate() + dt.timedelta(days=1))}, "Tanggal lahir belum terjadi."),
        ({"name": ""}, "Nama anak</a>:"),
        ({"name": "x" * 5000}, "120"),
        ({"name": "\x00\u200b "}, "Nama anak</a>:"),
        ({"born_on": "0024-11-10"}, "Tanggal ini terlalu lama."),
        ({"birth_weight_g": "3,100"}, "bisa dibaca dua cara"),
        ({"birth_weight_g": "3,1"}, "misalnya 3100"),
        ({"nik": "123"}, "NIK harus tepat 16 angka"),
        ({"sex": "X"}, "pilihan"),
        ({"birth_weight_g": "3"}, "300"),
    ],
)
def test_a_new_child_with_something_to_look_at_loses_nothing(kader, world, change, message):
    address, typed = new_child(world, **change)
    response = kader.post(address, typed)
    page = response.content.decode()
    assert response.status_code == 422 and message in page
    assert 'value="Ningsih"' in page and not Person.objects.filter(mother_name="Ningsih").exists()


def test_a_child_of_another_posyandu_is_asked_for_there(kader, world):
    address, typed = new_child(world, born_on=str(today() - dt.timedelta(days=300)))
    other = make.child(make.family(world.next_rw), "Sekar Wangi", born_on=today() - dt.timedelta(days=300))
    other.mother_name = "Ningsih"
    other.save()
    make.enrolment(world.next_posyandu, other)
    response = kader.post(address, typed)
    assert response.status_code == 409 and "Kirim permintaan pindah" in response.content.decode()
    assert "Mawar" not in response.content.decode()
    assert kader.post(address, {**typed, "move_here": "on"}).status_code == 409
    assert other.enrolments.get(until=None).posyandu == world.next_posyandu
    sent = kader.post(address, {**typed, "ask": "on", "ask_reason": "Pindah ke RW 14"})
    assert sent.status_code == 302 and sent.url == reverse("posyandu:requests")
    request = TransferRequest.objects.get(child=other)
    assert request.to_posyandu == world.posyandu and request.is_open


def test_whoever_works_at_both_posyandu_moves_a_child_at_once(sign_in, world):
    secretary = sign_in(world.user("secretary"))
    address, typed = new_child(world, born_on=str(today() - dt.timedelta(days=300)))
    other = make.child(make.family(world.next_rw), "Sekar Wangi", born_on=today() - dt.timedelta(days=300))
    other.mother_name = "Ningsih"
    other.save()
    make.enrolment(world.next_posyandu, other)
    asked = secretary.post(address, typed)
    assert asked.status_code == 409 and f'name="anak" value="{other.pk}"' in asked.content.decode()
    typed["anak"] = str(other.pk)
    response = secretary.post(address, typed)
    assert f'<input type="hidden" name="anak" value="{other.pk}">' in flat(response)
    assert response.status_code == 409 and "masih terdaftar di Mawar" in response.content.decode()
    assert "pindahkan anak ini ke posyandu kami" in response.content.decode()
    assert secretary.post(address, {**typed, "move_here": "on"}).status_code == 302
    assert other.enrolments.get(until=None).posyandu == world.posyandu


def test_closing_counts_the_kader_and_can_be_taken_back(kader, world, raka, board):
    address = reverse("posyandu:close-day", args=[world.session.pk])
    page = kader.get(address).content.decode()
    assert 'value="1"' in page and "Sari Lestari" in page and "1 balita belum datang" in page
    assert kader.post(address, {"kader_on_duty": "lima"}).status_code == 422
    assert kader.post(address, {"kader_on_duty": "51"}).status_code == 422
    assert kader.post(address, {"kader_on_duty": "5"}).status_code == 302
    session = PosyanduSession.objects.get(pk=world.session.pk)
    assert session.closed_at is not None and session.kader_on_duty == 5
    again = kader.post(address, {"kader_on_duty": "4"})
    assert again.status_code == 409 and 'value="4"' in again.content.decode()
    assert "Sudah ditutup" in kader.get(board).content.decode()
    arrive = kader.post(reverse("posyandu:arrive", args=[world.session.pk, raka.pk]))
    assert arrive.status_code == 409 and "sudah ditutup" in arrive.content.decode()
    kader.post(reverse("posyandu:reopen-day", args=[world.session.pk]))
    assert PosyanduSession.objects.get(pk=world.session.pk).closed_at is None


def test_a_session_that_does_not_exist_is_not_found(kader):
    assert kader.get(reverse("posyandu:session", args=[uuid.uuid4()])).status_code == 404


def test_reading_an_address_that_writes_is_refused(kader, world, raka):
    assert kader.get(reverse("posyandu:arrive", args=[world.session.pk, raka.pk])).status_code == 405


def test_the_button_of_a_child_keeps_its_name_through_the_steps(kader, world, raka, board, weigh):
    """The focus of a keyboard follows the child to the next button, because both have one id."""
    name = f'id="aksi-{raka.pk}"'
    assert name in kader.get(board).content.decode()
    kader.post(reverse("posyandu:arrive", args=[world.session.pk, raka.pk]))
    assert name in kader.get(board).content.decode()
    weigh(raka, "9.1")
    assert kader.get(board).content.decode().count(name) == 1


def test_who_is_here_stands_before_who_has_not_come(kader, world, raka, board, weigh):
    make.enrolment(world.posyandu, make.child(world.family, "Sinta", age_months=9))
    weigh(raka, "9.1")
    page = kader.get(board).content.decode()
    assert 'href="#langkah-measured"' in page
    assert page.index('id="langkah-measured"') < page.index('id="langkah-absent"')
