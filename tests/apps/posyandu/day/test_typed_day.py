"""What people type on an open day: the day itself, a child who is new, a weighing and its correction."""

from __future__ import annotations

import datetime as dt
import html
from decimal import Decimal

import pytest
from django.urls import reverse

from anyelir.core.clock import today_at
from anyelir.families.models import Person
from anyelir.posyandu.day.models import Measurement, PosyanduSession
from anyelir.rules.dates import add_months
from tests import factories as make
from tests.desk import FAR_AWAY, FAR_AWAY_DAYS, LONG_AGO, LONG_AGO_DAYS, NO_DAY, NO_DAYS, UNSEEN, Desk, read

pytestmark = pytest.mark.django_db
EMPTY = "Bidang ini tidak boleh kosong."
DAY = dt.timedelta(days=1)
NIK = "3201014106250002"


def day(ago: int = 0) -> str:
    return f"{make.today() - ago * DAY}"


# --- the day --------------------------------------------------------------------------------------------------------


def test_opening_says_what_is_wrong(kader, world):
    desk = Desk(kader, reverse("posyandu:open-day", args=[world.posyandu.pk]), {"held_on": day(7)})
    desk.refuses_each("held_on", ["", UNSEEN, None], EMPTY)
    desk.refuses_each("held_on", NO_DAYS, NO_DAY)
    desk.refuses_each("held_on", [*LONG_AGO_DAYS, "31-12-1999"], LONG_AGO)
    desk.refuses_each("held_on", FAR_AWAY_DAYS, FAR_AWAY)
    desk.refuses_each("held_on", [day(-2), "31-12-2199"], "Tanggal ini belum tiba.")
    desk.saves(held_on="29 Februari 2024")
    assert PosyanduSession.objects.filter(held_on=dt.date(2024, 2, 29), closed_at=None).count() == 1


def test_a_posyandu_that_was_closed_opens_no_day_after_it(kader, world):
    world.posyandu.closed_on = make.today() - 3 * DAY
    world.posyandu.save()
    desk = Desk(kader, reverse("posyandu:open-day", args=[world.posyandu.pk]))
    desk.refuses_all("sudah tidak beroperasi pada tanggal itu", held_on=day(2))
    desk.saves(held_on=day(3))


def test_the_same_day_is_opened_once_by_two(kader, world, sign_in):
    address = reverse("posyandu:open-day", args=[world.posyandu.pk])
    chair = Desk(sign_in(world.user("chair")), address)
    assert Desk(kader, address).saves(held_on=day(7)).url == chair.saves(held_on=day(7)).url
    assert world.posyandu.sessions.filter(held_on=make.today() - 7 * DAY).count() == 1


def test_closing_says_what_is_wrong(kader, world):
    desk = Desk(kader, reverse("posyandu:close-day", args=[world.session.pk]), {"kader_on_duty": "5"})
    desk.refuses_each("kader_on_duty", ["", UNSEEN, None], EMPTY)
    desk.refuses_each("kader_on_duty", ["-1", "51", "999"], "Isi angka dari 0 sampai 50.")
    desk.refuses_each("kader_on_duty", ["lima", "2,5", "🌺", "1e1", "5 orang"], "Tulis angka")
    desk.saves()
    desk.refuses_all("sudah ditutup", kader_on_duty="6")
    world.session.refresh_from_db()
    assert world.session.kader_on_duty == 5


@pytest.mark.parametrize(("typed", "kept"), [("0", 0), ("50", 50), ("٥", 5), (" 5 ", 5), ("05", 5)])
def test_the_number_of_kader_is_read_as_it_is_typed(kader, world, typed, kept):
    Desk(kader, reverse("posyandu:close-day", args=[world.session.pk])).saves(kader_on_duty=typed)
    world.session.refresh_from_db()
    assert world.session.kader_on_duty == kept and world.session.closed_at is not None


# --- a child who is new ---------------------------------------------------------------------------------------------


@pytest.fixture
def welcoming(kader, world):
    right = {
        "name": "Sekar Wangi",
        "sex": "F",
        "born_on": day(300),
        "mother_name": "Ningsih",
        "address": "Gang 2",
    }
    right |= {
        "nik": "",
        "birth_weight_g": "3100",
        "growth_card": "",
        "growth_card_on": "",
        "birth_precision": "day",
    }
    return Desk(kader, reverse("posyandu:new-child", args=[world.session.pk]), right)


