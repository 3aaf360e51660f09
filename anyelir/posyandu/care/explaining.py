"""What a mother is told: good news or concern in plain words, whom to meet, what to try at home.

Never a diagnosis and never blame; the words of the index and its limits stay on the puskesmas' pages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core import wording as plain
from anyelir.families.models import Person
from anyelir.posyandu.care.wording import ARM_COLOURS, STATUS_BADGES, STATUS_ICONS, status_name
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.day.wording import POSTURE_NAMES, cm, grams, kg
from anyelir.posyandu.register.models import Posyandu
from anyelir.posyandu.register.schedule import coming_open_day, next_open_day, opening_words
from anyelir.posyandu.register.wording import first_name, mother_of
from anyelir.rules.age import completed_months
from anyelir.rules.child_months import ChildMonth, WeighedMonth
from anyelir.rules.child_months import grams as whole_grams
from anyelir.rules.dates import add_months
from anyelir.rules.referral import ReferralReason, Urgency, due_on, most_urgent
from anyelir.rules.skdn import LetterReason, is_counted_age

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
    measure_again: str


def explain(
    child: Person,
    measurement: Measurement,
    now: ChildMonth | None,
    reasons: Sequence[ReferralReason],
    posyandu: Posyandu,
    *,
    today: dt.date,
    instead: WeighedMonth | None = None,
    is_newest: bool = True,
    is_doubtful: bool = False,
) -> Explanation:
    """Words for the result page and the message.

    ``now`` is the month of the measurement, None without a weight that counts; ``instead`` is the weight that
    counts in the same month where it is another; ``is_doubtful``: a value should be taken again; ``today``: the
    day on which the words are read, at or after that of the measurement; ``is_newest``: no later one is known, so
    what is advised is still to be done.
    """
    letter, name = now.letter if now else "", first_name(child.name)
    is_urgent = measurement.oedema or most_urgent(reasons) == Urgency.URGENT
    is_alarm = is_urgent and (letter != "T" or _is_swollen(measurement, now))
    return Explanation(
        badge=_badge(now, is_alarm),
        badge_kind="merah" if is_alarm else STATUS_BADGES[letter],
        badge_icon="alert" if is_alarm else _badge_icon(letter, now),
        title=_alarm_title(name) if is_alarm else _title(name, now, measurement),
        text=_alarm_text(measurement, now) if is_alarm else _text(child, now, measurement, instead, reasons),
        advice=_advice(child, reasons, measurement.measured_on, posyandu, today if is_newest else None),
        tips=tuple(_tips(child, "" if is_urgent else letter, measurement.measured_on)),
        next_day=_next_day(posyandu, measurement.measured_on, today),
        measure_again=_("Ada ukuran yang tidak biasa. Mari diukur sekali lagi supaya yakin.")
        if is_doubtful
        else "",
    )


def _is_swollen(measurement: Measurement, now: ChildMonth | None) -> bool:
    return measurement.oedema or (now is not None and now.status.reason == LetterReason.OEDEMA)


def _gain(now: ChildMonth | None) -> int:
    return (now.status.actual_gain_g or 0) if now else 0


def _badge(now: ChildMonth | None, is_alarm: bool) -> str:
    if is_alarm:
        return _("Perlu segera diperiksa")
    return status_name(now.status) if now else _("Sudah diukur")


def _badge_icon(letter: str, now: ChildMonth | None) -> str:
    return "down" if letter == "T" and _gain(now) < 0 else STATUS_ICONS[letter]


def _alarm_title(name: str) -> str:
    return _("%s perlu segera diperiksa bidan.") % name


def _alarm_text(measurement: Measurement, now: ChildMonth | None) -> str:
    """No thanks and no blame: what was seen, and that it cannot wait."""
    no_blame = _("Ini bukan salah Ibu. Mari segera bertemu bidan.")
    if _is_swollen(measurement, now):
        return (
            f"{_('Kedua punggung kakinya bengkak, jadi beratnya tidak dinilai sebagai kenaikan.')} {no_blame}"
        )
    if now is not None and now.letter == "N":
        params = {"gain": grams(_gain(now)), "weight": kg(measurement.weight_kg)}
        seen = _(
            "Beratnya naik %(gain)s, sekarang %(weight)s, tetapi ada hasil ukur yang tidak bisa menunggu."
        )
        return f"{seen % params} {no_blame}"
    return f"{_('Ada hasil ukur yang tidak bisa menunggu.')} {no_blame}"


def _title(name: str, now: ChildMonth | None, measurement: Measurement) -> str:
    if now is None:
        weighed = measurement.weight_kg is not None
        return (_("%s sudah ditimbang.") if weighed else _("%s sudah diukur.")) % name
    match now.letter:
        case "N":
            return _("Berat %s naik bulan ini.") % name
        case "T":
            return _not_gained_title(name, now)
        case "O":
            return _("Senang %s datang lagi.") % name
        case "B":
            return _("Selamat datang, %s.") % name
    return _("%s sudah ditimbang.") % name


def _not_gained_title(name: str, now: ChildMonth) -> str:
    params = {"name": name, "gain": grams(abs(_gain(now))), "months": now.not_gained_run}
    if _gain(now) > 0:
        return _("Berat %(name)s naik %(gain)s, tapi belum cukup.") % params
    if now.not_gained_run >= 2:
        return _("Sudah %(months)d bulan kenaikan berat %(name)s belum cukup.") % params
    if _gain(now) < 0:
        return _("Berat %(name)s turun %(gain)s.") % params
    return _("Berat %(name)s belum naik bulan ini.") % params


def _text(
    child: Person,
    now: ChildMonth | None,
    measurement: Measurement,
    instead: WeighedMonth | None,
    reasons: Sequence[ReferralReason],
) -> str:
    if now is None:
        return _text_without_month(child, measurement, instead)
    weight, name = kg(measurement.weight_kg), first_name(child.name)
    match now.letter:
        case "T":
            return _not_gained_text(now)
        case "N":
            params = {"gain": grams(_gain(now)), "weight": weight}
            good = _("Naik %(gain)s, sekarang %(weight)s. Terima kasih sudah merawatnya, Ibu.") % params
            return f"{good} {_('Ada satu hal yang perlu dilihat bidan.')}" if reasons else good
        case "":
            return _text_without_letter(now, weight)
    if not _is_counted_next_month(child, measurement.measured_on):
        return _("Beratnya sekarang %s.") % weight
    if now.letter == "O":
        return _("Beratnya sekarang %s. Bulan depan kita lihat kenaikannya bersama.") % weight
    return _("Beratnya sekarang %(weight)s. Mulai bulan depan kita lihat kenaikan %(name)s bersama.") % {
        "weight": weight,
        "name": name,
    }


def _not_gained_text(now: ChildMonth) -> str:
    no_blame = _(
        "Ini bukan salah Ibu. Anak bisa begini saat kurang nafsu makan, batuk, atau tumbuh gigi."
        " Mari cari sebabnya bersama."
    )
    if now.not_gained_run >= 2 and _gain(now) > 0:
        run = _("Sudah %d bulan berturut-turut kenaikannya belum cukup.") % now.not_gained_run
        return f"{run} {no_blame}"
    return no_blame


def _text_without_month(child: Person, measurement: Measurement, instead: WeighedMonth | None) -> str:
    if instead is not None and measurement.weight_kg is not None:
        params = {"day": plain.short_day(instead.measured_on), "weight": kg(instead.weight_kg)}
        return _("Untuk bulan ini yang dihitung adalah timbangan %(day)s, %(weight)s.") % params
    if not _is_counted_next_month(child, measurement.measured_on):
        return _("Hasilnya sudah tercatat.")
    return _("Hasilnya sudah tercatat. Timbang juga bulan depan, supaya kenaikannya terlihat.")


def _text_without_letter(now: ChildMonth, weight: str) -> str:
    if now.status.reason == LetterReason.OUTSIDE_AGE:
        return (
            _(
                "Beratnya sekarang %s. Umurnya sudah lewat 59 bulan, jadi kenaikan tiap bulan tidak dihitung lagi."
            )
            % weight
        )
    return _("Beratnya sekarang %s. Tanpa tanggal lahir kenaikannya belum bisa dinilai.") % weight


def _is_counted_next_month(child: Person, on: dt.date) -> bool:
    """Whether a gain will still be read at the next weighing; nobody promises what will not come."""
    if child.born_on is None:
        return False
    later = add_months(on, 1)
    return is_counted_age(completed_months(child.born_on, later), later)


def _advice(
    child: Person, reasons: Sequence[ReferralReason], on: dt.date, posyandu: Posyandu, today: dt.date | None
) -> Advice | None:
    """``today`` is None for what was advised once."""
    if not reasons:
        return None
    by = due_on(reasons, on)
    place = posyandu.puskesmas.name if posyandu.puskesmas is not None else ""
    params = {
        "who": _who(child),
        "place": _("Puskesmas %s") % place if place else _("puskesmas"),
        "when": _when(by, today or on),
    }
    text = (
        _("%(who)s sebaiknya bertemu bidan %(when)s, di %(place)s. Bawa buku KIA. Periksa gratis.") % params
    )
    is_urgent = most_urgent(reasons) == Urgency.URGENT
    title = _("Ajak segera ke puskesmas") if is_urgent else _("Ajak ke puskesmas")
    return Advice(title, text, is_urgent, by)


def _who(child: Person) -> str:
    mother, name = mother_of(child), first_name(child.name)
    return (
        _("Ibu %(mother)s dan %(child)s") % {"mother": first_name(mother), "child": name} if mother else name
    )


def _when(by: dt.date | None, today: dt.date) -> str:
    if by is None or by <= today:
        return _("hari ini juga")
    if (by - today).days == 1:
        return _("paling lambat besok")
    return _("paling lambat %s") % plain.weekday(by)


def _next_day(posyandu: Posyandu, on: dt.date, today: dt.date) -> str:
    day = next_open_day(posyandu, on)
    if day is not None and day < today:
        # An older result is looked at again: nobody is sent to a day that is past.
        day = coming_open_day(posyandu, today)
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
    measurement: Measurement,
    now: ChildMonth | None,
    before: Measurement | None,
    arm: str | None = None,
) -> list[tuple[str, Any]]:
    """The measured numbers in words, on request and on paper.

    The weight before is the one from which the gain was counted, else the last one. ``arm`` is the category of the
    arm circumference.
    """
    rows: list[tuple[str, Any]] = []
    if measurement.weight_kg is not None:
        rows.append((_("Berat"), kg(measurement.weight_kg)))
    rows += _weight_before(now, before)
    if now is not None and now.status.actual_gain_g is not None:
        rows.append((_("Kenaikan"), _gain_words(now)))
    if measurement.height_cm is not None:
        posture = f", {POSTURE_NAMES[measurement.posture]}" if measurement.posture else ""
        rows.append((_("Panjang atau tinggi"), f"{cm(measurement.height_cm)}{posture}"))
    if measurement.head_cm is not None:
        rows.append((_("Lingkar kepala"), cm(measurement.head_cm)))
    if measurement.muac_cm is not None:
        colour = f" ({ARM_COLOURS[arm]})" if arm else ""
        rows.append((_("Lingkar lengan (LiLA)"), f"{cm(measurement.muac_cm)}{colour}"))
    if measurement.oedema:
        rows.append((_("Bengkak kedua punggung kaki"), _("ada")))
    return rows


def _weight_before(now: ChildMonth | None, before: Measurement | None) -> Iterator[tuple[str, Any]]:
    if now is not None and now.compared is not None:
        day = plain.short_day(now.compared.measured_on)
        yield _("Berat bulan lalu, %s") % day, kg(now.compared.weight_kg)
    elif now is not None and now.status.from_birth_weight:
        birth_g = whole_grams(now.weighed.weight_kg) - _gain(now)
        yield _("Berat lahir"), kg(Decimal(birth_g) / 1000)
    elif before is not None and before.weight_kg is not None:
        yield _("Berat terakhir, %s") % plain.short_day(before.measured_on), kg(before.weight_kg)


def _gain_words(now: ChildMonth) -> str:
    if now.status.reason == LetterReason.OEDEMA:
        return _("tidak dinilai karena bengkak")
    gain, needed = grams(_gain(now)), now.status.needed_gain_g
    if needed is None:
        return gain
    params = {"gain": gain, "needed": grams(needed)}
    if now.letter == "T" and _gain(now) > 0:
        return _("%(gain)s, belum cukup; paling sedikit %(needed)s") % params
    return _("%(gain)s, paling sedikit %(needed)s") % params


def message(
    child: Person, measurement: Measurement, explanation: Explanation, posyandu: Posyandu, facts
) -> str:
    """The result as plain text for a message to the family."""
    place = _("Posyandu %s") % posyandu
    lines = [
        f"*{place}* · {plain.weekday(measurement.measured_on)}",
        f"{child.name}",
        "",
        explanation.title,
        explanation.text,
        *([explanation.measure_again] if explanation.measure_again else []),
        *([f"{explanation.advice.title}. {explanation.advice.text}"] if explanation.advice else []),
        "",
        *[f"{label}: {value}" for label, value in facts],
        "",
        _("Timbang lagi: %s") % explanation.next_day,
    ]
    return "\n".join(lines)
