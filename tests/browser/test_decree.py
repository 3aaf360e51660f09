"""The decree of a posyandu as a photo: brought with a phone or at a desk, looked at, taken away."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import expect


def photo() -> bytes:
    target = io.BytesIO()
    Image.linear_gradient("L").resize((1500, 2000)).convert("RGB").save(target, "JPEG")
    return target.getvalue()


@pytest.mark.parametrize(("size", "who"), [("phone", "tuti"), ("desk", "hendra")])
def test_brought_looked_at_and_taken_away(visitor, size, who):
    guest = visitor(size)
    page = guest.sign_in(who)
    guest.open("/posyandu/")
    page.locator("main a[href^='/posyandu/']").filter(has_text="Anyelir").first.click()
    page.get_by_role("link", name="tambah foto").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "SK.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    page.get_by_role("button", name="Simpan berkas").click()
    picture = page.locator(".pos-pages img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 240
    assert not guest.overflows()
    page.get_by_role("button", name="Hapus").click()
    expect(page.locator("main")).to_contain_text("Belum ada foto SK")
