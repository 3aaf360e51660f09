"""NPWP, the tax number: 15 digits of old with a check digit, 16 digits now.

A person's 16-digit NPWP is the NIK; an organisation's is a zero and the old number. The check digit is the ninth
of the old form (Luhn over the first nine), computed by python-stdnum [measured, handbook enterprise section 1].
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stdnum import luhn

from anyelir.rules.identity.nik import check_nik
from anyelir.rules.identity.problem import Problems, error, is_digits, warning

NpwpForm = Literal["old_15", "new_16", "nik"]
OLD_LENGTH, NEW_LENGTH = 15, 16


@dataclass(frozen=True, slots=True)
class Npwp:
    """A number taken apart. ``old`` is the 15-digit form, empty when the number is a NIK."""

    form: NpwpForm
    new: str
    old: str

    @property
    def printed(self) -> str:
        """``01.312.166.0-091.000`` for the old form, the plain sixteen digits of a NIK."""
        number = self.old
        if not number:
            return self.new
        return f"{number[:2]}.{number[2:5]}.{number[5:8]}.{number[8]}-{number[9:12]}.{number[12:]}"

    @property
    def tax_office(self) -> str:
        """The three digits of the tax office (KPP) in the old form; empty for a NIK."""
        return self.old[9:12]


def parse_npwp(number: str) -> Npwp | None:
    """Take the compact number apart; None when it has neither 15 nor 16 digits."""
    if is_digits(number, OLD_LENGTH):
        return Npwp("old_15", f"0{number}", number)
    if not is_digits(number, NEW_LENGTH):
        return None
    if number.startswith("0"):
        return Npwp("new_16", number, number[1:])
    return Npwp("nik", number, "")


def check_npwp(number: str) -> Problems:
    """Problems of a compact NPWP.

    Errors: ``npwp_length`` (neither 15 nor 16 digits), ``npwp_check_digit``. A number that is a NIK brings the
    warnings of ``check_nik``, and ``npwp_old_form`` says that 15 digits are to be written with a zero in front.
    """
    parsed = parse_npwp(number)
    if parsed is None:
        return (error("npwp_length", len(number)),)
    if parsed.form == "nik":
        return check_nik(number)
    if not luhn.is_valid(parsed.old[:9]):
        return (error("npwp_check_digit", parsed.old[8]),)
    return (warning("npwp_old_form", parsed.new),) if parsed.form == "old_15" else ()
