"""What must stand on the label of a packed food.

Source: BPOM 31/2018 with 20/2021 (istanaumkm.pom.go.id [A]); tables ``label_items`` and
``origin_ingredients``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection

from anyelir.rules import tables


def missing_on_label(present: Collection[str], conditions: Collection[str], on: dt.date) -> tuple[str, ...]:
    """Items that the label lacks, in the order of the table; ``conditions`` are those of ``needed_when`` that hold."""
    return tuple(
        rule["item"]
        for rule in tables.load("label_items").as_of(on)
        if rule["item"] not in present and (not rule["needed_when"] or rule["needed_when"] in conditions)
    )


def has_special_origin(composition: str, on: dt.date) -> bool:
    """Whether an ingredient leaves open of which animal or plant it is made: ``"gula, gelatin"`` does."""
    ingredients = set(re.findall(r"\w+", composition.casefold()))
    return not ingredients.isdisjoint(tables.load("origin_ingredients").by_key(on))
