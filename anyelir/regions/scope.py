"""The only code that knows how a region contains another.

Codes grow by a dot above desa and by a slash below it, and both characters sort directly before ``0``. So the
subtree of a code is the range from the code to the code followed by ``0``, which an index answers on SQLite and
on PostgreSQL (byte order). The nation is the empty code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from anyelir.regions.models import Level

NATION = ""
SEPARATORS = re.compile(r"[./]")
PREFIX_LEVELS = {"DS": Level.DUSUN, "RW": Level.RW, "RT": Level.RT, "DW": Level.DASAWISMA}
PREFIXES = {level: prefix for prefix, level in PREFIX_LEVELS.items()}
DOTTED_LEVELS = [Level.PROVINSI, Level.KABKOTA, Level.KECAMATAN, Level.DESAKEL]
LEVEL_ORDER = [*DOTTED_LEVELS, *PREFIX_LEVELS.values()]
# RW are written with three digits (RW014), the others with two; a larger number simply takes more.
DIGITS = {Level.RW: 3}
LAST_NUMBER = 999
CODE = re.compile(
    r"[0-9]{2}(?:\.[0-9]{2}){0,2}|[0-9]{2}(?:\.[0-9]{2}){2}\.[0-9]{4}(?:/(?:DS|RW|RT|DW)[0-9]{1,6})*"
)


def bounds(code: str) -> tuple[str, str]:
    """Half-open range of all codes in the subtree of ``code``; for the nation, of all codes."""
    return (code, code + "0") if code else ("", "\x7f")


def contains(outer: str, inner: str) -> bool:
    """Whether ``inner`` is ``outer`` or lies below it."""
    low, high = bounds(outer)
    return low <= inner < high


def within(queryset: QuerySet, code: str, field: str = "region_id") -> QuerySet:
    """The rows of ``queryset`` whose region lies in the subtree of ``code``."""
    return queryset.filter(is_within(code, field))


def is_within(code: str, field: str = "region_id") -> Q:
    """The condition behind ``within``, to be combined with others."""
    if code == NATION:
        return Q()
    low, high = bounds(code)
    return Q(**{f"{field}__gte": low, f"{field}__lt": high})


def is_within_any(codes: Iterable[str], field: str = "region_id") -> Q:
    """True in any of the subtrees; with no codes it matches nothing."""
    codes = list(codes)
    if not codes:
        return Q(pk__in=[])
    if NATION in codes:
        return Q()
    # Built in one go: joining fifty conditions one by one takes longer than the query.
    return Q(*(is_within(code, field) for code in codes), _connector=Q.OR)


def ancestors(code: str) -> list[str]:
    """All codes above ``code``, from the province down, without the nation and without ``code`` itself."""
    return [code[: match.start()] for match in SEPARATORS.finditer(code)]


def parent(code: str) -> str:
    """The code one step up; the nation above a province."""
    above = ancestors(code)
    return above[-1] if above else NATION


def at_level(code: str, level: Level) -> str | None:
    """The ancestor (or the code itself) at ``level``, None where the path skips that level."""
    return next((step for step in [*ancestors(code), code] if level_of(step) == level), None)


def level_of(code: str) -> Level | None:
    """The level that a code has by its shape; None for the nation."""
    if code == NATION:
        return None
    dotted, *below = code.split("/")
    return PREFIX_LEVELS[below[-1][:2]] if below else DOTTED_LEVELS[dotted.count(".")]


def is_code(code: str) -> bool:
    """Whether the text is a region code: digit groups down to desa, then suffixes in the order of the levels."""
    if not CODE.fullmatch(code):
        return False
    depths = [LEVEL_ORDER.index(level_of(step)) for step in [*ancestors(code), code]]
    return depths == sorted(set(depths))


def levels_below(level: Level) -> list[Level]:
    """The levels that may lie directly in a desa or a place below it: all deeper ones, any may be skipped."""
    depth = LEVEL_ORDER.index(level)
    return LEVEL_ORDER[depth + 1 :] if depth >= LEVEL_ORDER.index(Level.DESAKEL) else []


def suffixed(parent_code: str, level: Level, number: int) -> str:
    """The code of a new place directly in ``parent_code``: RW 14 in Ciriung is ``32.01.01.1010/RW014``."""
    above = level_of(parent_code)
    if above is None or level not in levels_below(above) or not 1 <= number <= LAST_NUMBER:
        raise ValueError(f"no {level} {number} directly in {parent_code!r}")
    return f"{parent_code}/{PREFIXES[level]}{number:0{DIGITS.get(level, 2)}d}"


def number_of(code: str) -> int | None:
    """The number in the last suffix: 14 of ``.../RW014``; None down to desa, whose digits are no number."""
    last = code.rsplit("/", 1)
    return int(last[1][2:]) if len(last) == 2 else None
