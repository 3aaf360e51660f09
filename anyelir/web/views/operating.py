"""What the site says to its operators about itself."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse

from anyelir.accounts.address import is_this_machine
from anyelir.core import metrics
from anyelir.core.health import Door, Finding, Soundness, examine, worst
from anyelir.core.screens import methods

UNAVAILABLE = 503


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
