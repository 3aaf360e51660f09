"""Refusals become pages that say what happened and what to do next."""

from __future__ import annotations

from uuid import uuid4

from django.shortcuts import render

from anyelir.core import request_id
from anyelir.core.refusal import Refused


class RequestIdMiddleware:
    """Gives every request an id of our own, for lines of the log and for whoever reports a fault."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        own = uuid4().hex[:12]
        token = request_id.current.set(own)
        try:
            response = self.get_response(request)
        finally:
            request_id.current.reset(token)
        response["X-Request-ID"] = own
        return response


class RefusedMiddleware:
    """Shows a ``Refused`` that no form caught, with its own status and text."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Refused):
            return None
        is_partial = bool(getattr(request, "htmx", False)) and not request.htmx.boosted
        template = "_components/_refused.html" if is_partial else "web/refused.html"
        response = render(request, template, {"refused": exception}, status=exception.status)
        if is_partial:
            # The part that asked stays as it is; the words go to the notice above it.
            response["HX-Retarget"] = "#kabar"
            response["HX-Reswap"] = "innerHTML"
        return response
