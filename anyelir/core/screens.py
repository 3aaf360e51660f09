"""The one kind of screen: which methods an address takes, what it is about, and how a form or a part is answered.

@methods("GET", "POST")
def rename(request, code):
    region = region_at(request.user, code, access.can_edit_region)
    form = RenameForm(posted(request), initial={"name": region.name})

    def save(data):
        actions.rename_region(region=region, by=request.user, **data)
        return done(request, _("Nama sudah diganti."), "regions:detail", code)

    return answer(request, form, save, "regions/form.html", {"region": region})
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect

from anyelir.core.refusal import Refused

Record = TypeVar("Record", bound=Model)
View = Callable[..., HttpResponse]
Context = Mapping[str, Any] | Callable[[], Mapping[str, Any]]
KNOWN_METHODS = ("GET", "POST")
CONFLICT, WRONG_INPUT = 409, 422


def methods(*allowed: str) -> Callable[[View], View]:
    """Declare what the address takes; everything else is 405, before anything is looked up. GET brings HEAD."""
    unknown = set(allowed) - set(KNOWN_METHODS)
    if unknown or not allowed:
        raise ValueError(f"no such methods: {sorted(unknown) or allowed}")
    taken = [*allowed, "HEAD"] if "GET" in allowed else [*allowed]

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def run(request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
            if request.method not in taken:
                return HttpResponseNotAllowed(taken)
            return view(request, *args, **given)

        run.methods = frozenset(allowed)  # type: ignore[attr-defined]
        return run

    return decorate


def load_or_refuse(known: QuerySet[Record], allowed: Callable[[Record], bool], **key: Any) -> Record:
    """The record of an address: 404 for whoever may not know of it, 403 for whoever knows of it without the right.

    ``known`` are the records of which the person may know that they exist. It is asked once, whether there is no such
    record or it is somebody else's, so that neither the answer nor its time tells the two apart.
    """
    record: Record | None = known.filter(**key).first()
    if record is None:
        raise Http404
    if not allowed(record):
        raise PermissionDenied
    return record


def anybody(_record: Model) -> bool:
    """The right of everybody who may know of a record."""
    return True


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part: not for a page that it only carries over, nor for one to go back to."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render_part(
    request: HttpRequest, page: str, part: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """The page, or for htmx the part of it that ``page`` includes as well."""
    response = render(request, part if is_part(request) else page, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def answer(
    request: HttpRequest,
    form: Form,
    save: Callable[[dict[str, Any]], HttpResponse | None],
    template: str,
    context: Context | None = None,
    *,
    refused: Callable[[Refused], Any] | None = None,
    part: str = "",
) -> HttpResponse:
    """The one flow of a form: shown, or checked, saved and left; with what was typed when it cannot be saved.

    ``save`` takes the cleaned data, calls an action and gives where to go (``done``), or None when there is something
    to ask first. What it refuses stands at the field or on top. ``refused`` may add to that: it gives a page of
    its own, or more context. ``context`` may be a function, called when the page is really shown; ``part`` is for htmx.
    """
    status = 200
    more: Mapping[str, Any] = {}
    if request.method == "POST" and form.is_bound:
        status, left, more = _sent(form, save, refused)
        if left is not None:
            return _leave(request, left)
    shown = {**((context() if callable(context) else context) or {}), "form": form, **more}
    return render_part(request, template, part or template, shown, status)


def _sent(form: Form, save: Any, refused: Any) -> tuple[int, HttpResponse | None, Mapping[str, Any]]:
    """Status of the page to show again, where to go instead, and what more to show."""
    if not form.is_valid():
        return WRONG_INPUT, None, {}
    try:
        return WRONG_INPUT, save(form.cleaned_data), {}
    except Refused as refusal:
        more = refused(refusal) if refused is not None else None
        if isinstance(more, HttpResponse):
            return refusal.status, more, {}
        return tell(form, refusal), None, more or {}


def tell(form: Form, refusal: Refused) -> int:
    """Put a refusal at its field, or on top; gives the status of the page: a conflict at a field is wrong input.

    A form that asks for something by another name than its action says so: ``refused_at = {"born_on": "birth"}``.
    """
    asked = getattr(form, "refused_at", {}).get(refusal.field, refusal.field)
    field = asked if asked in form.fields else None
    form.add_error(field, refusal.text)
    form.refused_code = refusal.code
    return WRONG_INPUT if field is not None and refusal.status == CONFLICT else refusal.status


def _leave(request: HttpRequest, left: HttpResponse) -> HttpResponse:
    """A part cannot take in a whole page: the browser goes there."""
    if is_part(request) and isinstance(left, HttpResponseRedirectBase):
        return HttpResponseClientRedirect(left.url)
    return left


def done(request: HttpRequest, text: str, to: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Say what was done, on the page where the person goes on."""
    messages.success(request, text)
    return redirect(to, *args, **kwargs)


def press(request: HttpRequest, act: Callable[[], str], page: str, **kwargs: Any) -> HttpResponse:
    """A single button on ``page``, which afterwards says what was done or why not."""
    try:
        messages.success(request, act())
    except Refused as refusal:
        messages.error(request, refusal.text)
    return redirect(page, **kwargs)
