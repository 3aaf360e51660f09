"""Labels of time as people write them, put in the order of time: 2024-1, Jan 2024, 2024Q1, 2024-W05, Semester II.

A label is cut into words and numbers. All labels of a file must have the same build; every way to read them (day
before month or after it, year in front or behind) that fits all of them is tried, and they have an order only when
all ways agree on it. What nobody can order for sure has none: sorting it as text would put 2024-10 before 2024-2
and December before January. Readings of Anyelir [D].
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import permutations

from anyelir.rules.dates import days_in_month
from anyelir.rules.numbers_id import parse_roman

Key = tuple[float, ...]
Reading = Callable[[str], Key | None]

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?", re.ASCII)
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_MONTH_YEAR = re.compile(r"(0[1-9]|1[0-2])((?:19|20)[0-9]{2})", re.ASCII)
_DAY_MONTH_YEAR = re.compile(r"(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])((?:19|20)[0-9]{2})", re.ASCII)
_MONTHS = (
    "januari january jan",
    "februari february pebruari feb peb",
    "maret march mar",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agu agt ags aug",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
)
MONTH = {word: number for number, spellings in enumerate(_MONTHS, start=1) for word in spellings.split()}
_FILLERS = frozenset({"ke", "tahun", "thn", "th", "t"})
_BEFORE_AND_AFTER = (
    ("sebelum", "sesudah"),
    ("sebelum", "setelah"),
    ("awal", "akhir"),
    ("pre", "post"),
    ("before", "after"),
    ("baseline", "endline"),
)
MOST_PARTS = 6
MONTHS_OF_A_YEAR = 12


def ordered(labels: Collection[str]) -> list[str] | None:
    """``labels`` in the order of time; None when they are no labels of time or can be read in two orders."""
    if len(labels) < 2:
        return list(labels)
    orders = [_sorted(labels, keys) for keys in _readings(sorted(labels))]
    if not orders or None in orders or any(order != orders[0] for order in orders):
        return None
    return orders[0]


def _sorted(labels: Collection[str], keys: dict[str, Key]) -> list[str] | None:
    """The labels by their keys; None when two of them mean the same time."""
    if len(set(keys.values())) < len(keys):
        return None
    return sorted(labels, key=keys.__getitem__)


def _readings(labels: list[str]) -> Iterator[dict[str, Key]]:
    """Every way to read all labels: a key of comparable numbers for each."""
    for pair in _BEFORE_AND_AFTER:
        if {label.strip().lower() for label in labels} <= set(pair):
            yield {label: (float(pair.index(label.strip().lower())),) for label in labels}
    for read in (_as_number, _as_month_year, _as_day_month_year):
        keys = {label: key for label in labels if (key := read(label)) is not None}
        if len(keys) == len(labels) and (read is not _as_number or len(set(keys.values())) == len(keys)):
            yield keys
    yield from _part_readings(labels)


def _as_number(label: str) -> Key | None:
    return (float(label),) if _NUMBER.fullmatch(label.strip()) else None


def _as_month_year(label: str) -> Key | None:
    match = _MONTH_YEAR.fullmatch(label.strip())
    return (float(match[2]), float(match[1])) if match else None


def _as_day_month_year(label: str) -> Key | None:
    match = _DAY_MONTH_YEAR.fullmatch(label.strip())
    return (float(match[3]), float(match[2]), float(match[1])) if match else None


class _Parts:
    """A label in parts: ``kinds`` (a word, "n" for a number, "month" for a name of one) and its numbers."""

    def __init__(self, label: str) -> None:
        self.is_decimal = "." in label and _as_number(label) is not None
        self.kinds: list[str] = []
        self.numbers: list[int] = []
        self.texts: list[str] = []
        for token in _TOKEN.findall(label.lower()):
            roman = parse_roman(token) if not token.isdigit() else None
            if token.isdigit() and token.isascii():
                self._take("n", int(token), token)
            elif token in MONTH:
                self._take("month", MONTH[token], token)
            elif roman is not None and len(token) <= len("xviii"):
                self._take("n", roman, token)
            elif token not in _FILLERS:
                self.kinds.append(token)

    def _take(self, kind: str, number: int, text: str) -> None:
        self.kinds.append(kind)
        self.numbers.append(number)
        self.texts.append(text)

    @property
    def number_kinds(self) -> list[str]:
        return [kind for kind in self.kinds if kind in ("n", "month")]


def _part_readings(labels: list[str]) -> Iterator[dict[str, Key]]:
    """Readings of labels that have the same words in the same places and differ in their numbers."""
    if any(label.strip()[:1] in ("-", "+") for label in labels):
        return
    parts = {label: _Parts(label) for label in labels}
    builds = {tuple(each.kinds) for each in parts.values()}
    if len(builds) != 1:
        return
    first = parts[labels[0]]
    if not 1 <= len(first.numbers) <= MOST_PARTS:
        return
    for order in _orders(list(parts.values()), first.number_kinds):
        yield {label: tuple(float(each.numbers[place]) for place in order) for label, each in parts.items()}


def _orders(every: Sequence[_Parts], kinds: list[str]) -> Iterator[tuple[int, ...]]:
    """Places of the numbers from the most to the least important one, for each reading that fits all."""
    places = range(len(kinds))
    years = [
        place
        for place in places
        if kinds[place] == "n" and all(_is_year(each.texts[place]) for each in every)
    ]
    if "month" in kinds:
        yield from _with_month(every, kinds, years)
    elif len(kinds) == 1:
        yield (0,)
    elif len(years) == 1 and _is_decimal(every):
        return
    elif len(years) == 1:
        yield from _with_year(every, years[0], [place for place in places if place != years[0]])
    else:
        yield from (order for order in permutations(places) if _fits(every, order))


def _is_decimal(every: Sequence[_Parts]) -> bool:
    """2004.25 is a quarter of a year, for 25 is no month; 2024.10 may be October."""
    return all(each.is_decimal for each in every) and not all(
        1 <= each.numbers[1] <= MONTHS_OF_A_YEAR for each in every
    )


def _is_year(text: str) -> bool:
    return len(text) == 4 and text[:2] in ("19", "20")


def _with_month(every: Sequence[_Parts], kinds: list[str], years: list[int]) -> Iterator[tuple[int, ...]]:
    """A name of a month: alone, with a year of four or two digits, with a day in front."""
    month, others = kinds.index("month"), [place for place, kind in enumerate(kinds) if kind == "n"]
    if kinds.count("month") > 1 or len(others) > 2:
        return
    if not others and not _turns_the_year(every):
        yield (month,)
    if len(others) == 1:
        after = others[0] > month and all(len(each.texts[others[0]]) == 2 for each in every)
        yield (others[0], month) if years or after else (month, others[0])
    if len(others) == 2:
        year = years[0] if years else others[1]
        day = others[0] if year == others[1] else others[1]
        yield (year, month, day)


def _turns_the_year(every: Sequence[_Parts]) -> bool:
    """Months without a year that hold December and January but not all twelve may run over New Year."""
    months = {each.numbers[0] for each in every}
    return {1, MONTHS_OF_A_YEAR} <= months and len(months) < MONTHS_OF_A_YEAR


def _with_year(every: Sequence[_Parts], year: int, rest: list[int]) -> Iterator[tuple[int, ...]]:
    """The year first; two further numbers are a day and a month, after a leading year always month and day."""
    if len(rest) == 1 or year == 0:
        yield (year, *rest)
        return
    if len(rest) == 2:
        yield from (order for month, day in (rest, rest[::-1]) if _fits(every, order := (year, month, day)))
        return
    # A clock behind the day: 31-01-2024 08:00.
    day_month, clock = [place for place in rest if place < year], [place for place in rest if place > year]
    if len(day_month) == 2:
        for month, day in (day_month, day_month[::-1]):
            if _fits(every, (year, month, day)):
                yield (year, month, day, *clock)


def _fits(every: Sequence[_Parts], order: tuple[int, ...]) -> bool:
    """Whether three numbers in this order are year, month and day of the calendar for every label."""
    if len(order) != 3:
        return True
    return all(_is_day(*(each.numbers[place] for place in order)) for each in every)


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= MONTHS_OF_A_YEAR and 1 <= day <= days_in_month(
        year if year > 99 else 2000 + year, month
    )
