"""What people type into the register: a posyandu, who serves, how it is graded, a child that moves."""

from __future__ import annotations

import datetime as dt
import html

import pytest
from django.urls import reverse

from anyelir.posyandu.register.forms.register import SHARES
from anyelir.posyandu.register.models import Posyandu, PosyanduKader, StageAssessment, TransferRequest
from tests import factories as make
from tests.desk import FAR_AWAY, FAR_AWAY_DAYS, LONG_AGO, LONG_AGO_DAYS, NO_DAY, NO_DAYS, UNSEEN, Desk

pytestmark = pytest.mark.django_db
EMPTY = "Bidang ini tidak boleh kosong."
NO_CHOICE = "pilihan"
NOT_YET = "Tanggal ini belum tiba."
DAY = dt.timedelta(days=1)
NIK = "3201014106250002"
LONGER = [("name", 120), ("address", 200), ("decree_no", 60)]


def day(ago: int = 0) -> str:
    return f"{make.today() - ago * DAY}"


@pytest.fixture
def hendra(world, sign_in):
    return sign_in(world.user("secretary"))


@pytest.fixture
def right(world) -> dict[str, str]:
    """A whole posyandu, as somebody types it who knows everything."""
    return {
        "name": "Melati",
        "region": world.rw.code,
        "puskesmas": str(world.puskesmas.pk),
        "address": "Balai RW 14",
        "schedule_week": "2",
        "schedule_weekday": "1",
        "opens_at": "08:00",
        "decree_no": "411/2/2020",
        "decree_on": "2020-02-29",
        "latitude": "-6,472222",
        "longitude": "106,85",
    }


@pytest.fixture
def adding(hendra, right):
    return Desk(hendra, reverse("posyandu:add"), right)


@pytest.fixture
def editing(hendra, world, right):
    return Desk(hendra, reverse("posyandu:edit", args=[world.posyandu.pk]), {**right, "closed_on": ""})


@pytest.fixture(params=["adding", "editing"])
def writing(request):
    return request.getfixturevalue(request.param)


def test_a_posyandu_says_what_is_wrong(writing, world):
    writing.refuses_each("name", ["", None], EMPTY)
    writing.refuses_each("name", ["-", "xxx", "tidak ada", "?"], "Tuliskan nama posyandu.")
    for name, length in LONGER:
        writing.refuses(name, "M" * (length + 1), f"paling banyak {length} karakter")
    writing.refuses_each("region", ["", None], EMPTY)
    outside = [world.next_kelurahan.code, world.kecamatan.code, world.elsewhere.code, "99", "x", "🌺"]
    writing.refuses_each("region", outside, NO_CHOICE)
    writing.refuses_each("puskesmas", [str(world.posyandu.pk)], NO_CHOICE)
    writing.refuses_each("opens_at", ["25:00", "8", "08:61", "pagi", "🌺"], "waktu")
    writing.refuses_each("decree_on", NO_DAYS, NO_DAY)
    writing.refuses_each("decree_on", LONG_AGO_DAYS, LONG_AGO)
    writing.refuses_each("decree_on", FAR_AWAY_DAYS, FAR_AWAY)
    writing.refuses_each("decree_on", [day(-2), "31-12-2199"], NOT_YET)


def test_a_schedule_and_a_point_are_whole(writing):
    together = "bersama, atau kosongkan keduanya"
    writing.refuses("schedule_weekday", "", together)
    writing.refuses("schedule_weekday", "3", together, schedule_week="")
    writing.refuses("longitude", "", together)
    writing.refuses("longitude", "106,85", together, latitude="")
    writing.refuses_each("latitude", ["-12,1", "7,000001", "90", "999"], "Isi angka dari -12 sampai 7.")
    writing.refuses_each("longitude", ["93,9", "142,1", "-106"], "Isi angka dari 94 sampai 142.")
    writing.refuses_each("latitude", ["enam", "6°28'S", "1e1", "--6", "🌺"], "Tulis angka")


def test_a_name_once_in_a_place(adding, world):
    adding.refuses_each("name", ["Anyelir", "ANYELIR", " an\u200byelir "], "Sudah ada posyandu bernama")
    adding.saves(region=world.next_rw.code, name="Anyelir")
    adding.refuses("name", "Mawar", "Sudah ada posyandu bernama", region=world.next_rw.code)


