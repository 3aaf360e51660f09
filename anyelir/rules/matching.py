"""Duplicate candidates: could these two records be one person?

``person_score`` adds up evidence over name, birth date, sex, mother's name and place, as points in bits:
a part that agrees is worth log2(how often it agrees in true pairs / how often by chance), a part that
differs counts against, a part that is unknown counts nothing (Fellegi and Sunter 1969). The points and the
prior are our own [D], set on generated registers with another seed than the one that ``bench/match.py`` measures.

``candidates`` compares two registers without comparing everybody with everybody: only records that share a
block key are scored. A candidate is a proposal; a person merges, never this module.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from anyelir.rules.identity.problem import Sex
from anyelir.rules.matching_blocks import birth_key, block_keys_of, pairs_within, shared_pairs
from anyelir.rules.names import NameForm, form_similarity, is_baby_placeholder, name_form, name_key

Precision = Literal["day", "month", "year"]

PRIOR_POINTS = -13.0
LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What a register knows of a person. ``place`` is a region path, ``ref`` the caller's own key.

    ``born_precision`` says how much of ``born_on`` is known: ``month`` means that the day is invented.
    """

    ref: str
    name: str
    born_on: dt.date | None = None
    born_precision: Precision = "day"
    sex: Sex | None = None
    mother_name: str = ""
    place: str = ""


class Part(NamedTuple):
    """One part of a score: the field, a reason code such as ``birth_day_month_swapped``, and its points."""

    field: str
    reason: str
    points: float


@dataclass(frozen=True, slots=True)
class Score:
    """``total`` is 0..1, read as the chance that the records are one person; ``parts`` say why."""

    total: float
    parts: tuple[Part, ...]

    @property
    def points(self) -> float:
        return sum(part.points for part in self.parts)


class Candidate(NamedTuple):
    """A pair worth a look, with the keys that the caller gave its records."""

    a: str
    b: str
    score: Score


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A record with everything computed that many comparisons need."""

    record: PersonRecord
    name: NameForm
    mother: NameForm
    birth: str
    place: tuple[str, ...]
    blocks: frozenset[str]


def _prepare(record: PersonRecord) -> _Prepared:
    placeholder = is_baby_placeholder(record.name)
    name = name_form("" if placeholder else record.name)
    mother = name_form(_mother_of(record, placeholder))
    birth = birth_key(record.born_on, record.born_precision)
    place = _place_parts(record.place)
    desa = ".".join(place[:4]) if len(place) >= 4 else ""
    return _Prepared(record, name, mother, birth, place, block_keys_of(name, mother, birth, desa))


def _mother_of(record: PersonRecord, placeholder: bool) -> str:
    """The mother's name; a newborn registered as "By. Ny. Siti" carries it instead of an own name."""
    if record.mother_name or not placeholder:
        return record.mother_name
    return name_key(record.name).removeprefix("bayi").strip()


def _place_parts(path: str) -> tuple[str, ...]:
    code, *suffixes = path.split("/")
    return (*code.split("."), *suffixes) if path else ()


def block_keys(record: PersonRecord) -> frozenset[str]:
    """The keys under which a record should be stored so that its near duplicates share one of them."""
    return _prepare(record).blocks


def person_score(a: PersonRecord, b: PersonRecord) -> Score:
    """How likely two records are one person, and why. Symmetric; never raises on any text."""
    return _score(_prepare(a), _prepare(b))


# (at least this similar, points, reason), best first.
_NAME_LADDER = (
    (1.0, 9.0, "name_equal"),
    (0.97, 8.5, "name_variant"),
    (0.9, 7.0, "name_close"),
    (0.82, 4.5, "name_close"),
    (0.74, 2.0, "name_alike"),
    (0.66, -1.5, "name_alike"),
    (0.5, -6.0, "name_differs"),
    (0.0, -11.0, "name_differs"),
)
_MOTHER_LADDER = (
    (1.0, 6.0, "mother_equal"),
    (0.97, 6.0, "mother_variant"),
    (0.88, 5.0, "mother_close"),
    (0.78, 3.0, "mother_close"),
    (0.66, 0.0, "mother_alike"),
    (0.0, -5.0, "mother_differs"),
)
_BIRTH_POINTS = {
    "birth_equal": 12.0,
    "birth_month_equal": 8.5,
    "birth_year_equal": 4.5,
    "birth_day_month_swapped": 8.0,
    "birth_one_digit": 5.0,
    "birth_near": 1.0,
    "birth_year_near": 1.0,
    "birth_differs": -9.0,
    "birth_unknown": 0.0,
}
_SEX_POINTS = {"sex_equal": 1.0, "sex_differs": -6.0, "sex_unknown": 0.0}
# By how many leading parts of the place agree: province, kabupaten, kecamatan, desa, then RW and deeper.
_PLACE_POINTS = (-2.0, -2.0, -1.0, 1.0, 3.5, 5.0)


