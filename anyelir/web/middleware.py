"""What holds for every request: an id, refusals as pages with words, and a line of the trail for each of them."""

from __future__ import annotations

from uuid import uuid4

from anyelir.core import audit, request_id
from anyelir.core.refusal import Refused, listening
from anyelir.core.screens import is_part, render_part
from anyelir.membership.access import first_place


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


METHOD_NOT_ALLOWED = 405


class AttemptsMiddleware:
    """Writes down what a signed-in person tried and was refused, after every transaction of the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with audit.attempts(), listening() as codes:
            response = self.get_response(request)
            if _is_refused(request, response, codes):
                _note_refusal(request, response, codes)
        return response


def _is_refused(request, response, codes: list[str]) -> bool:
    """A refusal that a page shows as a message is one as well; strangers' errors are not ours to keep."""
    if not request.resolver_match or not request.user.is_authenticated:
        return False
    is_error = 400 <= response.status_code < 500 and response.status_code != METHOD_NOT_ALLOWED
    return is_error or bool(codes)


def _note_refusal(request, response, codes: list[str]) -> None:
    """Which address was asked for and how: keys and slugs, never what was typed."""
    match = request.resolver_match
    audit.note(
        by=request.user,
        verb="page.refused",
        what=match.view_name,
        region=first_place(request.user),
        whatever_happens=True,
        status=response.status_code,
        method=request.method,
        keys={name: str(value) for name, value in match.kwargs.items()},
        codes=codes,
    )


class RefusedMiddleware:
    """Shows a ``Refused`` that no form caught, with its own status and text."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Refused):
            return None
        context, status = {"refused": exception}, exception.status
        response = render_part(request, "web/refused.html", "_components/_refused.html", context, status)
        if is_part(request):
            # The part that asked stays as it is; the words go to the notice above it.
            response["HX-Retarget"] = "#kabar"
            response["HX-Reswap"] = "innerHTML"
        return response
