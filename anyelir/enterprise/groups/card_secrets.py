"""The code of a card and the four digits of its holder as keyed hashes; neither is stored or logged anywhere."""

from __future__ import annotations

import secrets
import uuid

from anyelir.core.crypto import blind_index

# No vowels, so that no code is a word; no signs that are taken for each other. Eight of them are 38 bits.
SIGNS = "23456789BCDFGHJKLMNPQRSTVWXYZ"
CODE_LENGTH, PIN_LENGTH = 8, 4
TOKEN_BYTES = 24


def new_card_code() -> str:
    return "".join(secrets.choice(SIGNS) for _sign in range(CODE_LENGTH))


def shown_code(code: str) -> str:
    """``K7MD-9XQ2``, as it stands on the card."""
    return f"{code[:4]}-{code[4:]}"


def read_card_code(text: str) -> str:
    """What somebody typed, without blanks and hyphens, in capitals."""
    return "".join(sign for sign in text.upper() if sign.isalnum())[:CODE_LENGTH]


def hash_of_code(code: str) -> str:
    return blind_index(code, "member-card.code")


def hash_of_pin(card: uuid.UUID, pin: str) -> str:
    """Of card and digits together: equal digits of two women look different."""
    return blind_index(f"{card}\0{pin}", "member-card.pin")


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of_token(token: str) -> str:
    return blind_index(token, "member-card.session")
