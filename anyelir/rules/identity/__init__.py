"""Identifiers of people, families, places, businesses and products: form, blocks, consequences.

Checks take text in compact form and give back ``Problem`` rows, never an exception and never a verdict on
genuineness. ``messages.TEXT`` holds the Indonesian sentence of every code.
"""

from anyelir.rules.identity.family_card import check_family_card_no
from anyelir.rules.identity.nik import NikParts, check_nik, parse_nik
from anyelir.rules.identity.phone import normalise_phone, phone_kind
from anyelir.rules.identity.problem import Problem, Problems, Severity, Sex, compact, has_error
from anyelir.rules.identity.region_code import RegionCode, check_region_code, parse_region_code, region_name

__all__ = [
    "NikParts",
    "Problem",
    "Problems",
    "RegionCode",
    "Severity",
    "Sex",
    "check_family_card_no",
    "check_nik",
    "check_region_code",
    "compact",
    "has_error",
    "normalise_phone",
    "parse_nik",
    "parse_region_code",
    "phone_kind",
    "region_name",
]
