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
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SEED = 20261124
KABUPATEN, SHARE_IN_KABUPATEN = "32.01", 0.35
DESA_ELSEWHERE, RW_PER_DESA = 600, 12
PEOPLE_PER_FAMILY = 3
GOAL_MS = {"desa": 150, "kabupaten": 300, "small kabupaten": 300, "NIK": 150, "type-ahead": 50}
CHUNK = 20_000
Percentiles = tuple[float, float, float]


def names_of(chance: random.Random, sex: str) -> Callable[[], str]:
    """Draws names of one to four words; the first words of the lists are the most frequent (1/rank)."""
    from bench import name_lists

    first, last = getattr(name_lists, f"{sex}_FIRST"), getattr(name_lists, f"{sex}_LAST")
    first_weights = list(accumulate(1 / (rank + 3) for rank in range(len(first))))
    last_weights = list(accumulate(1 / (rank + 3) for rank in range(len(last))))

    def draw() -> str:
        length = chance.choices((1, 2, 3, 4), cum_weights=(20, 68, 94, 100))[0]
        words = chance.choices(first, cum_weights=first_weights)
        words += chance.choices(last, cum_weights=last_weights, k=length - 1)
        return " ".join(words).title()

    return draw


def places(chance: random.Random) -> list[list[str]]:
    """For the kabupaten and for elsewhere the codes of RW, which are written to the database."""
    from anyelir.regions.bulk import insert
    from anyelir.regions.models import Level, Region
    from anyelir.regions.scope import suffixed
    from anyelir.regions.words import label_of

    desa = list(Region.objects.filter(level=Level.DESAKEL).order_by("code"))
    inside = [one for one in desa if one.code.startswith(f"{KABUPATEN}.")]
    outside = chance.sample([one for one in desa if not one.code.startswith(KABUPATEN)], DESA_ELSEWHERE)
    rows = [
        (suffixed(one.code, Level.RW, number), f"RW {number}", one)
        for one in [*inside, *outside]
        for number in range(1, RW_PER_DESA + 1)
    ]
    columns = [
        "code",
        "level",
        "kind",
        "name",
        "parent",
        "label",
        "search_key",
        "bps_code",
        "postal_code",
        "valid_from",
    ]
    values = (
        (code, "rw", "", name, one.code, label_of(name, one), f" rw{one.search_key}", "", "", "2020-01-01")
        for code, name, one in rows
    )
    insert(Region, columns, values)
    here = len(inside) * RW_PER_DESA
    return [[code for code, _name, _desa in group] for group in (rows[:here], rows[here:])]


def homes(chance: random.Random, families: int) -> Iterator[str]:
    """The RW of each family, in the order of codes, as a register that grew desa by desa."""
    inside, outside = places(chance)
    here = round(families * SHARE_IN_KABUPATEN)
    yield from sorted(chance.choices(inside, k=here) + chance.choices(outside, k=families - here))


