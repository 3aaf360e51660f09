"""What the site says about itself to its operators and to programs that read it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control

from anyelir.accounts.address import is_this_machine
from anyelir.core import metrics
from anyelir.core.health import Door, Finding, Soundness, examine, worst
from anyelir.core.rooms import rooms
from anyelir.core.screens import methods

UNAVAILABLE = 503
ROBOTS_SECONDS = 24 * 3600


@login_not_required
@methods("GET")
def health(request):
    return _answer(request, Door.WEB)


@login_not_required
@methods("GET")
def worker_health(request):
    return _answer(request, Door.WORKER)


@login_not_required
@methods("GET")
def metrics_page(request):
    """Metrics for Prometheus on this machine; 404 for any other."""
    if not is_this_machine(request):
        raise Http404
    return HttpResponse(metrics.exposition(), content_type=metrics.CONTENT_TYPE)


@login_not_required
@methods("GET")
def robots(request):
    """Search engines read the rooms that are for everybody and their maps, and nothing else."""
    public = [room for room in rooms() if room.knows_nobody]
    lines = ["User-agent: *", "Disallow: /", f"Allow: {settings.STATIC_URL}"]
    lines += [f"Allow: /{room.prefix}" for room in public]
    maps = [request.build_absolute_uri(reverse(room.site_map)) for room in public if room.site_map]
    lines += [f"Sitemap: {address}" for address in maps]
    response = HttpResponse("\n".join([*lines, ""]), content_type="text/plain")
    patch_cache_control(response, public=True, max_age=ROBOTS_SECONDS)
    return response


def _answer(request, door: Door) -> JsonResponse:
    """Status as JSON; the findings are added for requests from this machine alone."""
    findings = examine(door)
    state = worst(findings.values())
    is_well = state is not Soundness.FAULT
    body: dict[str, object] = {"status": "ok" if is_well else "fault"}
    if is_this_machine(request):
        body = {"status": state, "checks": {name: _as_json(finding) for name, finding in findings.items()}}
    response = JsonResponse(body, status=200 if is_well else UNAVAILABLE)
    response["Cache-Control"] = "no-store"
    return response


def _as_json(finding: Finding) -> dict[str, object]:
    text = {"text": finding.text} if finding.text else {}
    return {"status": finding.soundness, **text, **finding.numbers}
