"""A weighing that races with the signing of its month is in the snapshot, or it is refused: never neither."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connections, transaction

from anyelir.core.refusal import Refused
from anyelir.posyandu.care.sheets import SKDN
from anyelir.posyandu.day import actions
from anyelir.posyandu.day.models import Measurement, MonthClosing
from anyelir.reports.sheets import SheetReport
from tests import factories as make
from tests.parallel.conftest import all_at_once, codes, faults
from tests.parallel.line import kader

OCTOBER = dt.date(2025, 10, 1)
HELD_ON = dt.date(2025, 10, 14)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def october(town):
    """Seven children of an October in which no day runs."""
    children = [make.child(town.family, f"Anak {number}", age_months=24) for number in range(7)]
    for child in children:
        make.enrolment(town.posyandu, child, since=dt.date(2025, 1, 1))
    session = make.session(town.posyandu, HELD_ON, closed_at=dt.datetime(2025, 10, 14, 12, tzinfo=dt.UTC))
    return session, children


def close(town):
    count = SheetReport(SKDN, SKDN.subject(town.posyandu), OCTOBER, None).counted
    return actions.close_month(posyandu=town.posyandu, month=OCTOBER, count=count, by=kader(town))


def weigh(town, october, number):
    session, children = october
    return actions.record_measurement(
        session=session, child=children[number], weight_kg="11.2", source="eppgbm", by=kader(town)
    )


def stored() -> int:
    return Measurement.objects.filter(measured_on=HELD_ON, is_chosen=True).count()


@pytest.mark.parametrize("_round", range(3))
def test_eight_at_once(town, october, _round):
    outcomes = all_at_once(lambda number: weigh(town, october, number) if number < 7 else close(town))
    assert faults(outcomes) == [] and codes(outcomes) <= {"month_closed"}
    assert MonthClosing.objects.get().snapshot["numbers"]["weighed"] == stored()
    assert stored() + sum(isinstance(each, Refused) for each in outcomes) == 7


def meanwhile(act) -> tuple[threading.Thread, list]:
    outcome: list = []

    def run() -> None:
        try:
            outcome.append(act())
        except Refused as refused:
            outcome.append(refused)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, outcome


@pytest.mark.only_on("postgresql")
def test_the_signing_waits_for_a_weighing_under_way(town, october):
    with transaction.atomic():
        weigh(town, october, 0)
        thread, outcome = meanwhile(lambda: close(town))
        thread.join(timeout=1)
        assert thread.is_alive(), "the weighing is not committed: it must be waited for"
    thread.join(timeout=30)
    assert outcome[0].snapshot["numbers"]["weighed"] == 1


@pytest.mark.only_on("postgresql")
def test_a_weighing_waits_for_the_signing_and_is_refused(town, october):
    with transaction.atomic():
        assert close(town).snapshot["numbers"]["weighed"] == 0
        thread, outcome = meanwhile(lambda: weigh(town, october, 0))
        thread.join(timeout=1)
        assert thread.is_alive(), "the signing is not committed: it must be waited for"
    thread.join(timeout=30)
    assert outcome[0].code == "month_closed" and stored() == 0


@pytest.mark.only_on("postgresql")
def test_two_weighings_do_not_wait_for_each_other(town, october):
    with transaction.atomic():
        weigh(town, october, 0)
        thread, outcome = meanwhile(lambda: weigh(town, october, 1))
        thread.join(timeout=30)
        assert not thread.is_alive() and outcome[0].pk
