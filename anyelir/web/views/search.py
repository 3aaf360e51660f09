"""The search box: people, posyandu and places from the person's own scope, each group with its own permission."""

from __future__ import annotations

from django.shortcuts import render
from django.views.decorators.http import require_safe

from anyelir.core.posted import searched
from anyelir.core.search import SEARCH_GROUPS, Found, SearchGroup

SHORTEST = 3


@require_safe
def search(request):
    """The whole page, or while somebody types only what was found."""
    text = searched(request)
    is_short = len(text) < SHORTEST
    found = [] if is_short else found_for(request.user, text)
    template = "web/_found.html" if request.htmx and not request.htmx.boosted else "web/search.html"
    return render(request, template, {"text": text, "found": found, "is_short": is_short})


def found_for(user, text: str) -> list[tuple[SearchGroup, list[Found]]]:
    """What each room finds in the person's own scope; groups without a hit are left out."""
    groups = [(group, group.find(user, text)) for group in SEARCH_GROUPS]
    return [(group, items) for group, items in groups if items]
