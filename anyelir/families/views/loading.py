"""Loading what a page is about: outside a person's places it does not exist, inside without the right it is closed."""

from __future__ import annotations

import functools

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from anyelir.core.permission import Permission
from anyelir.core.refusal import Refused
from anyelir.core.screens import answer, load_or_refuse
from anyelir.families import access
from anyelir.families.models import Family, MergeProposal, Person
from anyelir.membership.access import granted_regions, working_regions
from anyelir.regions.finding import region_at
from anyelir.regions.models import Region


def place_at(user, code: str, allowed=access.can_view_families) -> Region:
    return region_at(user, code, allowed)


def family_at(user, pk, *, to_edit: bool = False) -> Family:
    related = ("region", "registered_region", "household__house__region")
    allowed = access.can_edit_families if to_edit else access.can_view_families
    known = access.known_families(user).select_related(*related)
    return load_or_refuse(known, lambda family: allowed(user, family.region_id), pk=pk)


def person_at(user, pk, *, to_edit: bool = False) -> Person:
    related = ("region", "family__region", "family__household__house", "mother", "father")
    allowed = access.can_edit_person if to_edit else access.can_view_person
    known = access.known_people(user).select_related(*related)
    return load_or_refuse(known, lambda person: allowed(user, person), pk=pk)


def proposal_at(user, pk) -> MergeProposal:
    homes = [
        f"{side}__{path}" for side in ("kept", "other") for path in ("region", "family__household__house")
    ]
    known = access.known_proposals(user).select_related("region", *homes)
    return load_or_refuse(known, lambda proposal: access.can_merge(user, proposal.region_id), pk=pk)


def first_region(user) -> str:
    """Where the person's list of families begins."""
    codes = granted_regions(user, Permission.FAMILY_VIEW) or working_regions(user, Permission.FAMILY_VIEW)
    if not codes:
        raise PermissionDenied
    return min(codes, key=len)


def form_page(request, form, save, region: Region, title: str, **context):
    """A form on its own page; what is known already is linked for those who may see it."""
    context |= {"region": region, "title": title}
    tell_known = functools.partial(link_known, form, request.user)
    return answer(request, form, save, "families/form.html", context, refused=tell_known)


def link_known(form, user, refused: Refused) -> None:
    form.asks_another = refused.code == "already_registered" or getattr(form, "asks_another", False)
    known = getattr(refused, "record", None)
    if isinstance(known, Person | Family) and access.can_view_families(user, known.region_id):
        form.known = {"name": str(known), "place": known.region.label, "url": page_of(known)}


def page_of(record: Person | Family) -> str:
    name = "families:person" if isinstance(record, Person) else "families:family"
    return reverse(name, args=[record.pk])