def test_an_edit_takes_no_name_of_another(editing, world):
    make.posyandu(world.rw, "Melati")
    editing.refuses_each("name", ["Melati", "melati "], "Sudah ada posyandu bernama")
    editing.refuses("name", "Mawar", "Sudah ada posyandu bernama", region=world.next_rw.code)
    editing.saves(name="ANYELIR")
    assert Posyandu.objects.get(pk=world.posyandu.pk).name == "ANYELIR"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<b>Melati</b>", "<b>Melati</b>"),
        ("Melati & 'Mawar'", "Melati & 'Mawar'"),
        ("  me   lati ", "me lati"),
        ("14", "14"),
        ("🌺 Melati", "🌺 Melati"),
        ("\u202eMelati\u202c", "Melati"),
        ("ميلاتي", "ميلاتي"),
        ("M" * 120, "M" * 120),
        ("=SUM(A1)", "=SUM(A1)"),
    ],
)
def test_a_name_is_kept_as_it_is_seen(adding, typed, kept):
    page = adding.client.get(adding.saves(name=typed).url).content.decode()
    assert Posyandu.objects.filter(name=kept).count() == 1
    assert html.escape(kept) in page and "<b>Melati" not in page


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("latitude", "-6.472222", -6.472222),
        ("latitude", "−6,472222", -6.472222),
        ("latitude", "-12", -12.0),
        ("latitude", "7", 7.0),
        ("latitude", "0", 0.0),
        ("longitude", "٩٤", 94.0),
        ("longitude", "142,000000", 142.0),
        ("opens_at", "08.30", dt.time(8, 30)),
        ("opens_at", "٠٨:٣٠", dt.time(8, 30)),
        ("opens_at", "", None),
        ("decree_on", "29 Februari 2020", dt.date(2020, 2, 29)),
        ("decree_on", "1-1-1900", dt.date(1900, 1, 1)),
        ("decree_on", "", None),
        ("puskesmas", "", None),
        ("address", UNSEEN, ""),
    ],
)
def test_what_is_typed_is_what_is_kept(writing, field, typed, kept):
    writing.saves(**{field: typed})
    assert getattr(Posyandu.objects.get(name="Melati"), field) == kept


def test_a_closing_day_is_not_to_come_and_a_closed_one_opens_again(editing, world):
    editing.refuses_each("closed_on", [day(-2), "31-12-2199"], NOT_YET)
    editing.refuses_each("closed_on", NO_DAYS[:3], NO_DAY)
    for typed, kept in [(day(), make.today()), ("", None)]:
        editing.saves(closed_on=typed)
        world.posyandu.refresh_from_db()
        assert world.posyandu.closed_on == kept


def test_a_bidan_names_her_own_puskesmas_alone(world, sign_in, right):
    desk = Desk(sign_in(world.user("bidan")), reverse("posyandu:add"), right)
    for centre in ("", str(world.other_puskesmas.pk)):
        desk.refuses("puskesmas", centre, "Pilih puskesmas Ibu/Bapak sendiri")
    desk.refuses("region", world.next_kelurahan.code, NO_CHOICE)
    desk.saves()


# --- who serves -----------------------------------------------------------------------------------------------------


@pytest.fixture
def assigning(hendra, world):
    enok = make.kader(world.next_rw, "Enok Rohayati")
    desk = Desk(
        hendra,
        reverse("posyandu:add-kader", args=[world.posyandu.pk]),
        {"member": str(enok.member_id), "since": day(7)},
    )
    return desk, enok


def test_a_service_says_what_is_wrong(assigning, world):
    desk, _enok = assigning
    stopped = make.kader(world.rw, "Sudah Berhenti", until=make.today() - DAY)
    away = make.kader(world.next_kelurahan, "Dari Desa Lain")
    desk.refuses_each("member", ["", None], EMPTY)
    desk.refuses_each(
        "member", [str(stopped.member_id), str(away.member_id), str(world.posyandu.pk)], NO_CHOICE
    )
    desk.refuses("member", str(world.member.pk), "sudah bertugas di posyandu ini")
    desk.refuses_each("since", ["", UNSEEN, None], EMPTY)
    desk.refuses_each("since", NO_DAYS, NO_DAY)
    desk.refuses_each("since", [day(-2)], NOT_YET)
    desk.saves()
    desk.refuses("member", desk.right["member"], "sudah bertugas di posyandu ini")


