"""The kelurahan of a row: by its code, or by its name within the regions of the person who imports."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext as _

from anyelir.enterprise.intake.business_rows import PLACE, BusinessRow
from anyelir.exchange.kinds import HeldBack, RowProblem
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import contains, is_within_any, suffixed
from anyelir.regions.words import typed_words, words_of
from anyelir.rules.identity import parse_region_code
from anyelir.rules.region_code import NATION, ancestors

UPPER = (Level.PROVINSI, Level.KABKOTA, Level.KECAMATAN)
# So many codes fit into one question.
FEW = 900
SAID = {"kel": "kelurahan", "kelurahan": "kelurahan", "desa": "desa", "ds": "desa"}


class BusinessPlaces:
    """The desa and kelurahan of one import, read once; a name that the row narrows down stands for one of them."""

    def __init__(self, codes: list[str] | None) -> None:
        self._codes = [NATION] if codes is None else codes
        self._names: dict[tuple[str, ...], list[Region]] | None = None
        self._above: dict[str, set[tuple[str, ...]]] = {}
        self._desa: dict[tuple[str, ...], Region] = {}
        self._below: dict[tuple[str, str, str], Region] = {}

    def desa(self, row: BusinessRow) -> Region:
        """Raises HeldBack where the row stands for no place or for several."""
        if row.place not in self._desa:
            self._desa[row.place] = self._one_of(row.place)
        return self._desa[row.place]

    def home(self, row: BusinessRow) -> Region:
        """The RT or RW of the row where the register has it, else its desa; raises HeldBack outside of the regions."""
        desa = self.desa(row)
        key = (desa.code, row.rw, row.rt)
        if key not in self._below:
            self._below[key] = self._lowest(desa, row)
        home = self._below[key]
        if not any(contains(code, home.code) for code in self._codes):
            raise HeldBack(
                RowProblem("desakel", _("%s di luar wilayah yang boleh Ibu/Bapak isi.") % home.label)
            )
        return home

    def _lowest(self, desa: Region, row: BusinessRow) -> Region:
        codes, code = [], desa.code
        for level, number in ((Level.RW, row.rw), (Level.RT, row.rt)):
            if number:
                code = suffixed(code, level, int(number))
                codes.append(code)
        return Region.objects.current().filter(code__in=codes).order_by("-code").first() or desa

    def _one_of(self, place: tuple[str, ...]) -> Region:
        *above, name = place
        code = parse_region_code(name)
        if code is not None:
            region = Region.objects.current().filter(code=code.text, level=Level.DESAKEL).first()
            meant = [region] if region is not None else []
        else:
            meant = _of_kind(self._in_regions(name, above), name)
        if len(meant) == 1:
            return meant[0]
        if not meant:
            said = ", ".join(part for part in (name, *reversed(above)) if part)
            text = _("%s tidak ditemukan di wilayah yang boleh Ibu/Bapak isi.")
            raise HeldBack(RowProblem("desakel", text % said))
        text = _("Ada lebih dari satu %(name)s: %(places)s. Isi kecamatannya, atau tulis kodenya.")
        places = ", ".join(f"{region.label} ({region.code})" for region in meant[:4])
        raise HeldBack(RowProblem("desakel", text % {"name": name, "places": places}))

    def _in_regions(self, name: str, above: list[str]) -> list[Region]:
        """Those of that name whose places above are called as the row says, as far as it says it."""
        named = self._named().get(tuple(typed_words(name)), [])
        for level_at, said in zip(range(len(PLACE) - 1), above, strict=True):
            if said:
                asked = {tuple(typed_words(said)), tuple(words_of(said))}
                named = [region for region in named if self._words_above(region)[level_at] & asked]
        return named

    def _named(self) -> dict[tuple[str, ...], list[Region]]:
        if self._names is None:
            self._names = defaultdict(list)
            places = is_within_any(self._reach(), "code")
            for region in Region.objects.current().filter(places, level=Level.DESAKEL):
                self._names[tuple(typed_words(region.name))].append(region)
            self._above = self._words_of_parents()
        return self._names

    def _reach(self) -> list[str]:
        """The regions themselves, and the desa of one that lies below it."""
        desa = [above for code in self._codes for above in ancestors(code)]
        return [*self._codes, *(code for code in desa if code.count(".") >= len(PLACE) - 1)]

    def _words_of_parents(self) -> dict[str, set[tuple[str, ...]]]:
        regions = [region for named in (self._names or {}).values() for region in named]
        codes = {above for region in regions for above in ancestors(region.code)}
        rows = (
            Region.objects.filter(level__in=UPPER)
            if len(codes) > FEW
            else Region.objects.filter(code__in=codes)
        )
        return {
            region.code: {
                tuple(typed_words(region.name)),
                tuple(words_of(region.name)),
                tuple(words_of(region.code)),
            }
            for region in rows.only("code", "name")
        }

    def _words_above(self, region: Region) -> list[set[tuple[str, ...]]]:
        """Of its provinsi, kabupaten and kecamatan, by code and by name."""
        codes = [code for code in ancestors(region.code) if code != NATION]
        return [self._above.get(code, set()) for code in codes]


def _of_kind(named: list[Region], name: str) -> list[Region]:
    """Of a kelurahan and a desa of one name the one that the word in front says."""
    said = SAID.get("".join(words_of(name)[:1]), "")
    return [region for region in named if _kind_of(region) == said] or named if len(named) > 1 else named


def _kind_of(region: Region) -> str:
    code = parse_region_code(region.code)
    return code.kind or "" if code else ""
