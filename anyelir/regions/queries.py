"""Reads of the tree of places: by code, by what lies inside, by name.

Type-ahead walks ranges of ``RegionWord``, one per level from the top down, so that it costs the same on both
databases and stops as soon as the page is full. Places below desa are looked for inside their desa only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from anyelir.regions.models import Level, LevelName, Region, RegionQuerySet, RegionWord
from anyelir.regions.scope import DOTTED_LEVELS, NATION, ancestors, is_within_any, level_of
from anyelir.regions.words import readings, typed_words, words_of
from anyelir.rules.region_code import read_code

LIMIT = 12
MOST_WORDS = 8
MOST_LEADERS = 3
UPPER = (Level.PROVINSI, Level.KABKOTA, Level.KECAMATAN)
# Words by which people name a place below desa; the other words say in which desa it lies.
LOCAL_WORDS = frozenset("rw rt dusun lingkungan jorong banjar padukuhan dasawisma dawis".split())
# A desa name may be common: places below it are looked for in so many desa at most.
DESA_LOOKED_INTO = 5
AFTER_LETTERS = "{"  # the character behind "z", the last one of a word


def resolve(code: str, on: dt.date | None = None) -> Region | None:
    """The region that ``code`` stands for today, or stood for on a day; old codes lead to their successor."""
    region = Region.objects.filter(pk=code).first()
    while region is not None and region.successor_id and _is_over(region, on):
        region = region.successor
    return region


def _is_over(region: Region, on: dt.date | None) -> bool:
    return region.valid_to is not None and (on is None or region.valid_to < on)


def children(code: str) -> RegionQuerySet:
    """The places directly in ``code`` (the provinces for the nation), in the order of their codes."""
    return Region.objects.current().filter(parent=code or None).order_by("code")


def crumbs(code: str) -> list[Region]:
    """The places from the province down to ``code`` itself."""
    return list(Region.objects.filter(code__in=[*ancestors(code), code]).order_by("code"))


def level_names(code: str) -> dict[str, str]:
    """What each level is called in the province of ``code`` (jorong, banjar, distrik)."""
    local = LevelName.objects.filter(province_code=code[:2]).values_list("level", "name")
    return {level.value: str(level.label) for level in Level} | dict(local)


def search(
    text: str, *, codes: Iterable[str] = (NATION,), level: Level | None = None, limit: int = LIMIT
) -> list[Region]:
    """The place with that code, or places whose own name begins with a word of ``text`` and whose path has the others.

    "ciriung cibinong" finds Ciriung in Cibinong, "rw 14 ciriung" its RW 14, "DKI" what the list calls Daerah Khusus
    Ibukota Jakarta. Only in the subtrees of ``codes`` and, when given, only at ``level``; higher levels come first,
    then names in the order of the alphabet.
    """
    query_words, codes = typed_words(text)[:MOST_WORDS], list(codes)
    if not query_words or not codes or limit < 1:
        return []
    places = _by_code(text, codes, level)
    for reading in readings(query_words):
        if places:
            break
        places = _by_reading(
            reading, text if reading is query_words else " ".join(reading), codes, level, limit
        )
    return places


def _by_code(text: str, codes: list[str], level: Level | None) -> list[Region]:
    code = read_code(text)
    if code is None:
        return []
    rows = Region.objects.current().filter(is_within_any(codes, "code"), code=code)
    return list(rows.filter(level=level) if level else rows)


def _by_reading(
    reading: list[str], text: str, codes: list[str], level: Level | None, limit: int
) -> list[Region]:
    if all(_is_deep(code) for code in codes) or level not in (None, *DOTTED_LEVELS):
        return _locally(reading, text, codes, level, limit)
    places = _by_words(reading, codes, [level] if level else DOTTED_LEVELS, limit)
    return places or (_locally(reading, text, codes, level, limit) if level is None else [])


def _is_deep(code: str) -> bool:
    """Whether a subtree is a desa or less: small enough to be read whole."""
    return level_of(code) not in (None, *UPPER)


def _by_words(query_words: list[str], codes: list[str], levels: Iterable[Level], limit: int) -> list[Region]:
    """The longest word leads first, because fewer names begin with it."""
    codes_found: dict[str, None] = {}
    scope = is_within_any(codes)
    query_words = sorted(dict.fromkeys(query_words), key=len, reverse=True)
    for level in levels:
        # Nothing lies above a province: all words are in its own name, and any of them leads to it.
        for leader in query_words[: 1 if level == Level.PROVINSI else MOST_LEADERS]:
            rows = _led_by(leader, [word for word in query_words if word != leader], level).filter(scope)
            codes_found |= dict.fromkeys(rows.values_list("region_id", flat=True)[:limit])
            if len(codes_found) >= limit:
                return _in_order(list(codes_found)[:limit])
    return _in_order(list(codes_found))


def _in_order(codes: list[str]) -> list[Region]:
    regions = Region.objects.in_bulk(codes)
    return [regions[code] for code in codes]


def _led_by(leader: str, others: list[str], level: Level) -> QuerySet[RegionWord]:
    rows = RegionWord.objects.filter(level=level, word__gte=leader, word__lt=leader + AFTER_LETTERS)
    for word in others:
        rows = rows.filter(path__contains=f" {word}")
    return rows.order_by("word", "region")


def _locally(
    query_words: list[str], text: str, codes: list[str], level: Level | None, limit: int
) -> list[Region]:
    """Search below desa: in the given places when they are small, else in the desa that the other words name."""
    if not all(_is_deep(code) for code in codes):
        names = [word for word in query_words if word not in LOCAL_WORDS and not word.isdecimal()]
        if not names or names == query_words:
            return []
        codes = [desa.code for desa in _by_words(names, codes, [Level.DESAKEL], DESA_LOOKED_INTO)]
    rows = Region.objects.current().filter(is_within_any(codes, "code"))
    rows = rows.filter(level=level) if level else rows
    for word in words_of(text)[:MOST_WORDS]:
        rows = rows.filter(search_key__contains=f" {word}")
    return list(rows.order_by("code")[:limit])
