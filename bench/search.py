"""Milliseconds of the family list and the name search at 1,000,000 families, on SQLite and on PostgreSQL.

``make bench-search`` runs it (ten to fifteen minutes; ``--families 100000`` is quicker). A third of the families
lives in the desa of Kab. Bogor, the rest in 600 desa elsewhere; names are invented with the frequencies of
``name_lists``. Every figure is given twice: the query with its rows, and the whole page as a browser gets it.
PostgreSQL is left out where its programs are missing. Goals: 150 ms a page in a desa, 300 ms in a kabupaten,
50 ms for the type-ahead of regions over the whole nation.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.family_register import KABUPATEN, PEOPLE_PER_FAMILY, fill  # noqa: E402

SEED = 20261124
GOAL_MS = {"desa": 150, "kabupaten": 300, "small kabupaten": 300, "NIK": 150, "type-ahead": 50}
# Many names begin with each of the words, few places have them all.
HARD_TO_FIND = (
    "s, su, suka, a b, su ci, ciriung cibinong, s s s s s s s, jawa, rw 14 suka, mulya barat".split(", ")
)
Percentiles = tuple[float, float, float]


def reader():
    """Somebody who may see families everywhere, signed in."""
    from django.test import Client

    from anyelir.accounts.models import User
    from anyelir.membership.models import RoleGrant

    user = User.objects.create(username="bench", name="Bench")
    RoleGrant.objects.create(user=user, role="village_secretary", since="2020-01-01")
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, backend="anyelir.accounts.backend.UsernameOrPhoneBackend")
    return client


def questions(
    chance: random.Random, niks: list[tuple[str, str]], times: int
) -> dict[str, list[tuple[str, str]]]:
    """(region code, text) of every kind; the small kabupaten is the one with the fewest families."""
    from anyelir.families.models import Family
    from bench import name_lists

    codes = list(Family.objects.order_by().values_list("region_id", flat=True).distinct())
    desa = [code.split("/")[0] for code in codes if code.startswith(KABUPATEN)]
    by_kabupaten: dict[str, int] = {}
    for code in codes:
        by_kabupaten[code[:5]] = by_kabupaten.get(code[:5], 0) + 1
    small = min(by_kabupaten, key=lambda code: by_kabupaten[code])
    names = [*name_lists.MALE_FIRST, *name_lists.FEMALE_FIRST, *name_lists.MALE_LAST, *name_lists.FEMALE_LAST]
    parts = [word[:length] for word in names for length in (3, 4, 9)] + ["zzz", "qwerty"]

    def some(code: str | None, texts: list[str]) -> list[tuple[str, str]]:
        return [(code or chance.choice(desa), chance.choice(texts)) for _time in range(times)]

    return {
        "list page, desa": some(None, [""]),
        "list page, kabupaten": some(KABUPATEN, [""]),
        "name search, desa": some(None, parts + [part[1:] for part in parts if len(part) > 3]),
        "name search, kabupaten": some(KABUPATEN, parts),
        "name search, small kabupaten": some(small, parts),
        "common names, kabupaten": some(
            KABUPATEN, ["siti", "muhammad", "ahmad", "nur", "sri", "put", "hidayat"]
        ),
        "common names, small kabupaten": some(
            small, ["siti", "muhammad", "ahmad", "nur", "sri", "put", "hidayat"]
        ),
        "search by NIK, kabupaten": [
            (KABUPATEN, number) for number, _name in chance.sample(niks, min(times, len(niks)))
        ],
    }


def rows_of(code: str, text: str, cursor: str) -> tuple[int, str]:
    """What a page asks of the database; returns the number of rows and the cursor of the next page."""
    from anyelir.families import queries
    from anyelir.families.models import Family, Person

    if not text:
        page = queries.families_page(code, Family.objects.all(), cursor)
    elif queries.looks_like_number(text):
        return len(queries.by_number(Person.objects.all(), text).defer("nik", "phone")), ""
    else:
        page = queries.people_page(code, Person.objects.all(), text, cursor)
    return len(page.rows), page.next_cursor


def timed(work: Callable, *arguments: object, **options: object) -> tuple[float, object]:
    """Milliseconds and the answer."""
    began = time.perf_counter()
    answer = work(*arguments, **options)
    return (time.perf_counter() - began) * 1000, answer


def percentiles(values: list[float]) -> Percentiles:
    """The 50th, the 95th and the largest."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)], ordered[-1]


def prepare() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from anyelir.regions.loading import load_national

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    load_national()


