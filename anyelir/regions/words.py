"""Words of place names as they are stored and as people type them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Protocol

from anyelir.regions.models import Level

_NOT_WORD = re.compile(r"[^0-9a-z]+")
_APOSTROPHES = re.compile(r"['’‘`´ʼ]")
_GLUED_NUMBER = re.compile(r"\b(rw|rt)(?=[0-9])")
# What people put before a name although it is no part of it; "kab" and "kota" tell places apart and stay.
KIND_WORDS = frozenset("prov provinsi kec kecamatan distrik kel kelurahan desa".split())
SAME_WORDS = {"kabupaten": "kab", "administrasi": "adm"}
LONGEST_WORD = 40
# What people say for what the list of the ministry calls by another name.
SPOKEN = {
    "dki": "jakarta",
    "jakut": "jakarta utara",
    "jakbar": "jakarta barat",
    "jakpus": "jakarta pusat",
    "jaksel": "jakarta selatan",
    "jaktim": "jakarta timur",
    "diy": "yogyakarta",
    "yogya": "yogyakarta",
    "jogja": "yogyakarta",
    "jogjakarta": "yogyakarta",
    "djogja": "yogyakarta",
    "nad": "aceh",
    "sumut": "sumatera utara",
    "sumbar": "sumatera barat",
    "sumsel": "sumatera selatan",
    "kepri": "kepulauan riau",
    "babel": "bangka belitung",
    "jabar": "jawa barat",
    "jateng": "jawa tengah",
    "jatim": "jawa timur",
    "ntb": "nusa tenggara barat",
    "ntt": "nusa tenggara timur",
    "kalbar": "kalimantan barat",
    "kalteng": "kalimantan tengah",
    "kalsel": "kalimantan selatan",
    "kaltim": "kalimantan timur",
    "kaltara": "kalimantan utara",
    "sulut": "sulawesi utara",
    "sulteng": "sulawesi tengah",
    "sulsel": "sulawesi selatan",
    "sultra": "sulawesi tenggara",
    "sulbar": "sulawesi barat",
    "malut": "maluku utara",
}
# The shortest half of a word that is tried as two: "karangasem" for "Karang Asem".
SHORTEST_HALF = 3


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
    query_words = words_of(text)
    return [word for word in query_words if word not in KIND_WORDS] or query_words


def readings(query_words: list[str]) -> Iterator[list[str]]:
    """The words as typed, by their official names, and with neighbours in one or one word in two."""
    yield query_words
    if any(word in SPOKEN for word in query_words):
        yield list(dict.fromkeys(part for word in query_words for part in SPOKEN.get(word, word).split()))
    for at in range(len(query_words) - 1):
        yield [*query_words[:at], query_words[at] + query_words[at + 1], *query_words[at + 2 :]]
    if len(query_words) == 1:
        [word] = query_words
        for at in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1):
            yield [word[:at], word[at:]]
