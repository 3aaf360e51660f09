"""Keeping the folded tables true: draining the queue of stale leaves, and rebuilding.

Intake only appends (unit, period) to a queue in its own transaction. A folder recomputes those leaves from their
facts outside of any lock and then, in a short transaction, adds the difference to every region above, so that a
weighing waits neither for the counting nor for the row of the nation. A leaf remembers as text the region to which
it was added: whatever moves or is renamed, its numbers are taken from where they are and put where it is now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from anyelir.core.clock import today_anywhere
from anyelir.core.indicator import CATALOGUES, Catalogue, Leaf
from anyelir.core.models import DirtyLeaf
from anyelir.reports import sums
from anyelir.reports.cells import Cells
from anyelir.reports.engine import measure_leaves
from anyelir.reports.models import LeafNumbers, RegionNumbers

# So many leaves are counted and then written at once: a write of some ten milliseconds.
PORTION = 50
BATCH = 1000


class Overtaken(Exception):
    """Another folder took the same leaves while they were counted; what it wrote may be newer."""


def drain(limit: int = PORTION) -> int:
    """Fold up to ``limit`` queued leaves of one catalogue; returns how many, 0 when nothing waits."""
    for catalogue in CATALOGUES:
        if count := _drain(catalogue, limit):
            return count
    return 0


def _drain(catalogue: Catalogue, limit: int) -> int:
    waiting = DirtyLeaf.objects.filter(unit_kind=catalogue.kind)
    first = waiting.order_by("id").values_list("unit_key", "period")[:limit]
    leaves = sorted({Leaf(*each) for each in first})
    if not leaves:
        return 0
    # All rows of these leaves, so that whoever folds them at the same time is noticed by what he deletes.
    read = [row.pk for row in _queued(catalogue, leaves)]
    try:
        fold(catalogue, leaves, read)
    except Overtaken:
        # The other one did the work, and what it did not know of is queued still.
        pass
    return len(leaves)


def _queued(catalogue: Catalogue, leaves: Sequence[Leaf]) -> list[DirtyLeaf]:
    rows = DirtyLeaf.objects.filter(
        unit_kind=catalogue.kind,
        unit_key__in={leaf.key for leaf in leaves},
        period__in={leaf.period for leaf in leaves},
    )
    wanted = set(leaves)
    return [row for row in rows if Leaf(row.unit_key, row.period) in wanted]


def drain_all(limit: int = PORTION) -> int:
    """Fold until the queue is empty; returns the number of leaves folded."""
    total = 0
    while count := drain(limit):
        total += count
    return total


def fold(catalogue: Catalogue, leaves: Sequence[Leaf], queued: Sequence[int] = ()) -> None:
    """Count the leaves from facts, then move the difference up the tree and take ``queued`` from the queue.

    A fact that commits after the counting commits with a row of the queue, so its leaf is folded again.
    """
    places = catalogue.unit.places({leaf.key for leaf in leaves})
    fresh = measured(catalogue, [leaf for leaf in leaves if leaf.key in places])
    with transaction.atomic():
        taken, _rows = DirtyLeaf.objects.filter(pk__in=queued).delete()
        if taken != len(queued):
            raise Overtaken
        _store(catalogue, leaves, fresh, places)


def measured(catalogue: Catalogue, leaves: Sequence[Leaf]) -> dict[Leaf, Cells]:
    """Each leaf from its facts, under what was signed where its period is closed."""
    signed = catalogue.unit.signed(leaves) if leaves else {}
    live = measure_leaves(catalogue, leaves)
    return {leaf: Cells.signed(catalogue, numbers, signed.get(leaf, {})) for leaf, numbers in live.items()}


def _store(
    catalogue: Catalogue, leaves: Sequence[Leaf], fresh: Mapping[Leaf, Cells], places: Mapping[str, str]
) -> None:
    """Leaves of units that are gone leave nothing behind."""
    stored = _stored_leaves(catalogue, leaves)
    differences = sums.Differences(catalogue)
    for leaf in leaves:
        if (old := stored.get(leaf)) is not None:
            differences.take(old.region, leaf.period, old.numbers)
        if leaf in fresh:
            differences.add(places[leaf.key], leaf.period, fresh[leaf])
    _save_leaves(catalogue, stored, fresh, places)
    gone = [row.pk for leaf, row in stored.items() if leaf not in fresh]
    LeafNumbers.objects.filter(pk__in=gone).delete()
    differences.write()


def _stored_leaves(catalogue: Catalogue, leaves: Sequence[Leaf]) -> dict[Leaf, LeafNumbers]:
    rows = LeafNumbers.objects.filter(
        unit_kind=catalogue.kind,
        unit_key__in={leaf.key for leaf in leaves},
        period__in={leaf.period for leaf in leaves},
    )
    # Two folders that meet the same leaf write one after the other.
    by_leaf = {row.leaf: row for row in sums.hold(rows).order_by("unit_key", "period")}
    wanted = set(leaves)
    return {leaf: row for leaf, row in by_leaf.items() if leaf in wanted}


def _save_leaves(
    catalogue: Catalogue,
    stored: Mapping[Leaf, LeafNumbers],
    fresh: Mapping[Leaf, Cells],
    places: Mapping[str, str],
) -> None:
    rows = []
    for leaf, cells in fresh.items():
        row = stored.get(leaf) or LeafNumbers(unit_kind=catalogue.kind, unit_key=leaf.key, period=leaf.period)
        row.region = places[leaf.key]
        row.set_numbers(cells.live, cells.shift)
        rows.append(row)
    sums.upsert(rows, ["unit_kind", "unit_key", "period"], ["region", "live", "shift"])


def every_leaf(catalogue: Catalogue) -> list[Leaf]:
    """Each unit in each period that can have numbers: from its first to the current one."""
    today, grain = today_anywhere(), catalogue.unit.grain
    return [
        Leaf(key, period)
        for key, first in catalogue.unit.firsts().items()
        for period in grain.between(first, today)
    ]


def mark_leaves(catalogue: Catalogue, leaves: Sequence[Leaf]) -> int:
    """Queue the leaves; returns how many."""
    DirtyLeaf.objects.bulk_create(
        (DirtyLeaf(unit_kind=catalogue.kind, unit_key=leaf.key, period=leaf.period) for leaf in leaves),
        batch_size=1000,
    )
    return len(leaves)


def rebuild() -> int:
    """Count every leaf of every catalogue again and sum the regions anew; returns the number of leaves.

    It goes through the queue, so that a site stays in use meanwhile and nobody writes an older number over a newer.
    """
    total = 0
    for catalogue in CATALOGUES:
        leaves = every_leaf(catalogue)
        stored = {row.leaf for row in LeafNumbers.objects.filter(unit_kind=catalogue.kind).iterator()}
        mark_leaves(catalogue, sorted({*leaves, *stored}))
        total += len(leaves)
    drain_all(BATCH)
    for catalogue in CATALOGUES:
        for period in _periods(catalogue):
            sums.sum_anew(catalogue, period)
    return total


def _periods(catalogue: Catalogue) -> list[date]:
    periods = {
        period
        for model in (LeafNumbers, RegionNumbers)
        for period in model.objects.filter(unit_kind=catalogue.kind)
        .values_list("period", flat=True)
        .distinct()
    }
    return sorted(periods)
