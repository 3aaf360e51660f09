"""A draw by number that anybody can check: a secret locked before the meeting, joined with a word said in the room.

The SHA-256 of the secret is published before; who picks the secret cannot know the word, who says the word cannot know
the secret. With the commitment alone a friend can win: whoever picks the secret tries until she does. The winner
follows from four printed things: secret, round, the numbers that could win, and the word. Source: HMAC, RFC 2104;
rejection sampling, so that no number is likelier than another. A rule of Anyelir.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from anyelir.rules.finiteness import check_fields, finite_numbers

# Of the digest, eight hexadecimal signs at a time: one number below 2^32.
SIGNS = 8
BELOW = 16**SIGNS
SECRET = re.compile(r"[0-9a-f]{64}")
MOST_NUMBERS = 10_000


@dataclass(frozen=True)
class PrintedDraw:
    """All that is printed of a draw and all that a stranger needs."""

    commitment: str
    secret: str
    round_no: int
    numbers: tuple[int, ...]
    word: str

    def __post_init__(self) -> None:
        check_fields(self)


@dataclass(frozen=True)
class DrawCheck:
    """What a stranger finds: whether the secret is the one that was locked, and which number it gives."""

    is_locked_secret: bool
    winner: int


def plain_word(text: str) -> str:
    """The word as it is printed and counted: small letters, single spaces, no ``|``; ``""`` when nothing is left."""
    normal = unicodedata.normalize("NFC", text).replace("|", " ").lower()
    return " ".join(normal.split())


def commitment_of(secret: str) -> str:
    """SHA-256 of the secret as it is printed, in hexadecimal. ValueError for anything but 64 hexadecimal signs."""
    if not SECRET.fullmatch(secret):
        raise ValueError("a secret has 64 small hexadecimal signs")
    return hashlib.sha256(secret.encode()).hexdigest()


def message_of(round_no: int, numbers: Iterable[int], word: str) -> str:
    """What is hashed with the secret: ``arisan|5|1,4,9|melati mekar``, numbers ascending."""
    ascending = sorted(numbers)
    if not ascending or len(set(ascending)) != len(ascending) or len(ascending) > MOST_NUMBERS:
        raise ValueError("the numbers that can win are different ones, and there is at least one")
    if round_no < 1 or ascending[0] < 1:
        raise ValueError("rounds and numbers begin at 1")
    if not plain_word(word):
        raise ValueError("a word was said in the room")
    return f"arisan|{round_no}|{','.join(str(number) for number in ascending)}|{plain_word(word)}"


def digest_of_draw(secret: str, message: str) -> str:
    """HMAC-SHA256 with the printed secret as key, in hexadecimal."""
    return hmac.new(secret.encode(), message.encode(), hashlib.sha256).hexdigest()


@finite_numbers
def place_of(digest: str, count: int) -> int | None:
    """A place from 0 to ``count - 1``: the first eight signs that lie below the largest multiple of ``count``.

    None when all of them lie above it: then the message is hashed again with ``|1`` behind it, and so on.
    """
    if count < 1:
        raise ValueError("there is at least one place")
    limit = BELOW - BELOW % count
    for start in range(0, len(digest) - SIGNS + 1, SIGNS):
        value = int(digest[start : start + SIGNS], 16)
        if value < limit:
            return value % count
    return None


@finite_numbers
def drawn_number(secret: str, round_no: int, numbers: Iterable[int], word: str) -> int:
    """The number that wins. ValueError for a secret, a round, numbers or a word that no draw has."""
    commitment_of(secret)
    ascending = sorted(numbers)
    message = message_of(round_no, ascending, word)
    place, again = place_of(digest_of_draw(secret, message), len(ascending)), 0
    while place is None:
        again += 1
        place = place_of(digest_of_draw(secret, f"{message}|{again}"), len(ascending))
    return ascending[place]


def checked_draw(printed: PrintedDraw) -> DrawCheck:
    """Counted again from the printed words alone. ValueError when they are no draw at all."""
    return DrawCheck(
        is_locked_secret=hmac.compare_digest(commitment_of(printed.secret), printed.commitment.lower()),
        winner=drawn_number(printed.secret, printed.round_no, printed.numbers, printed.word),
    )
