"""Duplicate candidates: could these two records be one person?

``person_score`` adds up the evidence of name, birth date, sex, mother's name and place (``matching_evidence``).
``candidates`` compares two registers without comparing everybody with everybody: only records that share a
block key are scored (``matching_blocks``). A candidate is a proposal; a person merges, never this module.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from anyelir.rules import region_code
from anyelir.rules.identity.problem import Sex
from anyelir.rules.matching_blocks import birth_key, block_keys_of, pairs_within, shared_pairs
from anyelir.rules.matching_evidence import (
    BEST_MOTHER,
    BEST_NAME,
    MOTHER_LADDER,
    NAME_LADDER,
    ScorePart,
    birth_part,
    name_part,
    place_part,
    sex_part,
)
from anyelir.rules.name_spellings import NUMBER_BEHIND, forms_contradict, numbers_differ
from anyelir.rules.names import NameForm, is_baby_placeholder, name_form, name_key

Precision = Literal["day", "month", "year"]

# Two records at hand are strangers unless the evidence says more than this.
PRIOR_POINTS = -13.0
LIKELY = 0.5
# One mother, one day, two given names: more than half a chance is never given away on that.
TWIN_AT_MOST = 0.6
TWIN = "twin"
SAME_MOTHER = frozenset({"mother_equal", "mother_variant", "mother_close"})


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What a register knows of a person. ``place`` is a region path, ``ref`` the caller's own key.

    ``birth_precision`` says how much of ``born_on`` is known: with ``month`` its day means nothing.
    """

    ref: str
    name: str
    born_on: dt.date | None = None
    birth_precision: Precision = "day"
    sex: Sex | None = None
    mother_name: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """``total`` is 0..1, read as the chance that the records are one person; ``parts`` say why.

    ``kind`` is ``TWIN`` where one mother bore two given names on one day; ``total`` is then at most 0.6.
    """

    total: float
    parts: tuple[ScorePart, ...]
    kind: str = ""

    @property
    def points(self) -> float:
        """The evidence in bits, before the prior."""
        return sum(part.points for part in self.parts)


class Candidate(NamedTuple):
    """A pair worth a look, with the refs that the caller gave its records."""

    a: str
    b: str
    score: Score


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A record with everything computed that many comparisons need."""

    ref: str
    name: NameForm
    baby: str
    mother: NameForm
    birth: str
    sex: Sex | None
    place: tuple[str, ...]
    blocks: frozenset[str]


def _prepare(record: PersonRecord) -> _Prepared:
    placeholder = is_baby_placeholder(record.name)
    name = name_form("" if placeholder else record.name)
    mother = name_form(_mother_of(record, placeholder))
    birth = birth_key(record.born_on, record.birth_precision)
    place = region_code.parts(record.place)
    desa = ".".join(place[:4]) if len(place) >= 4 else ""
    blocks = block_keys_of(name, mother, birth, desa)
    baby = name_key(record.name) if placeholder else ""
    return _Prepared(record.ref, name, baby, mother, birth, record.sex, place, blocks)


def _mother_of(record: PersonRecord, placeholder: bool) -> str:
    """The mother's name; a newborn registered as "By. Ny. Siti" carries it instead of an own name."""
    if record.mother_name or not placeholder:
        return record.mother_name
    return NUMBER_BEHIND.sub("", name_key(record.name).removeprefix("bayi").strip())


def block_keys(record: PersonRecord) -> frozenset[str]:
    """The keys under which a record should be stored so that its near duplicates share one of them."""
    return _prepare(record).blocks


def person_score(a: PersonRecord, b: PersonRecord) -> Score:
    """How likely two records are one person, and why. Symmetric; never raises on any text."""
    prepared_a, prepared_b = _prepare(a), _prepare(b)
    return _score_of(prepared_a, prepared_b, _parts(prepared_a, prepared_b, -math.inf) or ())


def _parts(a: _Prepared, b: _Prepared, needed: float) -> tuple[ScorePart, ...] | None:
    """The evidence; None as soon as not even equal names could lift it to ``needed`` points."""
    birth, sex, place = birth_part(a.birth, b.birth), sex_part(a.sex, b.sex), place_part(a.place, b.place)
    points = birth.points + sex.points + place.points
    if points + BEST_NAME + BEST_MOTHER < needed:
        return None
    name = name_part("name", NAME_LADDER, a.name, b.name)
    if points + name.points + BEST_MOTHER < needed:
        return None
    return name, birth, sex, name_part("mother", MOTHER_LADDER, a.mother, b.mother), place


def _score_of(a: _Prepared, b: _Prepared, parts: tuple[ScorePart, ...]) -> Score:
    points = sum(part.points for part in parts) + PRIOR_POINTS
    total = 1 / (1 + math.exp2(-points))
    reasons = {part.reason for part in parts}
    if "birth_equal" in reasons and SAME_MOTHER & reasons and _are_two_children(a, b):
        return Score(min(total, TWIN_AT_MOST), parts, TWIN)
    return Score(total, parts)


def _are_two_children(a: _Prepared, b: _Prepared) -> bool:
    """Whether the names tell two children apart; of newborns without a name their number or sex does."""
    if a.name.words and b.name.words:
        return forms_contradict(a.name, b.name)
    has_other_sex = a.sex is not None and b.sex is not None and a.sex != b.sex
    return has_other_sex or bool(a.baby and b.baby and numbers_differ(a.baby, b.baby))


def _points_for(total: float) -> float:
    """The points that make a score of ``total``, a little less so that rounding loses no pair."""
    if not 0 < total < 1:
        return -math.inf if total <= 0 else math.inf
    return math.log2(total / (1 - total)) - PRIOR_POINTS - 1e-6


def _scored(
    a: Sequence[_Prepared], b: Sequence[_Prepared], pairs: Iterable[tuple[int, int]], at_least: float
) -> Iterator[Candidate]:
    needed = _points_for(at_least)
    for i, j in pairs:
        parts = _parts(a[i], b[j], needed)
        if parts is None:
            continue
        score = _score_of(a[i], b[j], parts)
        if score.total >= at_least:
            yield Candidate(a[i].ref, b[j].ref, score)


def _ranked(pairs: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(pairs, key=lambda candidate: (-candidate.score.total, candidate.a, candidate.b)))


def candidates(
    people_a: Iterable[PersonRecord], people_b: Iterable[PersonRecord], *, at_least: float = LIKELY
) -> tuple[Candidate, ...]:
    """Pairs between two registers whose score reaches ``at_least`` (0..1), best first.

    50,000 against 50,000 take about half a minute of one core (``make bench-match``).
    """
    a, b = [_prepare(person) for person in people_a], [_prepare(person) for person in people_b]
    pairs = shared_pairs([person.blocks for person in a], [person.blocks for person in b])
    return _ranked(_scored(a, b, pairs, at_least))


def duplicates(people: Iterable[PersonRecord], *, at_least: float = LIKELY) -> tuple[Candidate, ...]:
    """Pairs inside one register whose score reaches ``at_least``, best first; each pair once."""
    prepared = [_prepare(person) for person in people]
    return _ranked(_scored(prepared, prepared, pairs_within([p.blocks for p in prepared]), at_least))
