"""Edit distance between folded words where Indonesian spelling makes some slips cheap."""

from __future__ import annotations

from itertools import combinations

_SOUND_ALIKE = (
    ("aiueo", 0.5),
    ("ie", 0.3),
    ("ou", 0.3),
    ("ao", 0.4),
    ("fp", 0.3),
    ("zjs", 0.4),
    ("dt", 0.4),
    ("bp", 0.5),
    ("gk", 0.5),
    ("ckh", 0.5),
    ("nm", 0.6),
)
_SUBSTITUTION = {
    pair: cost
    for letters, cost in _SOUND_ALIKE
    for x, y in combinations(letters, 2)
    for pair in (x + y, y + x)
}
_WEAK_LETTER = {"h": 0.4, "w": 0.7, "j": 0.7, "i": 0.8, "a": 0.8, "u": 0.8, "e": 0.7, "o": 0.8}


def _gap(letter: str) -> float:
    return _WEAK_LETTER.get(letter, 1.0)


def distance(a: str, b: str) -> float:
    """Cheapest way from ``a`` to ``b`` by inserting, dropping, replacing and swapping neighbours.

    A plain edit costs 1, a sound-alike 0.3-0.6, a weak letter 0.4-0.8 and a swap 0.8. Symmetric; 0 only for
    equal words.
    """
    before: list[float] = []
    last = [0.0]
    for letter in b:
        last.append(last[-1] + _gap(letter))
    for i, x in enumerate(a):
        drop = _gap(x)
        row = [last[0] + drop]
        for j, y in enumerate(b):
            cost = 0.0 if x == y else _SUBSTITUTION.get(x + y, 1.0)
            best = min(last[j] + cost, last[j + 1] + drop, row[j] + _gap(y))
            if i and j and x == b[j - 1] and y == a[i - 1] and x != y:
                best = min(best, before[j - 1] + 0.8)
            row.append(best)
        before, last = last, row
    return last[-1]


def likeness(a: str, b: str) -> float:
    """1 for equal words down to 0: one minus the distance over the longer length."""
    longest = max(len(a), len(b))
    return max(0.0, 1 - distance(a, b) / longest) if longest else 1.0
