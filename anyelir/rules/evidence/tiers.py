"""Evidence tier of a practice, computed from its results and never typed.

0 story; 1 output counted; 2 the owner's indicator improved; 3 better than comparison regions; 4 replicated
in two places with tier 3. A practice loses tier 3 and 4 when the mean over all its places, the failed ones
included, no longer shows the gain. Source: handbook, practice records [D]; ``evidence_tiers.csv``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from anyelir.rules import tables
from anyelir.rules.evidence.pooling import PooledEffect, der_simonian_laird
from anyelir.rules.evidence.verdict import Direction, Verdict, rules_on
from anyelir.rules.finiteness import finite_numbers


@dataclass(frozen=True)
class PlaceResult:
    """The evaluation of a practice in one place.

    ``effect`` and ``se`` in the unit of the indicator, None when no effect could be told;
    ``is_replication``: another place than the owner's; ``fidelity``: share of must-have parts in use.
    """

    verdict: Verdict
    effect: float | None = None
    se: float | None = None
    is_replication: bool = False
    fidelity: float | None = None


def evidence_tier(
    places: Sequence[PlaceResult],
    *,
    output_counted: bool,
    owner_improved: bool,
    direction: Direction,
    on: dt.date,
) -> int:
    """Tier 0 to 4 on a day. ``owner_improved``: the owner's own indicator moved the right way."""
    faithful = _faithful(places, on)
    likely = [place for place in faithful if place.verdict is Verdict.IMPROVED_LIKELY_PROGRAMME]
    if likely and _holds_on_the_whole(pooled_effect(places, on), direction):
        replicated = sum(place.is_replication for place in likely)
        return 4 if replicated >= rules_on(on)["replications_for_top_tier"] else 3
    if owner_improved:
        return 2
    return 1 if output_counted else 0


def pooled_effect(places: Sequence[PlaceResult], on: dt.date) -> PooledEffect | None:
    """The practice's own summary: the mean over its places, not the best of them; None without an effect."""
    known = [
        (place.effect, place.se)
        for place in _faithful(places, on)
        if place.effect is not None and place.se is not None and place.se > 0
    ]
    return der_simonian_laird([effect for effect, _ in known], [se for _, se in known])


@finite_numbers
def tier_words(tier: int, on: dt.date) -> tuple[str, str]:
    """The Indonesian words of a tier and the word for exports (empty below tier 2); KeyError for no such tier."""
    row = tables.load("evidence_tiers").nearest(on)[tier]
    return str(row["phrase"]), str(row["export_word"])


def _faithful(places: Sequence[PlaceResult], on: dt.date) -> list[PlaceResult]:
    """Places that ran this programme: below the least fidelity it is not the same programme."""
    least = float(rules_on(on)["min_fidelity"])
    return [place for place in places if place.fidelity is None or place.fidelity >= least]


def _holds_on_the_whole(pooled: PooledEffect | None, direction: Direction) -> bool:
    if pooled is None:
        return True
    return pooled.low > 0 if direction is Direction.HIGHER else pooled.high < 0
