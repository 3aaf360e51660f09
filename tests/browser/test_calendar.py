"""The month of a body: read on phone and desk, one sheet of paper, and an address for the calendar of a phone."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

# Six weeks with a month of activities, the fullest sheet there is.
FULL_MONTH = "/kalender/2026/11/"


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_the_month_and_the_address_for_a_phone(visitor, size):
    guest = visitor(size)
    page = guest.sign_in("hendra")
    guest.open(FULL_MONTH)
    expect(page.locator("h1")).to_contain_text("kegiatan di November")
    expect(page.locator(".cal-entry").first).to_be_visible()
    assert page.locator(".cal-day--out").first.is_visible() == (size == "desk")
    assert not guest.overflows()
    page.locator(".cal-entry a", has_text="Posyandu Anyelir buka").click()
    expect(page.locator("h1")).to_contain_text("Anyelir")
    guest.open("/kalender/alamat/")
    if page.get_by_role("button", name="Akhiri alamat ini").count():
        page.get_by_role("button", name="Akhiri alamat ini").click()
    page.get_by_role("button", name="Buat alamat").click()
    address = page.get_by_label("Alamat untuk aplikasi kalender").input_value()
    assert not guest.overflows()
    anybody = visitor("phone")
    text = anybody.context.request.get(address).text()
    assert text.startswith("BEGIN:VCALENDAR") and "SUMMARY:Posyandu Anyelir buka" in text
    page.get_by_role("button", name="Akhiri alamat ini").click()
    expect(page.get_by_role("button", name="Buat alamat")).to_be_visible()
    assert anybody.context.request.get(address).status == 404


def test_a_month_is_one_sheet_of_paper(visitor):
    guest = visitor("desk")
    page = guest.sign_in("hendra")
    guest.open(FULL_MONTH)
    # As full as a day can be.
    page.evaluate(
        """() => document.querySelectorAll('.cal-day').forEach((day) => {
            const lists = document.querySelectorAll('.cal-day__list');
            day.append(...[...Array(4)].map(() => lists[0].cloneNode(true)));
        })"""
    )
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) == 1
    width, height = (float(side) for side in paper.pages[0].mediabox[2:])
    assert width > height
