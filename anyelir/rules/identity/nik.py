"""NIK, the 16-digit person number ``PPKKCC DDMMYY XXXX``; women are born on "day + 40".

Source: handbook, enterprise section 1 and pkk-administration section 7 [A]. The number has no check digit.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from anyelir.rules.identity.problem import Problem, Problems, Sex, error, is_digits, warning
from anyelir.rules.identity.region_code import check_prefix

LENGTH = 16
WOMAN_DAY_OFFSET = 40


@dataclass(frozen=True, slots=True)
class NikParts:
    """The blocks of a NIK. ``year_of_century`` has two digits: the number does not tell the century."""

    kecamatan_code: str
    day: int
    month: int
    year_of_century: int
    sex: Sex
    serial: str

    @property
    def is_possible_date(self) -> bool:
        """True when the day exists in 19YY or 20YY (29 February needs one of them to be a leap year)."""
        return any(_is_date(century + self.year_of_century, self.month, self.day) for century in (1900, 2000))

    def born_on(self, *, on: dt.date) -> dt.date | None:
        """The youngest birth date not after ``on`` that the number can mean; None when there is none."""
        for century in (2000, 1900):
            year = century + self.year_of_century
            if _is_date(year, self.month, self.day) and dt.date(year, self.month, self.day) <= on:
                return dt.date(year, self.month, self.day)
        return None


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def parse_nik(nik: str) -> NikParts | None:
    """The blocks of a number of exactly 16 digits, whether they make sense or not; None otherwise."""
    if not is_digits(nik, LENGTH):
        return None
    day = int(nik[6:8])
    is_woman = day > WOMAN_DAY_OFFSET
    return NikParts(
        kecamatan_code=f"{nik[:2]}.{nik[2:4]}.{nik[4:6]}",
        day=day - WOMAN_DAY_OFFSET if is_woman else day,
        month=int(nik[8:10]),
        year_of_century=int(nik[10:12]),
        sex="F" if is_woman else "M",
        serial=nik[12:],
    )


def _date_problem(parts: NikParts, born_on: dt.date | None) -> Problem | None:
    inside = f"{parts.day:02d}-{parts.month:02d}-{parts.year_of_century:02d}"
    if not parts.is_possible_date:
        return warning("nik_birth_date_impossible", inside)
    if born_on is None:
        return None
    if (parts.day, parts.month, parts.year_of_century) != (born_on.day, born_on.month, born_on.year % 100):
        return warning("nik_birth_date_differs", inside)
    return None


def check_nik(
    nik: str,
    *,
    sex: Sex | None = None,
    born_on: dt.date | None = None,
    region_code: str | None = None,
) -> Problems:
    """Problems of a NIK, in the order in which a person should look at them; empty when none.

    ``nik`` is the compact form (see ``identity.compact``). Anything but exactly 16 digits is the only error
    (``nik_not_16_digits``). Give ``born_on`` only when day, month and year are known; ``region_code`` is the
    residence. Warnings: ``nik_region_unknown``, ``nik_region_differs``, ``nik_birth_date_impossible``,
    ``nik_birth_date_differs``, ``nik_sex_differs``, ``nik_serial_zero``.
    """
    parts = parse_nik(nik)
    if parts is None:
        return (error("nik_not_16_digits", len(nik)),)
    problems = [*check_prefix(nik, "nik", region_code)]
    date_problem = _date_problem(parts, born_on)
    if date_problem is not None:
        problems.append(date_problem)
    if sex is not None and parts.is_possible_date and sex != parts.sex:
        problems.append(warning("nik_sex_differs", parts.sex))
    if parts.serial == "0000":
        problems.append(warning("nik_serial_zero"))
    return tuple(problems)
