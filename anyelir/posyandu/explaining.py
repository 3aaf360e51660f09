"""What a mother is told: good news or concern in plain words, whom to meet, what to try at home.

Never a diagnosis and never blame; the words of the index and its limits stay on the puskesmas' pages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core import wording as plain
from anyelir.families.models import Person
from anyelir.posyandu.history import ChildMonth
from anyelir.posyandu.models import Measurement, Posyandu
from anyelir.posyandu.schedule import next_open_day, opening_words
from anyelir.posyandu.wording import (
    POSTURE_NAMES,
    STATUS_BADGES,
    STATUS_ICONS,
    STATUS_NAMES,
    cm,
    first_name,
    grams,
    kg,
    mother_of,
)
from anyelir.rules.age import completed_months
from anyelir.rules.referral import ReferralReason, Urgency, due_on, most_urgent

FAMILY_FOOD_FROM_MONTH = 6
ONE_YEAR = 12


@dataclass(frozen=True)
class Tip:
    icon: str
    title: str
    text: str


@dataclass(frozen=True)
class Advice:
    """Whom to meet, where and by when; ``is_urgent`` says today or within days."""

    title: str
    text: str
    is_urgent: bool
    by: dt.date | None


@dataclass(frozen=True)
class Explanation:
    badge: str
    badge_kind: str
    badge_icon: str
    title: str
    text: str
    advice: Advice | None
    tips: tuple[Tip, ...]
    next_day: str


def explain(
    child: Person,
    measurement: Measurement,
    now: ChildMonth | None,
    reasons: Sequence[ReferralReason],
    posyandu: Posyandu,
) -> Explanation:
    """Words for the result page and the message; ``now`` is the month of the measurement, None without weight."""
    status = (now.status.status or "") if now else ""
    name = first_name(child.name)
    return Explanation(
        badge=str(STATUS_NAMES[status]) if now else _("Sudah diukur"),
        badge_kind=STATUS_BADGES[status],
        badge_icon=_badge_icon(status, now),
        title=_title(name, status, now),
        text=_text(name, status, now, measurement, bool(reasons)),
        advice=_advice(child, reasons, measurement.measured_on, posyandu),
        tips=tuple(_tips(child, status, measurement.measured_on)),
        next_day=_next_day(posyandu, measurement.measured_on),
    )


def _badge_icon(status: str, now: ChildMonth | None) -> str:
    lost = now is not None and (now.status.actual_gain_g or 0) < 0
    return "down" if status == "T" and lost else STATUS_ICONS[status]


def _title(name: str, status: str, now: ChildMonth | None) -> str:
    if now is None:
        return _("%s sudah diukur.") % name
    if status == "N":
        return _("Berat %s naik bulan ini.") % name
    if status == "T" and now.not_gained_run >= 2:
        return _("Sudah %(months)d bulan berat %(name)s belum naik.") % {
            "months": now.not_gained_run,
            "name": name,
        }
    if status == "T":
        return _("Berat %s belum naik bulan ini.") % name
    if status == "O":
        return _("Senang %s datang lagi.") % name
    if status == "B":
        return _("Selamat datang, %s.") % name
    return _("%s sudah ditimbang.") % name


def _text(name: str, status: str, now: ChildMonth | None, measurement: Measurement, is_referred: bool) -> str:
    if status == "T":
        return _(
            "Ini bukan salah Ibu. Anak bisa begini saat kurang nafsu makan, batuk, atau tumbuh gigi."
            " Mari cari sebabnya bersama."
        )
    if now is None:
        return _("Hasilnya sudah tercatat. Timbang juga bulan depan, supaya kenaikannya terlihat.")
    weight = kg(measurement.weight_kg)
    if status == "N":
        words = {"gain": grams(now.status.actual_gain_g), "weight": weight}
        good = _("Naik %(gain)s, sekarang %(weight)s. Terima kasih sudah merawatnya, Ibu.") % words
        return f"{good} {_('Ada satu hal yang perlu dilihat bidan.')}" if is_referred else good
    if status == "O":
        return _("Beratnya sekarang %s. Bulan depan kita lihat kenaikannya bersama.") % weight
    return _("Beratnya sekarang %(weight)s. Mulai bulan depan kita lihat kenaikan %(name)s bersama.") % {
        "weight": weight,
        "name": name,
    }


def _advice(
    child: Person, reasons: Sequence[ReferralReason], on: dt.date, posyandu: Posyandu
) -> Advice | None:
    if not reasons:
        return None
    by = due_on(reasons, on)
    place = posyandu.puskesmas.name if posyandu.puskesmas is not None else ""
    words = {
        "who": _who(child),
        "place": _("Puskesmas %s") % place if place else _("puskesmas"),
        "when": _when(by, on),
    }
    text = _("%(who)s sebaiknya bertemu bidan %(when)s, di %(place)s. Bawa buku KIA. Periksa gratis.") % words
    is_urgent = most_urgent(reasons) == Urgency.URGENT
    title = _("Ajak segera ke puskesmas") if is_urgent else _("Ajak ke puskesmas")
    return Advice(title, text, is_urgent, by)


def _who(child: Person) -> str:
    mother, name = mother_of(child), first_name(child.name)
    return (
        _("Ibu %(mother)s dan %(child)s") % {"mother": first_name(mother), "child": name} if mother else name
    )


def _when(by: dt.date | None, on: dt.date) -> str:
    if by is None or by <= on:
        return _("hari ini juga")
    if (by - on).days == 1:
        return _("paling lambat besok")
    return _("paling lambat %s") % plain.weekday(by)


def _next_day(posyandu: Posyandu, on: dt.date) -> str:
    day = next_open_day(posyandu, on)
    if day is None:
        return _("Bulan depan. Tanggalnya akan diberitahukan kader.")
    return ", ".join(part for part in (plain.weekday(day), opening_words(posyandu)) if part) + "."


def _tips(child: Person, status: str, on: dt.date) -> list[Tip]:
    """By age as the KIA book has them: breast milk alone, first foods, family food."""
    months = completed_months(child.born_on, on) if child.born_on else ONE_YEAR
    if months < FAMILY_FOOD_FROM_MONTH:
        return [
            Tip("heart", _("ASI saja sampai 6 bulan"), _("Susui sesering bayi mau, siang dan malam.")),
            Tip(
                "clock",
                _("Susui paling sedikit 8 kali sehari"),
                _("Sampai payudara terasa kosong, bergantian."),
            ),
        ]
    animal = Tip("bowl", _("Tambah lauk hewani"), _("Telur, ikan, atau ati ayam setiap kali makan."))
    if months < ONE_YEAR:
        meals = Tip("clock", _("Makan 3 kali, selingan 1 sampai 2 kali"), _("ASI tetap diteruskan."))
    else:
        meals = Tip("clock", _("Makan 3 kali, selingan 2 kali"), _("Porsi kecil tetapi sering."))
    if status == "N":
        return [
            Tip("check", _("Teruskan yang sudah baik"), _("Lauk hewani setiap hari dan makan bersama.")),
            meals,
        ]
    return [animal, meals]


def numbers(
    measurement: Measurement, now: ChildMonth | None, before: Measurement | None
) -> list[tuple[str, Any]]:
    """The measured numbers in words, on request and on paper."""
    rows = []
    if measurement.weight_kg is not None:
        rows.append((_("Berat"), kg(measurement.weight_kg)))
    if before is not None and before.weight_kg is not None:
        rows.append((_("Berat terakhir, %s") % plain.short_day(before.measured_on), kg(before.weight_kg)))
    if now is not None and now.status.actual_gain_g is not None:
        needed = now.status.needed_gain_g
        gain = grams(now.status.actual_gain_g)
        rows.append(
            (
                _("Kenaikan"),
                gain
                if needed is None
                else _("%(gain)s, paling sedikit %(needed)s") % {"gain": gain, "needed": grams(needed)},
            )
        )
    if measurement.height_cm is not None:
        posture = f", {POSTURE_NAMES[measurement.posture]}" if measurement.posture else ""
        rows.append((_("Panjang atau tinggi"), f"{cm(measurement.height_cm)}{posture}"))
    for label, value in (
        (_("Lingkar kepala"), measurement.head_cm),
        (_("Lingkar lengan (LiLA)"), measurement.muac_cm),
    ):
        if value is not None:
            rows.append((label, cm(value)))
    return rows


def message(child: Person, measurement: Measurement, words: Explanation, posyandu: Posyandu, facts) -> str:
    """The result as plain text for a message to the family."""
    place = _("Posyandu %s") % posyandu
    lines = [
        f"*{place}* · {plain.weekday(measurement.measured_on)}",
        f"{child.name}",
        "",
        words.title,
        words.text,
        *([f"{words.advice.title}. {words.advice.text}"] if words.advice else []),
        "",
        *[f"{label}: {value}" for label, value in facts],
        "",
        _("Timbang lagi: %s") % words.next_day,
    ]
    return "\n".join(lines)
