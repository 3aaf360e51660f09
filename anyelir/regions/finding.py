"""The place of an address, for every room that has one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from anyelir.core.screens import load_or_refuse
from anyelir.regions import access
from anyelir.regions.models import Region

Rule = Callable[[Any, str], bool]


def region_at(
    user: Any, code: str, allowed: Rule, *, known: Rule = access.is_inside, related: tuple[str, ...] = ()
) -> Region:
    """The place, if ``allowed``: for whoever is ``known`` there without that right 403, for everybody else 404.

    Rights hold for codes: a stranger is refused without a look, whether the place exists or not.
    """
    is_allowed = allowed(user, code)
    places = Region.objects.select_related(*related)
    if not is_allowed and not known(user, code):
        places = places.none()
    return load_or_refuse(places, lambda _place: is_allowed, pk=code)
