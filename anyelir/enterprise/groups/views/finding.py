"""The group of an address: 404 for whoever may not know of it, 403 for whoever knows of it without the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from anyelir.core.screens import load_or_refuse
from anyelir.enterprise.groups import access
from anyelir.enterprise.groups.models import Group


def group_at(request: Any, pk: object, allowed: Callable[[Any, Group], bool]) -> Group:
    known = access.known_groups(request.user).select_related("region", "parent")
    return load_or_refuse(known, lambda group: allowed(request.user, group), pk=pk)
