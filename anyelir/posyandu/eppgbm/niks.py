"""The NIK of a cell: its digits, or none and what to tell about it.

A row is not lost for a number that nobody holds, and two children are never joined by one: what stands for "no NIK",
and what a spreadsheet cut, is read as no NIK with a warning.
"""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from anyelir.exchange import cells
from anyelir.rules import identity
from anyelir.rules.identity.nik import LENGTH as NIK_LENGTH
from anyelir.rules.texts import plain_digits

STAND_IN = gettext_lazy("Angka ini bukan NIK siapa pun. Anak dicatat tanpa NIK.")
CUT = gettext_lazy(
    "Ujung NIK terpotong oleh program lembar kerja. Anak dicatat tanpa NIK; tulis ulang sebagai teks."
)
MASKED = gettext_lazy("Sebagian angka NIK ditutup. Anak dicatat tanpa NIK.")
WORDS = gettext_lazy("Isi kolom NIK bukan angka. Anak dicatat tanpa NIK.")
Remark = str | Promise


def read(value: Any) -> tuple[str, Remark]:
    """The digits as they are stored ("" for none) and a remark ("" for none); wrong digits come back as they are."""
    written = plain_digits(cells.text(value)).strip("'’‘`´ ")
    if not written.strip("-–. "):
        return "", ""
    if identity.is_scientific(written):
        return "", CUT
    if identity.is_masked(written):
        return "", MASKED
    if not any(sign.isdigit() for sign in written):
        return "", WORDS
    digits = identity.compact(written)
    if identity.is_cut(digits) and not identity.is_stand_in(digits) or _is_rounded(value, digits):
        return "", CUT
    return ("", STAND_IN) if identity.is_stand_in(digits) or not digits.strip("0") else (digits, "")


def _is_rounded(value: Any, digits: str) -> bool:
    """A number, not a text: spreadsheets keep 15 digits and put 0 for the sixteenth, whatever was typed."""
    return isinstance(value, int | float) and len(digits) == NIK_LENGTH and digits.endswith("0")
