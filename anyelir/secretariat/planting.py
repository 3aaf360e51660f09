"""The programme tree of the rules as rows: planted after each migration, so that a new edition needs none."""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, router

from anyelir.rules.programme_tree import ProgrammeNode, programme_nodes
from anyelir.secretariat.models import WorkItem

# Room between two nodes for the additions of regions.
STEP = 1000


def plant_tree(using: str = DEFAULT_DB_ALIAS, **_signal: Any) -> None:
    """Make the nodes that are missing and mend those that the table says otherwise; none is ever taken away."""
    table = WorkItem._meta.db_table
    if not router.allow_migrate_model(using, WorkItem) or table not in _tables(using):
        return
    planted = {
        (work_item.edition, work_item.code): work_item
        for work_item in WorkItem.objects.using(using).filter(region=None)
    }
    for position, node in enumerate(programme_nodes(), start=1):
        key = (node.edition, node.code)
        work_item = planted.setdefault(key, WorkItem(edition=node.edition, code=node.code))
        facts = _facts(node, position) | {"parent": planted.get((node.edition, node.parent))}
        if work_item._state.adding or any(getattr(work_item, name) != value for name, value in facts.items()):
            for name, value in facts.items():
                setattr(work_item, name, value)
            work_item.save(using=using)


def _tables(using: str) -> list[str]:
    return connections[using].introspection.table_names()


def _facts(node: ProgrammeNode, position: int) -> dict[str, Any]:
    return {
        "pokja": node.pokja,
        "level": node.level,
        "title": node.title,
        "aliases": "|".join(node.aliases),
        "since": node.since,
        "until": node.until,
        "rank": position * STEP,
    }
