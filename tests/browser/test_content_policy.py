"""The main pages of each role under the strict policy: nothing is blocked, and bars and avatars keep their measures."""

from __future__ import annotations

import pytest

PAGES = {
    "hendra": ["/", "/tugas/", "/pengguna/", "/keluarga/", "/impor/", "/galeri/", "/saya/", "/wilayah/"],
    "ratna": ["/", "/tugas/", "/pengguna/", "/tim/", "/jejak/"],
    "sari": ["/", "/saya/", "/posyandu/", "/balita/"],
}


@pytest.mark.parametrize("size", ["phone", "desk"])
@pytest.mark.parametrize("username", PAGES)
def test_no_page_asks_for_what_the_policy_forbids(visitor, username, size):
    guest = visitor(size)
    guest.sign_in(username)
    for path in PAGES[username]:
        page = guest.open(path)
        assert page.locator("main").is_visible() and not guest.overflows(), path


def test_the_policy_is_in_force(visitor):
    guest = visitor("desk")
    page = guest.open("/masuk/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p id=x style=\"color:red\">x</p>')")
    assert page.locator("#x").evaluate("p => p.style.length") == 0
    assert [text for text in guest.broken if "inline style" in text]
    guest.broken.clear()


def test_measures_reach_the_page_without_styles_in_it(visitor):
    guest = visitor("desk")
    guest.sign_in("hendra")
    page = guest.open("/galeri/")
    bar = page.locator(".bar[data-v='62']").first
    assert (
        bar.locator("i").evaluate("i => Math.round(100 * i.offsetWidth / i.parentElement.offsetWidth)") == 62
    )
    assert page.locator(".avatar.sz-40").first.bounding_box()["width"] == 40
    widths = page.locator(".stackbar").first.locator("i").evaluate_all("all => all.map(i => i.offsetWidth)")
    assert widths[0] > widths[1] and abs(widths[0] - widths[2]) < widths[0] * 0.1
