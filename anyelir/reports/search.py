"""Places in the search box; each leads to its overview."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anyelir.core.search import MOST_FOUND, SEARCH_GROUPS, SearchGroup, SearchHit
from anyelir.regions.queries import search
from anyelir.reports.access import highest_regions


def places(user, text: str) -> list[SearchHit]:
    codes = highest_regions(user)
    rows = search(text, codes=codes, limit=MOST_FOUND) if codes else []
    return [SearchHit(row.name, row.label, reverse("reports:dashboard", args=[row.code])) for row in rows]


SEARCH_GROUPS.declare(SearchGroup("places", _("Wilayah"), "pin", places, rank=30))
