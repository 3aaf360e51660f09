"""The search box: people, posyandu and places from the person's own scope, each group with its own permission."""

from __future__ import annotations

from anyelir.core.screens import methods, render_part
from anyelir.core.search import SEARCH_GROUPS, SearchGroup, SearchHit
from anyelir.core.submissions import searched

SHORTEST = 3


@methods("GET")
def search(request):
    """The whole page, or while somebody types only what was found."""
    text = searched(request)
    is_short = len(text) < SHORTEST
    hits = [] if is_short else hits_for(request.user, text)
    context = {"text": text, "hits": hits, "is_short": is_short}
    return render_part(request, "web/search.html", "web/_found.html", context)


def hits_for(user, text: str) -> list[tuple[SearchGroup, list[SearchHit]]]:
    """What each room finds in the person's own scope; groups without a hit are left out."""
    groups = [(group, group.find(user, text)) for group in SEARCH_GROUPS]
    return [(group, items) for group, items in groups if items]
