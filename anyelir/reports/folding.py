"""Keeping the folded tables true: draining the dirty queue, rebuilding, and verifying against the facts.

Intake only appends (posyandu, month) to a queue in its own transaction. One folder process recomputes those
leaves from their facts and adds the difference to every region above, so that the row of the nation is never
locked by a weighing. A leaf remembers the region to which it was added: a posyandu that moves takes its numbers
along. Where the month is closed, what was signed moves up beside what the facts say (``reports.cells``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from anyelir.core.clock import today_anywhere
from anyelir.core.locking import hold
from anyelir.core.models import DirtyLeaf
from anyelir.posyandu.facts import first_months
from anyelir.posyandu.models import Posyandu
from anyelir.regions.scope import NATION, ancestors, parent
from anyelir.reports.cells import Cells, signatures
from anyelir.reports.engine import Leaf, Numbers, measure_leaves
from anyelir.reports.models import MEASURES, LeafMonth, RegionMonth
from anyelir.rules.months import months_between

FACT = "posyandu"
BATCH = 1000
Key = tuple[str, date]


@dataclass
class Difference:
    """What is added to a row of a region."""

    live: Counter[str] = field(default_factory=Counter)
    shift: Counter[str] = field(default_factory=Counter)

    def add(self, cells: Cells) -> None:
        self.live.update(cells.live)
        self.shift.update(cells.shift)

    def take(self, cells: Cells) -> None:
        self.live.subtract(cells.live)
        self.shift.subtract(cells.shift)

    def __bool__(self) -> bool:
        return any(self.live.values()) or any(self.shift.values())


def drain(limit: int = BATCH) -> int:
    """Fold up to ``limit`` queued rows; returns how many leaves were folded, 0 when the queue is empty."""
    with transaction.atomic():
        queued = list(DirtyLeaf.objects.filter(fact=FACT).order_by("id")[:limit])
        if not queued:
            return 0
        leaves = sorted({Leaf(row.unit_id, row.month) for row in queued})
        fold(leaves)
        # Only the rows that were read are removed: a row that commits later stays for the next round.
        DirtyLeaf.objects.filter(pk__in=[row.pk for row in queued]).delete()
    return len(leaves)


def drain_all() -> int:
    """Fold until the queue is empty; returns the number of leaves folded."""
    total = 0
    while count := drain():
        total += count
    return total


def fold(leaves: Sequence[Leaf]) -> None:
    """Recompute the leaves from facts and move the difference up the tree; inside the caller's transaction."""
    places = {post.pk: post for post in Posyandu.objects.filter(pk__in={leaf.unit_id for leaf in leaves})}
    leaves = [leaf for leaf in leaves if leaf.unit_id in places]
    fresh = measured(leaves)
    stored = _stored_leaves(leaves)
    differences: dict[Key, Difference] = defaultdict(Difference)
    for leaf in leaves:
        _move(differences, stored.get(leaf), leaf, places[leaf.unit_id].region_id, fresh[leaf])
    _save_leaves(leaves, stored, fresh, places)
    _add_to_regions(differences)


def measured(leaves: Sequence[Leaf]) -> dict[Leaf, Cells]:
    """Each leaf from its facts, under what was signed where its month is closed."""
    signed = signatures({leaf.unit_id for leaf in leaves}, {leaf.month for leaf in leaves})
    return {leaf: Cells.signed(live, signed.get(leaf, {})) for leaf, live in measure_leaves(leaves).items()}


def _stored_leaves(leaves: Sequence[Leaf]) -> dict[Leaf, LeafMonth]:
    rows = LeafMonth.objects.filter(
        posyandu_id__in={leaf.unit_id for leaf in leaves}, month__in={leaf.month for leaf in leaves}
    )
    wanted = set(leaves)
    found = {Leaf(row.posyandu_id, row.month): row for row in rows}
    return {leaf: row for leaf, row in found.items() if leaf in wanted}


def _move(
    differences: Mapping[Key, Difference], old: LeafMonth | None, leaf: Leaf, region: str, new: Cells
) -> None:
    """Take the old numbers from where they were and put the new ones where the posyandu is now."""
    if old is not None:
        for code in _path(old.region_id):
            differences[code, leaf.month].take(old.numbers)
    for code in _path(region):
        differences[code, leaf.month].add(new)


