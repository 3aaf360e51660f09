"""One box over places, posyandu and people."""

from __future__ import annotations

from django.shortcuts import render
from django.views.decorators.http import require_safe

from anyelir.core.posted import searched
from anyelir.web import finding


@require_safe
def search(request):
    """The whole page, or while somebody types only what was found."""
    text = searched(request)
    is_short = len(text) < finding.SHORTEST
    found = [] if is_short else finding.search(request.user, text)
    template = "web/_found.html" if request.htmx and not request.htmx.boosted else "web/search.html"
    return render(request, template, {"text": text, "found": found, "is_short": is_short})
