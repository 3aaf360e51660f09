"""The programme tree of PKK by edition: field, one of the ten programmes, flagship, priority, action (handbook 2.4).

One key per programme whatever the paper calls it: KIAT and KTIAT, PAAREDI and PAAR are the same (handbook 8).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from anyelir.rules import tables

# From the widest to the narrowest.
TREE_LEVELS = ("field", "programme", "flagship", "priority", "action")


@dataclass(frozen=True)
class ProgrammeNode:
    """One node; ``pokja`` None is the secretariat, ``aliases`` are other spellings, both days are inclusive."""

    edition: str
    code: str
    parent: str
    pokja: int | None
    level: str
    title: str
    aliases: tuple[str, ...]
    since: dt.date
    until: dt.date | None


def programme_nodes() -> tuple[ProgrammeNode, ...]:
    """All nodes of all editions in the order of the table, a parent before its children."""
    return tuple(
        ProgrammeNode(
            edition=rule["edition"],
            code=rule["code"],
            parent=rule["parent"],
            pokja=rule["pokja"],
            level=rule["level"],
            title=rule["title"],
            aliases=split_aliases(rule["aliases"]),
            since=rule.valid_from,
            until=rule.valid_to,
        )
        for rule in tables.load("programme_tree").rules
    )


def split_aliases(text: str) -> tuple[str, ...]:
    """``KIAT|KTIAT`` as two."""
    return tuple(filter(None, (alias.strip() for alias in text.split("|"))))


def is_called(name: str, title: str, aliases: Iterable[str]) -> bool:
    """Whether a programme goes by that name: its title, what stands before the colon, or an alias."""
    spellings = (title, title.partition(":")[0], *aliases)
    return title_key(name) in {title_key(spelling) for spelling in spellings}


def title_key(title: str) -> str:
    """The letters and digits of a title: ``Rumah DILAN`` and ``rumah-dilan`` are one.

    >>> title_key(" Rumah  DILAN,")
    'rumah dilan'
    """
    return " ".join(re.findall(r"\w+", title.casefold()))


def level_below(level: str) -> str:
    """The next narrower level; the narrowest has none, which is "".

    >>> level_below("priority")
    'action'
    """
    following = (*TREE_LEVELS[1:], "")
    return following[TREE_LEVELS.index(level)]
