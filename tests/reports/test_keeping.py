"""The totals follow the regions, nobody's newer number is lost, and what drifts is found at night."""

from __future__ import annotations

import datetime as dt
import logging
import random

import pytest
from django.db import connection, transaction
from django.utils import timezone

from anyelir.core.models import DirtyLeaf
from anyelir.posyandu.care.indicators import CATALOGUE
from anyelir.posyandu.register.models import Posyandu
from anyelir.regions.actions import end_region
from anyelir.regions.replacing import replace_code
from anyelir.reports import folding, keeping
from anyelir.reports.folding import drain, drain_all
from anyelir.reports.models import LeafNumbers, NumbersCheck, RegionNumbers
from anyelir.reports.verifying import verify
from tests import factories as make

OCTOBER = dt.date(2025, 10, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def weighed(corner):
    child = corner.child(dt.date(2024, 1, 5), since=OCTOBER)
    corner.weigh(child, dt.date(2025, 10, 14), "11.2")
    drain_all()
    return corner


def of(code: str) -> int:
    row = RegionNumbers.objects.filter(code=code, period=OCTOBER).first()
    return row.numbers["weighed"] if row else 0


def test_a_replaced_code_takes_its_numbers_along(weighed):
    assert of("32.01.01.1010/RW014") == of("32.01.01.1010") == 1
    replace_code(old="32.01.01.1010", new="32.01.01.1999", on=timezone.localdate(), by=weighed.by)
    drain_all()
    assert (of("32.01.01.1999/RW014"), of("32.01.01.1999"), of("32.01.01"), of("")) == (1, 1, 1, 1)
    assert not RegionNumbers.objects.filter(code__startswith="32.01.01.1010").exists()
    assert verify().is_equal


def test_an_ended_region_gives_its_numbers_to_the_successor(weighed):
    successor = make.region("32.01.01.1010/RW015", "RW 015")
    end_region(region=weighed.rw, on=timezone.localdate(), successor=successor, by=weighed.by)
    drain_all()
    assert (of("32.01.01.1010/RW014"), of("32.01.01.1010/RW015"), of("32.01.01.1010")) == (0, 1, 1)
    assert verify().is_equal


def test_a_unit_moved_behind_everybodys_back_is_found(weighed):
    Posyandu.objects.filter(pk=weighed.first.pk).update(region=weighed.next_kelurahan)
    assert keeping.mark_misplaced() > 0
    drain_all()
    assert (of("32.01.01.1010"), of("32.01.01.1003")) == (0, 1)
    assert verify().is_equal and keeping.mark_misplaced() == 0


def test_counting_happens_outside_of_the_write_lock(weighed, monkeypatch):
    DirtyLeaf.objects.all().delete()
    weighed.weigh(weighed.child(dt.date(2024, 2, 5), since=OCTOBER), dt.date(2025, 10, 14), "11.0")
    depths = []
    counted = folding.measure_leaves

    def counting(*arguments):
        depths.append(len(connection.savepoint_ids))
        return counted(*arguments)

    monkeypatch.setattr(folding, "measure_leaves", counting)
    before = len(connection.savepoint_ids)
    drain_all()
    assert set(depths) == {before}


def test_a_weighing_during_the_counting_is_counted_in_the_next_round(weighed, monkeypatch):
    """The counting read the old facts; the weighing that commits meanwhile is queued and not lost."""
    children = [weighed.child(dt.date(2024, month, 5), since=OCTOBER) for month in (2, 3)]
    weighed.weigh(children[0], dt.date(2025, 10, 14), "11.0")
    counted, late = folding.measure_leaves, iter([children[1]])

    def counting(*arguments):
        numbers = counted(*arguments)
        for child in late:
            weighed.weigh(child, dt.date(2025, 10, 14), "11.1")
        return numbers

    monkeypatch.setattr(folding, "measure_leaves", counting)
    drain_all()
    assert of("") == 3 and verify().is_equal


def test_who_is_overtaken_writes_nothing(weighed, monkeypatch):
    """Another folder took the leaves while they were counted: the older numbers do not cover the newer ones."""
    weighed.weigh(weighed.child(dt.date(2024, 2, 5), since=OCTOBER), dt.date(2025, 10, 14), "11.0")
    counted, is_first = folding.measure_leaves, iter([True])

    def counting(catalogue, leaves):
        numbers = counted(catalogue, leaves)
        if next(is_first, False):
            stale = {leaf: dict.fromkeys(each, 0) for leaf, each in numbers.items()}
            drain_all()
            return stale
        return numbers

    monkeypatch.setattr(folding, "measure_leaves", counting)
    drain()
    assert of("") == 2 and verify().is_equal


def test_a_fold_that_fails_leaves_the_queue_as_it_was(weighed, monkeypatch):
    weighed.weigh(weighed.child(dt.date(2024, 2, 5), since=OCTOBER), dt.date(2025, 10, 14), "11.0")
    queued = DirtyLeaf.objects.count()

    def failing(*_arguments):
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(folding.sums, "upsert", failing)
        with pytest.raises(OSError), transaction.atomic():
            drain()
    assert DirtyLeaf.objects.count() == queued
    drain_all()
    assert of("") == 2 and verify().is_equal


def tampered(row, measure: str, value: int) -> None:
    row.live[measure] = value
    row.save()


def test_the_nightly_look_reports_and_mends_what_drifted(weighed, caplog, monkeypatch):
    tampered(RegionNumbers.objects.get(code="32.01", period=OCTOBER), "weighed", 7)
    tampered(LeafNumbers.objects.get(unit_key=str(weighed.first.pk), period=OCTOBER), "target_children", 9)
    monkeypatch.setattr(keeping, "FIRST_HOUR", 0)
    with caplog.at_level(logging.ERROR, "anyelir.numbers"):
        assert keeping.mend_nightly() == 1
    check = NumbersCheck.objects.get()
    assert {difference[3] for difference in check.differences} == {"weighed", "target_children"}
    assert "drifted" in caplog.text and check.leaves and check.regions
    drain_all()
    assert verify().is_equal
    assert keeping.mend_nightly() == 0, "once a night"


def test_what_waits_in_the_queue_is_no_drift(weighed):
    weighed.weigh(weighed.child(dt.date(2024, 2, 5), since=OCTOBER), dt.date(2025, 10, 14), "11.0")
    assert keeping.verify_sample(random.Random(1)).is_equal
    assert not verify().is_equal


def test_the_sample_is_looked_at_whole_when_it_is_small(weighed):
    verification = keeping.verify_sample(random.Random(1))
    assert verification.leaves == len(folding.every_leaf(CATALOGUE))
