"""Are two names the same name in two spellings? Stricter than ``names.similarity``, because twins rhyme.

Rafa and Rafi, Rina and Rini, Wayan and Made are as similar as slips of the pen and are two children. Two names are
spellings of each other when each word of one has its word in the other: equal after folding (``names.fold_word``),
an initial that is not the first telling word, or a slip inside a long word. Only light words may be missing.
Rules of our own [D]: where they say no, a person is asked.
"""

from __future__ import annotations

import re

from anyelir.rules.edit_distance import distance
from anyelir.rules.names import FULL, NameForm, is_baby_placeholder, name_form

# A slip is believed in words of so many letters at least: Rafa and Rafi are two boys, Kusuma and Kusma one.
LONG_WORD = 5
# In tenths of an edit: sounds that are mixed up (f/p, z/s, d/t, i/e), a weak letter left out, two letters swapped.
SMALL_SLIP = 8
# f/p, i/e, o/u: so near that also a short word stays the same.
SHORT_WORD = 3
SOUND = 3
# "Putri Contoh II", "By. Ny. Siti 2": the number tells children apart whom the words do not.
_NUMBER = re.compile(r"[ivx]{2,}|[0-9]{1,2}")
_BABY_NUMBER = re.compile(r"(?:kembar\s)?([ivx]+|[0-9]{1,2}|[abc]|pertama|kedua|ketiga)")
# The same behind the mother's name of a newborn, to be taken away.
NUMBER_BEHIND = re.compile(rf"\s{_BABY_NUMBER.pattern}$")
_SAME_NUMBER = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "a": "1",
    "b": "2",
    "c": "3",
    "pertama": "1",
    "kedua": "2",
    "ketiga": "3",
}


def _is_slip(a: str, b: str) -> bool:
    """One sound that hands mix up; in a long word one small slip, but not at its ends, where twins differ."""
    if min(len(a), len(b)) < SHORT_WORD:
        return False
    edits = distance(a, b, SMALL_SLIP)
    if edits <= SOUND and (a[0] == b[0] or a[0] + b[0] in ("fp", "pf")):
        return True
    if min(len(a), len(b)) < LONG_WORD or a[-1] != b[-1] or not _begin_alike(a, b):
        return False
    return edits <= SMALL_SLIP and (len(a) != len(b) or _vowels(a) == _vowels(b))


def _begin_alike(a: str, b: str) -> bool:
    return a[0] == b[0] or distance(a[0], b[0]) < SMALL_SLIP


def _vowels(word: str) -> list[str]:
    """The vowels without e, which hands leave out and put in for i."""
    return sorted(sign.replace("e", "i") for sign in word if sign in "aiueo")


def _are_one_word(a: str, b: str, *, is_first: bool) -> bool:
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return not is_first and a[0] == b[0]
    return _is_slip(a, b)


def _first_telling(form: NameForm) -> int:
    """The position of the given name: the first full word, else the first of all."""
    return next((at for at, weight in enumerate(form.weights) if weight >= FULL), 0)


def _number_behind(key: str) -> str:
    """The number at the end of a name, "" when there is none; a lone i is an initial, except of a newborn."""
    last = key.rsplit(" ", 1)[-1]
    is_baby = key.startswith("bayi ") and key.count(" ") > 1
    match = (_BABY_NUMBER if is_baby else _NUMBER).fullmatch(last)
    return _SAME_NUMBER.get(last, last) if match else ""


def numbers_differ(a: str, b: str) -> bool:
    """Whether name keys end in different numbers: a "Siti II" is another child than a Siti, I or without number."""
    number_a, number_b = _number_behind(a), _number_behind(b)
    if number_a == number_b:
        return False
    return (number_a or _lone_i(a)) != (number_b or _lone_i(b))


def _lone_i(key: str) -> str:
    return "1" if key.endswith(" i") else ""


def _left_over(a: NameForm, b: NameForm) -> tuple[list[int], list[int]]:
    """Positions of the words of each name that have no word in the other; equal words are paired first."""
    first_a, first_b = _first_telling(a), _first_telling(b)
    free_a, free_b = list(range(len(a.words))), list(range(len(b.words)))
    for only_equal in (True, False):
        for i in list(free_a):
            for j in free_b:
                is_first = i == first_a or j == first_b
                word_a, word_b = a.words[i], b.words[j]
                if word_a == word_b or (not only_equal and _are_one_word(word_a, word_b, is_first=is_first)):
                    free_a.remove(i)
                    free_b.remove(j)
                    break
    return free_a, free_b


def forms_contradict(a: NameForm, b: NameForm) -> bool:
    """True when each name has a word that the other lacks: two given names, not one that was shortened."""
    if numbers_differ(a.key, b.key):
        return True
    if not a.words or not b.words or "".join(a.words) == "".join(b.words):
        return False
    free_a, free_b = _left_over(a, b)
    return bool(free_a and free_b)


def are_spellings(a: str, b: str) -> bool:
    """True when both are one name as two hands write it.

    ``"Moh. Rizky"`` and ``"Muhammad Rizki"`` are, ``"Rafa Pratama"`` and ``"Rafi Pratama"`` are not, nor are
    ``"Bagas"`` and ``"Bagas Kusuma"``: a missing full word may be a brother's name. Unknown names never are.
    """
    form_a, form_b = name_form(a), name_form(b)
    if not form_a.words or not form_b.words or numbers_differ(form_a.key, form_b.key):
        return False
    if form_a.key == form_b.key or "".join(form_a.words) == "".join(form_b.words):
        return True
    if is_baby_placeholder(a) or is_baby_placeholder(b):
        return False
    return _is_only_light_missing(form_a, form_b)


def _is_only_light_missing(a: NameForm, b: NameForm) -> bool:
    """Each full word of one has its word in the other, and there is one."""
    free_a, free_b = _left_over(a, b)
    if free_a and free_b:
        return False
    left = [a.weights[i] for i in free_a] + [b.weights[j] for j in free_b]
    return max(a.weights) >= FULL and max(b.weights) >= FULL and all(weight < FULL for weight in left)


def contradict(a: str, b: str) -> bool:
    """True when the names are of two people as far as names go: see ``forms_contradict``."""
    return forms_contradict(name_form(a), name_form(b))
