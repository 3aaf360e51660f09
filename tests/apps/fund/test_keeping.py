"""Each night all funds against their books: in portions, told to operators, not disturbed by who pays meanwhile."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.core.clock import today_at
from anyelir.core.health import Soundness
from anyelir.enterprise.fund import keeping
from anyelir.enterprise.fund.health import look_at_funds
from anyelir.enterprise.fund.models import Fund, FundsCheck, Loan
from tests import factories as make
from tests import funds

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _night(monkeypatch):
    monkeypatch.setattr(keeping, "FIRST_HOUR", 0)


@pytest.fixture
def three_funds():
    """Of three places, in the order in which they are looked at."""
    make.region("32", "Jawa Barat")
    places = [make.region(f"32.0{number}", f"Kab. {number}") for number in (1, 2, 3)]
    made = [funds.opened_fund(funds.opened_ledger(make.body(place))) for place in places]
    return sorted(made, key=lambda fund: fund.pk)


def plant(fund: Fund) -> Loan:
    """A card whose money stands in no book."""
    return funds.running_loan(make.body_member(fund.body))


def test_all_funds_are_looked_at_once_a_night_in_portions(three_funds, monkeypatch):
    monkeypatch.setattr(keeping, "PORTION", 2)
    assert [keeping.check_nightly() for _portion in range(3)] == [2, 1, 0]
    check = FundsCheck.objects.get()
    assert (check.funds, check.through, check.faults) == (3, three_funds[-1].pk, [])
    assert check.ended_at is not None


def test_a_portion_that_is_just_full_is_not_the_end(three_funds, monkeypatch):
    monkeypatch.setattr(keeping, "PORTION", 3)
    assert keeping.check_nightly() == 3 and FundsCheck.objects.get().ended_at is None
    assert keeping.check_nightly() == 0 and FundsCheck.objects.get().ended_at is not None


def test_nothing_is_looked_at_before_the_hour(three_funds, monkeypatch):
    monkeypatch.setattr(keeping, "FIRST_HOUR", 24)
    assert keeping.check_nightly() == 0 and not FundsCheck.objects.exists()


def test_a_card_that_differs_is_told_to_operators_until_a_night_finds_none(three_funds, caplog):
    loan = plant(three_funds[1])
    keeping.check_nightly()
    [[key, words]] = FundsCheck.objects.get().faults
    assert (key, words) == (str(three_funds[1].pk), "Kartu pinjaman nomor 1 tidak sama dengan buku kas.")
    assert f"fund {key}" in caplog.text
    finding = look_at_funds()
    assert finding.soundness is Soundness.FAULT and key in finding.text
    assert finding.numbers == {"funds_checked_count": 3, "fund_faults_count": 1}
    # The next night has begun and not come to its end.
    FundsCheck.objects.update(checked_on=today_at("") - dt.timedelta(days=1))
    tonight = FundsCheck.objects.create(checked_on=today_at(""))
    assert look_at_funds().soundness is Soundness.FAULT
    tonight.delete()
    Loan.objects.filter(pk=loan.pk).update(state="forgiven", closed_on=loan.disbursed_on, end_reason="Wafat")
    keeping.check_nightly()
    assert look_at_funds().soundness is Soundness.OK


def test_who_pays_meanwhile_is_no_fault(three_funds, monkeypatch):
    first, seen = three_funds[0], []

    def differs_for_a_moment(fund):
        seen.append(fund.pk)
        return ["Kartu berbeda."] if seen.count(first.pk) == 1 and fund == first else []

    monkeypatch.setattr(keeping, "faults_of", differs_for_a_moment)
    keeping.check_nightly()
    assert FundsCheck.objects.get().faults == [] and seen.count(first.pk) == 2


@pytest.mark.parametrize(("days", "soundness"), [(2, Soundness.OK), (3, Soundness.WARNING)])
def test_a_look_that_does_not_come_to_its_end_is_told(days, soundness):
    assert look_at_funds().soundness is Soundness.OK
    FundsCheck.objects.create(checked_on=today_at("") - dt.timedelta(days=days))
    FundsCheck.objects.create(checked_on=today_at(""))
    finding = look_at_funds()
    assert finding.soundness is soundness and ("3 hari" in finding.text) == (soundness is Soundness.WARNING)
