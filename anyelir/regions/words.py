"""Words of place names as they are stored and as people type them."""

from __future__ import annotations

import re
import unicodedata
from typing import Protocol

from anyelir.regions.models import Level

_NOT_WORD = re.compile(r"[^0-9a-z]+")
_APOSTROPHES = re.compile(r"['’‘`´ʼ]")
_GLUED_NUMBER = re.compile(r"\b(rw|rt)(?=[0-9])")
# What people put before a name although it is no part of it; "kab" and "kota" tell places apart and stay.
KIND_WORDS = frozenset("prov provinsi kec kecamatan distrik kel kelurahan desa".split())
SAME_WORDS = {"kabupaten": "kab", "administrasi": "adm"}
LONGEST_WORD = 40


class Named(Protocol):
    """A region, or a row that will become one."""

    name: str
    level: str
    label: str


def words_of(name: str) -> list[str]:
    """``"Kab. Bogor"`` -> ``["kab", "bogor"]``, ``"RW 014"`` -> ``["rw", "14"]``: lower case, no accents or marks."""
    letters = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name)).encode("ascii", "ignore").decode()
    spaced = _GLUED_NUMBER.sub(r"\1 ", letters.lower())
    return [_folded(word)[:LONGEST_WORD] for word in _NOT_WORD.split(spaced) if word]


def _folded(word: str) -> str:
    return (word.lstrip("0") or "0") if word.isdecimal() else SAME_WORDS.get(word, word)


def search_key(name: str) -> str:
    """All words of a name, each behind a blank; the key of a region is this and the key of its parent."""
    return "".join(f" {word}" for word in words_of(name))


def label_of(name: str, above: Named | None) -> str:
    """Name and parents up to the kabupaten: ``"Ciriung, Cibinong, Kab. Bogor"``.

    The province is said only behind a kabupaten or kota, where nothing else lies between.
    """
    if above is None:
        return name
    return f"{name}, {above.name if above.level in (Level.PROVINSI, Level.KABKOTA) else above.label}"


def typed_words(text: str) -> list[str]:
    """The words of a query without the words that only name the level, unless there are no others."""
    words = words_of(text)
    return [word for word in words if word not in KIND_WORDS] or words
