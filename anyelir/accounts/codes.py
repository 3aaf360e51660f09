"""Short secrets that people read to each other: letters and digits that cannot be mistaken."""

from __future__ import annotations

import datetime as dt
import re
import secrets
import uuid

from django.db.models import QuerySet
from django.utils import timezone

from anyelir.accounts.models import SignInCode, User
from anyelir.core.crypto import blind_index
from anyelir.rules.texts import plain_digits

# Without 0 O 1 I L and vowels, so that no word and no doubt comes up.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
LENGTH = 10


def open_codes(user: User) -> QuerySet[SignInCode]:
    """Codes for the account that work or will work; the owner is told who made them."""
    return SignInCode.objects.filter(user=user, used_at=None, expires_at__gt=timezone.now())


def maker_of(code: SignInCode) -> str:
    """Who made the code, by name."""
    return User.objects.filter(pk=code.made_by).values_list("name", flat=True).first() or ""


def used_code_of(user: User, maker: uuid.UUID | None, *, since: dt.datetime) -> bool:
    """Whether the account was opened by a code of that maker."""
    return SignInCode.objects.filter(user=user, made_by=maker, used_at__gte=since).exists()


def new_code() -> str:
    """A code of 47 bits, written ``BCDFG-23456``."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{letters[:5]}-{letters[5:]}"


def index_of(code: str, purpose: str) -> str:
    """Blind index of a code as typed, or as a chat passes it on.

    Case does not matter, nor does any sign that is neither letter nor digit: spaces, dashes of every kind, the stars of
    bold letters, marks of direction.
    """
    return blind_index(re.sub(r"[\W_]", "", plain_digits(code)).upper(), f"code.{purpose}")