def _path(code: str) -> list[str]:
    return [NATION, *ancestors(code), code]


def _save_leaves(leaves, stored, fresh: Mapping[Leaf, Cells], places) -> None:
    rows = []
    for leaf in leaves:
        post = places[leaf.unit_id]
        row = stored.get(leaf) or LeafMonth(posyandu_id=leaf.unit_id, month=leaf.month)
        row.region_id, row.puskesmas_id = post.region_id, post.puskesmas_id
        _set(row, fresh[leaf].live, fresh[leaf].shift)
        rows.append(row)
    _upsert(rows, ["posyandu", "month"], ["region", "puskesmas_id", "shift", *MEASURES])


def _add_to_regions(differences: dict[Key, Difference]) -> None:
    """Add the differences, regions in code order so that two folders could never wait for each other."""
    moved = {key: difference for key, difference in sorted(differences.items()) if difference}
    rows = _region_rows(moved)
    for (code, month), difference in moved.items():
        row = rows.setdefault((code, month), RegionMonth(code=code, month=month, parent_code=_parent(code)))
        difference.add(row.numbers)
        _set(row, difference.live, {key: by for key, by in difference.shift.items() if by})
    _upsert([rows[key] for key in moved], ["code", "month"], ["shift", *MEASURES])


def _region_rows(keys: Iterable[Key]) -> dict[Key, RegionMonth]:
    codes, months = {code for code, _ in keys}, {month for _, month in keys}
    rows = hold(RegionMonth.objects.filter(code__in=codes, month__in=months))
    return {(row.code, row.month): row for row in rows.order_by("code", "month")}


def _set(row: LeafMonth | RegionMonth, live: Numbers, shift: Numbers) -> None:
    row.shift = shift
    for key, value in live.items():
        setattr(row, key, value)


def _upsert(rows: list, unique: list[str], columns: list[str]) -> None:
    if rows:
        type(rows[0]).objects.bulk_create(
            [_without_key(row) for row in rows],
            update_conflicts=True,
            unique_fields=unique,
            update_fields=columns,
        )


def _without_key(row):
    """The row as a new one: the upsert finds its place by the unique columns, on both databases."""
    row.pk = None
    return row


def _parent(code: str) -> str | None:
    return parent(code) if code else None


def every_leaf() -> list[Leaf]:
    """Each posyandu in each month that can have numbers: from its first fact to the current month."""
    this_month = today_anywhere().replace(day=1)
    return [
        Leaf(unit, month)
        for unit, first in first_months().items()
        for month in months_between(first, this_month)
    ]


def mark_new_month(month: date) -> int:
    """Queue every posyandu that has no row in ``month`` yet, so that S and the register start on the first day."""
    folded = LeafMonth.objects.filter(month=month).values("posyandu_id")
    waiting = DirtyLeaf.objects.filter(fact=FACT, month=month).values("unit_id")
    missing = Posyandu.objects.filter(closed_on=None).exclude(pk__in=folded).exclude(pk__in=waiting)
    rows = [DirtyLeaf(fact=FACT, unit_id=pk, month=month) for pk in missing.values_list("pk", flat=True)]
    DirtyLeaf.objects.bulk_create(rows, batch_size=1000)
    return len(rows)


_opened_month: date | None = None


def open_month() -> int:
    """The worker's calendar: on the first look at a new month, queue every posyandu for it."""
    global _opened_month
    month = today_anywhere().replace(day=1)
    if month == _opened_month:
        return 0
    marked = mark_new_month(month)
    _opened_month = month
    return marked


def rebuild() -> int:
    """Throw the folded tables away and fold every leaf again; returns the number of leaves."""
    with transaction.atomic():
        # What is queued by now is covered; what commits while this runs stays for the next round.
        DirtyLeaf.objects.filter(fact=FACT).delete()
        RegionMonth.objects.all().delete()
        LeafMonth.objects.all().delete()
        leaves = every_leaf()
        for start in range(0, len(leaves), BATCH):
            fold(leaves[start : start + BATCH])
    return len(leaves)
