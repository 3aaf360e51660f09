"""What an address means: outside the person's regions 404, inside without the right 403."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied

from anyelir.accounts.models import User
from anyelir.core.permission import Permission
from anyelir.core.screens import answer, load_or_refuse
from anyelir.membership import granting, queries
from anyelir.membership.access import can, has_anywhere
from anyelir.regions.finding import region_at
from anyelir.regions.models import Region


def place_with(request, code: str, permission: Permission) -> Region:
    """The place, if the person holds the right there."""
    return region_at(request.user, code, lambda user, at: can(user, permission, at))


def managed_user(request, pk, *, to_change: bool = False) -> User:
    """Somebody with a role in the person's regions; ``to_change`` only who is below the person."""
    if not has_anywhere(request.user, Permission.USER_MANAGE):
        raise PermissionDenied
    return load_or_refuse(
        queries.managed_users(request.user),
        lambda person: not to_change or may_change(request.user, person),
        pk=pk,
    )


def may_change(user, person: User) -> bool:
    """Only those above every role of a person may change the account."""
    return granting.can_manage(user, queries.grants_that_count(person))


def place_of(person: User) -> str:
    """The place under which an act about an account is noted: that of the latest role in the reader's regions."""
    return next((grant.region_id or "" for grant in person.grants_here), "")


def form_page(request, form, save, *, template: str = "membership/form.html", **context: Any):
    """A form about people, on its own page or on that of what it mends."""
    return answer(request, form, save, template, context)
