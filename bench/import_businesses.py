"""Seconds to take in a list of 34,636 invented businesses and to bring the register out again, on both databases.

``make bench-import_businesses`` runs it on SQLite and on PostgreSQL, each a fresh site: the preview, the same file
saved, the same file once more, and the register as CSV with its bytes. Names, numbers and papers are made of syllables
and digits by a fixed seed. ``--rounds`` is the number of rows. It fails above three minutes for one of the three ways
through the file, or above ten seconds for the CSV.
"""

from __future__ import annotations

import cProfile
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import two_databases  # noqa: E402

ROWS, KECAMATAN, KELURAHAN = 34_636, 21, 151
SEED = 20261201
MOST_SECONDS, MOST_EXPORT_SECONDS = 180.0, 10.0
CITY = "32.01"
SYLLABLES = ("ra", "ni", "sa", "de", "wi", "ka", "lu", "mo", "ti", "ya", "bi", "an", "fi", "go", "he", "ju")
MAKES = "Keripik Abon Bolu Kue Kopi Teh Sambal Rendang Tas Batik Anyaman Sabun Madu Jamu".split()
KBLI = "10710 10792 10794 10799 13134 14111 16292 56103".split()
HEADINGS = [
    "Nama Usaha", "Nama Pemilik", "Kecamatan", "Kelurahan", "KBLI", "NIB", "Tanggal NIB", "P-IRT", "Tanggal P-IRT",
    "No HP", "Produk", "Pekerja Perempuan", "Pekerja Laki-laki", "Modal", "Penjualan Setahun", "Tanggal Data",
]  # fmt: skip


def _name(chance: random.Random) -> str:
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.choice((2, 3)))).title() for _ in range(2))


def _rows(count: int) -> Iterator[list[Any]]:
    """Nine of ten have a NIB, four of ten a P-IRT; the kelurahan come mixed, as lists of years do."""
    chance = random.Random(SEED)
    for number in range(count):
        place = chance.randrange(KELURAHAN)
        has_nib, has_pirt = chance.random() < 0.9, chance.random() < 0.4
        yield [
            f"{chance.choice(MAKES)} {_name(chance)}",
            _name(chance),
            f"Kecamatan {place % KECAMATAN + 1}",
            f"Kelurahan {place + 1}",
            chance.choice(KBLI),
            f"{1_200_000_000_000 + 7 * number}" if has_nib else "",
            f"{chance.randrange(1, 28):02}-{chance.randrange(1, 13):02}-2024" if has_nib else "",
            f"2063201{number % 99 + 1:02}{number % 9998 + 1:04}-29" if has_pirt else "",
            "01-07-2024" if has_pirt else "",
            f"0812-{5_550_000 + number:07}"[:13],
            chance.choice(MAKES),
            chance.randrange(1, 6),
            chance.randrange(0, 3),
            chance.randrange(1, 90) * 500_000,
            chance.randrange(1, 200) * 1_000_000,
            "31-12-2025",
        ]


def write_list(path: Path, count: int) -> None:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADINGS)
    for row in _rows(count):
        sheet.append(row)
    book.save(path)


def make_places() -> None:
    from tests import factories as make

    make.region(CITY[:2], "Provinsi Rekaan")
    make.region(CITY, "Kota Rekaan")
    for number in range(KECAMATAN):
        make.region(f"{CITY}.{number + 1:02}", f"Kecamatan {number + 1}")
    for number in range(KELURAHAN):
        code = f"{CITY}.{number % KECAMATAN + 1:02}.{1001 + number // KECAMATAN}"
        make.region(code, f"Kelurahan {number + 1}")


def timed(title: str, most: float, task: Callable[[], str]) -> bool:
    """Carry out and print; with BENCH_PROFILE a profile of each task is written to files of that name."""
    from django.db import connection

    profiler = cProfile.Profile() if os.environ.get("BENCH_PROFILE") else None
    cpu, wall = time.process_time(), time.perf_counter()
    said = profiler.runcall(task) if profiler else task()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    if profiler:
        profiler.dump_stats(f"{os.environ['BENCH_PROFILE']}.{title.split()[0]}.{connection.vendor}")
    print(
        f"{connection.vendor:10}  {title:15}  {wall:6.1f} s ({cpu:.1f} s of this process's core); {said}",
        flush=True,
    )
    return wall < most


def measure(count: int) -> bool:
    from django.conf import settings
    from django.test import Client

    from anyelir.core.audit import SYSTEM
    from anyelir.exchange.importing import import_sheet
    from anyelir.exchange.kinds import KINDS
    from anyelir.regions.models import Region
    from tests import factories as make

    make_places()
    reader = make.user("tp_kota")
    make.grant(reader, "team_kabkota", Region.objects.get(pk=CITY))
    # What is measured is the sheet, not the second step at sign-in.
    settings.REQUIRE_SECOND_FACTOR = False
    client = Client(headers={"host": "localhost"})
    client.force_login(reader, "anyelir.accounts.backend.UsernameOrPhoneBackend")
    with tempfile.TemporaryDirectory(prefix="anyelir-bench-") as folder:
        path = Path(folder) / "umkm.xlsx"
        write_list(path, count)

        def take_in(dry_run: bool = False) -> str:
            report = import_sheet(KINDS["businesses"], path, by=SYSTEM, codes=[CITY], dry_run=dry_run)
            return (
                f"{report.created:,} new, {report.unchanged:,} unchanged, {report.merged_proposed:,} alike,"
                f" {len(report.rejected_rows):,} rejected"
            )

        is_sound = timed("preview", MOST_SECONDS, lambda: take_in(dry_run=True))
        is_sound &= timed("saved", MOST_SECONDS, take_in)
        is_sound &= timed("once more", MOST_SECONDS, take_in)

    def bring_out() -> str:
        answer = client.get("/usaha/u/daftar.csv")
        assert answer.status_code == 200, answer.status_code
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        lines = content.count(b"\r\n")
        return f"{len(content) / 1e6:.1f} MB, {lines - 1:,} rows"

    is_sound &= timed("CSV", MOST_EXPORT_SECONDS, bring_out)
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB of memory", flush=True)
    return is_sound


if __name__ == "__main__":
    sys.exit(two_databases.run(__file__, __doc__, measure, rounds=ROWS))
