"""A register of invented families for ``search.py``, written as rows of database values.

A share of the families lives in the desa of one kabupaten, the rest in some hundred desa elsewhere.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import accumulate

KABUPATEN, SHARE_IN_KABUPATEN = "32.01", 0.35
DESA_ELSEWHERE, RW_PER_DESA = 600, 12
PEOPLE_PER_FAMILY = 3
CHUNK = 20_000
# Of the length of an encrypted number; no page of the bench opens one.
SEALED = "x" * 60


def names_of(chance: random.Random, sex: str) -> Callable[[], str]:
    """Draws names of one to four words; the first words of the lists are the most frequent (1/rank)."""
    from bench import name_lists

    first, last = getattr(name_lists, f"{sex}_FIRST"), getattr(name_lists, f"{sex}_LAST")
    first_weights = list(accumulate(1 / (rank + 3) for rank in range(len(first))))
    last_weights = list(accumulate(1 / (rank + 3) for rank in range(len(last))))

    def draw() -> str:
        length = chance.choices((1, 2, 3, 4), cum_weights=(20, 68, 94, 100))[0]
        parts = chance.choices(first, cum_weights=first_weights)
        parts += chance.choices(last, cum_weights=last_weights, k=length - 1)
        return " ".join(parts).title()

    return draw


def places(chance: random.Random) -> list[list[str]]:
    """For the kabupaten and for elsewhere the codes of RW, which are written to the database."""
    from anyelir.regions.bulk import insert
    from anyelir.regions.models import Level, Region
    from anyelir.regions.scope import suffixed
    from anyelir.regions.words import label_of

    desa = list(Region.objects.filter(level=Level.DESAKEL).order_by("code"))
    inside = [place for place in desa if place.code.startswith(f"{KABUPATEN}.")]
    outside = chance.sample([place for place in desa if not place.code.startswith(KABUPATEN)], DESA_ELSEWHERE)
    rows = [
        (suffixed(place.code, Level.RW, number), f"RW {number}", place)
        for place in [*inside, *outside]
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
        (
            code,
            "rw",
            "",
            name,
            place.code,
            label_of(name, place),
            f" rw{place.search_key}",
            "",
            "",
            "2020-01-01",
        )
        for code, name, place in rows
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
              "registered_address"]  # fmt: skip
    PERSON = [*HOUSE[:3], "family", "region", "name", "name_key", "sex", "born_on", "birth_precision", "birth_place",
              "nik", "nik_index", "temporary_no", "phone", "phone_index", "relation", "marital", "mother_name",
              "growth_card", "is_protected"]  # fmt: skip

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
            row = (ids[1], code, head, name_key(head), *self._card(), "")
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
        columns = (name, name_key(name), sex, born, "day", "Bogor", SEALED, index, "", "", "", relation, "")
        return (*columns, mother if place >= 2 else "", "", False)


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