def test_a_service_ends_on_or_after_its_first_day_and_once(assigning, world, hendra):
    desk, enok = assigning
    desk.saves()
    service = PosyanduKader.objects.get(member=enok.member)
    ending = Desk(hendra, reverse("posyandu:end-kader", args=[world.posyandu.pk, service.pk]))
    ending.refuses_each("until", [day(8), "2020-01-01"], "Tanggal selesai lebih awal daripada tanggal mulai.")
    ending.refuses_each("until", NO_DAYS, NO_DAY)
    ending.refuses_each("until", ["", UNSEEN, None], EMPTY)
    ending.saves(until=day(7))
    ending.refuses_all("Masa tugas ini sudah tercatat selesai.", until=day())
    desk.saves(since=day(6))


def test_the_service_of_another_posyandu_is_not_found(hendra, world):
    service = make.service(world.next_posyandu, make.kader(world.next_rw, "Enok"))
    address = reverse("posyandu:end-kader", args=[world.posyandu.pk, service.pk])
    assert hendra.get(address).status_code == hendra.post(address, {"until": day()}).status_code == 404
    service.refresh_from_db()
    assert service.until is None


# --- grading --------------------------------------------------------------------------------------------------------


@pytest.fixture
def grading(world, sign_in):
    right = {"assessed_on": day(), "weighing_days": "12", "mean_kader": "5,5", "attendance_share": "80,5"}
    right |= {"assessor_name": "Lilis Suryani", "extra_programme": "true", "stage": "", "override_reason": ""}
    return Desk(sign_in(world.user("bidan")), reverse("posyandu:assess", args=[world.posyandu.pk]), right)


def test_a_grading_says_what_is_wrong(grading):
    grading.refuses("assessed_on", UNSEEN, EMPTY)
    grading.refuses("assessed_on", NO_DAYS[0], NO_DAY)
    grading.refuses("assessed_on", day(-2), "Tanggal penilaian belum tiba.")
    grading.refuses("weighing_days", "367", "Isi angka dari 0 sampai 366.")
    grading.refuses("weighing_days", "12,5", "Tulis angka")
    grading.refuses("mean_kader", "99,1", "Isi angka dari 0 sampai 99.")
    for share in SHARES:
        grading.refuses(share, "100,1", "Isi angka dari 0 sampai 100.")
    grading.refuses("stage", "bintang", NO_CHOICE)
    grading.refuses("assessor_name", UNSEEN, EMPTY)
    grading.refuses("assessor_name", "L" * 121, "paling banyak 120 karakter")
    grading.refuses("override_reason", "L" * 301, "paling banyak 300 karakter")
    grading.refuses("override_reason", UNSEEN, "Tuliskan alasannya.", stage="mandiri")


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("weighing_days", "366", 366),
        ("weighing_days", "0", 0),
        ("weighing_days", "", None),
        ("weighing_days", "١٢", 12),
        ("mean_kader", "99", "99.0"),
        ("mean_kader", "4.96", "5.0"),
        ("attendance_share", "100", "100.0"),
        ("attendance_share", "49,94", "49.9"),
        ("extra_programme", "unknown", None),
        ("extra_programme", "false", False),
    ],
)
def test_a_grading_keeps_what_was_typed(grading, field, typed, kept):
    grading.saves(**{field: typed})
    assert StageAssessment.objects.get().inputs[field] == kept


def test_counting_first_stores_nothing_and_keeps_what_was_typed(grading):
    answer = grading.send(check="1", stage="mandiri")
    assert answer.status_code == 200 and not StageAssessment.objects.exists()
    assert 'value="5,5"' in answer.content.decode() and "Hasil hitungan" in answer.content.decode()


# --- a child that moves ---------------------------------------------------------------------------------------------


@pytest.fixture
def raka(world):
    child = make.child(world.family, "Raka Pratama", sex="M", age_months=14)
    make.enrolment(world.posyandu, child, since=make.today() - 100 * DAY)
    return child


