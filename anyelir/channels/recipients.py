"""To whom: a kind and a key. The address is looked up when the message is sent and is never stored with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from anyelir.core.registry import Registry


@dataclass(frozen=True)
class Address:
    """Where somebody can be reached: a number as people wrote it, an e-mail address, and the language."""

    phone: str = ""
    email: str = ""
    language: str = "id"


@dataclass(frozen=True)
class RecipientKind:
    """``address(key)`` is None when the recipient is gone; ``name(key)`` stands in the list of those who may see it."""

    key: str
    label: str | Promise
    address: Callable[[str], Address | None]
    name: Callable[[str], str]


@dataclass(frozen=True)
class To:
    """One recipient: a post, a partner, a member."""

    kind: str
    key: str


# Declared by ``channels.py`` of the rooms that know people and partners.
RECIPIENTS: Registry[RecipientKind] = Registry("channels.recipients", is_required=False)


def address_of(kind: str, key: str) -> Address | None:
    known = RECIPIENTS.get(kind)
    return known.address(key) if known is not None else None


def name_of(kind: str, key: str) -> str:
    known = RECIPIENTS.get(kind)
    return known.name(key) if known is not None else ""
