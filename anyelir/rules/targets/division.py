"""Division of a whole-number target among siblings and down a tree.

Method [D]: the divisor method of Webster (Sainte-Lague) with fixed shares and minimums. Unlike the
largest remainder it is monotone: one more unit at the top is one more unit in exactly one leaf and
nowhere else, and a node whose weight grows never loses while its siblings never gain. That is what
"stable under small changes" means here; a kecamatan is not told a smaller number because the
kabupaten's target rose. Sums are exact at every level.

A division that cannot be made (more promised by fixed shares and minimums than there is, or fixed
shares that leave something over) gives no numbers but the problem and the node.

Two ways in: ``divide_among`` gives one parent's number to its own children, as teams do it one step at a
time; ``divide`` goes down a whole tree. In the tree a fixed or least value below lifts the node above it, so
what one kecamatan promised too much its neighbours pay for; ``divide_among`` refuses that instead.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from anyelir.rules.finiteness import check_fields, finite_numbers


class DivisionProblem(StrEnum):
    """Why a target cannot be divided."""

    TOO_SMALL = "too_small"
    LEFT_OVER = "left_over"
    NEGATIVE = "negative"
    DUPLICATE = "duplicate"


@dataclass(frozen=True)
class Node:
    """A region with its weight (for example families), least value, or fixed value.

    Without a weight a node weighs what its children weigh. ``fixed`` beats ``minimum``. Of siblings with
    the same claim to the last unit the one with the lowest ``rank`` gets it, then the first: a digest of the
    place as rank keeps the first RT of every RW from being served each time.
    """

    code: str
    weight: int | None = None
    minimum: int = 0
    fixed: int | None = None
    children: tuple[Node, ...] = ()
    rank: int = 0

    def __post_init__(self) -> None:
        check_fields(self)


@dataclass(frozen=True)
class Division:
    """Value of every node by code, or nothing, the problem and the node that causes it."""

    values: Mapping[str, int] = field(default_factory=dict)
    problem: DivisionProblem | None = None
    at: str = ""


@dataclass(frozen=True)
class _Bounds:
    """A node with all that its subtree demands: it can take from ``low`` to ``high`` (None: no end)."""

    node: Node
    weight: int
    low: int
    high: int | None
    children: tuple[_Bounds, ...]

    @property
    def can_grow(self) -> bool:
        return self.high is None or self.high > self.low

    def clamp(self, value: int) -> int:
        value = max(value, self.low)
        return value if self.high is None else min(value, self.high)


class _Impossible(Exception):
    def __init__(self, problem: DivisionProblem, at: str) -> None:
        super().__init__(problem, at)
        self.problem, self.at = problem, at


def _bounds(node: Node, seen: set[str]) -> _Bounds:
    if node.code in seen:
        raise _Impossible(DivisionProblem.DUPLICATE, node.code)
    seen.add(node.code)
    if min(node.weight or 0, node.minimum, node.fixed or 0) < 0:
        raise _Impossible(DivisionProblem.NEGATIVE, node.code)
    children = _without_weightless(tuple(_bounds(child, seen) for child in node.children))
    weight = sum(child.weight for child in children) if node.weight is None else node.weight
    low, high = _own_bounds(node, children)
    return _Bounds(node, weight, low, high, children)


def _without_weightless(parts: tuple[_Bounds, ...]) -> tuple[_Bounds, ...]:
    """A part of weight 0 stays at its least value as long as a sibling that can grow has weight."""
    if not any(part.weight for part in parts if part.can_grow):
        return parts
    return tuple(part if part.weight else replace(part, high=part.low) for part in parts)


def _own_bounds(node: Node, children: Sequence[_Bounds]) -> tuple[int, int | None]:
    below = sum(child.low for child in children)
    above = _sum_of_highs(children) if children else None
    low = max(node.minimum, below) if node.fixed is None else node.fixed
    if low < below:
        raise _Impossible(DivisionProblem.TOO_SMALL, node.code)
    if above is not None and low > above:
        raise _Impossible(DivisionProblem.LEFT_OVER, node.code)
    return low, above if node.fixed is None else node.fixed


def _sum_of_highs(parts: Sequence[_Bounds]) -> int | None:
    highs = [part.high for part in parts]
    return None if None in highs else sum(high or 0 for high in highs)


def _weights(parts: Sequence[_Bounds]) -> list[int]:
    """Weights of the parts that can still grow; equal ones when none of them has a weight."""
    weights = [part.weight if part.can_grow else 0 for part in parts]
    return weights if any(weights) else [int(part.can_grow) for part in parts]


def _before(parts: Sequence[_Bounds], weights: Sequence[int], units: int, scale: int) -> list[int]:
    """Webster's values just before the quotient ``units / scale`` per unit of weight, within bounds."""
    return [
        part.clamp(-(-(2 * weight * units - scale) // (2 * scale)))
        for part, weight in zip(parts, weights, strict=True)
    ]


def _start(parts: Sequence[_Bounds], weights: Sequence[int], total: int) -> list[int]:
    """A state on Webster's path of at most ``total`` and within one unit a part of it, by bisection."""
    scale = sum(weights)
    low, high, end = 0, 1, (2 * total + 2) * scale
    while high < end and sum(_before(parts, weights, high, scale)) <= total:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        fits = sum(_before(parts, weights, middle, scale)) <= total
        low, high = (middle, high) if fits else (low, middle)
    return _before(parts, weights, low, scale)


def _share(total: int, parts: Sequence[_Bounds], at: str) -> list[int]:
    """``total`` among ``parts``; raises ``_Impossible`` when their bounds do not allow it."""
    if sum(part.low for part in parts) > total:
        raise _Impossible(DivisionProblem.TOO_SMALL, at)
    above = _sum_of_highs(parts)
    if above is not None and above < total:
        raise _Impossible(DivisionProblem.LEFT_OVER, at)
    weights = _weights(parts)
    if not any(weights):
        return [part.low for part in parts]
    return _fill_up(total, parts, weights, _start(parts, weights, total))


def _fill_up(total: int, parts: Sequence[_Bounds], weights: Sequence[int], values: list[int]) -> list[int]:
    """Give the units still missing one by one to the part with the smallest quotient; ties: rank, then the first."""

    def entry(index: int) -> tuple[Fraction, int, int]:
        return Fraction(2 * values[index] + 1, weights[index]), parts[index].node.rank, index

    growing = [index for index, part in enumerate(parts) if part.clamp(values[index] + 1) > values[index]]
    queue = [entry(index) for index in growing if weights[index]]
    heapq.heapify(queue)
    for _ in range(total - sum(values)):
        *_, index = heapq.heappop(queue)
        values[index] += 1
        if parts[index].clamp(values[index] + 1) > values[index]:
            heapq.heappush(queue, entry(index))
    return values


def _spread(part: _Bounds, value: int, values: dict[str, int]) -> None:
    values[part.node.code] = value
    if part.children:
        shares = _share(value, part.children, part.node.code)
        for child, share in zip(part.children, shares, strict=True):
            _spread(child, share, values)


@finite_numbers
def divide(total: int, root: Node) -> Division:
    """Divide ``total`` over the tree below ``root``; ``root`` itself gets ``total``.

    Every node's value is the sum of its children's. Codes must be unique; weights, minimums, fixed
    values and ``total`` whole and not negative, else the problem is returned.
    """
    values: dict[str, int] = {}
    try:
        if total < 0:
            raise _Impossible(DivisionProblem.NEGATIVE, root.code)
        top = _bounds(root, set())
        _share(total, [top], root.code)
        _spread(top, total, values)
    except _Impossible as impossible:
        return Division({}, impossible.problem, impossible.at)
    return Division(values)


@finite_numbers
def divide_among(total: int, parts: Sequence[Node]) -> Division:
    """Divide the number of one parent among its children; what they have below them does not count.

    Parts that are fixed stay; the others absorb the difference. The problem is returned instead when more is
    fixed or kept at least than there is, when all are fixed and something is left over, for a code that comes
    twice and for a number below 0; ``at`` names the part, or is empty for the whole.
    """
    division = divide(total, Node("", children=tuple(replace(part, children=()) for part in parts)))
    return replace(division, values={code: value for code, value in division.values.items() if code})


@finite_numbers
def deepest_level(total: int, counts: Sequence[int]) -> int:
    """How many levels below the top the number still means something: at least one for each place on average.

    ``counts`` are the places of each level from above, such as kecamatan, kelurahan, RW. 0 when already the
    first level has more places than ``total``.
    """
    level = 0
    for places in counts:
        if places > total:
            break
        level += 1
    return level


@finite_numbers
def moved(earlier: Mapping[str, int], later: Mapping[str, int]) -> dict[str, int]:
    """By how much each place's number changed between two divisions; those that kept theirs are left out.

    A place that stands in one of them alone had, or has, 0.
    """
    codes = [*earlier, *(code for code in later if code not in earlier)]
    changes = {code: later.get(code, 0) - earlier.get(code, 0) for code in codes}
    return {code: change for code, change in changes.items() if change}
