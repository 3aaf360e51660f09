"""P-IRT number of home-made food: ``A BB CCCC DD EEEE - FF``, decoded, and what follows from it on a day.

A packaging, BB food type, CCCC kabupaten/kota, DD running number of this producer's foods, EEEE producer in that
kabupaten/kota, FF year in which it ends. Source: handbook, enterprise section 2 [B: tempo.co quoting BPOM 22/2018;
a blog of 2012; A: BPOM slides 2021]; tables ``packaging_codes``, ``pirt_food_types``, ``permit_terms``. Only the
year of the end is in the number, so the certificate date decides within that year.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from anyelir.rules import tables
from anyelir.rules.dates import add_days, add_months
from anyelir.rules.identity.problem import Problem, Problems, compact, error, warning
from anyelir.rules.identity.region_code import parse_region_code, region_name
from anyelir.rules.permit_state import PermitState
from anyelir.rules.tables import Rule

DIGITS = 15
DIGITS_BEFORE_2012 = 12
LONGEST = 20
_PREFIX = re.compile(r"^(?:SPP)?P?IRT(?:NOMOR|NO)?:?|^(?:NOMOR|NO):?")
_NUMBER = re.compile(r"[0-9]+")
MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class PirtParts:
    """The blocks of a number of fifteen digits; ``kabkota_code`` is a Kemendagri code such as 33.06."""

    packaging: int
    food_type: str
    kabkota_code: str
    food_no: int
    producer_no: int
    end_year: int


@dataclass(frozen=True, slots=True)
class PirtPaper:
    """What else is known of the product: all optional, all only for comparison.

    ``region_code`` is where the business is, ``packaging`` and ``food_type`` are what the catalogue says.
    """

    region_code: str | None = None
    issued_on: dt.date | None = None
    packaging: int | None = None
    food_type: str | None = None


NO_PAPER = PirtPaper()


@dataclass(frozen=True, slots=True)
class PirtReading:
    """A P-IRT number on a day. ``ends_from`` to ``ends_by`` is the time in which it ends: one day when known.

    ``renew_by`` is the last day to ask for renewal, counted from the earliest end. ``is_confirmed`` is False
    while the handbook marks the food type [C]. ``parts`` is None when the digits cannot be decoded.
    """

    number: str
    parts: PirtParts | None
    state: PermitState
    ends_from: dt.date | None
    ends_by: dt.date | None
    renew_by: dt.date | None
    is_confirmed: bool
    problems: Problems


def normalise_pirt(text: str) -> str:
    """``"P-IRT No. 3063306010072 - 19"`` -> ``"3063306010072-19"``; anything else is given back compact."""
    digits = _PREFIX.sub("", compact(text))
    is_standard = len(digits) == DIGITS and _NUMBER.fullmatch(digits) is not None
    return f"{digits[:13]}-{digits[13:]}" if is_standard else digits


def parse_pirt(text: str) -> PirtParts | None:
    """The blocks of a number of fifteen digits, however written; None for any other length or sign."""
    number = normalise_pirt(text)
    if "-" not in number:
        return None
    return PirtParts(
        packaging=int(number[0]),
        food_type=number[1:3],
        kabkota_code=f"{number[3:5]}.{number[5:7]}",
        food_no=int(number[7:9]),
        producer_no=int(number[9:13]),
        end_year=2000 + int(number[14:]),
    )


def _form_problems(number: str) -> Problems:
    """Why a number cannot be decoded."""
    if _NUMBER.fullmatch(number):
        if len(number) == DIGITS_BEFORE_2012:
            return (warning("pirt_pre_2012"),)
        if DIGITS < len(number) <= LONGEST:
            return (warning("pirt_longer_than_15", len(number)),)
    return (error("pirt_malformed", number),)


def _block_problems(parts: PirtParts, paper: PirtPaper, on: dt.date) -> list[Problem]:
    problems = []
    packaging = tables.load("packaging_codes").by_key(on)
    foods = tables.load("pirt_food_types").by_key(on)
    if packaging and parts.packaging not in packaging:
        problems.append(warning("pirt_packaging_unknown", parts.packaging))
    elif paper.packaging not in (None, parts.packaging):
        problems.append(warning("pirt_packaging_differs", parts.packaging))
    if foods and parts.food_type not in foods:
        problems.append(warning("pirt_food_type_unknown", parts.food_type))
    elif paper.food_type not in (None, parts.food_type):
        problems.append(warning("pirt_food_type_differs", parts.food_type))
    return problems


def _region_problems(parts: PirtParts, region_code: str | None) -> list[Problem]:
    problems = []
    if region_name(parts.kabkota_code) is None:
        problems.append(warning("pirt_region_unknown", parts.kabkota_code))
    place = parse_region_code(region_code) if region_code else None
    kabkota = place.up_to("KABKOTA") if place else None
    if kabkota is not None and kabkota != parts.kabkota_code:
        problems.append(warning("pirt_region_differs", parts.kabkota_code))
    return problems


def _ends(parts: PirtParts, issued_on: dt.date | None, term: Rule | None) -> tuple[dt.date, dt.date]:
    """First and last day on which the number can end: the anniversary when the certificate date fits."""
    if issued_on is not None and term is not None:
        anniversary = add_months(issued_on, term["valid_years"] * MONTHS_IN_YEAR)
        if anniversary.year == parts.end_year:
            return anniversary, anniversary
    return dt.date(parts.end_year, 1, 1), dt.date(parts.end_year, 12, 31)


def _issue_problems(parts: PirtParts, issued_on: dt.date | None, term: Rule | None) -> list[Problem]:
    if issued_on is None or term is None:
        return []
    years = parts.end_year - issued_on.year
    if years < 0:
        return [error("pirt_ends_before_issue", parts.end_year)]
    if years > term["valid_years"]:
        return [error("pirt_lasts_too_long", years)]
    return [warning("pirt_lasts_shorter", years)] if years < term["valid_years"] else []


def _state(ends_from: dt.date, ends_by: dt.date, term: Rule | None, on: dt.date) -> PermitState:
    if on > ends_by:
        return PermitState.EXPIRED
    if ends_from != ends_by and on >= ends_from:
        return PermitState.UNCLEAR
    is_near = term is not None and on >= add_days(ends_from, -term["expiring_days"])
    return PermitState.EXPIRING if is_near else PermitState.IN_FORCE


def _time_problems(
    state: PermitState, ends_by: dt.date, renew_by: dt.date | None, on: dt.date
) -> list[Problem]:
    if state is PermitState.EXPIRED:
        return [warning("pirt_expired", ends_by.year)]
    if state is PermitState.UNCLEAR:
        return [warning("pirt_ends_this_year", ends_by.year)]
    is_late = renew_by is not None and on > renew_by
    return [warning("pirt_renewal_overdue", renew_by)] if is_late else []


def read_pirt(text: str, *, on: dt.date, paper: PirtPaper = NO_PAPER) -> PirtReading:
    """Decode a P-IRT number and draw the consequences on the day ``on``.

    Errors: ``pirt_malformed``, ``pirt_lasts_too_long`` (year of the end more than five years after the issue),
    ``pirt_ends_before_issue``. Warnings: ``pirt_pre_2012`` (12 digits), ``pirt_longer_than_15``,
    ``pirt_packaging_unknown``, ``pirt_packaging_differs``, ``pirt_food_type_unknown``,
    ``pirt_food_type_differs``, ``pirt_region_unknown``, ``pirt_region_differs``, ``pirt_lasts_shorter``,
    ``pirt_expired``, ``pirt_ends_this_year`` (check the certificate date), ``pirt_renewal_overdue``.
    """
    number = normalise_pirt(text)
    parts = parse_pirt(text)
    if parts is None:
        return PirtReading(number, None, PermitState.UNCLEAR, None, None, None, True, _form_problems(number))
    term = tables.load("permit_terms").by_key(paper.issued_on or on).get("pirt")
    ends_from, ends_by = _ends(parts, paper.issued_on, term)
    renew_by = add_months(ends_from, -term["renew_months"]) if term else None
    state = _state(ends_from, ends_by, term, on)
    problems = (
        *_block_problems(parts, paper, on),
        *_region_problems(parts, paper.region_code),
        *_issue_problems(parts, paper.issued_on, term),
        *_time_problems(state, ends_by, renew_by, on),
    )
    food = tables.load("pirt_food_types").by_key(on).get(parts.food_type)
    is_confirmed = food is None or food.is_confirmed
    return PirtReading(number, parts, state, ends_from, ends_by, renew_by, is_confirmed, problems)
