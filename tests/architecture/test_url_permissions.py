"""Every named address has a row in the matrix, and every role gets exactly the status of its row."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import NoReverseMatch, reverse

from tests.architecture.url_matrix import Row, every_row
from tests.architecture.url_views import VIEWS

ROWS = every_row()


def key_of(name: str, method: str) -> str:
    return name if method == "GET" else f"{method} {name}"


def declared_keys() -> set[str]:
    """One key for each address and each method that its view declares; see test_screens.py for all others."""
    return {key_of(name, method) for name, view in VIEWS.items() for method in view.methods}


def test_every_address_has_a_row_for_each_of_its_methods():
    assert sorted(declared_keys() - set(ROWS)) == [], "no row in tests/architecture/matrix_*.py"
    assert sorted(set(ROWS) - declared_keys()) == [], "rows of addresses or methods that do not exist"


def test_each_row_that_takes_a_key_says_what_a_stranger_gets():
    """A row by which everybody gets the same proves nothing about a record that belongs to somebody."""
    open_to_all = {
        key
        for key, row in ROWS.items()
        if any(name == "pk" or name.endswith("_pk") for name in row.args)
        and row.expect["stranger"] not in (403, 404)
    }
    assert open_to_all == set()


def _status(client, key: str, row: Row, world) -> int:
    address = reverse(key.removeprefix("POST "), kwargs=row.url_arguments(world)) + row.query
    if key.startswith("POST "):
        return client.post(address, row.form(world)).status_code
    return client.get(address).status_code


class _Undo(Exception):
    """Takes back what one role wrote, so that the next role meets the same world."""


def _status_without_trace(client, key: str, row: Row, world) -> int:
    try:
        with transaction.atomic():
            status = _status(client, key, row, world)
            raise _Undo
    except _Undo:
        return status


@pytest.mark.parametrize("key", sorted(ROWS))
def test_each_role_gets_its_status(key, world, sign_in):
    row = ROWS[key]
    clients = {role: sign_in(world.user(role)) for role in row.expect}
    got = {role: _status_without_trace(client, key, row, world) for role, client in clients.items()}
    assert got == dict(row.expect)


def test_an_unnamed_role_or_address_is_refused():
    from tests.architecture.url_matrix import row

    with pytest.raises(ValueError, match="no such role"):
        row(kadeer=200, others=404)
    with pytest.raises(ValueError, match="say what these roles get"):
        row(kader=200)
    with pytest.raises(NoReverseMatch):
        reverse("web:no-such-address")
