"""The search box: places, posyandu and people of the person's own regions; nothing outside them."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anyelir.families import queries as family_queries
from anyelir.families.access import visible_people
from anyelir.families.looking import note_look_up
from anyelir.membership.access import first_place
from anyelir.posyandu.access import visible_posyandu
from anyelir.regions.queries import search as search_places
from anyelir.reports.access import highest_regions

SHOWN = 8
SHORTEST = 3


@dataclass(frozen=True)
class Item:
    """A line that leads somewhere."""

    title: str
    note: str
    url: str


@dataclass(frozen=True)
class Group:
    """Found things of one kind."""

    title: str | Promise
    icon: str
    items: list[Item] = field(default_factory=list)


def search(user, text: str) -> list[Group]:
    """People first, because that is what is mostly sought; groups without a hit are left out."""
    groups = [
        Group(_("Orang"), "user", _people(user, text)),
        Group(_("Posyandu"), "scale", _posts(user, text)),
        Group(_("Wilayah"), "pin", _places(user, text)),
    ]
    return [group for group in groups if group.items]


def _places(user, text: str) -> list[Item]:
    codes = highest_regions(user)
    rows = search_places(text, codes=codes, limit=SHOWN) if codes else []
    return [Item(row.name, row.label, reverse("reports:dashboard", args=[row.code])) for row in rows]


def _posts(user, text: str) -> list[Item]:
    words = text.lower().removeprefix("posyandu").strip() or text
    rows = visible_posyandu(user).filter(name__icontains=words).select_related("region")
    return [
        Item(row.name, row.region.label, reverse("posyandu:detail", args=[row.pk])) for row in rows[:SHOWN]
    ]


def _people(user, text: str) -> list[Item]:
    scope = visible_people(user)
    if family_queries.looks_like_number(text):
        if not family_queries.is_whole_number(text):
            return []
        note_look_up(user, first_place(user))
        rows = family_queries.by_number(scope, text)
    else:
        rows = family_queries.people_beginning(scope, text)
    return [
        Item(row.name, row.region.label, reverse("families:family", args=[row.family_id]))
        for row in rows.select_related("region").defer("nik", "phone")[:SHOWN]
    ]
