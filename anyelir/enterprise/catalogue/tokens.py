"""Words and filters of the catalogue as tokens of one index, made here alone, so that both databases find the same.

A token has small letters and digits of ASCII; a letter of another script is written as its number. Filters begin with
``z0``, which no word of a visitor may: the region of every level, the kind, permits, oleh-oleh, the sentra.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from anyelir.rules.region_code import ancestors
from anyelir.rules.texts import clean_text

FILTER = "z0"
LONGEST_TOKEN = 80
_APART = re.compile(r"[^\w]|_")
_JOINED = re.compile(r"['’‘`´ʼ]")


def word_tokens(text: str) -> list[str]:
    """Folded words in their order: small letters, without accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", _JOINED.sub("", clean_text(text))).casefold()
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    folded = ("".join(map(_ascii, word)) for word in _APART.sub(" ", letters).split())
    return [word[:LONGEST_TOKEN] for word in folded if not word.startswith(FILTER)]


def _ascii(letter: str) -> str:
    return letter if letter.isascii() else f"q{ord(letter):06x}"


def region_token(code: str) -> str:
    """The nation has one as well, so that a search without any word is a search like all others."""
    return f"{FILTER}r{_signs(code)}"


def category_token(category: str) -> str:
    return f"{FILTER}k{_signs(category)}"


def permit_token(kind: str) -> str:
    return f"{FILTER}i{_signs(kind)}"


def sentra_token(code: str) -> str:
    return f"{FILTER}s{_signs(code)}"


SOUVENIR = f"{FILTER}oleh"


def _signs(key: str) -> str:
    return re.sub(r"[^a-z0-9]", "", key.casefold())


def tokens_of(
    texts: Iterable[str],
    *,
    region_code: str,
    category: str,
    permits: Iterable[str],
    is_souvenir: bool = False,
    sentra: str = "",
) -> str:
    """The tokens of a listing, each once, parted by blanks; ``region_code`` is its desa."""
    tokens = [token for text in texts for token in word_tokens(text)]
    tokens += [region_token(code) for code in ("", *ancestors(region_code), region_code)]
    tokens += [category_token(category), *map(permit_token, permits)]
    tokens += [SOUVENIR] if is_souvenir else []
    tokens += [sentra_token(region_code)] if sentra else []
    return " ".join(dict.fromkeys(tokens))
