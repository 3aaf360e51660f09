"""Which laws a report falls under, derived from what happened and between whom, never asked.

Source: protection.md section 2.4: UU 12/2022 (TPKS) for sexual violence and forced or child marriage,
UU 23/2004 (KDRT) by relation and household, UU 35/2014 for children. Unknown stays unknown (None) and
is treated as yes by whoever protects.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Set
from dataclasses import dataclass

from anyelir.rules import tables

SEXUAL_KINDS = frozenset({"sexual", "forced_marriage", "child_marriage"})


@dataclass(frozen=True)
class Laws:
    """Laws that hold; None means it cannot be told yet."""

    is_tpks: bool | None
    is_domestic: bool | None


def is_domestic(relation: str | None, lives_together: bool | None, on: dt.date) -> bool | None:
    """Whether an alleged person of ``relation`` to the victim makes it domestic violence.

    Relations are keys of ``domestic_relations``; relatives and domestic workers only when they live in
    the same home.
    """
    if relation is None:
        return None
    rule = tables.load("domestic_relations").by_key(on).get(relation)
    if rule is None:
        return False
    return lives_together if rule["needs_shared_home"] else True


def laws_for(
    incident_kinds: Set[str] | None, relation: str | None, lives_together: bool | None, on: dt.date
) -> Laws:
    """The laws of an incident; ``incident_kinds`` None when the kind is not known yet."""
    is_tpks = None if incident_kinds is None else bool(SEXUAL_KINDS & incident_kinds)
    return Laws(is_tpks, is_domestic(relation, lives_together, on))
