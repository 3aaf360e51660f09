"""Lists of programmes."""

from __future__ import annotations

from django.db.models import QuerySet

from anyelir.programmes.plan.models import Programme


def programmes(visible: QuerySet[Programme], *, text: str = "", state: str = "") -> QuerySet[Programme]:
    """By words of the title or the place; a state that does not exist is left out."""
    rows = visible.select_related("body__region")
    if state == Programme.State.DRAFT:
        rows = rows.filter(launched_on=None)
    elif state == Programme.State.LAUNCHED:
        rows = rows.filter(launched_on__isnull=False, closed_on=None)
    elif state == Programme.State.CLOSED:
        rows = rows.filter(closed_on__isnull=False)
    for word in text.split():
        rows = rows.filter(title__icontains=word) | rows.filter(body__region__label__icontains=word)
    return rows
