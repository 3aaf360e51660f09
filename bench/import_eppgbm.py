"""Seconds of ``anyelir import eppgbm`` for a workbook of 10,000 invented rows, on SQLite and on PostgreSQL.

``make bench-import_eppgbm`` runs it: once into an empty register, once more the same file, then the numbers are
folded and compared with a full recompute. PostgreSQL is left out where its programs are missing.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SEED = 20261110
TARGET_SECONDS = 60.0
MONTHS = [dt.date(2026, month, 8) for month in (7, 8, 9, 10)]
DESA = [f"Desa {word}" for word in ("Awan", "Batu", "Cemara", "Dahlia", "Embun", "Fajar", "Gunung", "Hulu")]
POSTS = ("Anggrek", "Bougenvil", "Cempaka", "Dahlia", "Edelweis")
SYLLABLES = ("ra", "ni", "sa", "de", "wi", "ka", "lu", "mo", "ti", "ya", "bi", "an", "fi", "go", "he", "ju")
HEADINGS = [
    "No", "NIK", "Nama", "JK", "Tgl Lahir", "BB Lahir", "TB Lahir", "Nama Ortu", "Prov", "Kab/Kota", "Kec",
    "Pukesmas", "Desa/Kel", "Posyandu", "RT", "RW", "Alamat", "Tanggal Pengukuran", "Berat", "Tinggi", "Cara Ukur",
    "LiLA",
]  # fmt: skip


def _name(chance: random.Random) -> str:
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.choice((2, 3)))).title() for _ in range(2))


def _children(chance: random.Random, count: int) -> Iterator[dict]:
    """Invented under-fives, spread evenly over the posyandu; one of five has no NIK yet."""
    for number in range(count):
        post = number % (len(DESA) * len(POSTS))
        born_on = dt.date(2022, 1, 1) + dt.timedelta(days=chance.randrange(1600))
        sex = chance.choice("LP")
        day = f"{born_on.day + (40 if sex == 'P' else 0):02}{born_on:%m%y}"
        yield {
            "post": post,
            "NIK": f"320101{day}{number % 9998 + 1:04}" if number % 5 else "",
            "Nama": _name(chance),
            "JK": sex,
            "Tgl Lahir": born_on,
            "BB Lahir": round(chance.uniform(2.4, 3.9), 1),
            "TB Lahir": chance.randrange(46, 53),
            "Nama Ortu": _name(chance),
            "Prov": "Jawa Barat",
            "Kab/Kota": "Kab. Bogor",
            "Kec": "Cibinong",
            "Pukesmas": "Cibinong",
            "Desa/Kel": DESA[post // len(POSTS)],
            "Posyandu": POSTS[post % len(POSTS)],
            "RT": f"{chance.randrange(1, 5):03}",
            "RW": f"{post % len(POSTS) + 1:03}",
            "Alamat": f"Gang {chance.randrange(1, 40)}",
        }


def _measured(child: dict, on: dt.date, chance: random.Random) -> dict:
    months = (on - child["Tgl Lahir"]).days / 30.4375
    return child | {
        "Tanggal Pengukuran": on + dt.timedelta(days=child["post"] % 12),
        "Berat": round(3.4 + 2.6 * months**0.42 + chance.gauss(0, 0.5), 1),
        "Tinggi": round(49.5 + 6.4 * months**0.56 + chance.gauss(0, 1.5), 1),
        "Cara Ukur": "Terlentang" if months < 24 else "Berdiri",
        "LiLA": round(chance.uniform(12.4, 16.5), 1),
    }


def write_workbook(path: Path, rows: int, seed: int) -> None:
    """A workbook as it leaves the field: month by month, posyandu by posyandu."""
    chance = random.Random(seed)
    children = sorted(_children(chance, rows // len(MONTHS)), key=lambda child: child["post"])
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADINGS)
    for month in MONTHS:
        for number, child in enumerate(children, start=1):
            row = _measured(child, month, chance) | {"No": number}
            sheet.append([row[heading] for heading in HEADINGS])
    book.save(path)


def _prepare() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyelir.settings")
    django.setup()
    from django.core.management import call_command

    from anyelir.regions.words import search_key
    from tests import factories

    call_command("migrate", verbosity=0)
    above = {"32": "Jawa Barat", "32.01": "Kab. Bogor", "32.01.01": "Cibinong"}
    desa = {f"32.01.01.{1001 + number}": name for number, name in enumerate(DESA)}
    for code, name in (above | desa).items():
        factories.region(code, name, search_key=search_key(name))


def _measure(path: Path, profile: str) -> bool:
    """Import twice into the database of DATABASE_URL, fold and verify; whether the target was met."""
    _prepare()
    from django.db import connection

    from anyelir.core.audit import SYSTEM
    from anyelir.posyandu.eppgbm.importer import import_eppgbm
    from anyelir.reports.folding import drain_all
    from anyelir.reports.verifying import verify

    passed = True
    for title in ("new rows", "same rows again"):
        cpu, wall = time.process_time(), time.perf_counter()
        report = _profiled(
            lambda: import_eppgbm(path, by=SYSTEM), profile and f"{profile}.{title[:4].strip()}"
        )
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        passed &= wall < TARGET_SECONDS and not report.rejected
        counts = (
            f"{report.created:,} created, {report.unchanged:,} unchanged, {len(report.rejected)} rejected"
        )
        print(f"{connection.vendor:10}  {title:15}  {wall:5.1f} s ({cpu:.1f} s of this process's core), "
              f"{report.rows / wall:,.0f} rows/s; {counts}, {report.merged_proposed} merges proposed")  # fmt: skip
    drain_all()
    equal = verify().is_equal
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{connection.vendor:10}  folded numbers {'equal' if equal else 'DIFFER FROM'} a full recompute; "
          f"at most {memory:.0f} MB of memory")  # fmt: skip
    return passed and equal


def _profiled(task, profile: str):
    if not profile:
        return task()
    import cProfile

    profiler = cProfile.Profile()
    try:
        return profiler.runcall(task)
    finally:
        profiler.dump_stats(profile)


def _in_its_own_process(url: str, folder: Path, options: argparse.Namespace) -> bool:
    """Settings are read once a process, so each database has its own."""
    environment = os.environ | {"DATABASE_URL": url, "ANYELIR_VAR": str(folder / "var")}
    arguments = ["--workbook", str(folder / "buku.xlsx"), "--profile", options.profile]
    return subprocess.run([sys.executable, __file__, *arguments], env=environment).returncode == 0


def _on_postgresql(folder: Path, options: argparse.Namespace) -> bool:
    from tests.postgres import Cluster, NoPostgres

    try:
        cluster = Cluster()
    except NoPostgres as error:
        print(f"postgresql  left out: {error}")
        return True
    try:
        return _in_its_own_process(cluster.start(), folder, options)
    finally:
        cluster.stop()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="measure this database alone")
    parser.add_argument("--profile", default="", help="write a cProfile of each import to files of this name")
    parser.add_argument("--workbook", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.workbook:
        return 0 if _measure(options.workbook, options.profile) else 1
    with tempfile.TemporaryDirectory(prefix="anyelir-bench-") as name:
        folder = Path(name)
        write_workbook(folder / "buku.xlsx", options.rows, options.seed)
        passed = True
        if options.only != "postgresql":
            passed &= _in_its_own_process(f"sqlite:///{folder}/bench.sqlite3", folder, options)
        if options.only != "sqlite":
            passed &= _on_postgresql(folder, options)
    print("target met" if passed else "TARGET MISSED")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
