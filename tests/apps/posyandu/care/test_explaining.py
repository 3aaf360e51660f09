"""Words for the mother: what is said, and what never is."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal as D

import pytest

from anyelir.families.models import Person
from anyelir.partners.models import Puskesmas
from anyelir.posyandu.care import explaining
from anyelir.posyandu.care.queries.child import GrowthHistory
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.day.subject import subject_of
from anyelir.posyandu.register.models import Posyandu
from anyelir.rules import tables
from anyelir.rules.child_months import child_months
from anyelir.rules.referral import ReferralReason, Urgency

NEVER_SAID = (
    "stunting",
    "stunted",
    "gizi buruk",
    "gizi kurang",
    "wasting",
    "sangat pendek",
    "pendek",
    "salah ibu,",
)
RAKA = Person(name="Raka Pratama", sex="M", born_on=dt.date(2025, 9, 8), mother_name="Rina Marlina")
ANYELIR = Posyandu(name="Anyelir", schedule_week=2, schedule_weekday=1, opens_at=dt.time(8))
ANYELIR.puskesmas = Puskesmas(name="Cirimekar")
ON = dt.date(2026, 11, 10)
MONTH = dt.timedelta(days=28)


def row(day: dt.date, weight: str | None, height: str | None = None) -> Measurement:
    return Measurement(
        measured_on=day,
        weight_kg=D(weight) if weight else None,
        height_cm=D(height) if height else None,
        posture="recumbent",
    )


def explain(*weights: str | None, reasons=(), child=RAKA, posyandu=ANYELIR, today=ON):
    """Weights of successive months, the last one on ON."""
    days = [dt.date(2026, 11 - back, 10) for back in range(len(weights) - 1, -1, -1)]
    rows = [row(day, weight) for day, weight in zip(days, weights, strict=True)]
    months = child_months(subject_of(child), rows)
    now = months[-1] if months and months[-1].weighed.measured_on == ON else None
    return explaining.explain(child, rows[-1], now, reasons, posyandu, today=today)


def reason(code: str, within_days: int, urgency=Urgency.ROUTINE) -> ReferralReason:
    return ReferralReason(code, urgency, within_days, True)


@pytest.mark.parametrize(
    ("weights", "badge", "title"),
    [
        (("9.1", "9.4"), "Naik (N)", "Berat Raka naik bulan ini."),
        (("9.1", "9.1"), "Belum naik (T)", "Berat Raka belum naik bulan ini."),
        (("9.1", "8.9"), "Belum naik (T)", "Berat Raka turun 200 g."),
        (("9.1", "9.2"), "Naik, belum cukup (T)", "Berat Raka naik 100 g, tapi belum cukup."),
        (("9.1", "9.1", "9.1"), "Belum naik (T)", "Sudah 2 bulan kenaikan berat Raka belum cukup."),
        (("9.1", None, "9.4"), "Bulan lalu tidak ditimbang (O)", "Senang Raka datang lagi."),
        (("9.4",), "Pertama kali ditimbang (B)", "Selamat datang, Raka."),
        ((None,), "Sudah diukur", "Raka sudah diukur."),
    ],
)
def test_words_before_numbers(weights, badge, title):
    explanation = explain(*weights)
    assert (explanation.badge, explanation.title) == (badge, title)


def test_not_gained_never_blames():
    assert explain("9.1", "9.1").text.startswith("Ini bukan salah Ibu.")


def test_losing_weight_points_down_and_standing_still_points_on():
    assert explain("9.1", "8.9").badge_icon == "down"
    assert explain("9.1", "9.1").badge_icon == "flat"


@pytest.mark.parametrize(
    ("days", "when"),
    [(0, "hari ini juga"), (1, "paling lambat besok"), (2, "paling lambat Kamis, 12 November 2026")],
)
def test_advice_says_who_where_when_and_cost(days, when):
    advice = explain("9.1", "9.1", reasons=[reason("not_gained", days)]).advice
    assert advice.text == (
        f"Ibu Rina dan Raka sebaiknya bertemu bidan {when}, di Puskesmas Cirimekar. Bawa buku KIA. Periksa gratis."
    )


def test_an_urgent_reason_says_so():
    advice = explain("9.1", "9.4", reasons=[reason("oedema", 0, Urgency.URGENT)]).advice
    assert advice.is_urgent and advice.title == "Ajak segera ke puskesmas"


def test_without_mother_or_puskesmas_the_sentence_still_stands():
    child = Person(name="R. Pratama", sex="M", born_on=RAKA.born_on)
    explanation = explain(
        "9.1", "9.1", reasons=[reason("not_gained", 0)], child=child, posyandu=Posyandu(name="Melati")
    )
    assert explanation.advice.text.startswith("Pratama sebaiknya bertemu bidan hari ini juga, di puskesmas.")
    assert explanation.next_day == "Bulan depan. Tanggalnya akan diberitahukan kader."


@pytest.mark.parametrize(
    ("days_later", "is_newest", "when"),
    [
        (0, True, "paling lambat Kamis, 12 November 2026"),
        (1, True, "paling lambat besok"),
        (2, True, "hari ini juga"),
        (19, True, "hari ini juga"),
        (19, False, "paling lambat Kamis, 12 November 2026"),
    ],
)
def test_advice_that_is_not_followed_yet_names_no_day_that_is_past(days_later, is_newest, when):
    """Of an older result it is told as it was said: another one came after it."""
    now = child_months(subject_of(RAKA), [row(ON, "9.1")])[-1]
    today = ON + dt.timedelta(days=days_later)
    reasons = [reason("not_gained", 2)]
    explanation = explaining.explain(
        RAKA, row(ON, "9.1"), now, reasons, ANYELIR, today=today, is_newest=is_newest
    )
    assert f"bertemu bidan {when}, di Puskesmas Cirimekar" in explanation.advice.text


def test_the_newest_is_the_last_that_counts():
    older, newer, left_out = row(ON, "9.1"), row(ON + MONTH, "9.3"), row(ON + MONTH, "9.9")
    left_out.is_chosen = False
    history = GrowthHistory(RAKA, (older, newer), ())
    assert [history.is_newest(older), history.is_newest(newer)] == [False, True]
    assert GrowthHistory(RAKA, (older, left_out), ()).is_newest(older)


def test_the_next_day_is_named():
    assert explain("9.1").next_day == "Selasa, 8 Desember 2026, jam 08.00."


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (dt.date(2026, 12, 8), "Selasa, 8 Desember 2026, jam 08.00."),
        (dt.date(2026, 12, 9), "Selasa, 12 Januari 2027, jam 08.00."),
        (dt.date(2027, 3, 1), "Selasa, 9 Maret 2027, jam 08.00."),
    ],
)
def test_who_reads_an_older_result_is_sent_to_no_day_that_is_past(today, day):
    assert explain("9.1", today=today).next_day == day


@pytest.mark.parametrize(
    ("born_on", "expected"),
    [
        (dt.date(2026, 5, 11), "ASI saja sampai 6 bulan"),
        (dt.date(2026, 5, 10), "Tambah lauk hewani"),
        (dt.date(2025, 9, 8), "Tambah lauk hewani"),
    ],
)
def test_tips_follow_the_age(born_on, expected):
    child = Person(name="Raka", sex="M", born_on=born_on)
    assert explain("6.0", child=child).tips[0].title == expected


def test_a_mother_never_reads_a_diagnosis():
    """Every status with every reason there is."""
    codes = [
        rule["reason"] for rule in tables.load("referral_reasons").as_of(ON) if rule["subject"] == "child"
    ]
    weights = [("9.1", "9.4"), ("9.1", "9.1"), ("9.1", "8.1", "8.1"), ("9.1",), (None,)]
    for code, series in itertools.product(codes, weights):
        explanation = explain(*series, reasons=[reason(code, 1)])
        said = " ".join(
            [
                explanation.badge,
                explanation.title,
                explanation.text,
                explanation.advice.text,
                *[t.title + t.text for t in explanation.tips],
            ]
        )
        assert not [word for word in NEVER_SAID if word in said.lower()], said


def test_the_message_holds_what_the_page_says():
    rows = [row(dt.date(2026, 10, 10), "9.1"), row(ON, "9.3", "76.4")]
    now = child_months(subject_of(RAKA), rows)[-1]
    explanation = explaining.explain(RAKA, rows[1], now, [reason("not_gained", 2)], ANYELIR, today=ON)
    numbers = explaining.numbers(rows[1], now, rows[0])
    assert numbers == [
        ("Berat", "9,3 kg"),
        ("Berat bulan lalu, 10 Okt 2026", "9,1 kg"),
        ("Kenaikan", "200 g, paling sedikit 200 g"),
        ("Panjang atau tinggi", "76,4 cm, berbaring"),
    ]
    text = explaining.message(RAKA, rows[1], explanation, ANYELIR, numbers)
    for part in (
        explanation.title,
        explanation.advice.text,
        "Berat: 9,3 kg",
        "Selasa, 8 Desember 2026",
        "*Posyandu Anyelir*",
    ):
        assert part in text


def test_a_loss_has_a_true_minus_sign():
    rows = [row(dt.date(2026, 10, 10), "9.1"), row(ON, "8.9")]
    numbers = dict(explaining.numbers(rows[1], child_months(subject_of(RAKA), rows)[-1], rows[0]))
    assert numbers["Kenaikan"] == "−200 g, paling sedikit 200 g"


def test_a_row_without_weight_still_has_numbers():
    assert explaining.numbers(row(ON, None, "76"), None, None) == [
        ("Panjang atau tinggi", "76,0 cm, berbaring")
    ]
