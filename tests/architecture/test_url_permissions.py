"""Every named address has a row in the matrix, and every role gets exactly the status of its row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from tests.architecture.url_matrix import Row, every_row

ROWS = every_row()


def named_urls(patterns=None, namespace: str = "") -> Iterator[str]:
    """Every address of the site as "app:name"; an address without a name has no reason to exist."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_urls(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"


def test_every_address_has_a_row():
    names = set(named_urls())
    covered = {key.removeprefix("POST ") for key in ROWS}
    assert sorted(names - covered) == [], "addresses without a row in tests/architecture/matrix_*.py"
    assert sorted(covered - names) == [], "rows of addresses that do not exist"


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


ONLY_READ = sorted(key for key in ROWS if not key.startswith("POST ") and f"POST {key}" not in ROWS)


@pytest.mark.parametrize("key", ONLY_READ)
def test_an_address_that_takes_a_post_has_a_row_for_it(key, world, sign_in):
    """Without a row of its own a POST is 405 to everybody who may read the page."""
    row = ROWS[key]
    readers = [role for role, status in row.expect.items() if status in (200, 302) and role != "anonymous"]
    got = {
        role: _status_without_trace(sign_in(world.user(role)), f"POST {key}", row, world) for role in readers
    }
    assert set(got.values()) <= {405}, got


def test_an_unnamed_role_or_address_is_refused():
    from tests.architecture.url_matrix import row

    with pytest.raises(ValueError, match="no such role"):
        row(kadeer=200, others=404)
    with pytest.raises(ValueError, match="say what these roles get"):
        row(kader=200)
    with pytest.raises(NoReverseMatch):
        reverse("web:no-such-address")
