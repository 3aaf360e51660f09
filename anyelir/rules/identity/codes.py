"""Every reason code of the identity checks: how grave it is and what its ``detail`` holds.

The screens word these codes; a test of theirs can walk this table to see that none was forgotten.
"""

from __future__ import annotations

from typing import NamedTuple

from anyelir.rules.identity.problem import Severity


class Code(NamedTuple):
    """``detail`` says in English what the text of ``Problem.detail`` is; empty when there is none."""

    severity: Severity
    detail: str


def _table(severity: Severity, **details: str) -> dict[str, Code]:
    return {code: Code(severity, detail) for code, detail in details.items()}


CODES = {
    **_table(
        "error",
        nik_not_16_digits="number of characters",
        family_card_not_16_digits="number of characters",
        phone_empty="",
        phone_several="",
        phone_not_digits="",
        phone_no_prefix="number of digits",
        phone_length="number of digits",
        region_code_malformed="the text",
        region_code_zero="the code",
        npwp_length="number of characters",
        npwp_check_digit="the digit written",
        nib_not_13_digits="number of characters",
        bpom_malformed="the text",
        halal_malformed="the text",
        halal_is_fatwa_number="the text",
        pirt_malformed="the text in compact form",
        pirt_lasts_too_long="years between issue and end",
        pirt_ends_before_issue="year of the end",
        kbli_not_5_digits="number of characters",
        kbli_version_unknown="the version",
    ),
    **_table(
        "warning",
        nik_region_unknown="kecamatan code inside the number",
        nik_region_differs="kabupaten/kota code inside the number",
        nik_birth_date_impossible="day-month-year inside the number",
        nik_birth_date_differs="day-month-year inside the number",
        nik_sex_differs="M or F as inside the number",
        nik_serial_zero="",
        family_card_region_unknown="kecamatan code inside the number",
        family_card_region_differs="kabupaten/kota code inside the number",
        family_card_is_a_nik="",
        family_card_date_impossible="day-month-year inside the number",
        region_code_unknown="the code",
        npwp_old_form="the number in sixteen digits",
        bpom_longer="number of digits",
        halal_unusual_length="number of digits",
        pirt_pre_2012="",
        pirt_longer_than_15="number of digits",
        pirt_packaging_unknown="packaging digit inside the number",
        pirt_packaging_differs="packaging digit inside the number",
        pirt_food_type_unknown="food type inside the number",
        pirt_food_type_differs="food type inside the number",
        pirt_region_unknown="kabupaten/kota code inside the number",
        pirt_region_differs="kabupaten/kota code inside the number",
        pirt_lasts_shorter="years between issue and end",
        pirt_expired="year of the end",
        pirt_ends_this_year="year of the end",
        pirt_renewal_overdue="ISO date by which renewal was due",
        kbli_version_superseded="code in the new version, empty when not known",
        kbli_version_ended="code in the new version, empty when not known",
        registration_not_15_digits="number of characters",
    ),
}
