"""The mark of a record as a page showed it: another mark at saving says that somebody changed it meanwhile."""

from __future__ import annotations

from anyelir.core.models import Record


def mark_of(record: Record) -> str:
    return str(record.updated_at.isoformat())
