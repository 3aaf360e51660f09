"""Division of the yearly surplus (SHU) and of any amount by whole weights, exact to the rupiah.

Source: enterprise.md section 8 (year-end SHU split by percentages). The percentages are a decision of
the members' meeting, so they are values of the call, not a rule table. Largest remainder: everybody
gets the exact share rounded down or up, and the parts sum to the amount.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from anyelir.rules.finiteness import finite_numbers


class SurplusProblem(StrEnum):
    """Why a surplus is not divided."""

    NOTHING_TO_DIVIDE = "nothing_to_divide"
    SHARE_NEGATIVE = "share_negative"
    SHARES_NOT_100 = "shares_not_100"


@dataclass(frozen=True)
class Share:
    """A purpose (reserve, members, committee, social fund) and its percentage."""

    name: str
    percent: Decimal


@dataclass(frozen=True)
class SurplusSplit:
    """Amounts in the order of the shares, or none and the problem."""

    amounts_idr: tuple[int, ...]
    problem: SurplusProblem | None = None


@finite_numbers
def split_by_weight(amount_idr: int, weights: Sequence[int | Fraction]) -> tuple[int, ...]:
    """Whole parts of ``amount_idr`` in proportion to ``weights``; ties go to the earlier part.

    Negative weights count as 0; with no weight at all everybody weighs the same. The sum is always
    ``amount_idr`` (negative amounts mirror positive ones); no weights give no parts.
    """
    if not weights:
        return ()
    sizes = [Fraction(max(weight, 0)) for weight in weights]
    total = sum(sizes, Fraction(0))
    if total == 0:
        sizes, total = [Fraction(1)] * len(sizes), Fraction(len(sizes))
    magnitude = abs(amount_idr)
    exact = [magnitude * size / total for size in sizes]
    parts = [part.numerator // part.denominator for part in exact]
    by_remainder = sorted(range(len(exact)), key=lambda index: (parts[index] - exact[index], index))
    for index in by_remainder[: magnitude - sum(parts)]:
        parts[index] += 1
    return tuple(parts) if amount_idr >= 0 else tuple(-part for part in parts)


@finite_numbers
def split_surplus(surplus_idr: int, shares: Sequence[Share]) -> SurplusSplit:
    """The surplus by percentages that must sum to 100; a loss or 0 is not divided."""
    percents = [share.percent for share in shares]
    if surplus_idr <= 0:
        return SurplusSplit((), SurplusProblem.NOTHING_TO_DIVIDE)
    if (
        any(
            not isinstance(percent, Decimal | int) or not Decimal(percent).is_finite() for percent in percents
        )
        or _sum(percents) != 100
    ):
        return SurplusSplit((), SurplusProblem.SHARES_NOT_100)
    if any(percent < 0 for percent in percents):
        return SurplusSplit((), SurplusProblem.SHARE_NEGATIVE)
    return SurplusSplit(split_by_weight(surplus_idr, [Fraction(percent) for percent in percents]))


def _sum(percents: Sequence[Decimal]) -> Fraction:
    """Exact: adding Decimals would round to the context precision."""
    return sum((Fraction(percent) for percent in percents), Fraction(0))
