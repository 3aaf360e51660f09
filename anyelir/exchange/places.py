"""Finding the places of a spreadsheet by name within their parents, and making what may be made: RW, RT, posyandu."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.exchange.eppgbm import PLACE, Problem, Row
from anyelir.partners.models import Puskesmas
from anyelir.posyandu.actions import register_posyandu
from anyelir.posyandu.models import Posyandu
from anyelir.regions.below import ensure_below_desa
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import contains, is_within, suffixed
from anyelir.regions.words import typed_words

LEVELS = (Level.PROVINSI, Level.KABKOTA, Level.KECAMATAN, Level.DESAKEL)
LEVEL_WORDS = {
    "province": "provinsi",
    "kabkota": "kabupaten/kota",
    "kecamatan": "kecamatan",
    "desakel": "desa/kelurahan",
}
POSYANDU_WORDS = frozenset({"posyandu", "pos"})
PUSKESMAS_WORDS = frozenset({"puskesmas", "pkm", "uptd", "upt"})


class UnknownPlace(Exception):
    """A name of the row stands for no place under its parents."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.reason)
        self.problem = problem


def _words(name: str, dropped: frozenset[str] = frozenset()) -> tuple[str, ...]:
    words = [word for word in typed_words(name) if word not in dropped]
    return tuple(words or typed_words(name))


class Places:
    """The places of one import, each looked up once; ``codes`` are the regions the person may import into."""

    def __init__(self, *, by, codes: list[str] | None) -> None:
        self._by = by
        self._codes = codes
        self._children: dict[str, dict[tuple[str, ...], Region]] = {}
        self._desa: dict[tuple[str, ...], Region] = {}
        self._below: dict[tuple[str, str, str], Region] = {}
        self._posyandu: dict[str, dict[tuple[str, ...], Posyandu]] = {}
        self._new: list[tuple[dict, object]] = []

    def keep_new(self) -> None:
        """The row that looked these places up is stored: they may be remembered."""
        self._new.clear()

    def forget_new(self) -> None:
        """The row was undone, and with it any place that it made."""
        for memory, key in self._new:
            memory.pop(key, None)
        self._new.clear()

    def find(self, row: Row) -> tuple[Posyandu, Region] | None:
        """The posyandu and the home of the row where both exist already; raises UnknownPlace as ``desa`` does."""
        desa = self.desa(row)
        posyandu = self._known_posyandu(desa).get(_words(row.posyandu, POSYANDU_WORDS))
        home = self._known_home(row, desa)
        return None if posyandu is None or home is None else (posyandu, home)

    def desa(self, row: Row) -> Region:
        """The desa or kelurahan of the row; raises UnknownPlace naming the column that does not fit."""
        if row.place not in self._desa:
            self._desa[row.place] = self._find_desa(row.place)
        return self._desa[row.place]

    def _find_desa(self, names: tuple[str, ...]) -> Region:
        above: Region | None = None
        for slug, level, name in zip(PLACE, LEVELS, names, strict=True):
            found = self._named(above, level).get(_words(name))
            if found is None:
                raise UnknownPlace(Problem(slug, self._not_found(slug, name, above)))
            above = found
        if self._codes is not None and not any(contains(code, above.code) for code in self._codes):
            text = _("%s di luar wilayah yang boleh Ibu/Bapak isi.") % above.label
            raise UnknownPlace(Problem("desakel", text))
        return above

    def _named(self, above: Region | None, level: Level) -> dict[tuple[str, ...], Region]:
        code = above.code if above else ""
        if code not in self._children:
            regions = Region.objects.current().filter(parent=above, level=level)
            self._children[code] = {_words(region.name): region for region in regions}
        return self._children[code]

    def _not_found(self, slug: str, name: str, above: Region | None) -> str:
        if not name:
            return _("Nama %s belum diisi.") % LEVEL_WORDS[slug]
        words = {"name": name, "kind": LEVEL_WORDS[slug], "above": above.label if above else "Indonesia"}
        return _("%(name)s tidak ditemukan sebagai %(kind)s di %(above)s.") % words

    def _known_home(self, row: Row, desa: Region) -> Region | None:
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

    def home(self, row: Row, desa: Region) -> Region:
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

    def posyandu(self, row: Row, desa: Region) -> Posyandu:
        """The posyandu of that name in the desa, registered when it is new."""
        known, words = self._known_posyandu(desa), _words(row.posyandu, POSYANDU_WORDS)
        if words not in known:
            known[words] = self._new_posyandu(row, desa)
            self._new.append((known, words))
        return known[words]

    def _known_posyandu(self, desa: Region) -> dict[tuple[str, ...], Posyandu]:
        if desa.code not in self._posyandu:
            known = Posyandu.objects.filter(is_within(desa.code), closed_on=None)
            self._posyandu[desa.code] = {_words(post.name, POSYANDU_WORDS): post for post in known}
        return self._posyandu[desa.code]

    def _new_posyandu(self, row: Row, desa: Region) -> Posyandu:
        name = " ".join(word if word.isdigit() else word.capitalize() for word in row.posyandu.split())
        return register_posyandu(name=name, region=desa, puskesmas=self._puskesmas(row, desa), by=self._by)

    def _puskesmas(self, row: Row, desa: Region) -> Puskesmas | None:
        if not row.puskesmas:
            return None
        words = _words(row.puskesmas, PUSKESMAS_WORDS)
        kecamatan = desa.parent_id
        known = {
            _words(one.name, PUSKESMAS_WORDS): one for one in Puskesmas.objects.filter(is_within(kecamatan))
        }
        if words not in known:
            name = " ".join(word.capitalize() for word in words)
            known[words] = Puskesmas.objects.create(name=name, region_id=kecamatan)
        known[words].serves.add(desa)
        return known[words]
