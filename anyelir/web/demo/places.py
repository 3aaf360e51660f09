"""Places and posyandu of the demo."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from anyelir.core.audit import SYSTEM
from anyelir.membership.models import Kader
from anyelir.partners.models import Puskesmas
from anyelir.posyandu import actions
from anyelir.posyandu.models import Posyandu
from anyelir.regions.below import ensure_below_desa
from anyelir.regions.models import Level, Region

KECAMATAN = "32.01.01"
KABUPATEN = "32.01"
FOUNDED = dt.date(2019, 3, 11)
SERVES = {
    "Karadenan": ["Karadenan", "Nanggewer"],
    "Cibinong": ["Cibinong"],
    "Cirimekar": ["Ciriung", "Cirimekar"],
    "Pabuaran Indah": ["Pabuaran"],
}
# name, kelurahan, RW or none, puskesmas, week and weekday of the open day, self-funded
POSYANDU = [
    ("Anyelir", "Ciriung", "14", "Cirimekar", 2, 1, True),
    ("Melati", "Ciriung", "", "Cirimekar", 1, 2, False),
    ("Dahlia 5", "Cibinong", "", "Cibinong", 2, 3, False),
    ("Mawar 2", "Karadenan", "", "Karadenan", 3, 1, False),
]
KADER = {
    "Anyelir": ["Sari Wulandari", "Tuti Handayani", "Enok Rohayati", "Nani Suhartini", "Iis Aisyah"],
    "Melati": ["Rina Kartika", "Dede Komalasari", "Oom Romlah", "Titin Supartini"],
    "Dahlia 5": ["Euis Nurjanah", "Cucu Cahyati", "Yeni Marlina", "Imas Masitoh", "Ros Rosidah"],
    "Mawar 2": ["Lina Herlina", "Ai Sumiati", "Neng Fatimah", "Wiwin Winarti"],
}


@dataclass(frozen=True)
class Places:
    """What the other parts of the demo stand on."""

    kelurahan: dict[str, Region]
    rw: Region
    puskesmas: dict[str, Puskesmas]
    posyandu: dict[str, Posyandu]

    @property
    def anyelir(self) -> Posyandu:
        return self.posyandu["Anyelir"]


def make_places() -> Places:
    """Cibinong with its four puskesmas, four posyandu and their kader."""
    kelurahan = {region.name: region for region in Region.objects.current().filter(parent_id=KECAMATAN)}
    _centroids(kelurahan)
    rw = ensure_below_desa(parent=kelurahan["Ciriung"], level=Level.RW, number="14", by=SYSTEM)
    puskesmas = {
        name: _puskesmas(name, [kelurahan[one] for one in places]) for name, places in SERVES.items()
    }
    posyandu = {}
    for name, place, rw_no, centre, week, weekday, self_funded in POSYANDU:
        posyandu[name] = actions.register_posyandu(
            region=rw if rw_no else kelurahan[place],
            name=name,
            by=SYSTEM,
            puskesmas=puskesmas[centre],
            address=f"Balai RW {rw_no}" if rw_no else "Balai warga",
            schedule_week=week,
            schedule_weekday=weekday,
            opens_at=dt.time(8),
            decree_no=f"148/{len(posyandu) + 11}/Kpts/2019",
            decree_on=FOUNDED,
            is_self_funded=self_funded,
        )
        _kader(posyandu[name], KADER[name])
    return Places(kelurahan, rw, puskesmas, posyandu)


def _centroids(kelurahan: dict[str, Region]) -> None:
    with Path(__file__).with_name("centroids.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code = kelurahan[row["name"]].code
            Region.objects.filter(code=code).update(latitude=row["latitude"], longitude=row["longitude"])


def _puskesmas(name: str, serves: list[Region]) -> Puskesmas:
    made = Puskesmas.objects.create(name=name, region_id=KECAMATAN)
    made.serves.set(serves)
    return made


def _kader(posyandu: Posyandu, names: list[str]) -> None:
    for name in names:
        kader = Kader.objects.create(
            name=name,
            region=posyandu.region,
            kind=Kader.Kind.SPECIAL,
            special_kind="posyandu",
            since=FOUNDED,
        )
        actions.assign_kader(posyandu=posyandu, kader=kader, since=FOUNDED, by=SYSTEM)
