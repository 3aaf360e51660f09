"""The page for an error that nothing else answered: what it was if it passes, and what was typed."""

from __future__ import annotations

import sys

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.views.defaults import server_error

from anyelir.core.trouble import Trouble, trouble_of

# A page that has one of these is typed again: nothing secret is written into the answer.
SECRETS = frozenset({"password", "present", "again", "token"})
# The page has its own.
OWN_TOKEN = "csrfmiddlewaretoken"
READS = ("GET", "HEAD", "OPTIONS")
RETRY_SECONDS = 10


def error_page(request):
    """Called by Django while it handles the error; nothing here asks the database or the session."""
    trouble = trouble_of(sys.exc_info()[1])
    return server_error(request) if trouble is None else trouble_page(request, trouble)


def trouble_page(request, trouble: Trouble) -> HttpResponse:
    is_partial = "HTTP_HX_REQUEST" in request.META and "HTTP_HX_BOOSTED" not in request.META
    text = trouble.text_of_reading if request.method in READS else trouble.text
    if is_partial:
        # The page stays as it is, with what was typed; the words go to the notice above it.
        page = render_to_string("_components/_refused.html", {"refused": {"text": text}})
    else:
        context = {"title": trouble.heading, "text": text, "again": _typed(request)}
        context |= {"path": request.get_full_path(), "csrf_token": get_token(request)}
        page = render_to_string("web/trouble.html", context)
    response = HttpResponse(page, status=trouble.status)
    response["Retry-After"], response["Cache-Control"] = str(RETRY_SECONDS), "no-store"
    if is_partial:
        response["HX-Retarget"], response["HX-Reswap"] = "#kabar", "innerHTML"
    return response


def _typed(request) -> list[tuple[str, str]]:
    """Names and values to be sent again as they are, the number of the sending among them; [] when they cannot."""
    if request.method != "POST" or request.FILES or SECRETS & set(request.POST):
        return []
    typed = [(name, values) for name, values in request.POST.lists() if name != OWN_TOKEN]
    return [(name, value) for name, values in typed for value in values]
