"""The demo answers in a real browser, at both widths, with and without scripts."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("size", ["phone", "desk"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_sign_in_page_fits(visitor, size, theme):
    guest = visitor(size, theme=theme)
    page = guest.open("/masuk/")
    assert page.locator("h1").inner_text() == "Masuk"
    assert not guest.overflows()


@pytest.mark.parametrize("username", ["sari", "lilis", "hendra", "ratna", "maya", "wayan"])
def test_each_role_comes_home(desk, username):
    page = desk.sign_in(username)
    assert page.locator("main").is_visible()
    assert not desk.overflows()


def test_a_wrong_password_keeps_the_name(phone):
    page = phone.open("/masuk/")
    page.locator("input[name=username]").fill("sari")
    page.locator("input[name=password]").fill("bukan ini")
    page.locator("main form button.btn--main").first.click()
    page.wait_for_load_state()
    assert page.locator("input[name=username]").input_value() == "sari"
    assert "/masuk/" in page.url


def test_sign_in_works_without_scripts(visitor):
    page = visitor("phone", scripts=False).sign_in("sari")
    assert page.locator("main").is_visible()


def test_both_processes_run_and_the_database_answers(site):
    assert site.process.poll() is None
    assert "equal" in site.manage("rollup", "verify")
