"""Identifiers of people, families, places, businesses and products: form, blocks, consequences.

Checks take text and give back ``Problem`` rows, never an exception and never a verdict on genuineness. Numbers of
people and firms are checked in the form in which they are stored: use ``compact`` first. ``codes.CODES`` lists
every reason code.
"""

from anyelir.rules.identity.codes import CODES
from anyelir.rules.identity.family_card import check_family_card_no
from anyelir.rules.identity.kbli import KbliMapping, check_kbli, kbli_title, kbli_version, map_kbli
from anyelir.rules.identity.nik import NikParts, check_nik, parse_nik
from anyelir.rules.identity.npwp import Npwp, check_npwp, parse_npwp
from anyelir.rules.identity.permit_numbers import (
    Bpom,
    Halal,
    HalalHints,
    check_bpom,
    check_halal,
    check_nib,
    parse_bpom,
    parse_halal,
)
from anyelir.rules.identity.phone import normalise_phone, phone_kind
from anyelir.rules.identity.pirt import (
    PirtPaper,
    PirtParts,
    PirtReading,
    normalise_pirt,
    parse_pirt,
    read_pirt,
)
from anyelir.rules.identity.problem import Problem, Problems, Severity, Sex, compact, has_error
from anyelir.rules.identity.region_code import RegionCode, check_region_code, parse_region_code, region_name
from anyelir.rules.identity.registration import (
    RegistrationNo,
    check_registration_no,
    parse_registration_no,
    registration_no,
)
from anyelir.rules.identity.stand_in import is_cut, is_masked, is_scientific, is_stand_in

__all__ = [
    "CODES",
    "Bpom",
    "Halal",
    "HalalHints",
    "KbliMapping",
    "NikParts",
    "Npwp",
    "PirtPaper",
    "PirtParts",
    "PirtReading",
    "Problem",
    "Problems",
    "RegionCode",
    "RegistrationNo",
    "Severity",
    "Sex",
    "check_bpom",
    "check_family_card_no",
    "check_halal",
    "check_kbli",
    "check_nib",
    "check_nik",
    "check_npwp",
    "check_region_code",
    "check_registration_no",
    "compact",
    "has_error",
    "is_cut",
    "is_masked",
    "is_scientific",
    "is_stand_in",
    "kbli_title",
    "kbli_version",
    "map_kbli",
    "normalise_phone",
    "normalise_pirt",
    "parse_bpom",
    "parse_halal",
    "parse_nik",
    "parse_npwp",
    "parse_pirt",
    "parse_region_code",
    "parse_registration_no",
    "phone_kind",
    "read_pirt",
    "region_name",
    "registration_no",
]
