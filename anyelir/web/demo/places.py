"""Places and posyandu of the demo."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from anyelir.core.audit import SYSTEM
from anyelir.membership.actions import register_kader
from anyelir.membership.models import Service, Sex
from anyelir.partners.models import Puskesmas
from anyelir.posyandu.register import actions
from anyelir.posyandu.register.models import Posyandu
from anyelir.regions.local_regions import add_below, ensure_below_desa
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
# Other kecamatan with one posyandu each: code, name of the posyandu, and how well its children thrive (mean z).
NEIGHBOURS = [
    ("32.01.02", "Kenanga", -0.9),
    ("32.01.03", "Teratai", -0.4),
    ("32.01.04", "Flamboyan", -1.3),
    ("32.01.13", "Cempaka", -0.6),
    ("32.01.29", "Bougenville", -0.3),
    ("32.01.30", "Seruni", -1.0),
]


@dataclass(frozen=True)
class DemoPlaces:
    """What the other parts of the demo stand on."""

    kelurahan: dict[str, Region]
    rw: Region
    # Dasawisma Melati 1 in RT 3 of the RW.
    dasawisma: Region
    puskesmas: dict[str, Puskesmas]
    posyandu: dict[str, Posyandu]
    neighbours: list[tuple[Posyandu, float]]

    @property
    def anyelir(self) -> Posyandu:
        return self.posyandu["Anyelir"]


def make_places() -> DemoPlaces:
    """Cibinong with its four puskesmas, four posyandu and their kader."""
    kelurahan = {region.name: region for region in Region.objects.current().filter(parent_id=KECAMATAN)}
    _centroids(kelurahan)
    rw = ensure_below_desa(parent=kelurahan["Ciriung"], level=Level.RW, number="14", by=SYSTEM)
    rt = ensure_below_desa(parent=rw, level=Level.RT, number="3", by=SYSTEM)
    dasawisma = add_below(parent=rt, level=Level.DASAWISMA, name="Melati 1", by=SYSTEM)
    puskesmas = {
        name: _puskesmas(name, [kelurahan[place_name] for place_name in places])
        for name, places in SERVES.items()
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
    neighbours = [(_neighbour(code, name), thriving) for code, name, thriving in NEIGHBOURS]
    return DemoPlaces(kelurahan, rw, dasawisma, puskesmas, posyandu, neighbours)


def _neighbour(kecamatan: str, name: str) -> Posyandu:
    """A posyandu in the first desa of the kecamatan, under a puskesmas that bears the name of the kecamatan."""
    desa = list(
        Region.objects.current().filter(parent_id=kecamatan).select_related("parent").order_by("code")
    )
    centre = _puskesmas(desa[0].parent.name, desa, region_code=kecamatan)
    return actions.register_posyandu(
        region=desa[0],
        name=name,
        by=SYSTEM,
        puskesmas=centre,
        schedule_week=1,
        schedule_weekday=3,
        opens_at=dt.time(8),
    )


def _centroids(kelurahan: dict[str, Region]) -> None:
    with Path(__file__).with_name("centroids.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code = kelurahan[row["name"]].code
            Region.objects.filter(code=code).update(latitude=row["latitude"], longitude=row["longitude"])


def _puskesmas(name: str, serves: list[Region], region_code: str = KECAMATAN) -> Puskesmas:
    made = Puskesmas.objects.create(name=name, region_id=region_code, phone=f"+62812000000{len(name):02d}")
    made.serves.set(serves)
    return made


def _kader(posyandu: Posyandu, names: list[str]) -> None:
    for name in names:
        service = register_kader(
            name=name,
            sex=Sex.FEMALE,
            region=posyandu.region,
            kind=Service.Kind.SPECIAL,
            special_kind="posyandu",
            since=FOUNDED,
            by=SYSTEM,
        )
        actions.assign_kader(posyandu=posyandu, member=service.member, since=FOUNDED, by=SYSTEM)
