"""Edit distance between folded words where Indonesian spelling makes some slips cheap [D]."""

from __future__ import annotations

import math
from itertools import accumulate, combinations

from anyelir.rules.finiteness import finite_numbers

# Costs are whole tenths of an edit, so that sums are exact and the order of the words cannot matter.
EDIT = 10
SWAP = 8
FAR = 1 << 30
_SOUND_ALIKE = (
    ("aiueo", 5),
    ("ie", 3),
    ("ou", 3),
    ("ao", 4),
    ("fp", 3),
    ("zjs", 4),
    ("dt", 4),
    ("bp", 5),
    ("gk", 5),
    ("ckh", 5),
    ("nm", 6),
)
_REPLACE = {
    pair: cost
    for letters, cost in _SOUND_ALIKE
    for x, y in combinations(letters, 2)
    for pair in (x + y, y + x)
}
_WEAK_LETTERS = {"h": 4, "w": 7, "j": 7, "e": 7, "i": 8, "a": 8, "u": 8, "o": 8}
CHEAPEST_GAP = min(_WEAK_LETTERS.values())


def _gaps(word: str) -> list[int]:
    return [_WEAK_LETTERS.get(letter, EDIT) for letter in word]


def _differing_middle(a: str, b: str) -> tuple[str, str]:
    """Both words without the letters that they share in front and behind; the distance stays the same."""
    start, shorter = 0, min(len(a), len(b))
    while start < shorter and a[start] == b[start]:
        start += 1
    end = 0
    while end < shorter - start and a[-1 - end] == b[-1 - end]:
        end += 1
    return a[start : len(a) - end], b[start : len(b) - end]


def distance(a: str, b: str, limit: int = FAR) -> int:
    """Cheapest way from ``a`` to ``b`` in tenths of an edit: insert, drop, replace or swap neighbours.

    A plain edit costs 10, a sound-alike 3-6, a weak letter 4-8, a swap 8. Symmetric; 0 only for equal words.
    A distance beyond ``limit`` is given as ``FAR`` without being computed to the end.
    """
    a, b = _differing_middle(a, b)
    if abs(len(a) - len(b)) * CHEAPEST_GAP > limit:
        return FAR
    inserts = _gaps(b)
    row = [0, *accumulate(inserts)]
    last: list[int] = []
    for i, drop in enumerate(_gaps(a)):
        before, last = last, row
        row = _next_row(a, b, i, drop, inserts, before, last)
        if min(row) > limit and min(last) > limit:
            return FAR
    return row[-1] if row[-1] <= limit else FAR


def _next_row(
    a: str, b: str, i: int, drop: int, inserts: list[int], before: list[int], last: list[int]
) -> list[int]:
    """Costs of reaching every prefix of ``b`` from the first ``i + 1`` letters of ``a``."""
    x, x_before = a[i], a[i - 1] if i else ""
    value = last[0] + drop
    row = [value]
    for j, y in enumerate(b):
        replaced = last[j] if x == y else last[j] + _REPLACE.get(x + y, EDIT)
        value = min(replaced, last[j + 1] + drop, value + inserts[j])
        if x_before == y and j and x == b[j - 1]:
            value = min(value, before[j - 1] + SWAP)
        row.append(value)
    return row


@finite_numbers
def likeness(a: str, b: str, at_least: float = 0.0) -> float:
    """1 for equal words down to 0: one minus the distance over the longer length.

    Anything below ``at_least`` is given as 0, which is much faster for words that have nothing in common.
    """
    whole = EDIT * max(len(a), len(b))
    if not whole:
        return 1.0
    edits = distance(a, b, math.ceil((1 - at_least) * whole))
    alike = 1 - edits / whole
    return alike if alike >= at_least else 0.0
