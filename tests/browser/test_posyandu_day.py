"""The day itself: ten children, a correction, a referral and its answer, and the numbers up to the kabupaten."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

REFER = "Buat surat rujukan"
TEN = 10
FRESH_SECONDS = 15
MEASURE_LINK = ".pos-kidrow__who[href*='/ukur/']"


def open_the_day(page: Page) -> str:
    """Open today's open day if it is not open yet; the address of its board."""
    button = page.get_by_role("button", name="Buka hari posyandu")
    if button.count():
        button.click()
        page.wait_for_url(re.compile("/hari-buka/"))
    return page.url


def already_weighed(page: Page) -> int:
    """How many children other tests have weighed on this day."""
    match = re.search(r"(\d+) dari \d+ balita sudah ditimbang", page.locator("main").inner_text())
    return int(match[1]) if match else 0


def measure(page: Page, address: str, gain_kg: float) -> str:
    """Weigh and measure one child as the form leads; the address of the result."""
    page.goto(address)
    amount = page.locator("[data-amount=weight_kg]")
    last = amount.get_attribute("data-last")
    weight = float(last) + gain_kg if last else 9.4
    fill(page, "weight_kg", weight)
    height = page.locator("[data-amount=height_cm]").get_attribute("data-last")
    fill(page, "height_cm", float(height) + 0.5 if height else 74.5)
    save(page)
    return page.url


def fill(page: Page, name: str, value: float) -> None:
    field = page.locator(f"[name={name}]")
    if not field.is_visible():
        page.locator("[data-next]").click()
    field.fill(f"{value:.1f}".replace(".", ","))


def save(page: Page) -> None:
    """Save; a value that the form asks about is said to be right."""
    for _ in range(4):
        button = page.locator("[data-save] button")
        if not button.is_visible():
            page.locator("[data-next]").click()
        else:
            button.click()
            page.wait_for_load_state()
        if "/hasil/" in page.url:
            return
        right = page.get_by_role("button", name="Sudah benar")
        while right.count() and right.first.is_visible():
            right.first.click()
            page.wait_for_timeout(100)
            if "/hasil/" in page.url:
                return
    raise AssertionError(f"the measurement was not saved: {page.locator('main').inner_text()[:800]}")


def number_after(page: Page, path: str, site, pattern: str) -> str:
    """Wait until the folded numbers show what was just recorded."""
    deadline = time.monotonic() + FRESH_SECONDS
    while True:
        page.goto(site.address + path)
        text = page.locator("main").inner_text()
        if re.search(pattern, text) or time.monotonic() > deadline:
            return text
        time.sleep(0.5)


@pytest.mark.parametrize(("size", "kader"), [("phone", "sari"), ("desk", "rina")])
def test_the_day_from_the_scale_to_the_kabupaten(visitor, site, size, kader):
    guest = visitor(size)
    page = guest.sign_in(kader)
    board = open_the_day(page)
    assert not guest.overflows()
    before = already_weighed(page)
    links = page.locator(MEASURE_LINK).evaluate_all("all => all.map(a => a.href)")
    assert len(links) >= TEN
    results = [measure(page, link, 0.4) for link in links[: TEN - 1]]
    results += lose_weight(page, links[TEN - 1 :])
    assert not guest.overflows()

    correct(page, results[0])
    referral = refer(page, results[-1])
    page.goto(board)
    expect(page.locator("main")).to_contain_text(re.compile(rf"\b{before + len(results)} dari \d+"))

    answer(visitor("desk"), referral)
    page.goto(referral)
    expect(page.locator("main")).to_contain_text("Sudah diperiksa, tumbuh baik")
    numbers_arrive(visitor("desk"), site)


def lose_weight(page: Page, links: list[str]) -> list[str]:
    """Children who lost weight, until one of them is to be referred: whose weight did not rise the month before."""
    results = []
    for link in links:
        results.append(measure(page, link, -0.3))
        if page.get_by_role("link", name=REFER).count():
            return results
    raise AssertionError("nobody is to be referred")


def correct(page: Page, result: str) -> None:
    """A wrong weight is put right with its reason; the old row stays."""
    page.goto(result)
    page.get_by_role("link", name="Betulkan").click()
    weight = page.locator("[name=weight_kg]")
    old = float(weight.input_value().replace(",", "."))
    weight.fill(f"{old + 0.1:.1f}".replace(".", ","))
    for _ in range(3):
        if page.locator("[name=kind]").first.is_visible():
            break
        page.locator("[data-next]").click()
    page.locator("[name=kind]").first.check()
    explanation = page.locator("[name=words]")
    if explanation.is_visible():
        explanation.fill("salah baca timbangan")
    save(page)
    expect(page.locator("body")).to_contain_text("Catatan lama, sudah dibetulkan")


def refer(page: Page, result: str) -> str:
    """The advice of the result leads to the referral."""
    page.goto(result)
    page.get_by_role("link", name=REFER).click()
    page.get_by_role("button", name="Kirim rujukan").click()
    page.wait_for_url(re.compile("/rujukan/[0-9a-f-]{36}/"))
    return page.url


def answer(puskesmas, referral: str) -> None:
    """The puskesmas finds it in its inbox and writes what was found."""
    page = puskesmas.sign_in("lilis")
    puskesmas.open("/posyandu/rujukan/")
    assert page.locator(f"a[href*='{referral.rsplit('/', 2)[1]}']").count()
    for status in ("received", "attended", "result"):
        page.goto(referral)
        choose_status(page, status)
        page.get_by_role("button", name="Catat langkah ini").click()
        page.wait_for_load_state()


def choose_status(page: Page, status: str) -> None:
    radio = page.locator(f"input[name=status][value={status}]")
    if radio.count():
        radio.check()
    else:
        page.locator("select[name=status]").select_option(status)
    for name in ("remark", "result"):
        field = page.locator(f"textarea[name={name}], input[name={name}][type=text]")
        if field.count() and field.first.is_visible():
            field.first.fill("Sudah diperiksa, tumbuh baik")


def numbers_arrive(official, site) -> None:
    """The kabupaten sees this month's weighings within seconds, and the sums are true."""
    page = official.sign_in("ratna")
    month = time.strftime("%Y-%m")
    text = number_after(page, f"/ringkasan/32.01/?bulan={month}", site, r"Dari \d+ yang ditimbang")
    weighed = int(re.search(r"Dari (\d+) yang ditimbang", text).group(1))
    assert weighed >= TEN
    assert not official.overflows()
    assert "equal" in site.manage("rollup", "verify")
