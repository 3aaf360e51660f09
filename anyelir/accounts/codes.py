"""Short secrets that people read to each other: letters and digits that cannot be mistaken."""

from __future__ import annotations

import re
import secrets

from anyelir.core.crypto import blind_index

# Without 0 O 1 I L and vowels, so that no word and no doubt comes up.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
LENGTH = 10


def new_code() -> str:
    """A code of 47 bits, written ``BCDFG-23456``."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{letters[:5]}-{letters[5:]}"


def index_of(code: str, purpose: str) -> str:
    """Blind index of a code as typed: case, spaces and the hyphen do not matter."""
    return blind_index(re.sub(r"[\s-]", "", code).upper(), f"code.{purpose}")