def test_a_move_says_what_is_wrong(hendra, world, raka):
    away = make.posyandu(world.next_kelurahan, "Kenanga", world.other_puskesmas)
    shut = make.posyandu(world.rw, "Tutup", closed_on=make.today())
    desk = Desk(
        hendra, reverse("posyandu:transfer", args=[raka.pk]), {"to": str(world.next_posyandu.pk), "on": day()}
    )
    desk.refuses_each("to", ["", None], EMPTY)
    desk.refuses_each("to", [str(away.pk), str(shut.pk), str(raka.pk)], NO_CHOICE)
    desk.refuses_all("sudah terdaftar di posyandu ini", to=str(world.posyandu.pk))
    desk.refuses_each("on", NO_DAYS, NO_DAY)
    desk.refuses_each("on", ["", UNSEEN, None], EMPTY)
    desk.refuses_each("on", [day(101), "2020-02-29"], "masih tercatat di Anyelir pada")
    make.measurement(make.visit(make.session(world.posyandu, make.today() - 7 * DAY), raka))
    desk.refuses_each("on", [day(7), day(8)], "Pilih tanggal sesudahnya.")
    desk.saves(on=day(6))
    assert [row.posyandu.name for row in raka.enrolments.order_by("since")] == ["Anyelir", "Mawar"]


def test_a_day_to_come_is_no_day_of_a_move(hendra, world, raka):
    desk = Desk(hendra, reverse("posyandu:transfer", args=[raka.pk]), {"to": str(world.next_posyandu.pk)})
    desk.refuses_each("on", [day(-2), "31-12-2199"], "belum")


@pytest.fixture
def asking(world, sign_in):
    right = {
        "to": str(world.posyandu.pk),
        "child_name": "Kadek Ayu",
        "nik": NIK,
        "reason": "Pindah bulan lalu",
    }
    return Desk(sign_in(world.user("kader")), reverse("posyandu:ask"), right)


def test_asking_for_a_child_says_what_is_wrong(asking, world):
    for name in ("child_name", "nik", "reason"):
        asking.refuses_each(name, ["", UNSEEN, None], EMPTY)
    asking.refuses("child_name", "K" * 121, "paling banyak 120 karakter")
    asking.refuses("reason", "P" * 301, "paling banyak 300 karakter")
    asking.refuses_each("nik", ["3201", f"{NIK}1", "satu", "🌺", NIK[:-1] + "x"], "16 angka")
    asking.refuses("nik", "1" * 26, "paling banyak 25 karakter")
    asking.refuses_each("to", ["", "x", str(world.next_posyandu.pk)], "")


@pytest.mark.parametrize(
    "typed", [NIK, f" {NIK[:6]} {NIK[6:12]} {NIK[12:]} ", f"'{NIK}", f"\u202a{NIK}\u202c"]
)
def test_a_number_is_read_as_it_is_pasted(asking, world, typed):
    child = make.child(make.family(world.elsewhere), "Kadek Ayu", nik=NIK)
    asking.saves(nik=typed)
    assert TransferRequest.objects.get(child_name="Kadek Ayu").child == child


def test_an_answer_says_what_is_wrong_and_stands_once(world, sign_in, raka):
    asked = TransferRequest.objects.create(
        to_posyandu=world.next_posyandu,
        child=raka,
        child_name="Raka",
        reason="Pindah",
        asked_on=make.today(),
        asked_by=world.user("next_kader").pk,
        asked_by_name="Rina",
    )
    desk = Desk(sign_in(world.user("kader")), reverse("posyandu:request", args=[asked.pk]))
    desk.refuses("answer", "P" * 301, "paling banyak 300 karakter")
    desk.refuses_each("on", NO_DAYS[:5], NO_DAY, pindahkan="")
    desk.saves(answer="Masih di sini")
    late = desk.send(pindahkan="", on=day())
    assert late.status_code == 409 and "sudah dijawab atau sudah lewat waktunya" in late.content.decode()
    assert raka.enrolments.get().posyandu == world.posyandu


def test_a_posyandu_of_a_replaced_place_can_still_be_edited(hendra, world, right):
    """The present place is no longer offered: the page says so, and takes a present one."""
    world.rw.valid_to = make.today() - DAY
    world.rw.save()
    desk = Desk(hendra, reverse("posyandu:edit", args=[world.posyandu.pk]), right)
    desk.refuses("region", world.rw.code, NO_CHOICE)
    desk.saves(region=world.next_rw.code)
