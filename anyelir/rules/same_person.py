"""Is what somebody types a person whom the register knows? Yes, a question for a person, or no.

Joining two children is worse than asking, so yes needs everything: the same NIK with the same birth date, the same sex
and one name in two spellings, of a mother who is not another woman; or, where neither has a NIK, the same words for
name and mother and the same day. What nearly agrees is asked: "anak yang sama, atau kembarannya?". Rules of our
own [D].
"""

from __future__ import annotations

from enum import StrEnum

from anyelir.rules.matching import LIKELY, TWIN, PersonRecord, Score, person_score
from anyelir.rules.name_spellings import are_spellings, contradict
from anyelir.rules.names import is_baby_placeholder, name_key

# A score from which a person is asked while registering; what is less is another person.
ASK_AT = 0.9


class SamePersonVerdict(StrEnum):
    """What follows for the one who types."""

    SAME = "same"
    ASK = "ask"
    ANOTHER = "another"


def by_nik(known: PersonRecord, typed: PersonRecord) -> SamePersonVerdict:
    """Both carry the same NIK. ``ANOTHER`` says that the number was mistyped or copied from somebody else."""
    has_one_birth = _same_day(known, typed)
    has_one_name = are_spellings(known.name, typed.name)
    differ = contradict(known.mother_name, typed.mother_name)
    if has_one_birth and has_one_name and known.sex == typed.sex and not differ:
        return SamePersonVerdict.SAME
    is_near = person_score(known, typed).total >= LIKELY
    shares_mother = bool(known.mother_name and typed.mother_name) and not differ
    if has_one_birth and (shares_mother or not contradict(known.name, typed.name)):
        return SamePersonVerdict.ASK
    return (
        SamePersonVerdict.ASK
        if is_near and not contradict(known.name, typed.name)
        else SamePersonVerdict.ANOTHER
    )


def by_description(known: PersonRecord, typed: PersonRecord) -> SamePersonVerdict:
    """At least one of them has no NIK, or their NIK differ."""
    score = person_score(known, typed)
    if score.kind == TWIN or score.total >= ASK_AT or _is_namesake(known, typed, score):
        return SamePersonVerdict.ASK
    return SamePersonVerdict.ANOTHER


def is_described_alike(known: PersonRecord, typed: PersonRecord) -> bool:
    """The same words for name and mother, the same day and sex; without a mother the same home as well.

    So a form that is sent twice and a file that is imported again find the child, and no near name ever does.
    """
    return (
        name_key(known.name) == name_key(typed.name)
        and name_key(known.mother_name) == name_key(typed.mother_name)
        and known.sex == typed.sex
        and _same_day(known, typed)
        and (bool(name_key(typed.mother_name)) or known.place == typed.place)
    )


def is_weakly_described(typed: PersonRecord) -> bool:
    """A newborn without a name, or nobody's mother named: twins are described alike."""
    return is_baby_placeholder(typed.name) or not name_key(typed.mother_name)


def _same_day(a: PersonRecord, b: PersonRecord) -> bool:
    is_whole = a.birth_precision == b.birth_precision == "day"
    return is_whole and a.born_on is not None and a.born_on == b.born_on


def _is_namesake(a: PersonRecord, b: PersonRecord, score: Score) -> bool:
    """One name and one birth, whatever the mother: perhaps she was written otherwise."""
    reasons = {part.reason for part in score.parts}
    return "birth_equal" in reasons and are_spellings(a.name, b.name)
