"""People with an account and their roles."""

from __future__ import annotations

import hashlib
from collections import Counter

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from anyelir.accounts.models import User
from anyelir.core.clock import today_at
from anyelir.core.permission import Viewer
from anyelir.core.terms import not_ended
from anyelir.membership.granting import managed_regions
from anyelir.membership.models import GrantEnding, Post, RoleGrant
from anyelir.membership.roles import ROLES
from anyelir.regions.models import Region
from anyelir.regions.scope import NATION, ancestors, is_within, is_within_any
from anyelir.rules.dates import add_days


def managed_users(user: Viewer, text: str = "", *, role: str = "") -> QuerySet[User]:
    """People who hold or held a role in the person's regions, with those grants (``grants_here``, latest first)."""
    here = RoleGrant.objects.filter(is_within_any(managed_regions(user)))
    held = here.filter(user=OuterRef("pk"))
    if role:
        held = held.filter(not_ended(today_at(NATION)), role=role)
    rows: QuerySet[User] = User.objects.filter(Exists(held))
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(username__icontains=text))
    shown = here.select_related("region").order_by("-since", "id")
    return rows.defer("phone").prefetch_related(Prefetch("grants", queryset=shown, to_attr="grants_here"))


def grants_that_count(person: User) -> list[RoleGrant]:
    """What decides who manages a person: the roles not ended yet; of a person without any, the former ones."""
    every = list(person.grants.all())
    return [grant for grant in every if grant.is_open] or every


def managed_grants(user: Viewer) -> QuerySet[RoleGrant]:
    """Roles in the person's regions."""
    return RoleGrant.objects.filter(is_within_any(managed_regions(user)))


def waiting_grants(user: Viewer) -> list[RoleGrant]:
    """Roles in the person's regions that somebody else gave and that wait, those nearest to their time first.

    ``giver`` is the name of who gave it.
    """
    here = RoleGrant.objects.filter(
        is_within_any(managed_regions(user)), not_ended(today_at(NATION)), waits_until__gt=timezone.now()
    )
    names = User.objects.filter(pk=OuterRef("given_by")).values("name")
    others = here.exclude(user=user).exclude(given_by=user.id).annotate(giver=Subquery(names))
    return list(others.select_related("user", "region").order_by("waits_until", "id"))


def roles_of_post(post: Post, user: User | None) -> QuerySet[RoleGrant]:
    """What the account holds in exactly the body of the post, and works with as its holder."""
    slugs = [role.slug for role in ROLES if post.office in role.goes_with]
    here = {"region": post.body.region_id, "unit_kind": "", "user": user}
    rows = RoleGrant.objects.filter(not_ended(today_at(post.body.region_id)), role__in=slugs, **here)
    return rows.order_by("role", "since", "id")


def grants_to_end(ending: GrantEnding) -> QuerySet[RoleGrant]:
    """What the proposal is about: begun by its last day and not ended before, without the roles of who proposed it."""
    rows = RoleGrant.objects.filter(is_within(ending.region_id or NATION), role__in=ending.roles)
    lasting = not_ended(add_days(ending.until, 1))
    return rows.filter(lasting, since__lte=ending.until).exclude(user=ending.proposed_by)


def digest_of_grants(grants: QuerySet[RoleGrant]) -> str:
    """Which they are, in few signs."""
    keys = sorted(key.hex for key in grants.values_list("pk", flat=True))
    return hashlib.sha256("".join(keys).encode()).hexdigest()


def counts_by_role(grants: QuerySet[RoleGrant]) -> dict[str, int]:
    return dict(grants.values_list("role").annotate(n=Count("pk")).order_by("role"))


def counts_by_place(grants: QuerySet[RoleGrant], code: str) -> list[tuple[str, int]]:
    """By the places one level below the region, named; what is held at the region itself stands under its own name."""
    counts: Counter[str] = Counter()
    for place in grants.values_list("region_id", flat=True):
        counts[_below(place or NATION, code)] += 1
    names = dict(Region.objects.filter(code__in=counts).values_list("code", "name"))
    return [(names.get(place, "Indonesia"), counts[place]) for place in sorted(counts)]


def _below(place: str, code: str) -> str:
    """The ancestor of a place that lies directly below the region."""
    line = [*ancestors(place), place]
    return next((each for each in line if len(each) > len(code)), place)
