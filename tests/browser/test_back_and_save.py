"""Back, correct, save in Chromium with its back-forward cache on: nothing that was typed vanishes.

Playwright switches that cache off; these tests switch it on and prove that the page came out of it.
"""

from __future__ import annotations

import os
import re
import shutil

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARGUMENTS, WIDTHS, Visitor
from tests.browser.test_posyandu_day import MEASURE_LINK, open_the_day

REMEMBER = "addEventListener('pageshow', (event) => { window.cameFromCache = event.persisted })"


@pytest.fixture(scope="module")
def cached_chromium(chromium):
    """Chromium as people have it. Only one Playwright runs in a thread, so the one of ``chromium`` is used."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    browser = chromium.browser_type.launch(
        executable_path=program, args=ARGUMENTS, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield browser
    browser.close()


@pytest.fixture(params=["phone", "desk"])
def sari(request, site, cached_chromium):
    width, height = WIDTHS[request.param]
    context = cached_chromium.new_context(
        viewport={"width": width, "height": height}, locale="id-ID", has_touch=request.param == "phone"
    )
    context.add_init_script(REMEMBER)
    guest = Visitor(site, context)
    guest.username = "sari" if request.param == "phone" else "rina"
    guest.sign_in(guest.username)
    yield guest
    context.close()
    assert guest.broken == []


def on_the_scale(page: Page) -> None:
    """The measuring page of one of the children who wait."""
    open_the_day(page)
    link = page.locator(MEASURE_LINK).first.get_attribute("href")
    page.goto(page.url.split("/posyandu/")[0] + link)


def believable(page: Page) -> tuple[str, str]:
    """A weight about which nothing is asked, and another one."""
    last = page.locator("[data-amount=weight_kg]").get_attribute("data-last")
    first = float(last) + 0.2 if last else 9.4
    return tuple(f"{weight:.1f}".replace(".", ",") for weight in (first, first + 0.3))


def type_weight(page: Page, weight: str) -> None:
    while not page.locator("[name=weight_kg]").is_visible():
        page.evaluate("history.back()")
        page.wait_for_timeout(200)
    page.locator("[name=weight_kg]").fill(weight)


def press(page: Page, label: str) -> None:
    button = page.get_by_role("button", name=label)
    for _step in range(4):
        if button.is_visible():
            break
        page.locator("[data-next]").click()
    button.click()
    page.wait_for_load_state()


def back_to_the_form(page: Page, path: str) -> None:
    """Back as a thumb does it; a page out of the cache has no second "load" for Playwright to wait for."""
    page.evaluate("history.back()")
    page.wait_for_url(re.compile(path), wait_until="commit")
    page.wait_for_function("window.cameFromCache !== undefined")


@pytest.mark.slow
def test_the_weight_typed_after_back_is_not_lost(sari):
    page = sari.page
    on_the_scale(page)
    first, second = believable(page)
    type_weight(page, first)
    press(page, "Simpan dan lihat hasil")
    expect(page).to_have_url(re.compile("/hasil/"))
    back_to_the_form(page, "/ukur/")
    assert page.evaluate("window.cameFromCache") is True
    type_weight(page, second)
    press(page, "Simpan dan lihat hasil")
    expect(page.get_by_role("alert").first).to_contain_text(f"{first} kg")
    assert page.locator("[name=weight_kg]").input_value() == second
    assert not sari.overflows()
    press(page, "Simpan sebagai pembetulan")
    expect(page).to_have_url(re.compile("/hasil/"))
    expect(page.locator("main")).to_contain_text(f"{second} kg")


@pytest.mark.slow
def test_a_new_child_is_mended_after_back(sari):
    page = sari.page
    # Each width has a posyandu and a child of its own.
    right = "Salsa Putri" if sari.username == "sari" else "Kirana Putri"
    wrong = f"{right}i"
    open_the_day(page)
    page.goto(page.url.rstrip("/") + "/anak-baru/")
    page.locator("[name=name]").fill(wrong)
    page.locator("label", has_text="Perempuan").first.click()
    page.locator("[name=born_on]").fill("2025-11-01")
    page.locator("[name=mother_name]").fill(f"Ibu {right}")
    press(page, "Daftar lalu timbang")
    expect(page).to_have_url(re.compile("/ukur/"))
    back_to_the_form(page, "/anak-baru/")
    assert page.evaluate("window.cameFromCache") is True
    page.locator("[name=name]").fill(right)
    press(page, "Daftar lalu timbang")
    expect(page.get_by_role("alert").first).to_contain_text(wrong)
    assert page.locator("[name=name]").input_value() == right
    assert not sari.overflows()
    press(page, "Anak yang sama")
    expect(page).to_have_url(re.compile("/ukur/"))
    expect(page.locator("body")).to_contain_text(right)
    expect(page.locator("body")).not_to_contain_text(wrong)


def weigh(page: Page, weight: str) -> None:
    type_weight(page, weight)
    press(page, "Simpan dan lihat hasil")
    expect(page).to_have_url(re.compile("/hasil/"))


def say_why(page: Page) -> None:
    reason = page.locator("label", has_text="Salah ketik").first
    for _step in range(4):
        if reason.is_visible():
            break
        page.locator("[data-next]").click()
    reason.click()


@pytest.mark.slow
def test_a_correction_changed_after_back_is_not_lost(sari):
    page = sari.page
    on_the_scale(page)
    first, second = believable(page)
    weigh(page, first)
    page.goto(page.url + "betulkan/")
    type_weight(page, second)
    say_why(page)
    press(page, "Simpan pembetulan")
    expect(page).to_have_url(re.compile("/hasil/[^/]*/$"))
    back_to_the_form(page, "/betulkan/")
    assert page.evaluate("window.cameFromCache") is True
    type_weight(page, first)
    press(page, "Simpan pembetulan")
    expect(page.get_by_role("alert").first).to_contain_text(f"{second} kg")
    press(page, "Simpan sebagai pembetulan")
    expect(page).to_have_url(re.compile("/hasil/[^/]*/$"))
    expect(page.locator("main")).to_contain_text(f"{first} kg")


@pytest.mark.slow
def test_of_two_tabs_that_correct_the_second_is_told(sari):
    page = sari.page
    on_the_scale(page)
    first, second = believable(page)
    weigh(page, first)
    address = page.url + "betulkan/"
    page.goto(address)
    other = sari.context.new_page()
    other.goto(address)
    for tab, weight in ((page, second), (other, first)):
        type_weight(tab, weight)
        say_why(tab)
        press(tab, "Simpan pembetulan")
    expect(page).to_have_url(re.compile("/hasil/[^/]*/$"))
    expect(other.get_by_role("alert").first).to_contain_text(f"{second} kg")
    assert other.locator("[name=weight_kg]").input_value() == first
