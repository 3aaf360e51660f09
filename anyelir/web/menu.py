"""The way around: sections that stay the same at every level, and the path of places above a region."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from anyelir.core.navigation import DOCK, FIRST_PAGES, NUMBERS, PAGES, Page, Section
from anyelir.core.permission import Permission as P
from anyelir.membership.access import (
    can,
    first_place,
    granted_regions,
    grants_of,
    has_anywhere,
    inside_regions,
)
from anyelir.regions.models import Region
from anyelir.regions.scope import NATION, ancestors, contains


@dataclass(frozen=True)
class Entry:
    """A page of the menu with its address for the place in view."""

    key: str
    section: Section
    label: str | Promise
    icon: str
    url: str
    purpose: str | Promise
    is_current: bool = False


# As many pages as a second row holds without scrolling at a desk; the others stand on the page of all places.
MOST_IN_A_ROW = 9


@dataclass(frozen=True)
class SectionEntry:
    """A section with its pages; its address is that of the first one."""

    section: Section
    pages: list[Entry]

    @property
    def row(self) -> list[Entry]:
        """The first pages and the one in view, whichever it is."""
        return [page for at, page in enumerate(self.pages) if at < MOST_IN_A_ROW or page.is_current]

    @property
    def has_more(self) -> bool:
        return len(self.pages) > MOST_IN_A_ROW

    @property
    def url(self) -> str:
        return self.pages[0].url

    @property
    def is_current(self) -> bool:
        return any(page.is_current for page in self.pages)


def address_of(names: tuple[str, ...], region_code: str = "") -> str:
    """The first of the named pages that exists: for the region if it takes one, else without; "" when none."""
    for name in names:
        for arguments in ([region_code], []) if region_code else ([],):
            try:
                return reverse(name, args=arguments)
            except NoReverseMatch:
                continue
    return ""


def leads_somewhere(user, page: Page, region_code: str) -> bool:
    """Whether the page opens to the person at the place; "" asks for the page without one."""
    if page.permission is None:
        return True
    if not has_anywhere(user, page.permission):
        return False
    if not page.for_every_region:
        return True
    if page.opens_at is not None:
        return not region_code or page.opens_at(user, region_code)
    if not region_code:
        return bool(granted_regions(user, page.permission))
    return can(user, page.permission, region_code)


def address_for(user, page: Page, region_code: str) -> str:
    """The page of the place where it opens to the person, else the one without a place, else ""."""
    codes = [region_code, ""] if region_code else [""]
    opened = (address_of(page.url_names, code) for code in codes if leads_somewhere(user, page, code))
    return next(opened, "")


def place_address(user, names: tuple[str, ...], region_code: str) -> str:
    """The first of the named pages that exists for every place and opens to the person there; "" when none."""
    pages = {page.url_names[0]: page for page in PAGES if page.for_every_region}
    open_names = (name for name in names if leads_somewhere(user, pages[name], region_code))
    return next((reverse(name, args=[region_code]) for name in open_names), "")


def open_pages(user, region_code: str = "", current: str = "") -> list[Entry]:
    """The pages that lead somewhere for this person: at the region in view, else at the person's own place."""
    region_code = region_code or first_place(user)
    entries = []
    for page in PAGES:
        if page.permission is None or has_anywhere(user, page.permission):
            url = address_for(user, page, region_code)
            if url:
                is_current = page.key == current
                entries.append(
                    Entry(page.key, page.section, page.label, page.icon, url, page.purpose, is_current)
                )
    return entries


def sections_for(user, region_code: str = "", current: str = "") -> list[SectionEntry]:
    """The open pages by section, in the fixed order; an empty section is left out."""
    pages = open_pages(user, region_code, current)
    return [SectionEntry(section, list(group)) for section, group in groupby(pages, attrgetter("section"))]


def page_in_view(view_name: str) -> str:
    """The key of the page that a view belongs to: its own page, else the first page of the same room."""
    room = view_name.partition(":")[0]
    exact = [page for page in PAGES if view_name in page.url_names]
    same = [page for page in PAGES if page.stands_for_room and page.url_names[0].startswith(f"{room}:")]
    return next((page.key for page in [*exact, *same]), "")


def first_page(user) -> str:
    """Where the person begins: the first page of her role, else what waits for her; "" for somebody without a role."""
    for page in FIRST_PAGES:
        if has_anywhere(user, page.permission) and (url := address_of(page.url_names)):
            return url
    return reverse("web:tasks") if grants_of(user) else ""


def top_regions(user) -> list[str]:
    """The highest places the person may look at, never one inside another; the empty code is the nation."""
    codes = {grant.region_id or NATION for grant in grants_of(user) if not grant.unit_kind}
    codes |= {grant.region_id for grant in grants_of(user) if grant.unit_kind and grant.region_id}
    return sorted(c for c in codes if not any(o != c and contains(o, c) for o in codes))


def path_to(user, region: Region | None) -> list[Region]:
    """The region with those above it that the person may see, from the top down."""
    if region is None:
        return []
    tops = top_regions(user)
    codes = [c for c in ancestors(region.code) if any(contains(top, c) for top in tops)]
    return [*Region.objects.filter(code__in=codes).order_by("code"), region]


def sees_nation(user) -> bool:
    """Whether the path of this person begins at Indonesia."""
    return NATION in granted_regions(user, P.REPORT_VIEW)


def has_sisters(user, region: Region) -> bool:
    """Whether the person works in the place above it, and so may look at the places beside a region."""
    above = region.parent_id or NATION
    return any(contains(top, above) for top in inside_regions(user))


def sisters_of(user, region: Region, url_name: str) -> list[tuple[Region, str]]:
    """Places beside a region that the person may open, with the address of the same page there."""
    if not has_sisters(user, region):
        return []
    names = path_names(url_name)
    rows = Region.objects.current().filter(parent_id=region.parent_id, level=region.level).order_by("name")
    return [(row, url) for row in rows if (url := place_address(user, names, row.code))]


def path_names(url_name: str = "") -> tuple[str, ...]:
    """Views that exist for every place: the one asked for, then all, the overview first."""
    names = tuple(page.url_names[0] for page in sorted(PAGES, key=_overview_first) if page.for_every_region)
    return (url_name, *names) if url_name in names else names


def _overview_first(page: Page) -> bool:
    return page.section is not NUMBERS


DOCK_PLACES = 4


def dock_for(user, view_name: str) -> list[dict]:
    """The four places at the foot of a kader's phone, the one in view lit up; what may yield does, the last first."""
    shown = [place for place in DOCK if place.permission is None or has_anywhere(user, place.permission)]
    yielding = [place for place in shown if place.may_yield]
    while len(shown) > DOCK_PLACES and yielding:
        shown.remove(yielding.pop())
    return [
        {
            "label": place.label,
            "icon": place.icon,
            "url": url,
            "is_current": view_name in place.url_names,
        }
        for place in shown[:DOCK_PLACES]
        if (url := address_of(place.url_names))
    ]
