"""What was typed comes back when it has not arrived, and only then."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_posyandu_day import MEASURE_LINK, choose_status, open_the_day

NOTE = "Isian yang belum terkirim kami kembalikan"


def first_referral(guest) -> str:
    page = guest.open("/posyandu/rujukan/")
    return page.locator("a[href*='/posyandu/rujukan/']").evaluate_all(
        "all => all.map(a => a.href).find(h => /rujukan\\/[0-9a-f-]{36}/.test(h))"
    )


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_a_saved_step_is_saved_and_nothing_else(visitor, size):
    guest = visitor(size)
    page = guest.sign_in("lilis")
    page.goto(first_referral(guest))
    choose_status(page, page.locator("[name=status]").first.get_attribute("value"))
    page.locator("form[data-draft] textarea").first.fill("Ibu datang bersama nenek")
    page.get_by_role("button", name="Catat langkah ini").click()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".timeline")).to_contain_text("Ibu datang bersama nenek")
    expect(page.locator("body")).not_to_contain_text(NOTE)
    assert page.evaluate("Object.keys(sessionStorage).filter(k => k.startsWith('isian:')).length") == 0


def test_a_form_that_did_not_arrive_comes_back(visitor):
    """The signal is lost while it is sent; the page is opened again."""
    guest = visitor("phone")
    page = guest.sign_in("sari")
    board = open_the_day(page)
    page.goto(board + "anak-baru/")
    page.locator("[name=name]").fill("Dewi Lestari")
    guest.context.set_offline(True)
    page.get_by_role("button", name="Daftar lalu timbang").click(no_wait_after=True)
    page.wait_for_timeout(500)
    guest.context.set_offline(False)
    page.goto(board + "anak-baru/")
    expect(page.locator("body")).to_contain_text(NOTE)
    assert page.locator("[name=name]").input_value() == "Dewi Lestari"
    page.get_by_role("button", name="Mulai dari kosong").click()
    page.wait_for_load_state("networkidle")
    assert page.locator("[name=name]").input_value() == ""


def test_a_form_that_was_only_typed_comes_back(visitor):
    guest = visitor("phone")
    page = guest.sign_in("sari")
    board = open_the_day(page)
    page.goto(board + "anak-baru/")
    page.locator("[name=name]").fill("Dewi Lestari")
    page.goto(board)
    page.goto(board + "anak-baru/")
    expect(page.locator("body")).to_contain_text(NOTE)
    assert page.locator("[name=name]").input_value() == "Dewi Lestari"


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_a_letter_that_was_only_typed_comes_back(visitor, size):
    """As every page that is one form (base_form.html)."""
    guest = visitor(size)
    page = guest.sign_in("hendra")
    guest.open("/kantor/surat/")
    page.get_by_role("link", name="Tulis surat").click()
    address, text = page.url, "Dengan hormat,\n\nIsi yang panjang."
    page.get_by_label("Isi surat").fill(text)
    guest.open("/kantor/surat/")
    page.goto(address)
    expect(page.locator("body")).to_contain_text(NOTE)
    expect(page.get_by_label("Isi surat")).to_have_value(text)
    assert not guest.overflows()


def test_the_numbers_of_a_wrong_child_move(visitor):
    """Salah anak: the right child is chosen, the numbers stand in its form."""
    guest = visitor("phone")
    page = guest.sign_in("sari")
    board = open_the_day(page)
    link = page.locator(MEASURE_LINK).last.get_attribute("href")
    page.goto(guest.site.address + link)
    last = page.locator("[data-amount=weight_kg]").get_attribute("data-last")
    weight = f"{float(last) + 0.2:.1f}".replace(".", ",") if last else "9,4"
    page.locator("[name=weight_kg]").fill(weight)
    for _step in range(2):
        page.locator("[data-next]").click()
    page.get_by_role("button", name="Simpan dan lihat hasil").click()
    expect(page).to_have_url(re.compile("/hasil/"))
    page.goto(page.url + "betulkan/")
    for _step in range(2):
        page.locator("[data-next]").click()
    page.locator("label", has_text="Salah anak").click()
    page.get_by_role("button", name="Simpan pembetulan").click()
    expect(page.locator("h1")).to_have_text("Hasil anak siapa?")
    expect(page.locator("main")).to_contain_text(f"{weight} kg")
    assert not guest.overflows()
    page.locator("button.pos-rowlink").first.click()
    expect(page.locator("main")).to_contain_text("Angka dari")
    assert page.locator("[name=weight_kg]").input_value() == weight
    assert not guest.overflows() and page.goto(board)
