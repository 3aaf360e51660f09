"""What a room declares about the way around: its pages, the dock of a phone, where a person begins.

``web`` gathers the declarations; a page stands in a section, and a section shows its pages as a second row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anyelir.core.permission import Permission
from anyelir.core.registry import Registry

Text: TypeAlias = str | Promise


@dataclass(frozen=True)
class Section:
    """One of the places on top; at most seven are ever shown to one person."""

    key: str
    label: Text
    icon: str


TASKS = Section("tasks", _("Tugas"), "bell")
PEOPLE = Section("people", _("Warga"), "home")
POSYANDU = Section("posyandu", _("Posyandu"), "scale")
ENTERPRISE = Section("enterprise", _("Usaha"), "bag")
PROGRAMMES = Section("programmes", _("Program"), "flag")
LEARNING = Section("learning", _("Belajar"), "hands")
OFFICE = Section("office", _("Kantor"), "book")
NUMBERS = Section("numbers", _("Angka"), "chart")
SECTIONS = (TASKS, PEOPLE, POSYANDU, ENTERPRISE, PROGRAMMES, LEARNING, OFFICE, NUMBERS)
MOST_SECTIONS = 7


@dataclass(frozen=True)
class Page:
    """A page that the menu leads to.

    ``url_names``: the first that exists for the region in view, or without one, is the address. ``permission``
    None opens it to everybody who is signed in. ``for_every_region``: the path of places may lead from one
    place to this page of another. ``opens_at(user, code)`` is the rule of the page at a place; without it, that the
    right holds there. ``purpose`` says in one line what it is for.
    """

    key: str
    section: Section
    label: Text
    icon: str
    url_names: tuple[str, ...]
    permission: Permission | None = None
    purpose: Text = ""
    rank: int = 50
    for_every_region: bool = False
    opens_at: Callable[[Any, str], bool] | None = None
    # Views of the same room without a page of their own light up the first such page.
    stands_for_room: bool = True


@dataclass(frozen=True)
class DockPlace:
    """A place at the foot of a field worker's phone; four are shown, those of the lowest rank first."""

    key: str
    label: Text
    icon: str
    url_names: tuple[str, ...]
    permission: Permission | None = None
    rank: int = 50
    # Gives way when more than four places are open to the person.
    may_yield: bool = False


@dataclass(frozen=True)
class FirstPage:
    """Where a person begins who holds the right; of several the one of the lowest rank."""

    key: str
    url_names: tuple[str, ...]
    permission: Permission
    rank: int


def _by_section(page: Page) -> tuple[int, int]:
    return SECTIONS.index(page.section), page.rank


PAGES: Registry[Page] = Registry("navigation.pages", order=_by_section)
DOCK: Registry[DockPlace] = Registry("navigation.dock", order=lambda place: place.rank)
FIRST_PAGES: Registry[FirstPage] = Registry("navigation.first_pages", order=lambda page: page.rank)
