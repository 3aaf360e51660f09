"""People in the search box, from the person's own scope alone."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anyelir.core.search import MOST_FOUND, SEARCH_GROUPS, SearchGroup, SearchHit
from anyelir.families import queries
from anyelir.families.access import visible_people
from anyelir.families.looking import note_look_up
from anyelir.membership.access import first_place


def people(user, text: str) -> list[SearchHit]:
    scope = visible_people(user)
    if queries.looks_like_number(text):
        if not queries.is_whole_number(text):
            return []
        note_look_up(user, first_place(user))
        rows = queries.by_number(scope, text)
    else:
        rows = queries.people_beginning(scope, text)
    return [
        SearchHit(row.name, row.region.label, reverse("families:family", args=[row.family_id]))
        for row in rows.select_related("region").defer("nik", "phone")[:MOST_FOUND]
    ]


# People first, because that is what is mostly sought.
SEARCH_GROUPS.declare(SearchGroup("people", _("Orang"), "user", people, rank=10))
