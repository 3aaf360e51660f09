"""Family card number (nomor kartu keluarga): 16 digits ``PPKKCC DDMMYY XXXX``.

The first six digits are the kecamatan that issued the card, the next six the day of issue [C]: the form
is checked as an error, the meaning as a warning.
"""

from __future__ import annotations

from collections.abc import Collection

from anyelir.rules.identity.nik import parse_nik
from anyelir.rules.identity.problem import Problems, error, warning
from anyelir.rules.identity.region_code import check_prefix


def check_family_card_no(
    number: str, *, region_code: str | None = None, niks: Collection[str] = ()
) -> Problems:
    """Problems of a family card number; ``niks`` are the NIKs of the family's members.

    Error: ``family_card_not_16_digits``. Warnings: ``family_card_region_unknown``,
    ``family_card_region_differs``, ``family_card_is_a_nik`` (the number of a member, or a day block above 40,
    which only the NIK of a woman has), ``family_card_date_impossible``.
    """
    parts = parse_nik(number)
    if parts is None:
        return (error("family_card_not_16_digits", len(number)),)
    problems = [*check_prefix(number, "family_card", region_code)]
    if number in niks or (parts.sex == "F" and parts.is_possible_date):
        problems.append(warning("family_card_is_a_nik"))
    elif not parts.is_possible_date:
        problems.append(
            warning("family_card_date_impossible", f"{number[6:8]}-{number[8:10]}-{number[10:12]}")
        )
    return tuple(problems)
