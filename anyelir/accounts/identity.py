"""Who is meant by a user name or a phone number, as people type them."""

from __future__ import annotations

import re
from itertools import count

from anyelir.accounts.models import User
from anyelir.rules.identity.phone import normalise_phone
from anyelir.rules.names import name_key

USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,59}")
LONGEST = 120
SHORTEST = 3


def clean_username(text: str) -> str:
    """Lower case, without spaces around it."""
    return text.strip().lower()


def clean_phone(text: str) -> str | None:
    """E.164, or None when the text is no phone number."""
    phone = normalise_phone(text)
    return phone if isinstance(phone, str) else None


def find_user(typed: str) -> User | None:
    """The user with this name, else the one with this phone number."""
    name = clean_username(typed)
    if not name or len(name) > LONGEST or "\0" in name:
        return None
    user = User.objects.filter(username=name).first()
    if user is None and (phone := clean_phone(name)):
        user = User.objects.filter(phone_index=User.index_of_phone(phone)).first()
    return user


def suggest_username(name: str) -> str:
    """A free user name made of a person's name: ``sari.wulandari``, then ``sari.wulandari2``."""
    name_parts = re.findall(r"[a-z]+", name_key(name))
    stem = ".".join(name_parts[:2])[:40]
    if len(stem) < SHORTEST:
        stem = f"{stem}kader"
    taken = set(User.objects.filter(username__startswith=stem).values_list("username", flat=True))
    numbers = (stem if number == 1 else f"{stem}{number}" for number in count(1))
    return next(name for name in numbers if name not in taken)
