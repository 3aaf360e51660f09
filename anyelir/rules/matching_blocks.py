"""Block keys: the few keys that two records of one person are likely to share.

A block key is a short text, so that a database can keep it in an indexed column. Records that share none are
never compared; ``shared_pairs`` lists the pairs that share at least one.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from anyelir.rules.names import NameForm

# A block of common names without a date says nothing and costs most: larger ones are passed over.
BLOCK_LIMIT = 40_000
_PRECISION_LENGTH = {"day": 8, "month": 6, "year": 4}
_CLASSES = str.maketrans("fvzjqgxdb", "ppsskkktp")
_VOWELS_AND_H = str.maketrans("", "", "aiueohjwy")


def birth_key(born_on: dt.date | None, precision: str) -> str:
    """``YYYYMMDD`` cut to what is known: 8, 6, 4 or 0 digits."""
    return born_on.strftime("%4Y%m%d")[: _PRECISION_LENGTH[precision]] if born_on else ""


def skeleton(word: str, consonants: int = 4) -> str:
    """First letter and the next consonants of a folded word, sounds that are mixed up made one."""
    classed = word.translate(_CLASSES)
    return classed[:1] + classed[1:].translate(_VOWELS_AND_H)[:consonants]


def _telling_words(form: NameForm) -> list[str]:
    """Skeletons of the words that say most: full words first, then longer ones; at most three."""
    ranked = sorted(
        zip(form.weights, form.words, strict=True), key=lambda pair: (-pair[0], -len(pair[1]), pair[1])
    )
    return [skeleton(word) for weight, word in ranked[:3] if len(word) > 1]


def _date_without_order(birth: str) -> str:
    """Year, then day and month in rising order: the same for 03-11 and 11-03."""
    return birth[:4] + "".join(sorted((birth[4:6], birth[6:8])))


def block_keys_of(name: NameForm, mother: NameForm, birth: str, desa: str) -> frozenset[str]:
    """The block keys of a record; empty when neither name nor mother is known."""
    name_words, mothers = _telling_words(name), _telling_words(mother)
    keys: set[str] = set()
    if len(birth) == 8:
        date = _date_without_order(birth)
        keys.update(f"d{date}{word[:1]}" for word in name_words)
        keys.update(f"m{date}{word}" for word in mothers[:2])
    if birth:
        keys.update(f"y{birth[:4]}{word}" for word in name_words[:2])
    if birth and name.words:
        joined = skeleton("".join(name.words), 8)
        keys.add(f"j{birth[:4]}{joined}")
    whole = "".join(sorted(name_words))
    if whole:
        keys.add(f"n{whole}{desa}")
        keys.update(f"p{whole}{word}" for word in mothers[:2])
    if desa:
        keys.update(f"w{word}{mother_word}{desa}" for word in name_words[:2] for mother_word in mothers[:2])
    return frozenset(keys)


def _by_key(blocks: Sequence[frozenset[str]]) -> Mapping[str, list[int]]:
    members: dict[str, list[int]] = defaultdict(list)
    for index, keys in enumerate(blocks):
        for key in keys:
            members[key].append(index)
    return members


def shared_pairs(a: Sequence[frozenset[str]], b: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Index pairs (i in a, j in b) that share a key, each once."""
    by_key_b, seen, width = _by_key(b), set[int](), len(b)
    for key, rows in _by_key(a).items():
        columns = by_key_b.get(key, ())
        if len(rows) * len(columns) > BLOCK_LIMIT:
            continue
        for i in rows:
            for j in columns:
                code = i * width + j
                if code not in seen:
                    seen.add(code)
                    yield i, j


def pairs_within(blocks: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Index pairs (i < j) of one register that share a key, each once."""
    return ((i, j) for i, j in shared_pairs(blocks, blocks) if i < j)
