"""How numbers, births and doubts about them are said."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from anyelir.core import wording
from anyelir.families.models import Family, Person
from anyelir.rules import identity
from anyelir.rules.age import completed_months

SHOWN_DIGITS = 4
MONTHS_IN_A_YEAR = 12
# Below this the age is said in months.
MONTHS_OF_A_TODDLER = 24

# What speaks against a number; none of it hinders saving.
WARNINGS = {
    "nik_region_unknown": gettext_lazy("enam angka pertama NIK bukan kode kecamatan yang dikenal"),
    "nik_region_differs": gettext_lazy("NIK ini dari kabupaten atau kota lain"),
    "nik_birth_date_impossible": gettext_lazy("tanggal lahir di dalam NIK tidak ada di kalender"),
    "nik_birth_date_differs": gettext_lazy("tanggal lahir di dalam NIK berbeda dari yang dicatat"),
    "nik_sex_differs": gettext_lazy("jenis kelamin di dalam NIK berbeda dari yang dicatat"),
    "nik_serial_zero": gettext_lazy("empat angka terakhir NIK semuanya nol"),
    "family_card_region_unknown": gettext_lazy(
        "enam angka pertama nomor KK bukan kode kecamatan yang dikenal"
    ),
    "family_card_region_differs": gettext_lazy("nomor KK ini dari kabupaten atau kota lain"),
    "family_card_is_a_nik": gettext_lazy("nomor KK ini tampaknya sebuah NIK"),
    "family_card_date_impossible": gettext_lazy("tanggal di dalam nomor KK tidak ada di kalender"),
}


def masked(number: str) -> str:
    """The last digits of a secret number behind dots, "" for none."""
    return f"•••• {number[-SHOWN_DIGITS:]}" if number else ""


def born(person: Person) -> str:
    """17 September 2023, September 2023, or tahun 2023: as much as is known."""
    if person.born_on is None or person.birth_precision == Person.Precision.DAY:
        return wording.day(person.born_on)
    return _by_precision(person.born_on, person.birth_precision)


def born_short(person: Person) -> str:
    """The same for narrow columns: 17 Sep 2023."""
    if person.born_on is None or person.birth_precision == Person.Precision.DAY:
        return wording.short_day(person.born_on)
    return _by_precision(person.born_on, person.birth_precision)


def _by_precision(born_on: dt.date, precision: str) -> str:
    if precision == Person.Precision.MONTH:
        return wording.month(born_on)
    return _("tahun %s") % date_format(born_on, "Y")


def age(person: Person, on: dt.date) -> str:
    """14 bulan, 36 tahun, sekitar 70 tahun; "" where no birth is known."""
    if person.born_on is None or person.born_on > on:
        return ""
    months = completed_months(person.born_on, on)
    is_vague = person.birth_precision == Person.Precision.YEAR
    if is_vague and months < MONTHS_IN_A_YEAR:
        return _("kurang dari 1 tahun")
    if months < MONTHS_OF_A_TODDLER and not is_vague:
        duration = ngettext("%d bulan", "%d bulan", months) % months
    else:
        duration = ngettext("%d tahun", "%d tahun", months // MONTHS_IN_A_YEAR) % (months // MONTHS_IN_A_YEAR)
    return duration if person.birth_precision == Person.Precision.DAY else _("sekitar %s") % duration


def nik_warnings(person: Person) -> list[str]:
    """What in the NIK does not fit the person or the place; [] without a NIK."""
    if not person.nik:
        return []
    is_exact = person.birth_precision == Person.Precision.DAY
    problems = identity.check_nik(
        person.nik,
        sex=person.sex,
        born_on=person.born_on if is_exact else None,
        region_code=person.family.registered_region_id or person.region_id,
    )
    return [str(WARNINGS[problem.code]) for problem in problems]


def card_warnings(family: Family) -> list[str]:
    """What in the number of the family card looks odd; [] without one."""
    if not family.card_no:
        return []
    place = family.registered_region_id or family.region_id
    problems = identity.check_family_card_no(family.card_no, region_code=place)
    return [str(WARNINGS[problem.code]) for problem in problems]
