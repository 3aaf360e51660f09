"""A limit on tries holds at the same moment on many connections."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from anyelir.core.budget import Allowance
from anyelir.core.models import Budget

FIVE = Allowance("coba", 5, dt.timedelta(minutes=15))


@pytest.mark.django_db
def test_five_tries_and_no_sixth_for_each_holder_alone():
    assert [FIVE.take("sari", "10.0.0.1") for _ in range(7)] == [True] * 5 + [False] * 2
    assert not FIVE.has_left("sari", "10.0.0.1") and FIVE.has_left("sari", "10.0.0.2")
    assert FIVE.take("sari", "10.0.0.2") and Allowance("lain", 5, FIVE.window).take("sari", "10.0.0.1")
    assert not Budget.objects.filter(key__contains="sari").exists()


@pytest.mark.django_db
def test_after_the_time_the_tries_are_new():
    assert all(FIVE.take("sari") for _ in range(5)) and not FIVE.take("sari")
    Budget.objects.update(until=timezone.now())
    assert FIVE.has_left("sari") and FIVE.take("sari")
    assert Budget.objects.get().spent == 1


@pytest.mark.django_db
def test_a_good_try_does_not_count():
    for _ in range(5):
        assert FIVE.take("sari")
        FIVE.give_back("sari")
    assert Budget.objects.get().spent == 0
    assert all(FIVE.take("sari") for _ in range(5))
    FIVE.forget("sari")
    assert FIVE.take("sari")
    FIVE.forget("nobody")
    FIVE.give_back("nobody")


@pytest.mark.django_db
def test_rows_that_nobody_needs_go():
    FIVE.take("sari")
    Budget.objects.update(until=timezone.now() - dt.timedelta(days=2))
    FIVE.take("rina")
    assert Budget.objects.count() == 1


# SQLite in memory is one connection.
@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_eight_at_the_same_moment_get_five():

    def take(_number: int) -> bool:
        try:
            return FIVE.take("sari")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(take, range(24))) == 5
