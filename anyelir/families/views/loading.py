"""Loading what a page is about: outside a person's places it does not exist, inside without the right it is closed."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from anyelir.core.permission import Permission
from anyelir.core.refusal import Refused
from anyelir.families import access
from anyelir.families.models import Family, MergeProposal, Person
from anyelir.membership.access import granted_regions, has_anywhere, is_inside, working_regions
from anyelir.regions.models import Region


def refuse(user, code: str) -> None:
    """403 for somebody who works inside the region without the right, 404 for everybody else."""
    if is_inside(user, code):
        raise PermissionDenied
    raise Http404


def region_or_404(user, code: str, allowed=access.can_view_families) -> Region:
    region = get_object_or_404(Region, code=code)
    if not allowed(user, code):
        refuse(user, code)
    return region


def family_or_404(user, pk, *, to_edit: bool = False) -> Family:
    related = ("region", "registered_region", "household__house__region")
    family = get_object_or_404(Family.objects.select_related(*related), pk=pk)
    allowed = access.can_edit_families if to_edit else access.can_view_families
    if not allowed(user, family.region_id):
        refuse(user, family.region_id)
    return family


def person_or_404(user, pk, *, to_edit: bool = False) -> Person:
    related = ("region", "family__region", "family__household__house", "mother", "father")
    person = get_object_or_404(Person.objects.select_related(*related), pk=pk)
    allowed = access.can_edit_person if to_edit else access.can_view_person
    if not allowed(user, person):
        refuse(user, person.region_id)
    return person


def proposal_or_404(user, pk) -> MergeProposal:
    homes = [
        f"{side}__{path}" for side in ("kept", "other") for path in ("region", "family__household__house")
    ]
    proposal = get_object_or_404(MergeProposal.objects.select_related("region", *homes), pk=pk)
    if not access.can_merge(user, proposal.region_id):
        refuse(user, proposal.region_id)
    return proposal


def first_region(user) -> str:
    """Where the person's list of families begins."""
    if not has_anywhere(user, Permission.FAMILY_VIEW):
        raise PermissionDenied
    codes = granted_regions(user, Permission.FAMILY_VIEW) or working_regions(user, Permission.FAMILY_VIEW)
    if not codes:
        raise PermissionDenied
    return min(codes, key=len)


def form_page(request, form, region: Region, title: str, **context):
    """A form on its own page; with mistakes everything typed stays and the status says so."""
    context |= {"form": form, "region": region, "title": title}
    return render(request, "families/form.html", context, status=422 if form.errors else 200)


def tell_refusal(form, refused: Refused, user) -> None:
    """A refusal as the message of its field; what is known already is linked for those who may see it."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.text)
    form.asks_another = refused.code == "already_registered" or getattr(form, "asks_another", False)
    known = getattr(refused, "record", None)
    if isinstance(known, Person | Family) and access.can_view_families(user, known.region_id):
        form.known = {"name": str(known), "place": known.region.label, "url": page_of(known)}


def page_of(record: Person | Family) -> str:
    name = "families:person" if isinstance(record, Person) else "families:family"
    return reverse(name, args=[record.pk])
