"""Whatever stands in a field or in an address: a page that says what is wrong, never an error of ours.

Fields come from the forms, addresses from the URL conf, so that new ones are tried as soon as they are there.
"""

from __future__ import annotations

import re

import pytest
from django import forms
from django.urls import reverse

from tests.architecture.sources import PACKAGE
from tests.architecture.test_attack_rows import forms_of
from tests.architecture.url_matrix import every_row

pytestmark = pytest.mark.django_db
ROWS = every_row()
FORGED = [
    "9" * 400,
    "-9223372036854775809",
    "1e400",
    "NaN",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "9999-99",
    "99:99",
    "٣١-١٢-٢٠٢٦",
    "\x00",
    "x" * 20_000,
    "../../etc/passwd",
]
# Who has most pages; the first who gets one sees it.
TRY_AS = ("secretary", "bidan", "kader", "pusat", "kabupaten")
PARAMETERS = sorted(
    {
        name
        for path in PACKAGE.rglob("*.py")
        for name in re.findall(r"""(?:GET\.get\(|searched\(request, )"([a-z_]+)\"""", path.read_text())
    }
)


@pytest.fixture
def opened(world, sign_in):
    """``opened(name)`` is who sees a page, its address and the page; None when nobody of them does."""

    def find(name: str):
        row = ROWS[name]
        address = reverse(name, kwargs=row.url_arguments(world)) + row.query
        for role in TRY_AS:
            client = sign_in(world.user(role))
            page = client.get(address)
            if page.status_code == 200:
                return client, address, page
        return None

    return find


def filled(form: forms.Form) -> dict[str, str]:
    """What the form would send if it were saved as it is shown."""
    shown = {form.add_prefix(name): form[name].value() for name in form.fields}
    return {
        name: "" if value is None else str(value)
        for name, value in shown.items()
        if not isinstance(value, list)
    }


@pytest.mark.parametrize("name", sorted(key for key in ROWS if f"POST {key}" in ROWS))
def test_no_field_takes_the_page_down(name, world, opened):
    place = opened(name)
    if place is None:
        return
    client, address, page = place
    for form in forms_of(page):
        given = {**filled(form), **ROWS[f"POST {name}"].form(world)}
        for field in form.fields:
            for value in FORGED:
                answer = client.post(address, {**given, form.add_prefix(field): value})
                assert answer.status_code < 500, (name, field, value[:40], answer.status_code)


@pytest.mark.parametrize("name", sorted(key for key in ROWS if not key.startswith("POST ")))
def test_no_parameter_takes_the_page_down(name, opened):
    place = opened(name)
    if place is None:
        return
    client, address, _page = place
    address = address.partition("?")[0]
    for value in FORGED:
        answer = client.get(address, dict.fromkeys(PARAMETERS, value))
        assert answer.status_code < 500, (name, value[:40])
    for parameter in PARAMETERS:
        answer = client.get(address, {parameter: FORGED[0]})
        assert answer.status_code < 500, (name, parameter)


@pytest.mark.parametrize("period", ["0000-00", "0001-01", "9999-12", "2026-13", "9999-99", "99999-01"])
@pytest.mark.parametrize("name", sorted(name for name in ROWS if "period" in ROWS[name].args))
def test_no_period_of_an_address_takes_the_page_down(name, period, world, sign_in):
    row = ROWS[name]
    here = reverse(name.removeprefix("POST "), kwargs={**row.url_arguments(world), "period": "2026-10"})
    client = sign_in(world.user("bidan"))
    for answer in (client.get(here.replace("2026-10", period)), client.post(here.replace("2026-10", period))):
        assert answer.status_code < 500


def test_the_parameters_are_those_of_the_views():
    assert {"bulan", "kursor", "cari", "urut"} <= set(PARAMETERS)
