"""PKK registration number of kader and members: 15 digits ``PPKKCCDDYYYYNNN``.

Province, kabupaten, kecamatan and desa two digits each, the year of joining, a running number; example of the
R8/R9 guide: 020103042009001 [A: handbook, pkk-administration section 2.5]. It is older than the four-digit desa
codes, so it is free text with a generator, never a key: every finding but the form is left to people.
"""

from __future__ import annotations

from dataclasses import dataclass

from anyelir.rules.finiteness import finite_numbers
from anyelir.rules.identity.problem import Problems, is_digits, warning
from anyelir.rules.identity.region_code import parse_region_code

LENGTH = 15
LAST_SEQUENCE = 999
FIRST_YEAR, LAST_YEAR = 1000, 9999


@dataclass(frozen=True, slots=True)
class RegistrationNo:
    """The blocks of a number; ``place`` are the eight digits of province to desa."""

    place: str
    joined_year: int
    sequence: int

    @property
    def text(self) -> str:
        """The fifteen digits."""
        return f"{self.place}{self.joined_year:04d}{self.sequence:03d}"


def parse_registration_no(text: str) -> RegistrationNo | None:
    """Take fifteen digits apart; None for the free text that older books hold."""
    if not is_digits(text, LENGTH):
        return None
    return RegistrationNo(text[:8], int(text[8:12]), int(text[12:]))


def check_registration_no(text: str) -> Problems:
    """Warning ``registration_not_15_digits``; nothing here ever stops a record."""
    return () if is_digits(text, LENGTH) else (warning("registration_not_15_digits", len(text)),)


@finite_numbers
def registration_no(region_code: str, joined_year: int, sequence: int) -> str | None:
    """The number for a member of a desa; None when the place is no desa or a block would overflow.

    ``sequence`` (1-999) starts again each year in each desa; the last two digits of the desa code stand for it.
    """
    region = parse_region_code(region_code)
    if region is None or region.up_to("DESAKEL") is None:
        return None
    if not (1 <= sequence <= LAST_SEQUENCE and FIRST_YEAR <= joined_year <= LAST_YEAR):
        return None
    province, kabkota, kecamatan, desa = region.parts
    return RegistrationNo(f"{province}{kabkota}{kecamatan}{desa[-2:]}", joined_year, sequence).text
