"""What each field of two records says about their being one person: a reason code and points in bits.

A part that agrees is worth log2(how often it agrees in true pairs / how often by chance), a part that differs
counts against, an unknown part counts nothing (Fellegi and Sunter 1969). The points are our own [D], set on
generated registers with other seeds than the one that ``bench/match.py`` measures.
"""

from __future__ import annotations

from typing import NamedTuple

from anyelir.rules.finiteness import finite_numbers
from anyelir.rules.identity.problem import Sex
from anyelir.rules.names import NameForm, form_similarity


class ScorePart(NamedTuple):
    """One part of a score: the field, a reason code such as ``birth_day_month_swapped``, and its points."""

    field: str
    reason: str
    points: float


Ladder = tuple[tuple[float, float, str], ...]

# (at least this similar, points, reason), best first.
NAME_LADDER: Ladder = (
    (1.0, 9.0, "name_equal"),
    (0.97, 8.5, "name_variant"),
    (0.9, 7.0, "name_close"),
    (0.82, 4.5, "name_close"),
    (0.74, 2.0, "name_alike"),
    (0.66, -2.0, "name_alike"),
    (0.5, -13.0, "name_differs"),
    (0.0, -18.0, "name_differs"),
)
MOTHER_LADDER: Ladder = (
    (1.0, 6.0, "mother_equal"),
    (0.97, 6.0, "mother_variant"),
    (0.88, 5.0, "mother_close"),
    (0.78, 3.0, "mother_close"),
    (0.66, 0.0, "mother_alike"),
    (0.0, -5.0, "mother_differs"),
)
# How much more the longest name of full words proves than its ladder says.
MOST_TELLING = 1.3
BEST_NAME = MOST_TELLING * NAME_LADDER[0][1]
BEST_MOTHER = MOST_TELLING * MOTHER_LADDER[0][1]

BIRTH_POINTS = {
    "birth_equal": 12.0,
    "birth_month_equal": 8.5,
    "birth_day_month_swapped": 8.0,
    "birth_one_digit": 5.0,
    "birth_year_equal": 4.5,
    "birth_default_day": 4.0,
    "birth_near": 1.0,
    "birth_year_near": 1.0,
    "birth_unknown": 0.0,
    "birth_differs": -7.0,
}
SEX_POINTS = {"sex_equal": 1.0, "sex_unknown": 0.0, "sex_differs": -5.0}
# By how many leading parts of the place agree: none, province, kabupaten, kecamatan, desa, a unit below.
PLACE_LADDER = (
    ("place_differs", -2.0),
    ("place_provinsi", -2.0),
    ("place_kabkota", -1.0),
    ("place_kecamatan", 1.0),
    ("place_desakel", 3.5),
    ("place_below_desakel", 5.0),
)
# Clerks write these days when they know the year alone.
DEFAULT_DAYS = ("0101", "0701", "1231")


@finite_numbers
def name_part(field: str, ladder: Ladder, a: NameForm, b: NameForm) -> ScorePart:
    """Evidence of two names; one common word ("Siti") proves less than three full ones."""
    if not a.words or not b.words:
        return ScorePart(field, f"{field}_unknown", 0.0)
    alike = form_similarity(a, b)
    _, points, reason = next(step for step in ladder if alike >= step[0])
    if points > 0:
        points *= min(MOST_TELLING, 0.55 + 0.25 * min(a.total, b.total))
    return ScorePart(field, reason, points)


def _full_date_reason(a: str, b: str) -> str | None:
    """A slip that explains two different dates of eight digits."""
    if a[:4] == b[:4] and (a[4:] in DEFAULT_DAYS or b[4:] in DEFAULT_DAYS):
        return "birth_default_day"
    if a[:4] == b[:4] and a[4:6] == b[6:] and a[6:] == b[4:6]:
        return "birth_day_month_swapped"
    if sum(x != y for x, y in zip(a, b, strict=True)) == 1:
        return "birth_one_digit"
    return None


def birth_reason(a: str, b: str) -> str:
    """Compare birth keys (YYYY, YYYYMM or YYYYMMDD) at the coarser precision of the two."""
    known = min(len(a), len(b))
    if not known:
        return "birth_unknown"
    if a[:known] == b[:known]:
        return {8: "birth_equal", 6: "birth_month_equal", 4: "birth_year_equal"}[known]
    slip = _full_date_reason(a, b) if known == 8 else None
    if slip is not None:
        return slip
    if known > 4 and a[:6] == b[:6]:
        return "birth_near"
    if known == 4 and abs(int(a[:4]) - int(b[:4])) == 1:
        return "birth_year_near"
    return "birth_differs"


def birth_part(a: str, b: str) -> ScorePart:
    """Evidence of two birth keys."""
    reason = birth_reason(a, b)
    return ScorePart("birth", reason, BIRTH_POINTS[reason])


def sex_part(a: Sex | None, b: Sex | None) -> ScorePart:
    """Evidence of two sexes; a slip of the pen is rarer than an unknown one."""
    reason = "sex_unknown" if a is None or b is None else "sex_equal" if a == b else "sex_differs"
    return ScorePart("sex", reason, SEX_POINTS[reason])


def place_part(a: tuple[str, ...], b: tuple[str, ...]) -> ScorePart:
    """Evidence of two region paths cut at dots and slashes; what only one side tells is unknown."""
    shared = min(len(a), len(b), len(PLACE_LADDER) - 1)
    if not shared:
        return ScorePart("place", "place_unknown", 0.0)
    depth = next((level for level in range(shared) if a[level] != b[level]), shared)
    reason, points = PLACE_LADDER[depth]
    return ScorePart("place", reason, max(0.0, points) if depth == shared else points)
