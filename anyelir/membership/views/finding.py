"""What an address means: outside the person's regions 404, inside without the right 403."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from anyelir.accounts.models import User
from anyelir.core.permission import Permission
from anyelir.core.posted import posted
from anyelir.core.refusal import Refused
from anyelir.membership import granting, queries
from anyelir.membership.access import can, has_anywhere, is_inside
from anyelir.regions.models import Region


def region_at(request, code: str, permission: Permission) -> Region:
    """The place, if the person holds the right there."""
    region = get_object_or_404(Region, code=code)
    if can(request.user, permission, code):
        return region
    if is_inside(request.user, code):
        raise PermissionDenied
    raise Http404


def managed_user(request, pk, *, to_change: bool = False) -> User:
    """Somebody with a role in the person's regions; ``to_change`` only who is below the person."""
    if not has_anywhere(request.user, Permission.USER_MANAGE):
        raise PermissionDenied
    person = queries.managed_users(request.user).filter(pk=pk).first()
    if person is None:
        raise Http404
    if to_change and not may_change(request.user, person):
        raise PermissionDenied
    return person


def may_change(user, person: User) -> bool:
    """Power over an account lies with those above every role of the person."""
    return granting.can_manage(user, queries.grants_that_count(person))


def place_of(person: User) -> str:
    """The place under which an act about an account is noted: that of the latest role in the reader's regions."""
    return next((grant.region_id or "" for grant in person.grants_here), "")


def form_page(request, form, save: Callable[[dict[str, Any]], Any], **context: Any):
    """A form that is shown, or whose data ``save`` writes: its answer, or the form again with what was refused."""
    if request.method == "POST" and form.is_valid():
        try:
            return save(form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
    context = {"template": "membership/form.html", **context, "form": form}
    return render(request, context["template"], context, status=422 if form.errors else 200)


__all__ = ["form_page", "managed_user", "may_change", "place_of", "posted", "region_at"]
