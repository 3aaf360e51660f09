"""Indonesian personal names: a key for search, and how alike two names are (0..1).

The same woman is Hj. Siti Nurhayati, St. Noerhajati and NURHAYATI in three registers. ``name_key`` takes away
what is not part of a name (titles, degrees, case, punctuation). ``similarity`` compares word by word after
folding the spellings that Indonesian hands mix: oe/u, dj/j, tj/c, y/j, sj/sy/s, ch/kh/h, v/f, double letters,
a silent final h. Word order, a missing word, an initial and the many ways to write Muhammad count little.

Source: spelling reforms of 1947 (oe -> u) and 1972 (dj tj j nj sj ch -> j c y ny sy kh) [A]; the variants of
Arabic names and all weights are our own reading of field registers [D]. Nothing here says that two records
are one person: a person decides (``matching`` only proposes).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from anyelir.rules.edit_distance import likeness
from anyelir.rules.name_words import (
    ALIASES,
    BABY,
    BALINESE_HEADS,
    BALINESE_RANKS,
    BALINESE_RANKS_JOINED,
    BALINESE_SHORT,
    CLAN_DAUGHTER,
    CLANS,
    DEGREES,
    LIGHT_WORDS,
    PATRONYMICS,
    SHORT_DEGREES,
    TITLES,
)
from anyelir.rules.texts import clean_text

# The shortest half of a name that is tried as two words.
SHORTEST_HALF = 3
LIGHT, PATRONYM_WEIGHT, INITIAL_WEIGHT, FULL = 0.5, 0.4, 0.5, 1.0

_NOT_WORD = re.compile(r"[^\w]|_")
# "An. Putri" is the child Putri on a patient list; "An Nisa" is a name.
_CHILD = re.compile(r"^an\.\s*(?=\S)")
_APOSTROPHES = re.compile(r"['’‘`´ʼʾʿ]")


def _plain(text: str) -> str:
    """Lower case without accents or apostrophes; decomposing twice makes it a fixed point."""
    lowered = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", clean_text(text)).casefold())
    return _APOSTROPHES.sub("", "".join(char for char in lowered if not unicodedata.combining(char)))


def _chunk_words(chunk: str, *, is_behind: bool = False) -> list[str]:
    """Words of a chunk without dotted degrees such as ``s.pd.i``, which never begin a name ("M.A. Rahman")."""
    kept: list[str] = []
    for piece in chunk.split():
        joined = _NOT_WORD.sub("", piece)
        is_dotted = "." in piece.strip(".")
        if (kept or is_behind) and is_dotted and (joined in DEGREES or joined in SHORT_DEGREES):
            continue
        kept += _NOT_WORD.sub(" ", piece).split()
    return kept


def _is_degrees(behind: list[str]) -> bool:
    return all(word in DEGREES or word in SHORT_DEGREES for word in behind)


def _without_titles(name_words: list[str]) -> list[str]:
    """Strip titles in front and behind bin or binti, and degrees at the end, but never the last word left."""
    kept: list[str] = []
    for position, word in enumerate(name_words):
        is_head = not kept or kept[-1] in PATRONYMICS
        if not (is_head and word in TITLES and position + 1 < len(name_words)):
            kept.append(word)
    while len(kept) > 1 and kept[-1] in DEGREES:
        kept.pop()
    return kept


def _name_words(name: str) -> list[str]:
    head, *tails = _CHILD.sub("", _plain(name).strip()).split(",")
    name_words = _chunk_words(head)
    for tail in tails:
        behind = _chunk_words(tail, is_behind=True)
        if not _is_degrees(behind):
            name_words += behind
    return name_words or _NOT_WORD.sub(" ", _plain(name)).split()


def name_key(name: str) -> str:
    """The name for search and comparison: lower case, single spaces, no titles or degrees.

    ``"Hj. Siti  AMINAH, S.Pd."`` -> ``"siti aminah"``; ``"By. Ny. Siti"`` (a newborn that has no name yet) ->
    ``"bayi siti"``. Applying it again changes nothing. Letters of every script are kept.
    """
    name_words = _without_titles(_name_words(name))
    if len(name_words) > 1 and name_words[0] in BABY:
        name_words = ["bayi", *_without_titles(name_words[1:])]
    return " ".join(name_words)


def spellings(key: str) -> Iterator[str]:
    """The key as typed, then with two neighbouring words in one, then with its one word in two.

    "Nur'aini", "Nur Aini" and "Nuraini" are one name in three hands, and their keys differ by a blank.
    """
    yield key
    key_words = key.split()
    for at in range(len(key_words) - 1):
        yield " ".join([*key_words[:at], key_words[at] + key_words[at + 1], *key_words[at + 2 :]])
    if len(key_words) == 1:
        for at in range(SHORTEST_HALF, len(key) - SHORTEST_HALF + 1):
            yield f"{key[:at]} {key[at:]}"


def is_baby_placeholder(name: str) -> bool:
    """True for "By. Ny. Siti" and "Bayi Siti": the word behind is the mother's name, not the child's."""
    key = name_key(name)
    return key == "bayi" or key.startswith("bayi ")


_FOLDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"oe|oo|ou", "u"),
        (r"ee|ie", "i"),
        (r"dj", "j"),
        (r"tj", "c"),
        (r"s[jyh](?=[aiueo])", "s"),
        (r"^chr", "kr"),
        (r"^ch(?=and|ar|an)|ch(?=[ei])", "c"),
        (r"[ck]h", "h"),
        (r"ph|v", "f"),
        (r"([bdgjt])h", r"\1"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"ae", "ai"),
        (r"y(?![aiueo])", "i"),
        (r"iy(?=[aiueo])", "i"),
        (r"uw(?=[aiueo])", "u"),
        (r"y", "j"),
        (r"(?<=[aiueo])h$", ""),
        (r"(.)\1+", r"\1"),
    )
)


# An initial as the first letter of the folded word that it stands for.
_INITIALS = str.maketrans("yvq", "jfk")


@lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """One spelling for the variants of a word of a name key: ``soerjo``, ``suryo`` -> ``surjo``."""
    if len(word) == 1:
        return word.translate(_INITIALS)
    folded = ALIASES.get(word, word)
    for pattern, to in _FOLDS:
        folded = pattern.sub(to, folded)
    return folded or word


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name made ready for many comparisons. ``weights`` say how much each word tells (0..1)."""

    key: str
    words: tuple[str, ...]
    weights: tuple[float, ...]
    total: float


