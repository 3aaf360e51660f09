"""What the roles of a person mean for the sign-in: its place in the trail, its terms, words that make no password."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from anyelir.accounts.duty import UNKNOWN, Duty, SessionTerms
from anyelir.membership.access import grants_of, needs_second_factor
from anyelir.membership.roles import ROLES
from anyelir.membership.units import names_of
from anyelir.regions.models import Region
from anyelir.regions.scope import ancestors


def duty_of(user) -> Duty:
    """By the grants in force today; somebody without one is noted under the nation."""
    grants = grants_of(user)
    terms = [ROLES[grant.role].terms for grant in grants]
    return Duty(
        place=grants[0].region_id or "" if grants else "",
        needs_second_factor=needs_second_factor(user),
        terms=reduce(SessionTerms.stricter, terms) if terms else UNKNOWN,
    )


def words_around(user) -> Iterator[str]:
    """Names of the person's places, those above them, and units: what somebody nearby would try first."""
    grants = grants_of(user)
    yield from names_of(grants).values()
    places = {grant.region_id for grant in grants if grant.region_id}
    codes = {code for place in places for code in [place, *ancestors(place)]}
    yield from Region.objects.filter(code__in=codes).values_list("name", flat=True)
