"""What whoever marks people is answered: the queue of a phone by data, a page without scripts by the page again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse

from anyelir.core.refusal import Refused
from anyelir.core.screens import WRONG_INPUT, done, press
from anyelir.meetings.models import Attendance
from anyelir.meetings.showing import answered


def mark_answered(
    request: HttpRequest, pk: object, form: Form, act: Callable[[dict[str, Any]], Attendance]
) -> HttpResponse:
    """For the queue of a phone what came of it; for a page without scripts the page again."""
    try:
        if not form.is_valid():
            text = " ".join(message for messages in form.errors.values() for message in messages)
            raise Refused("form_wrong", text, status=WRONG_INPUT)
        marked = answered(act(form.cleaned_data))
    except Refused as refused:
        return _refused(request, pk, refused)
    if _wants_data(request):
        return JsonResponse(marked)
    return done(request, f"{marked['title']}. {marked['text']}", "meetings:attend", pk)


def _refused(request: HttpRequest, pk: object, refused: Refused) -> HttpResponse:
    if _wants_data(request):
        return JsonResponse(
            {"state": "refused", "code": refused.code, "text": refused.text}, status=refused.status
        )

    def say() -> str:
        raise refused

    return press(request, say, "meetings:attend", pk=pk)


def _wants_data(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")