def test_a_new_child_says_what_is_wrong(welcoming):
    for name in ("name", "mother_name"):
        welcoming.refuses_each(name, ["", UNSEEN, None], EMPTY)
        welcoming.refuses(name, "S" * 121, "paling banyak 120 karakter")
    welcoming.refuses_each("sex", ["", None], EMPTY)
    welcoming.refuses_each("sex", ["X", "f"], "pilihan")
    welcoming.refuses("address", "G" * 201, "paling banyak 200 karakter")
    welcoming.refuses_each("birth_weight_g", ["299", "10000"], "Isi angka dari 300 sampai 9.999.")
    welcoming.refuses_each("birth_weight_g", ["tiga kilo", "3,1", "🌺"], "3100")
    welcoming.refuses_each("nik", ["3201", f"{NIK}1", "tidak punya", "🌺"], "16 angka")
    welcoming.refuses("nik", "1" * 26, "paling banyak 25 karakter")
    welcoming.refuses("birth_precision", "jam", "pilihan")


def test_a_day_of_birth_says_what_is_wrong(welcoming):
    welcoming.refuses_each("born_on", ["", UNSEEN, None], EMPTY)
    welcoming.refuses_each("born_on", NO_DAYS, NO_DAY)
    welcoming.refuses_each("born_on", LONG_AGO_DAYS, LONG_AGO)
    welcoming.refuses_each("born_on", FAR_AWAY_DAYS, FAR_AWAY)
    welcoming.refuses_each("born_on", [day(-2), "31-12-2199"], "Tanggal lahir belum terjadi.")
    six = add_months(make.today(), -61)
    welcoming.refuses_each("born_on", [f"{six}", "1985-05-05", "1900-01-01"], "Periksa tahun lahirnya.")
    welcoming.saves(born_on=f"{add_months(make.today(), -60)}")


def test_a_card_has_a_day_that_can_be(welcoming):
    card = {"growth_card": "yes"}
    welcoming.refuses_each("growth_card_on", NO_DAYS[:5], NO_DAY, **card)
    welcoming.refuses_each("growth_card_on", [day(-2)], "", **card)
    welcoming.saves(growth_card_on=day(300), **card)
    assert Person.objects.get(name="Sekar Wangi").growth_card_on == make.today() - 300 * DAY


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Sekar  wangi ", "Sekar wangi"),
        ("Muhammad Nur'aini Al-Fatih", "Muhammad Nur'aini Al-Fatih"),
        ("<b>Sekar</b>", "<b>Sekar</b>"),
        ("\u202eSekar\u202c\x00", "Sekar"),
        ("Ne\u0301ng", "Néng"),
        ("سكار", "سكار"),
        ("S" * 120, "S" * 120),
    ],
)
def test_a_name_of_a_child_is_kept_as_it_is_seen(welcoming, typed, kept):
    page = welcoming.client.get(welcoming.saves(name=typed).url).content.decode()
    assert Person.objects.filter(name=kept, mother_name="Ningsih").count() == 1
    assert html.escape(kept) in page and "<b><b>" not in page


@pytest.mark.parametrize("typed", ["-", "tidak tahu", "bayi", "x", "anak", "123", "🌺"])
def test_what_is_no_name_is_asked_for(welcoming, typed):
    answer = welcoming.send(name=typed)
    assert answer.status_code in (302, 422)
    if answer.status_code == 422:
        assert "name" in read(answer).errors and not Person.objects.filter(name=typed).exists()
    else:
        assert Person.objects.filter(name=typed).exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("300", 300), ("9999", 9999), ("3.100", 3100), ("3 100 g", 3100), ("", None), (UNSEEN, None)],
)
def test_a_birth_weight_is_read_as_it_is_typed(welcoming, typed, kept):
    answer = welcoming.send(birth_weight_g=typed)
    if answer.status_code == 422:
        assert "g" in typed and "birth_weight_g" in read(answer).errors
        return
    assert Person.objects.get(name="Sekar Wangi").birth_weight_g == kept


# --- a weighing -----------------------------------------------------------------------------------------------------


@pytest.fixture
def weighing(kader, world, raka):
    right = {
        "weight_kg": "9,1",
        "height_cm": "76",
        "posture": "recumbent",
        "head_cm": "45",
        "muac_cm": "14,2",
    }
    return Desk(kader, reverse("posyandu:measure", args=[world.session.pk, raka.pk]), right)


ADVICE = {
    "weight_kg": ("Tulis berat dalam kilogram, misalnya 9,1.", "200"),
    "height_cm": ("Tulis panjang atau tinggi dalam sentimeter, misalnya 76,4.", "250"),
    "head_cm": ("Tulis lingkar kepala dalam sentimeter, misalnya 44,5.", "100"),
    "muac_cm": ("Tulis lingkar lengan dalam sentimeter, misalnya 14,2.", "100"),
}