def measure(families: int, times: int) -> bool:
    """Fill, ask, print; returns whether every page met its goal at the 95th percentile."""
    prepare()
    from django.db import connection

    chance = random.Random(SEED)
    took, niks = timed(fill, families, chance)
    size = f"{families:,} families, {families * PEOPLE_PER_FAMILY:,} people"
    print(f"\r{connection.vendor}: {size}, filled in {took / 1000:.0f} s")
    print(f"  {'milliseconds':31}{'query p50':>11}{'p95':>8}{'max':>8}{'page p50':>11}{'p95':>8}{'max':>8}")
    client, is_met = reader(), True
    for kind, asked in questions(chance, niks, times).items():
        in_database, as_page = ask(client, asked)
        goal = GOAL_MS["NIK" if "NIK" in kind else kind.split(", ")[1]]
        is_met &= show(kind, in_database, as_page, goal)
    in_database, as_page = ask_regions(client, chance, times)
    return show("type-ahead of regions", in_database, as_page, GOAL_MS["type-ahead"]) and is_met


def show(kind: str, in_database: Percentiles, as_page: Percentiles, goal: int) -> bool:
    """Print a line; returns whether the 95th percentile of the page meets the goal."""
    widths = zip([*in_database, *as_page], (11, 8, 8, 11, 8, 8), strict=True)
    figures = "".join(f"{value:{width}.1f}" for value, width in widths)
    print(f"  {kind:31}{figures}  goal {goal} a page")
    return as_page[1] <= goal


def ask_regions(client, chance: random.Random, times: int) -> tuple[Percentiles, Percentiles]:
    """The same for what is typed into a field of regions: names of any level, cut short, some with their parent."""
    from django.urls import reverse

    from anyelir.regions.models import Level, Region
    from anyelir.regions.queries import search

    upper = Region.objects.filter(level__in=(Level.KABKOTA, Level.KECAMATAN, Level.DESAKEL))
    names = list(upper.select_related("parent").order_by("code").values_list("name", "parent__name"))
    in_database, as_page = [], []
    typed = [
        chance.choice([name[:2], name[:3], name[:5], name, f"{name} {above}"])
        for name, above in chance.sample(names, times)
    ]
    for text in [*typed, *HARD_TO_FIND]:
        in_database.append(timed(search, text)[0])
        took, answer = timed(
            client.get, reverse("regions:search"), {"q": text}, headers={"HX-Request": "true"}
        )
        assert answer.status_code == 200, answer.status_code
        as_page.append(took)
    return percentiles(in_database), percentiles(as_page)


def ask(client, asked: list[tuple[str, str]]) -> tuple[Percentiles, Percentiles]:
    """Percentiles of the queries alone and of whole pages; a question asked again continues with its next page."""
    from django.urls import reverse

    in_database, as_page, cursors = [], [], {}
    for code, text in asked:
        cursor = cursors.get((code, text), "")
        took, (_rows, cursors[code, text]) = timed(rows_of, code, text, cursor)
        in_database.append(took)
        took, answer = timed(
            client.get, reverse("families:list", args=[code]), {"cari": text, "kursor": cursor}
        )
        assert answer.status_code == 200, answer.status_code
        as_page.append(took)
    return percentiles(in_database), percentiles(as_page)


def in_its_own_process(url: str, options: argparse.Namespace) -> bool:
    with tempfile.TemporaryDirectory(prefix="anyelir-bench-") as folder:
        environment = os.environ | {
            "ANYELIR_VAR": f"{folder}/var",
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "anyelir.settings",
            "ANYELIR_REQUEST_LOG": "WARNING",
            "ANYELIR_SECOND_FACTOR": "0",
            "PYTHONPATH": str(ROOT),
        }
        arguments = ["--only-here", "--families", str(options.families), "--times", str(options.times)]
        return (
            subprocess.run([sys.executable, __file__, *arguments], env=environment, check=False).returncode
            == 0
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--families", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=200, help="questions of each kind")
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--only-here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only_here:
        return 0 if measure(options.families, options.times) else 1
    are_met = []
    if options.database != "postgresql":
        are_met.append(in_its_own_process("", options))
    if options.database != "sqlite":
        are_met.append(on_postgresql(options))
    return 0 if all(are_met) else 1


def on_postgresql(options: argparse.Namespace) -> bool:
    from tests.postgres import Cluster, NoPostgres

    try:
        cluster = Cluster()
    except NoPostgres as missing:
        print(f"postgresql: left out ({missing})")
        return True
    try:
        return in_its_own_process(cluster.start(), options)
    finally:
        cluster.stop()


if __name__ == "__main__":
    sys.exit(main())
