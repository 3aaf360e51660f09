"""What holds for every request: an id, refusals as pages with words, and a line of the trail for each of them."""

from __future__ import annotations

import logging
import time

from django.conf import settings

from anyelir.core import audit, metrics, request_id
from anyelir.core.log_lines import actor_mark
from anyelir.core.refusal import Refused, listening
from anyelir.core.screens import WRONG_INPUT, is_part, render_part
from anyelir.core.trouble import Trouble
from anyelir.membership.access import first_place

log = logging.getLogger("anyelir.request")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# Names of what has no page: files of the site, and addresses that do not exist.
STATIC, NO_PAGE = "static", "none"


class RequestIdMiddleware:
    """Gives every request an id of our own, for lines of the log and for whoever reports a fault."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        new_id, started = request_id.new(), time.perf_counter()
        token = request_id.current.set(new_id)
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = new_id
            _say(request, response, time.perf_counter() - started)
        finally:
            request_id.current.reset(token)
        return response


def _say(request, response, seconds: float) -> None:
    """One line of the log and one count: the name of the page, never its address, which has keys and searches."""
    match = request.resolver_match
    url = match.view_name if match else STATIC if request.path.startswith(settings.STATIC_URL) else NO_PAGE
    metrics.REQUESTS.labels(url, f"{response.status_code // 100}xx").inc()
    metrics.LATENCY.labels(url).observe(seconds)
    facts = {
        "method": request.method if request.method in METHODS else "OTHER",
        "url": url,
        "status": response.status_code,
        "ms": round(1000 * seconds),
        "actor": actor_mark(_known_user(request)),
    }
    log.info("request", extra={"facts": facts})


def _known_user(request):
    """The person if somebody asked already: a line of the log is no reason to ask the database."""
    return getattr(getattr(request, "_cached_user", None), "pk", None)


METHOD_NOT_ALLOWED = 405


class AttemptsMiddleware:
    """Writes down what a signed-in person tried and was refused, after every transaction of the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with audit.attempts(), listening() as codes:
            response = self.get_response(request)
            if Trouble.DISK_FULL in codes:
                # There is no room for a line of the trail either.
                return _as_full(request, response)
            if _is_refused(request, response, codes):
                _note_refusal(request, response, codes)
        return response


def _as_full(request, response):
    """The form with the words and what was typed, under the status by which a proxy and the log know it.

    A part of a page has the status with which htmx shows it; a button leads on to the page that says it.
    """
    if is_part(request):
        response.status_code = Trouble.DISK_FULL.status if "HX-Retarget" in response else WRONG_INPUT
    elif not 300 <= response.status_code < 400:
        response.status_code = Trouble.DISK_FULL.status
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