def _name_part(field: str, ladder: tuple[tuple[float, float, str], ...], a: NameForm, b: NameForm) -> Part:
    """Evidence of two names; a name of one common word ("Siti") proves less than a full one."""
    if not a.words or not b.words:
        return Part(field, f"{field}_unknown", 0.0)
    alike = form_similarity(a, b)
    _, points, reason = next(step for step in ladder if alike >= step[0])
    if points > 0:
        points *= min(1.0, 0.55 + 0.25 * min(a.total, b.total))
    return Part(field, reason, points)


def _one_digit_apart(a: str, b: str) -> bool:
    return sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _swapped(a: str, b: str) -> bool:
    return a[:4] == b[:4] and a[4:6] == b[6:8] and a[6:8] == b[4:6]


def _birth_reason(a: str, b: str) -> str:
    """Compare birth keys (YYYY, YYYYMM or YYYYMMDD) at the coarser precision of the two."""
    known = min(len(a), len(b))
    if not known:
        return "birth_unknown"
    if a[:known] == b[:known]:
        return {8: "birth_equal", 6: "birth_month_equal", 4: "birth_year_equal"}[known]
    if known == 8 and _swapped(a, b):
        return "birth_day_month_swapped"
    if known == 8 and _one_digit_apart(a, b):
        return "birth_one_digit"
    if known > 4 and a[:6] == b[:6]:
        return "birth_near"
    if known == 4 and abs(int(a[:4]) - int(b[:4])) == 1:
        return "birth_year_near"
    return "birth_differs"


def _sex_part(a: Sex | None, b: Sex | None) -> Part:
    reason = "sex_unknown" if a is None or b is None else "sex_equal" if a == b else "sex_differs"
    return Part("sex", reason, _SEX_POINTS[reason])


_PLACE_REASONS = ("differs", "provinsi", "kabkota", "kecamatan", "desakel", "rw")


def _place_part(a: tuple[str, ...], b: tuple[str, ...]) -> Part:
    if not a or not b:
        return Part("place", "place_unknown", 0.0)
    depth = 0
    for x, y in zip(a[:5], b[:5], strict=False):
        if x != y:
            break
        depth += 1
    return Part("place", f"place_{_PLACE_REASONS[depth]}", _PLACE_POINTS[depth])


def _cheap_parts(a: _Prepared, b: _Prepared) -> tuple[Part, Part, Part]:
    reason = _birth_reason(a.birth, b.birth)
    return (
        Part("birth", reason, _BIRTH_POINTS[reason]),
        _sex_part(a.record.sex, b.record.sex),
        _place_part(a.place, b.place),
    )


def _total(points: float) -> float:
    """Points to a chance 0..1: the prior is that two records at hand are strangers."""
    return float(1 / (1 + 2.0 ** -max(-60.0, min(60.0, points + PRIOR_POINTS))))


def _score(a: _Prepared, b: _Prepared) -> Score:
    birth, sex, place = _cheap_parts(a, b)
    name = _name_part("name", _NAME_LADDER, a.name, b.name)
    mother = _name_part("mother", _MOTHER_LADDER, a.mother, b.mother)
    parts = (name, birth, sex, mother, place)
    return Score(_total(sum(part.points for part in parts)), parts)


_BEST_NAMES = _NAME_LADDER[0][1] + _MOTHER_LADDER[0][1]


def _is_hopeless(a: _Prepared, b: _Prepared, at_least: float) -> bool:
    """True when not even equal names could lift the pair to ``at_least``; saves comparing the names."""
    points = sum(part.points for part in _cheap_parts(a, b))
    return _total(points + _BEST_NAMES) < at_least


def _scored(
    a: Sequence[_Prepared], b: Sequence[_Prepared], pairs: Iterable[tuple[int, int]], at_least: float
) -> Iterator[Candidate]:
    for i, j in pairs:
        if _is_hopeless(a[i], b[j], at_least):
            continue
        score = _score(a[i], b[j])
        if score.total >= at_least:
            yield Candidate(a[i].record.ref, b[j].record.ref, score)


def _ranked(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(found, key=lambda candidate: (-candidate.score.total, candidate.a, candidate.b)))


def candidates(
    people_a: Iterable[PersonRecord], people_b: Iterable[PersonRecord], *, at_least: float = LIKELY
) -> tuple[Candidate, ...]:
    """Pairs between two registers whose score reaches ``at_least``, best first."""
    a, b = [_prepare(person) for person in people_a], [_prepare(person) for person in people_b]
    pairs = shared_pairs([person.blocks for person in a], [person.blocks for person in b])
    return _ranked(_scored(a, b, pairs, at_least))


def duplicates(people: Iterable[PersonRecord], *, at_least: float = LIKELY) -> tuple[Candidate, ...]:
    """Pairs inside one register whose score reaches ``at_least``, best first; each pair once."""
    prepared = [_prepare(person) for person in people]
    return _ranked(_scored(prepared, prepared, pairs_within([p.blocks for p in prepared]), at_least))
