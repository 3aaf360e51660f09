"""The numbers that are signed with a period: straight from the facts, because the queue may still hold the last one."""

from __future__ import annotations

from anyelir.core.indicator import Catalogue, Leaf
from anyelir.reports.engine import Numbers, measure_leaves


def counted(catalogue: Catalogue, leaf: Leaf) -> Numbers:
    """All measures of a leaf, for its snapshot."""
    return measure_leaves(catalogue, [leaf])[leaf]
