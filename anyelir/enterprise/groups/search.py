"""Groups in the search box."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anyelir.core.search import MOST_FOUND, SEARCH_GROUPS, SearchGroup, SearchHit
from anyelir.enterprise.groups.access import visible_groups


def groups(user, text: str) -> list[SearchHit]:
    name = text.lower().removeprefix("poklak").removeprefix("poksus").strip() or text
    rows = visible_groups(user).filter(name__icontains=name).select_related("region")
    return [
        SearchHit(str(row), row.region.label, reverse("groups:show", args=[row.pk]))
        for row in rows[:MOST_FOUND]
    ]


SEARCH_GROUPS.declare(SearchGroup("groups", _("Kelompok usaha"), "bag", groups, rank=25))
