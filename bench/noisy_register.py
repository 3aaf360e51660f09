"""Two registers of the same invented villages, each written by tired hands: truth for the matching bench.

A population lives in families (parents, children, now and then twins) in the desa of two kecamatan. Each
register knows part of it and writes every person with its own noise: spelling, titles, initials, dropped or
joined words, slips in the birth date, a missing or wrong sex, mother or place. Everything follows from one seed.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate

from name_lists import FEMALE_FIRST, FEMALE_LAST, MALE_FIRST, MALE_LAST

from anyelir.rules.matching import PersonRecord

TODAY = dt.date(2026, 10, 1)
PLACES = [f"32.01.{kecamatan}.{desa}" for kecamatan in ("01", "13") for desa in range(1001, 1013)]
RW_PER_DESA = 14


def _zipf(vocabulary: list[str]) -> list[float]:
    """Cumulative weights: the n-th word is as frequent as 1/(n+8), near to what electoral rolls show."""
    return list(accumulate(1 / (rank + 8) for rank in range(len(vocabulary))))


POOLS = {
    ("M", 0): (MALE_FIRST, _zipf(MALE_FIRST)),
    ("M", 1): (MALE_LAST, _zipf(MALE_LAST)),
    ("F", 0): (FEMALE_FIRST, _zipf(FEMALE_FIRST)),
    ("F", 1): (FEMALE_LAST, _zipf(FEMALE_LAST)),
}
WORD_COUNTS, WORD_SHARES = (1, 2, 3, 4), (0.14, 0.55, 0.27, 0.04)


@dataclass(frozen=True, slots=True)
class Resident:
    """The truth about a person."""

    number: int
    words: tuple[str, ...]
    sex: str
    born_on: dt.date
    mother: tuple[str, ...]
    father: tuple[str, ...]
    place: str


def _word(rng: random.Random, sex: str, position: int) -> str:
    vocabulary, weights = POOLS[sex, min(position, 1)]
    return rng.choices(vocabulary, cum_weights=weights)[0]


def _name(rng: random.Random, sex: str) -> tuple[str, ...]:
    count = rng.choices(WORD_COUNTS, WORD_SHARES)[0]
    return tuple(dict.fromkeys(_word(rng, sex, position) for position in range(count)))


def _birth(rng: random.Random, youngest: int, oldest: int) -> dt.date:
    return TODAY - dt.timedelta(days=rng.randint(int(youngest * 365.25), int(oldest * 365.25)))


def _twin_name(rng: random.Random, name: tuple[str, ...], sex: str) -> tuple[str, ...]:
    """Twins rhyme: the same words but one, or one vowel apart (Rina Amelia, Rini Amelia)."""
    last_vowel = re.search(r"[aiueo](?=[^aiueo]*$)", name[0])
    if last_vowel and rng.random() < 0.5:
        vowel = rng.choice([letter for letter in "aiu" if letter != last_vowel.group()])
        return (name[0][: last_vowel.start()] + vowel + name[0][last_vowel.end() :], *name[1:])
    other = _word(rng, sex, 0)
    while other == name[0]:
        other = _word(rng, sex, 0)
    return (other, *name[1:])


def _children(rng: random.Random, mother_born_on: dt.date) -> list[tuple[dt.date, bool]]:
    """Birth dates of the children, and whether each is the twin of the one before."""
    age = (TODAY - mother_born_on).days / 365.25
    births: list[tuple[dt.date, bool]] = []
    for _ in range(rng.choices((0, 1, 2, 3, 4, 5), (0.1, 0.25, 0.33, 0.2, 0.08, 0.04))[0]):
        born_on = mother_born_on + dt.timedelta(days=int(rng.uniform(17, min(44, max(18, age))) * 365.25))
        if born_on < TODAY:
            births.append((born_on, False))
            if rng.random() < 0.015:
                births.append((born_on, True))
    return births


def _family(rng: random.Random) -> list[Resident]:
    place = f"{rng.choice(PLACES)}/RW{rng.randint(1, RW_PER_DESA):03d}"
    mother, father = _name(rng, "F"), _name(rng, "M")
    mother_born_on = _birth(rng, 18, 75)
    father_born_on = mother_born_on - dt.timedelta(days=rng.randint(-900, 3600))
    people = [
        Resident(0, mother, "F", mother_born_on, _name(rng, "F"), _name(rng, "M"), place),
        Resident(0, father, "M", father_born_on, _name(rng, "F"), _name(rng, "M"), place),
    ]
    for born_on, is_twin in _children(rng, mother_born_on):
        before = people[-1]
        sex = before.sex if is_twin and rng.random() < 0.6 else rng.choice("MF")
        name = _twin_name(rng, before.words, sex) if is_twin else _name(rng, sex)
        if not is_twin and rng.random() < 0.1:
            name = (*name, father[-1])
        people.append(Resident(0, name, sex, born_on, mother, father, place))
    return people


def population(rng: random.Random, size: int) -> list[Resident]:
    people: list[Resident] = []
    while len(people) < size:
        people += _family(rng)
    return [replace(person, number=number) for number, person in enumerate(people[:size])]


# How hands spell: pattern, replacement. One or two that fit are applied.
SPELLINGS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"u", "oe"),
        (r"j", "dj"),
        (r"c(?!h)", "tj"),
        (r"y(?=[aiueo])", "j"),
        (r"sy", "sj"),
        (r"sy", "s"),
        (r"sy", "sh"),
        (r"kh", "ch"),
        (r"kh", "h"),
        (r"hm", "chm"),
        (r"f", "p"),
        (r"f", "v"),
        (r"v", "p"),
        (r"z", "j"),
        (r"z", "s"),
        (r"q", "k"),
        (r"ai", "ae"),
        (r"ae", "ai"),
        (r"i$", "y"),
        (r"i(?=[nf]$)", "ie"),
        (r"([nmlst])(?=[aiu])", r"\1\1"),
        (r"([a-z])\1", r"\1"),
        (r"ah$", "a"),
        (r"([aiu])$", r"\1h"),
        (r"t(?=[aiu])", "th"),
        (r"d(?=[aiu])", "dh"),
        (r"a(?=[mn]a)", "o"),
        (r"i(?=[^aiueo]*$)", "e"),
        (r"ur", "oor"),
        (r"iy", "i"),
        (r"ua", "uwa"),
        (r"k$", "q"),
        (r"d$", "t"),
    )
)
SHORT_FORMS = {
    "muhammad": ("Muhamad", "Mohamad", "Mohammad", "Moh.", "Moch.", "Muh.", "M.", "Mochamad", "Mhd"),
    "ahmad": ("Achmad", "Akhmad", "A.", "Ahmat"),
    "abdul": ("Abd.", "Abdoel", "A."),
    "siti": ("St.", "Sitti", "Sity", "S."),
    "nur": ("Noor", "Noer", "N."),
}
TITLES = {
    "M": ("H. {}", "Bpk. {}", "{}, S.Pd.", "Drs. {}", "{} S.E.", "Tn. {}", "Ust. {}"),
    "F": ("Hj. {}", "Ny. {}", "Ibu {}", "{}, S.Pd.", "Hj {}, S.Kep", "{} A.Md.Keb"),
}


def _respell(rng: random.Random, word: str) -> str:
    fitting = [(pattern, to) for pattern, to in SPELLINGS if pattern.search(word)]
    for pattern, to in rng.sample(fitting, min(len(fitting), rng.choice((1, 1, 1, 2)))):
        word = pattern.sub(to, word, count=1)
    return word


def _typo(rng: random.Random, word: str) -> str:
    at = rng.randrange(len(word))
    letter = rng.choice("abdeghiklmnoprstuwy")
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + letter + word[at + 1 :]
    if kind == 1 and len(word) > 3:
        return word[:at] + word[at + 1 :]
    if kind == 2 and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + letter + word[at:]


def _change_one(
    rng: random.Random, name_words: list[str], change: Callable[[random.Random, str], str]
) -> None:
    at = rng.randrange(len(name_words))
    name_words[at] = change(rng, name_words[at])


def _shorten(rng: random.Random, name_words: list[str], amount: float) -> None:
    for index, word in enumerate(name_words):
        forms = SHORT_FORMS.get(word)
        if forms and rng.random() < 0.5 * amount:
            name_words[index] = rng.choice(forms)


def _drop_or_merge(rng: random.Random, name_words: list[str]) -> None:
    """Lose a word, keep an initial of it, change the order, or write two words as one."""
    kind = rng.random()
    if kind < 0.4:
        del name_words[rng.randrange(len(name_words))]
    elif kind < 0.65:
        at = rng.randrange(1, len(name_words))
        name_words[at] = name_words[at][0] + rng.choice((".", ""))
    elif kind < 0.75:
        name_words.reverse()
    else:
        at = rng.randrange(len(name_words) - 1)
        name_words[at : at + 2] = [name_words[at] + name_words[at + 1]]


def _write_name(
    rng: random.Random, name_words: tuple[str, ...], sex: str, grown_up: bool, amount: float
) -> str:
    written = list(name_words)
    _shorten(rng, written, amount)
    if rng.random() < 0.22 * amount:
        _change_one(rng, written, _respell)
    if rng.random() < 0.04 * amount:
        _change_one(rng, written, _typo)
    if len(written) > 1 and rng.random() < 0.1 * amount:
        _drop_or_merge(rng, written)
    text = " ".join(written)
    text = text.upper() if rng.random() < 0.35 else text.title()
    if grown_up and rng.random() < 0.12 * amount:
        text = rng.choice(TITLES[sex]).format(text)
    return text


def _slip_digit(rng: random.Random, day: dt.date) -> dt.date:
    """One digit of YYYYMMDD misread, as long as a date remains."""
    text = day.strftime("%Y%m%d")
    for _ in range(20):
        at = rng.randrange(2, 8)
        slipped = text[:at] + str(rng.randrange(10)) + text[at + 1 :]
        try:
            misread = dt.date(int(slipped[:4]), int(slipped[4:6]), int(slipped[6:]))
        except ValueError:
            continue
        if misread != day and misread <= TODAY:
            return misread
    return day


def _write_birth(rng: random.Random, day: dt.date, amount: float) -> tuple[dt.date | None, str]:
    kind = rng.random() / amount
    if kind < 0.025:
        return None, "day"
    if kind < 0.05:
        return dt.date(day.year, 1, 1), "year"
    if kind < 0.06:
        return day.replace(day=1), "month"
    if kind < 0.07:
        return dt.date(day.year, 12, 31), "day"
    if kind < 0.085 and day.day <= 12:
        return dt.date(day.year, day.day, day.month), "day"
    if kind < 0.11:
        return _slip_digit(rng, day), "day"
    if kind < 0.115:
        return _birth(rng, 0, 80), "day"
    return day, "day"


def _write_place(rng: random.Random, place: str, amount: float) -> str:
    kind = rng.random() / amount
    if kind < 0.02:
        return ""
    if kind < 0.06:
        return f"{rng.choice(PLACES)}/RW{rng.randint(1, RW_PER_DESA):03d}"
    if kind < 0.09:
        return place[:8]
    return place.split("/")[0] if kind < 0.3 else place


def _write_mother(rng: random.Random, person: Resident, grown_up: bool, amount: float) -> str:
    kind = rng.random() / amount
    if kind < (0.35 if grown_up else 0.08):
        return ""
    if kind > 1 / amount - 0.02:
        return _write_name(rng, _name(rng, "F"), "F", True, amount)
    return _write_name(rng, person.mother, "F", True, amount)


def write(rng: random.Random, person: Resident, amount: float) -> PersonRecord:
    """The person as a register writes it; ``amount`` scales all noise (0 writes the truth)."""
    age_days = (TODAY - person.born_on).days
    grown_up = age_days > 17 * 365
    name = _write_name(rng, person.words, person.sex, grown_up, amount)
    if grown_up and rng.random() < 0.02 * amount:
        name += f" {'bin' if person.sex == 'M' else 'binti'} {person.father[0].title()}"
    if age_days < 60 and rng.random() < 0.4 * amount:
        name = "By. Ny. " + " ".join(person.mother).title()
    born_on, precision = _write_birth(rng, person.born_on, amount)
    sex: str | None = person.sex
    if rng.random() < 0.025 * amount:
        sex = rng.choice((None, None, "F" if person.sex == "M" else "M"))
    mother = _write_mother(rng, person, grown_up, amount)
    place = _write_place(rng, person.place, amount)
    return PersonRecord(str(person.number), name, born_on, precision, sex, mother, place)


def two_registers(
    size: int, seed: int, *, shared: float = 0.7, noise: tuple[float, float] = (0.6, 1.0)
) -> tuple[list[PersonRecord], list[PersonRecord]]:
    """Two registers of ``size`` people; ``shared`` of each is also in the other, under the same ``ref``."""
    rng = random.Random(seed)
    people = population(rng, round(size * (2 - shared)))
    rng.shuffle(people)
    both, rest = people[: round(size * shared)], people[round(size * shared) :]
    half = len(rest) // 2
    first = [write(rng, person, noise[0]) for person in both + rest[:half]]
    second = [write(rng, person, noise[1]) for person in both + rest[half:]]
    rng.shuffle(second)
    return first[:size], second[:size]