class Register:
    """Invented families and people as rows of database values, a chunk at a time."""

    HOUSE = ["id", "created_at", "updated_at", "region", "address"]
    HOUSEHOLD = ["id", "created_at", "updated_at", "house"]
    FAMILY = [*HOUSE[:3], "household", "region", "head_name", "head_key", "card_no", "card_index",
              "registered_address", "is_resident"]  # fmt: skip
    PERSON = [*HOUSE[:3], "family", "region", "name", "name_key", "sex", "born_on", "birth_precision", "birth_place",
              "nik", "nik_index", "temporary_no", "phone", "phone_index", "relation", "marital", "mother_name",
              "has_growth_card"]  # fmt: skip

    def __init__(self, chance: random.Random) -> None:
        from django.db import connection

        self.chance = chance
        self.draw = {sex: names_of(chance, word) for sex, word in (("M", "MALE"), ("F", "FEMALE"))}
        self.is_sqlite = connection.vendor == "sqlite"
        self.serial = 0
        self.niks: list[tuple[str, str]] = []

    def key(self) -> str:
        from anyelir.core.ids import uuid7

        return uuid7().hex if self.is_sqlite else str(uuid7())

    def families(self, codes: list[str]) -> tuple[list[tuple], ...]:
        from anyelir.rules.names import name_key

        stamp = ("2026-01-01 00:00:00+00:00",) * 2
        house, household, family, person = [], [], [], []
        for code in codes:
            ids = [self.key() for _table in range(3)]
            head, mother = self.draw["M"](), self.draw["F"]()
            house.append((ids[0], *stamp, code, "Gang Melati 3"))
            household.append((ids[1], *stamp, ids[0]))
            row = (ids[1], code, head, name_key(head), *self._card(), "", True)
            family.append((ids[2], *stamp, *row))
            for place in range(PEOPLE_PER_FAMILY):
                person.append((self.key(), *stamp, ids[2], code, *self._person(place, head, mother)))
        return house, household, family, person

    def _number(self) -> str:
        self.serial += 1
        return f"3201{self.serial:012d}"

    def _card(self) -> tuple[str, str]:
        from anyelir.families.models import Family

        number = self._number()
        return SEALED, Family.index_of_card(number)

    def _person(self, place: int, head: str, mother: str) -> tuple:
        from anyelir.families.models import Person
        from anyelir.rules.names import name_key

        sex = ("M", "F", self.chance.choice("MF"))[place] if place < 3 else self.chance.choice("MF")
        name = (head, mother)[place] if place < 2 else self.draw[sex]()
        year = 2026 - (self.chance.randrange(20, 70) if place < 2 else self.chance.randrange(20))
        born = f"{year}-{self.chance.randrange(1, 13):02d}-{self.chance.randrange(1, 29):02d}"
        number = self._number()
        if self.serial % 1000 == 0:
            self.niks.append((number, name))
        index = Person.index_of_nik(number)
        relation = ("head", "spouse", "child")[min(place, 2)]
        own = (name, name_key(name), sex, born, "day", "Bogor", SEALED, index, "", "", "", relation, "")
        return (*own, mother if place >= 2 else "", False)


# Of the length of an encrypted number; no page of this bench opens one.
SEALED = "x" * 60


def fill(families: int, chance: random.Random) -> list[tuple[str, str]]:
    """Write the register; returns some NIK with the name of their holder."""
    from django.db import connection, transaction

    from anyelir.families.models import Family, House, Household, Person
    from anyelir.regions.bulk import insert

    register = Register(chance)
    codes = list(homes(chance, families))
    tables = [
        (House, Register.HOUSE),
        (Household, Register.HOUSEHOLD),
        (Family, Register.FAMILY),
        (Person, Register.PERSON),
    ]
    for start in range(0, families, CHUNK):
        with transaction.atomic():
            for (model, columns), rows in zip(
                tables, register.families(codes[start : start + CHUNK]), strict=True
            ):
                insert(model, columns, rows)
        print(f"\r  {min(start + CHUNK, families):,} families written", end="", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return register.niks


def reader():
    """Somebody who may see families everywhere, signed in."""
    from django.test import Client

    from anyelir.accounts.models import User
    from anyelir.membership.models import RoleGrant

    user = User.objects.create(username="bench", name="Bench")
    RoleGrant.objects.create(user=user, role="village_secretary", since="2020-01-01")
    client = Client()
    client.force_login(user, backend="anyelir.accounts.backend.UsernameOrPhoneBackend")
    return client


def questions(
    chance: random.Random, niks: list[tuple[str, str]], times: int
) -> dict[str, list[tuple[str, str]]]:
    """(region code, text) of every kind; the small kabupaten is the one with the fewest families."""
    from anyelir.families.models import Family
    from bench import name_lists

    codes = list(Family.objects.order_by().values_list("region_id", flat=True).distinct())
    own = [code.split("/")[0] for code in codes if code.startswith(KABUPATEN)]
    by_kabupaten: dict[str, int] = {}
    for code in codes:
        by_kabupaten[code[:5]] = by_kabupaten.get(code[:5], 0) + 1
    small = min(by_kabupaten, key=lambda code: by_kabupaten[code])
    words = [*name_lists.MALE_FIRST, *name_lists.FEMALE_FIRST, *name_lists.MALE_LAST, *name_lists.FEMALE_LAST]
    parts = [word[:length] for word in words for length in (3, 4, 9)] + ["zzz", "qwerty"]

    def some(code: str | None, texts: list[str]) -> list[tuple[str, str]]:
        return [(code or chance.choice(own), chance.choice(texts)) for _time in range(times)]

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
    for name, above in chance.sample(names, times):
        text = chance.choice([name[:2], name[:3], name[:5], name, f"{name} {above}"])
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
            "ANYELIR_VAR": folder,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "anyelir.settings",
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
