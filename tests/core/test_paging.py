"""Pages by key: every row once, in order, forwards and backwards, whatever comes back in the address."""

from __future__ import annotations

import base64
import datetime as dt
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from anyelir.core.models import AuditEntry
from anyelir.core.paging import PageOfRows, paginate

SOME_ID = "0199f3a2-7c1e-7d3b-8a55-3f0c2b9d4e61"

BEGIN = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
ORDERS = [("-at", "-id"), ("at", "id"), ("actor_name", "-at", "id")]


def entry(minute: int = 0, name: str = "Sari") -> AuditEntry:
    return AuditEntry.objects.create(
        at=BEGIN + dt.timedelta(minutes=minute), actor_name=name, verb="uji", kind="uji"
    )


def walk(order, size: int, queryset=None) -> list[PageOfRows]:
    """All pages from the first to the last."""
    rows = AuditEntry.objects.all() if queryset is None else queryset
    pages = [paginate(rows, order=order, size=size)]
    while pages[-1].next_cursor:
        pages.append(paginate(rows, order=order, size=size, cursor=pages[-1].next_cursor))
    return pages


class EveryRowOnce(TestCase):
    """Ties in the first fields are what goes wrong by hand, so minutes and names come from small sets."""

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        rows=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["Ani", "Budi", "Ánita"])), max_size=12),
        size=st.integers(1, 5),
        order=st.sampled_from(ORDERS),
    )
    def test_pages_are_the_sorted_list_cut_in_pieces(self, rows, size, order):
        for minute, name in rows:
            entry(minute, name)
        pages = walk(order, size)
        keys = [row.pk for page in pages for row in page]
        assert keys == [row.pk for row in AuditEntry.objects.order_by(*order)]
        assert all(len(page) == size for page in pages[:-1])
        assert not pages[0].previous_cursor
        back = pages[-1]
        for page in reversed(pages[:-1]):
            back = paginate(AuditEntry.objects.all(), order=order, size=size, cursor=back.previous_cursor)
            assert [row.pk for row in back] == [row.pk for row in page]

    @settings(max_examples=100, deadline=None)
    @given(cursor=st.text(max_size=80))
    def test_any_text_as_cursor_gives_a_page(self, cursor):
        assert len(paginate(AuditEntry.objects.all(), order=("-at", "-id"), cursor=cursor)) == 0


@pytest.mark.django_db
def test_rows_that_arrive_meanwhile_are_not_shown_twice():
    old = [entry(minute) for minute in range(4)]
    first = paginate(AuditEntry.objects.all(), order=("-at", "-id"), size=2)
    entry(minute=99)
    second = paginate(AuditEntry.objects.all(), order=("-at", "-id"), size=2, cursor=first.next_cursor)
    assert [row.pk for row in first] == [old[3].pk, old[2].pk]
    assert [row.pk for row in second] == [old[1].pk, old[0].pk]


def forged(*parts) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "???",
        "a" * 5000,
        forged("f"),
        forged("f", "2026-11-01T00:00:00Z"),
        forged("x", "2026-11-01T00:00:00Z", SOME_ID),
        forged("f", "bukan waktu", SOME_ID),
        forged("f", "2026-11-01T00:00:00Z", "bukan uuid"),
        forged("f", None, SOME_ID),
        forged("f", {"a": 1}, SOME_ID),
        forged("f", "2026-11-01T00:00:00Z", SOME_ID, "lebih"),
        base64.urlsafe_b64encode(b"[" * 900).decode(),
        base64.urlsafe_b64encode(b'"f"').decode(),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    ],
)
def test_a_damaged_cursor_gives_the_first_page(cursor):
    mine = entry()
    assert paginate(AuditEntry.objects.all(), order=("-at", "-id"), cursor=cursor).rows == [mine]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["a\0b", "\ud800"])
def test_text_that_no_database_holds_is_damage(name):
    mine = entry()
    cursor = forged("f", name, SOME_ID)
    assert paginate(AuditEntry.objects.all(), order=("actor_name", "id"), cursor=cursor).rows == [mine]


@pytest.mark.django_db
@pytest.mark.parametrize(("rows", "pages"), [(0, 1), (3, 1), (4, 2), (6, 2), (7, 3)])
def test_the_last_page_may_be_full(rows, pages):
    for minute in range(rows):
        entry(minute)
    assert len(walk(("at", "id"), 3)) == pages


@pytest.mark.django_db
def test_a_page_costs_one_statement(django_assert_num_queries):
    for minute in range(9):
        entry(minute)
    first = paginate(AuditEntry.objects.all(), order=("-at", "-id"), size=3)
    with django_assert_num_queries(1):
        paginate(AuditEntry.objects.all(), order=("-at", "-id"), size=3, cursor=first.next_cursor)


@pytest.mark.django_db
def test_an_order_may_follow_a_relation():
    from tests import factories as make

    high, low = make.region("32", "Jawa Barat"), make.region("51", "Bali")
    for place, name in ((low, "Dua"), (high, "Satu"), (low, "Tiga")):
        make.member(place, name)
    from anyelir.membership.models import Member

    names = [
        row.name for page in walk(("region__name", "name", "id"), 1, Member.objects.all()) for row in page
    ]
    assert names == ["Dua", "Tiga", "Satu"]
