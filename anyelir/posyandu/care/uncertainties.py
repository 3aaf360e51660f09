"""What is not settled in a result: rules marked [C] or [D] that decided here, and an age that nobody knows exactly.

Said on the screens and papers where they decide, in words for the kader and the bidan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from anyelir.families.models import Person
from anyelir.posyandu.day.subject import is_age_exact
from anyelir.posyandu.day.wording import grams
from anyelir.rules import skdn, tables
from anyelir.rules.age import age_days, completed_months
from anyelir.rules.child_months import ChildMonth
from anyelir.rules.referral import ReferralReason, child_reason

GAIN_READ = frozenset({skdn.LetterReason.GAIN_REACHED, skdn.LetterReason.GAIN_BELOW_MINIMUM})


def notes(
    child: Person, on: dt.date, now: ChildMonth | None, reasons: Sequence[ReferralReason]
) -> tuple[str, ...]:
    """Sentences about everything that is not settled in what is said of a child on ``on``; often none."""
    sentences = [*_of_age(child, now), *_of_letter(child, now), *_of_reasons(reasons, on)]
    if reasons or (now is not None and now.letter == "T"):
        sentences += _of_preterm(child, on)
    return tuple(sentences)


def notes_of_codes(
    child: Person, on: dt.date, now: ChildMonth | None, codes: Sequence[str]
) -> tuple[str, ...]:
    """As ``notes``, for the reasons of a referral that is written already."""
    known = (child_reason(code, on) for code in codes)
    return notes(child, on, now, [reason for reason in known if reason is not None])


def _of_age(child: Person, now: ChildMonth | None) -> Iterator[str]:
    if is_age_exact(child):
        return
    if child.birth_precision == Person.Precision.YEAR:
        yield _(
            "Umur tidak pasti: hanya tahun lahir yang diketahui. Yang bergantung pada umur adalah perkiraan."
        )
    else:
        yield _(
            "Umur tidak pasti: hanya bulan dan tahun lahir yang diketahui."
            " Yang bergantung pada umur adalah perkiraan."
        )
    if now is not None and not now.is_letter_certain:
        yield _("Dengan tanggal lahir lain huruf %s bisa berbeda.") % (now.letter or "–")


def _of_letter(child: Person, now: ChildMonth | None) -> Iterator[str]:
    if now is None or now.status.is_confirmed or child.born_on is None:
        return
    status, on = now.status, now.weighed.measured_on
    if status.reason == skdn.LetterReason.OEDEMA:
        yield (
            _("Huruf %s pada bulan dengan bengkak adalah keputusan Anyelir, bukan aturan resmi.") % now.letter
        )
        return
    months = completed_months(child.born_on, on)
    if status.reason in GAIN_READ and not skdn.is_minimum_gain_settled(child.sex, months, on):
        params = {
            "gain": grams(status.needed_gain_g),
            "months": months,
            "sex": _("laki-laki") if child.sex == "M" else _("perempuan"),
        }
        yield (
            _(
                "Kenaikan minimal %(gain)s untuk anak %(sex)s umur %(months)d bulan belum dipastikan;"
                " cocokkan dengan KMS."
            )
            % params
        )
    if status.from_birth_weight:
        yield _("Dibandingkan dengan berat lahir; aturan ini belum dipastikan.")


def _of_reasons(reasons: Sequence[ReferralReason], on: dt.date) -> Iterator[str]:
    codes = {reason.code for reason in reasons}
    if "below_red_line" in codes and not skdn.is_line_settled("red", on):
        yield _("Letak garis merah KMS (−3 SD) belum dipastikan.")
    if "above_orange_line" in codes and not skdn.is_line_settled("orange", on):
        yield _("Letak garis jingga KMS (+1 SD) belum dipastikan.")
    if "not_gained_twice" in codes:
        yield _("Dua bulan tidak cukup naik sebagai tanda segera belum dipastikan.")
    if any(not reason.is_confirmed for reason in reasons):
        yield _(
            "Batas hari rujukan adalah keputusan Anyelir atau belum dipastikan; bidan boleh menentukan lain."
        )


def _of_preterm(child: Person, on: dt.date) -> Iterator[str]:
    """Reports stay with the age from birth until the health office decides; nobody wrote how early a child came."""
    rule = tables.load("preterm_correction").by_key(on).get("corrected_below")
    if child.born_on is None or rule is None or not is_age_exact(child):
        return
    if age_days(child.born_on, on) < rule["days"]:
        yield _("Umur dihitung sejak lahir; untuk anak yang lahir kurang bulan belum dikoreksi.")
