"""Posyandu in the search box."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anyelir.core.search import MOST_FOUND, SEARCH_GROUPS, SearchGroup, SearchHit
from anyelir.posyandu.register.access import visible_posyandu


def posyandu(user, text: str) -> list[SearchHit]:
    name = text.lower().removeprefix("posyandu").strip() or text
    rows = visible_posyandu(user).filter(name__icontains=name).select_related("region")
    return [
        SearchHit(row.name, row.region.label, reverse("posyandu:detail", args=[row.pk]))
        for row in rows[:MOST_FOUND]
    ]


SEARCH_GROUPS.declare(SearchGroup("posyandu", _("Posyandu"), "scale", posyandu, rank=20))