def _weight(word: str, is_patronym: bool) -> float:
    if len(word) == 1:
        return INITIAL_WEIGHT
    if is_patronym:
        return PATRONYM_WEIGHT
    return LIGHT if ALIASES.get(word, word) in LIGHT_WORDS or word in CLANS else FULL


def _telling_words(key: str) -> list[str]:
    """The words with Balinese short forms written out (``i b putra``, ``ni kd sari``) and without Batak "boru"."""
    key_words = [word for at, word in enumerate(key.split()) if not (at and word in CLAN_DAUGHTER)]
    rank = BALINESE_RANKS.get((key_words[0], key_words[1])) if len(key_words) > 2 else None
    if rank:
        key_words[:2] = rank
    elif len(key_words) > 1 and key_words[0] in BALINESE_RANKS_JOINED:
        key_words[:1] = BALINESE_RANKS_JOINED[key_words[0]]
    if len(key_words) > 1 and key_words[0] in BALINESE_HEADS:
        key_words[1:] = [BALINESE_SHORT.get(word, word) for word in key_words[1:]]
    return key_words


@lru_cache(maxsize=1 << 17)
def name_form(name: str) -> NameForm:
    """Key, folded words and weights of a name; words behind bin or binti weigh less."""
    key = name_key(name)
    folded, weights, is_patronym = [], [], False
    for word in _telling_words(key):
        if word in PATRONYMICS:
            is_patronym = True
            continue
        folded.append(fold_word(word))
        weights.append(_weight(word, is_patronym))
    return NameForm(key, tuple(folded), tuple(weights), sum(weights))


INITIAL_LIKENESS = 0.85
SAME_WORD = 0.6


@lru_cache(maxsize=1 << 19)
def _word_likeness(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return INITIAL_LIKENESS if a[0] == b[0] else 0.0
    return likeness(a, b, SAME_WORD)


def _without_equal(a: NameForm, b: NameForm) -> tuple[list[int], list[int], float]:
    """Word positions that stay free in a and b once equal words are paired, and the weight paired."""
    free_a, free_b, paired = [], list(range(len(b.words))), 0.0
    for i, word in enumerate(a.words):
        j = next((j for j in free_b if b.words[j] == word), None)
        if j is None:
            free_a.append(i)
        else:
            free_b.remove(j)
            paired += a.weights[i] + b.weights[j]
    return free_a, free_b, paired


def _pair_words(a: NameForm, b: NameForm) -> tuple[float, float, float]:
    """Greedy pairing, best first: (likeness times weight, weight left alone in a, and in b)."""
    free_a, free_b, paired = _without_equal(a, b)
    ranked = sorted((-_word_likeness(a.words[i], b.words[j]), i, j) for i in free_a for j in free_b)
    for negative, i, j in ranked:
        if not negative:
            break
        if i in free_a and j in free_b:
            free_a.remove(i)
            free_b.remove(j)
            paired += (a.weights[i] + b.weights[j]) * -negative
    return paired, sum(a.weights[i] for i in free_a), sum(b.weights[j] for j in free_b)


OMITTED = 0.4
VARIANT_CEILING = 0.99
JOINED_FACTOR = 0.98
JOINED_FLOOR = 0.85


def _words_similarity(a: NameForm, b: NameForm) -> float:
    """Dice over weighted words; words that only one side has were probably left out, not contradicted."""
    paired, alone_a, alone_b = _pair_words(a, b)
    whole = a.total + b.total
    if not (alone_a and alone_b):
        whole -= (1 - OMITTED) * (alone_a + alone_b)
    return paired / whole


def form_similarity(a: NameForm, b: NameForm) -> float:
    """``similarity`` for prepared names."""
    if not a.words or not b.words:
        return 0.0
    if a.key == b.key:
        return 1.0
    if (b.words, b.key) < (a.words, a.key):
        a, b = b, a
    best = _words_similarity(a, b)
    if best < VARIANT_CEILING and len(a.words) != len(b.words):
        best = max(best, JOINED_FACTOR * likeness("".join(a.words), "".join(b.words), JOINED_FLOOR))
    return min(best, VARIANT_CEILING)


def similarity(a: str, b: str) -> float:
    """How alike two names are, 0..1 and symmetric: 1 for the same key, at most 0.99 for a variant.

    0 when a name has no word at all: an unknown name is no evidence. From about 0.9 the names are spellings
    of each other, about 0.7-0.9 a word is missing or differs by a letter, below 0.6 they are different names.
    """
    return form_similarity(name_form(a), name_form(b))
