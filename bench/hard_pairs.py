"""Pairs that are hard to tell: children of one house, cousins, namesakes, and names of Bali and of the Batak.

Each stratum is a list of pairs of records of which it is known whether they are one person. Everything follows
from one seed; ``bench/match.py`` prints how the score takes them.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import replace

from name_lists import FEMALE_FIRST, FEMALE_LAST, MALE_FIRST, MALE_LAST

from anyelir.rules.matching import PersonRecord

Pair = tuple[PersonRecord, PersonRecord]
PLACE = "32.01.01.1010/RW014"
FIRST_BIRTH = dt.date(2021, 12, 1)
RHYMES = [
    ("Rafa", "Rafi"),
    ("Rian", "Riko"),
    ("Hasan", "Husein"),
    ("Dika", "Diki"),
    ("Raka", "Rama"),
    ("Aldi", "Aldo"),
]
GIRL_RHYMES = [
    ("Rina", "Rini"),
    ("Dina", "Dini"),
    ("Alya", "Alma"),
    ("Salma", "Salwa"),
    ("Naila", "Naura"),
    ("Ayu", "Asih"),
]
BALI_BORN = ("Wayan", "Made", "Nyoman", "Ketut")
BALI_SHORT = {"Wayan": "Wy.", "Made": "Md.", "Nyoman": "Nym.", "Ketut": "Kt."}
BALI_BOYS = "Agus Sudarma Adnyana Suardana Artawan Sukerta Budiarta Darmawan Widiana Mahendra".split()
BALI_GIRLS = "Sari Sukerti Ariani Suryani Widiasih Puspawati Lestari Anggreni Ratnadi Murniati".split()
CLANS = "Siregar Nasution Simanjuntak Sitorus Sinaga Tarigan Ginting Hutabarat Manurung Lubis".split()
BATAK_BOYS = "Parlindungan Togar Bonar Tigor Hotman Maruli Sahat Poltak Ramses Binsar".split()
BATAK_GIRLS = "Tiurma Rotua Duma Lamtiur Roslina Tetty Marlina Ria Sondang Nurmala".split()


def _born(rng: random.Random) -> dt.date:
    return FIRST_BIRTH + dt.timedelta(days=rng.randrange(1700))


def _mother(rng: random.Random) -> str:
    return f"{rng.choice(FEMALE_FIRST)} {rng.choice(FEMALE_LAST)}".title()


def _child(rng: random.Random, name: str = "", sex: str = "") -> PersonRecord:
    sex = sex or rng.choice("MF")
    first, last = (MALE_FIRST, MALE_LAST) if sex == "M" else (FEMALE_FIRST, FEMALE_LAST)
    name = name or f"{rng.choice(first)} {rng.choice(last)}".title()
    return PersonRecord("a", name, _born(rng), "day", sex, _mother(rng), PLACE)


def _other_first(rng: random.Random, child: PersonRecord) -> str:
    pool = MALE_FIRST if child.sex == "M" else FEMALE_FIRST
    first, *rest = child.name.split()
    other = rng.choice([word for word in pool if word != first.lower()])
    return " ".join([other.title(), *rest])


def siblings(rng: random.Random) -> Pair:
    """One mother, one last name, one to three years between them."""
    child = _child(rng)
    later = child.born_on + dt.timedelta(days=rng.randrange(330, 1100))
    return child, replace(child, ref="b", name=_other_first(rng, child), born_on=later)


def twins(rng: random.Random) -> Pair:
    """One mother, one day, names that rhyme or share a word."""
    child = _child(rng)
    pair = rng.choice(RHYMES if child.sex == "M" else GIRL_RHYMES)
    last = child.name.split()[-1]
    names = (
        [f"{name} {last}" for name in pair] if rng.random() < 0.6 else [child.name, _other_first(rng, child)]
    )
    return replace(child, name=names[0]), replace(child, ref="b", name=names[1])


def unnamed_twins(rng: random.Random) -> Pair:
    """Newborns known by their mother, numbered or of two sexes."""
    child = _child(rng)
    if rng.random() < 0.5:
        numbers = rng.choice([("I", "II"), ("1", "2"), ("A", "B"), ("kembar 1", "kembar 2")])
        first, second = (f"By. Ny. {child.mother_name} {number}" for number in numbers)
        return replace(child, name=first), replace(child, ref="b", name=second)
    name = f"By. Ny. {child.mother_name}"
    return replace(child, name=name, sex="M"), replace(child, ref="b", name=name, sex="F")


def cousins(rng: random.Random) -> Pair:
    """Two mothers of one house, one last name, some weeks apart."""
    child = _child(rng)
    near = child.born_on + dt.timedelta(days=rng.randrange(5, 200))
    return child, replace(
        child, ref="b", name=_other_first(rng, child), born_on=near, mother_name=_mother(rng)
    )


def namesakes(rng: random.Random) -> Pair:
    """One name, one day, one RW, another mother: only a person can tell."""
    child = _child(rng)
    return child, replace(child, ref="b", mother_name=_mother(rng))


def _balinese(rng: random.Random) -> tuple[PersonRecord, str, str]:
    sex = rng.choice("MF")
    head, names = ("I", BALI_BOYS) if sex == "M" else ("Ni", BALI_GIRLS)
    order, given = rng.choice(BALI_BORN), rng.choice(names)
    mother = f"Ni {rng.choice(BALI_BORN)} {rng.choice(BALI_GIRLS)}"
    child = replace(_child(rng, f"{head} {order} {given}", sex), mother_name=mother, place="51.07.06.2003")
    return child, order, given


def balinese_siblings(rng: random.Random) -> Pair:
    """The order of birth alone tells them: I Wayan Agus, I Made Agus; some are twins."""
    child, order, given = _balinese(rng)
    other = rng.choice([each for each in BALI_BORN if each != order])
    born_on = child.born_on + dt.timedelta(days=rng.choice((0, 400, 700)))
    return child, replace(child, ref="b", name=child.name.replace(order, other), born_on=born_on)


def balinese_spellings(rng: random.Random) -> Pair:
    """One person: the order of birth shortened, I or Ni left out."""
    child, order, given = _balinese(rng)
    head = child.name.split()[0]
    spelt = rng.choice(
        [f"{head} {BALI_SHORT[order]} {given}", f"{order} {given}", f"{head.upper()} {order.upper()} {given}"]
    )
    return child, replace(child, ref="b", name=spelt)


def _batak(rng: random.Random) -> tuple[PersonRecord, str, str]:
    sex = rng.choice("MF")
    given, clan = rng.choice(BATAK_BOYS if sex == "M" else BATAK_GIRLS), rng.choice(CLANS)
    child = replace(
        _child(rng, f"{given} {clan}", sex), mother_name=f"{rng.choice(BATAK_GIRLS)} br. {rng.choice(CLANS)}"
    )
    return replace(child, place="12.71.01.1002"), given, clan


def batak_siblings(rng: random.Random) -> Pair:
    """One clan name in the whole family; some are twins."""
    child, given, clan = _batak(rng)
    names = BATAK_BOYS if child.sex == "M" else BATAK_GIRLS
    other = rng.choice([each for each in names if each != given])
    born_on = child.born_on + dt.timedelta(days=rng.choice((0, 400, 700)))
    return child, replace(child, ref="b", name=f"{other} {clan}", born_on=born_on)


def batak_spellings(rng: random.Random) -> Pair:
    """One person: with and without boru, the clan left out."""
    child, given, clan = _batak(rng)
    boru = (
        [f"{given} br. {clan}", f"{given} Boru {clan}"]
        if child.sex == "F"
        else [f"{given.upper()} {clan.upper()}"]
    )
    mother = child.mother_name.replace("br. ", rng.choice(("", "Boru ", "br ")))
    return child, replace(child, ref="b", name=rng.choice([*boru, given]), mother_name=mother)


# Whether the pairs of a stratum are one person.
STRATA: dict[str, tuple[Callable[[random.Random], Pair], bool]] = {
    "siblings": (siblings, False),
    "twins": (twins, False),
    "unnamed twins": (unnamed_twins, False),
    "cousins": (cousins, False),
    "namesakes, other mother": (namesakes, False),
    "Balinese siblings": (balinese_siblings, False),
    "Batak siblings": (batak_siblings, False),
    "Balinese spellings": (balinese_spellings, True),
    "Batak spellings": (batak_spellings, True),
}


def pairs_of(name: str, size: int, seed: int) -> list[Pair]:
    """``size`` pairs of a stratum; the same seed gives the same pairs."""
    rng = random.Random(f"{seed} {name}")
    make, _is_one = STRATA[name]
    return [make(rng) for _ in range(size)]
