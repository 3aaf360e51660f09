"""Finding the places of a spreadsheet by name within their parents, and making what may be made: RW, RT, posyandu."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext as _

from anyelir.exchange.kinds import HeldBack, RowProblem
from anyelir.partners.models import Puskesmas
from anyelir.posyandu.eppgbm.sheet_rows import PLACE, EppgbmRow
from anyelir.posyandu.register.actions import register_posyandu
from anyelir.posyandu.register.models import Posyandu
from anyelir.regions.local_regions import ensure_below_desa
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import contains, is_within, suffixed
from anyelir.regions.words import typed_words, words_of
from anyelir.rules.identity import parse_region_code

LEVELS = (Level.PROVINSI, Level.KABKOTA, Level.KECAMATAN, Level.DESAKEL)
LEVEL_WORDS = {
    "province": "provinsi",
    "kabkota": "kabupaten/kota",
    "kecamatan": "kecamatan",
    "desakel": "desa/kelurahan",
}
POSYANDU_WORDS = frozenset({"posyandu", "pos"})
PUSKESMAS_WORDS = frozenset({"puskesmas", "pkm", "uptd", "upt"})


class UnknownPlace(HeldBack):
    """A name of the row stands for no place under its parents."""


def _place_words(name: str, dropped: frozenset[str] = frozenset()) -> tuple[str, ...]:
    kept = [word for word in typed_words(name) if word not in dropped]
    return tuple(kept or typed_words(name))


def _kind_said(name: str) -> str:
    """``kelurahan`` or ``desa`` where the cell says so; "Kel. Merlung" and "Desa Merlung" are two places."""
    first = words_of(name)[:1]
    return {"kel": "kelurahan", "kelurahan": "kelurahan", "desa": "desa", "ds": "desa"}.get(
        "".join(first), ""
    )


def _kind_of(region: Region) -> str | None:
    code = parse_region_code(region.code)
    return code.kind if code else None


def _share_line(code: str, other_code: str) -> bool:
    return contains(code, other_code) or contains(other_code, code)


class ImportPlaces:
    """The places of one import, each looked up once; ``codes`` are the regions the person may import into."""

    def __init__(self, *, by, codes: list[str] | None) -> None:
        self._by = by
        self._codes = codes
        self._children: dict[str, dict[tuple[str, ...], list[Region]]] = {}
        self._desa: dict[tuple[str, ...], Region] = {}
        self._below: dict[tuple[str, str, str], Region] = {}
        self._posyandu: dict[str, dict[tuple[str, ...], list[Posyandu]]] = {}
        self._new: list[tuple[dict, object]] = []

    def keep_new(self) -> None:
        """The row that looked these places up is stored: they may be remembered."""
        self._new.clear()

    def forget_new(self) -> None:
        """The row was undone, and with it any place that it made."""
        for memory, key in self._new:
            memory.pop(key, None)
        self._new.clear()

    def find(self, row: EppgbmRow) -> tuple[Posyandu, Region] | None:
        """The posyandu and the home of the row where both exist already; raises UnknownPlace as ``desa`` does."""
        desa = self.desa(row)
        home = self._known_home(row, desa)
        posyandu = self._posyandu_named(row, desa)
        return None if posyandu is None or home is None else (posyandu, home)

    def desa(self, row: EppgbmRow) -> Region:
        """The desa or kelurahan of the row; raises UnknownPlace naming the column that does not fit."""
        if row.place not in self._desa:
            self._desa[row.place] = self._find_desa(row.place)
        return self._desa[row.place]

    def _find_desa(self, names: tuple[str, ...]) -> Region:
        above: Region | None = None
        for slug, level, name in zip(PLACE, LEVELS, names, strict=True):
            above = self._one_of(slug, name, above, self._named(above, level).get(_place_words(name), []))
        if self._codes is not None and not any(contains(code, above.code) for code in self._codes):
            text = _("%s di luar wilayah yang boleh Ibu/Bapak isi.") % above.label
            raise UnknownPlace(RowProblem("desakel", text))
        return above

    def _one_of(self, slug: str, name: str, above: Region | None, named: list[Region]) -> Region:
        """The place that is meant; of a kelurahan and a desa of one name the one that the word in front says."""
        meant = (
            named
            if len(named) < 2
            else [place for place in named if _kind_of(place) == _kind_said(name)] or named
        )
        if not meant:
            raise UnknownPlace(RowProblem(slug, self._not_found(slug, name, above)))
        if len(meant) > 1:
            text = _(
                "Ada lebih dari satu %(name)s di %(above)s: %(places)s."
                " Tulis Desa atau Kelurahan di depannya, atau kodenya."
            )
            places = ", ".join(
                f"{(_kind_of(place) or '').capitalize()} {place.name} ({place.code})" for place in meant
            )
            params = {"name": name, "above": above.label if above else "Indonesia", "places": places}
            raise UnknownPlace(RowProblem(slug, text % params))
        return meant[0]

    def _named(self, above: Region | None, level: Level) -> dict[tuple[str, ...], list[Region]]:
        """The places below by the words of their names, and by their codes."""
        code = above.code if above else ""
        if code not in self._children:
            regions = Region.objects.current().filter(parent=above, level=level)
            named = self._children[code] = defaultdict(list)
            for region in regions:
                named[_place_words(region.name)].append(region)
                named[_place_words(region.code)].append(region)
        return self._children[code]

    def _not_found(self, slug: str, name: str, above: Region | None) -> str:
        if not name:
            return _("Nama %s belum diisi.") % LEVEL_WORDS[slug]
        params = {"name": name, "kind": LEVEL_WORDS[slug], "above": above.label if above else "Indonesia"}
        return _("%(name)s tidak ditemukan sebagai %(kind)s di %(above)s.") % params

    def _known_home(self, row: EppgbmRow, desa: Region) -> Region | None:
        key = (desa.code, row.rw, row.rt)
        if key not in self._below:
            code = desa.code
            for level, number in ((Level.RW, row.rw), (Level.RT, row.rt)):
                code = suffixed(code, level, int(number)) if number else code
            home = Region.objects.filter(code=code).first()
            if home is None:
                return None
            self._below[key] = home
        return self._below[key]

    def home(self, row: EppgbmRow, desa: Region) -> Region:
        """The lowest region that the row names: its RT, its RW or the desa; RW and RT are made when missing."""
        key = (desa.code, row.rw, row.rt)
        if key not in self._below:
            home = desa
            for level, number in ((Level.RW, row.rw), (Level.RT, row.rt)):
                if number:
                    home = ensure_below_desa(parent=home, level=level, number=number, by=self._by)
            self._below[key] = home
            self._new.append((self._below, key))
        return self._below[key]

    def posyandu(self, row: EppgbmRow, desa: Region) -> Posyandu:
        """The posyandu of that name in the desa, registered when it is new."""
        named = self._posyandu_named(row, desa)
        if named is None:
            known, name_words = self._known_posyandu(desa), _place_words(row.posyandu, POSYANDU_WORDS)
            named = self._new_posyandu(row, desa)
            known[name_words] = [named]
            self._new.append((known, name_words))
        return named

    def _posyandu_named(self, row: EppgbmRow, desa: Region) -> Posyandu | None:
        """Of several posyandu of one name the one in the RW or RT of the row; raises UnknownPlace when none is."""
        named = self._known_posyandu(desa).get(_place_words(row.posyandu, POSYANDU_WORDS), [])
        if len(named) < 2:
            return named[0] if named else None
        home = self._known_home(row, desa)
        near = [post for post in named if home and _share_line(post.region_id, home.code) and home != desa]
        if len(near) == 1:
            return near[0]
        text = _(
            "Ada lebih dari satu posyandu %(name)s di %(desa)s: %(places)s. Isi kolom RW, atau bedakan namanya."
        )
        places = ", ".join(sorted(f"{post.name} ({post.region.name})" for post in named))
        params = {"name": row.posyandu, "desa": desa.name, "places": places}
        raise UnknownPlace(RowProblem("posyandu", text % params))

    def _known_posyandu(self, desa: Region) -> dict[tuple[str, ...], list[Posyandu]]:
        if desa.code not in self._posyandu:
            known = Posyandu.objects.filter(is_within(desa.code), closed_on=None).select_related("region")
            named = self._posyandu[desa.code] = {}
            for post in known:
                named.setdefault(_place_words(post.name, POSYANDU_WORDS), []).append(post)
        return self._posyandu[desa.code]

    def _new_posyandu(self, row: EppgbmRow, desa: Region) -> Posyandu:
        name = " ".join(word if word.isdigit() else word.capitalize() for word in row.posyandu.split())
        return register_posyandu(name=name, region=desa, puskesmas=self._puskesmas(row, desa), by=self._by)

    def _puskesmas(self, row: EppgbmRow, desa: Region) -> Puskesmas | None:
        if not row.puskesmas:
            return None
        name_words = _place_words(row.puskesmas, PUSKESMAS_WORDS)
        kecamatan = desa.parent_id
        known = {
            _place_words(centre.name, PUSKESMAS_WORDS): centre
            for centre in Puskesmas.objects.filter(is_within(kecamatan))
        }
        if name_words not in known:
            name = " ".join(word.capitalize() for word in name_words)
            known[name_words] = Puskesmas.objects.create(name=name, region_id=kecamatan)
        known[name_words].serves.add(desa)
        return known[name_words]
