"""A section with more pages than its row holds."""

from __future__ import annotations

import pytest
from django.urls import reverse

from anyelir.core.navigation import OFFICE
from anyelir.web.menu import MOST_IN_A_ROW, Entry, SectionEntry, dock_for
from tests import factories as make

pytestmark = pytest.mark.django_db


def entry(no: int, **fields) -> Entry:
    return Entry(f"p{no}", OFFICE, f"Halaman {no}", "book", f"/{no}/", "", **fields)


def test_the_row_holds_the_first_pages_and_the_one_in_view():
    pages = [entry(no) for no in range(MOST_IN_A_ROW + 3)]
    pages[-1] = entry(MOST_IN_A_ROW + 2, is_current=True)
    section = SectionEntry(OFFICE, pages)
    assert section.row == [*pages[:MOST_IN_A_ROW], pages[-1]] and section.has_more


def test_a_short_section_has_all_of_its_pages_in_the_row():
    section = SectionEntry(OFFICE, [entry(no) for no in range(MOST_IN_A_ROW)])
    assert section.row == section.pages and not section.has_more


def test_the_row_leads_to_all_pages_of_the_section(sign_in, world):
    desk = sign_in(world.user("secretary"))
    page = desk.get(reverse("calendars:feeds")).content.decode()
    assert f'href="{reverse("web:more")}#office"' in page
    everything = desk.get(reverse("web:more")).content.decode()
    assert 'id="office"' in everything and "Rapat, pelatihan, kunjungan" in everything


def test_the_dock_of_who_works_in_two_fields_keeps_what_she_cannot_do_without(world):
    """Sari runs a posyandu day and keeps a dasawisma: the rest is on the page of places."""
    kader = world.user("kader")
    make.grant(kader, "kader_dasawisma", world.rw)
    assert [str(place["label"]) for place in dock_for(kader, "")] == ["Hari ini", "Sasaran", "Cari", "Saya"]
