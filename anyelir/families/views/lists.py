"""The register of a region: its families, and the search by name or number."""

from __future__ import annotations

from django.shortcuts import redirect, render

from anyelir.core.audit import note
from anyelir.core.screens import methods
from anyelir.core.submissions import searched
from anyelir.families import access, looking, queries
from anyelir.families.models import Person
from anyelir.families.views.loading import first_region, place_at


@methods("GET")
def start(request):
    """The list at the person's own place."""
    return redirect("families:list", first_region(request.user))


@methods("GET")
def family_list(request, code):
    """Families by name of the head; with a text the people that fit it."""
    region = place_at(request.user, code)
    text = searched(request)
    cursor = request.GET.get("kursor", "")
    context = {
        "region": region,
        "text": text,
        "is_wide": queries.is_wide(code),
        "can_edit": access.can_edit_families(request.user, code) and not queries.is_wide(code),
    }
    if not text:
        context["families"] = queries.families_page(code, access.visible_families(request.user), cursor)
    elif queries.looks_like_number(text):
        context["people"] = _by_number(request.user, code, text)
    elif queries.is_long_enough(code, text):
        note(by=request.user, verb="person.search", what="families.person", region=code)
        context["people"] = queries.people_page(code, access.visible_people(request.user), text, cursor)
    else:
        context["is_short"] = True
    return render(request, "families/list.html", context)


def _by_number(user, code: str, text: str) -> list[Person]:
    """The people of that number; each search leaves a line, and there are only so many a day."""
    if not queries.is_whole_number(text):
        return []
    looking.note_look_up(user, code)
    people = queries.by_number(access.visible_people(user), text)
    return list(people.select_related("region").defer("nik", "phone"))