@pytest.mark.parametrize("name", ADVICE)
def test_a_value_that_cannot_be_is_told_with_its_unit(weighing, name):
    advice, limit = ADVICE[name]
    weighing.refuses_each(
        name, ["0", "0,0", "-9", limit, "9999999", "sembilan", "9,1 kg?", "🌺", "1e1", "9,1,1"], advice
    )


def test_a_way_of_measuring_is_one_of_two(weighing):
    answer = weighing.send(posture="duduk")
    assert answer.status_code == 422 and "Pilih berbaring atau berdiri." in answer.content.decode()
    assert not Measurement.objects.filter(child__name="Raka Pratama").exists()


def test_a_page_with_nothing_on_it_is_told(weighing):
    nothing = dict.fromkeys(("weight_kg", "height_cm", "head_cm", "muac_cm"), "")
    weighing.refuses("weight_kg", "", "Isi paling sedikit berat atau panjang.", **nothing | {"posture": None})


@pytest.mark.parametrize("name", ADVICE)
def test_one_value_alone_is_a_measurement(weighing, raka, name):
    nothing = {other: "" for other in ADVICE if other != name}
    weighing.saves(**nothing)
    stored = Measurement.objects.get(child=raka)
    assert getattr(stored, name) == Decimal(weighing.right[name].replace(",", "."))
    assert [getattr(stored, other) for other in nothing] == [None, None, None]


@pytest.mark.parametrize("typed", ["9,1", "9.1", "9,10", " 9,1 ", "٩٫١", "９，１", "\u202a9,1\u202c", "'9,1"])
def test_a_weight_is_read_as_it_is_typed(weighing, raka, typed):
    weighing.saves(weight_kg=typed)
    assert Measurement.objects.get(child=raka).weight_kg == Decimal("9.1")


def test_a_doubtful_value_is_asked_once_with_everything_typed_and_saved_when_confirmed(weighing, raka):
    asked = weighing.send(weight_kg="19,1")
    paper = read(asked)
    assert (
        asked.status_code == 422
        and paper.errors == {}
        and not Measurement.objects.filter(child=raka).exists()
    )
    assert [paper.values[name][0] for name in ADVICE] == ["19,1", "76", "45", "14,2"]
    weighing.saves(weight_kg="19,1", confirmed="weight_kg:19.1", confirm="height_cm:76")
    assert Measurement.objects.get(child=raka).weight_kg == Decimal("19.1")


# --- a correction ---------------------------------------------------------------------------------------------------


@pytest.fixture
def correcting(kader, raka, weigh):
    stored = weigh(raka, "9.1")
    right = {"weight_kg": "9,3", "height_cm": "76", "posture": "recumbent", "kind": "typo"}
    return Desk(kader, reverse("posyandu:correct", args=[stored.pk]), right)


def test_a_correction_says_what_is_wrong(correcting):
    for kind in ("", None):
        answer = correcting.send(kind=kind)
        assert answer.status_code == 422 and "Pilih alasan pembetulan." in answer.content.decode()
    answer = correcting.send(kind="other")
    assert answer.status_code == 422 and "Tuliskan alasan pembetulan." in answer.content.decode()
    correcting.refuses("weight_kg", "200", ADVICE["weight_kg"][0])


def test_a_second_tab_corrects_no_row_twice(correcting, raka):
    correcting.saves()
    late = correcting.send(weight_kg="9,5")
    assert late.status_code == 409 and 'value="9,5"' in late.content.decode(), (
        "what was typed is offered again"
    )
    assert [row.weight_kg for row in raka.measurements.filter(is_chosen=True)] == [Decimal("9.3")]


# --- midnight -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "hour", "today"),
    [
        ("32.01.01.1010", 16, 29),
        ("32.01.01.1010", 17, 30),
        ("51.07.06.1001", 15, 29),
        ("51.07.06.1001", 16, 30),
        ("91.03.01.1001", 14, 29),
        ("91.03.01.1001", 15, 30),
        ("", 16, 29),
        ("", 17, 30),
    ],
)
def test_a_day_opens_by_the_clock_of_its_posyandu(monkeypatch, code, hour, today):
    """59 seconds past the hour, UTC, on 29 November 2026."""
    from anyelir.core import clock
    from anyelir.posyandu.day.forms.day import NewChildForm, OpenDayForm

    now = dt.datetime(2026, 11, 29, hour, 0, 59, tzinfo=dt.UTC)
    monkeypatch.setattr(clock.timezone, "now", lambda: now)
    here = dt.date(2026, 11, today)
    assert today_at(code) == here == OpenDayForm(place=code)["held_on"].value()
    for born_on, is_wrong in [(here, False), (here + DAY, True)]:
        form = NewChildForm({"born_on": f"{born_on}"}, place=code)
        assert ("born_on" in form.errors) == is_wrong
