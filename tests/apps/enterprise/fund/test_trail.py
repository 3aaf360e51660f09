"""What the trail tells of a fund: each act by its verb, and numbers of loans, never a name or an amount."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from anyelir.core.models import AuditEntry
from anyelir.enterprise.fund import actions
from anyelir.enterprise.fund.actions.planning import refuse_no_plan
from anyelir.enterprise.fund.plans import terms_for
from anyelir.enterprise.fund.summaries import fund_words, loan_words, product_words, terms_words
from anyelir.ledger.actions import open_ledger
from anyelir.rules.fund import schedule
from tests import factories as make
from tests.apps.enterprise.fund.conftest import LENT, MILLION, circle_of, product_of
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
VERBS = {
    *("fund.open", "fund.terms", "fund.product", "fund.product_end", "fund.pay_held"),
    *("loan.request", "loan.decide", "loan.disburse", "loan.cancel", "loan.pay", "loan.pay_off"),
    *("loan.take_back", "loan.replan", "loan.write_off", "loan.cover", "loan.give_back"),
}


def test_every_act_is_in_the_trail_without_names_and_amounts(table, by):
    circle = circle_of(table, by, joint_percent=10, cash_idr=10 * MILLION)
    first, second, third = (circle.lend(place) for place in range(3))
    here = {"meeting": circle.meeting, "by": by}
    actions.cancel_loan(loan=third, reason="Salah orang", by=by)
    entry = circle.pay(first, 115_000)
    actions.take_back_payment(loan=first, entry=entry, reason="Salah ketik", by=by)
    actions.cover_from_joint(loan=first, amount_idr=150_000, **here)
    today = {"on": make.today(), "place": "kas", "by": by}
    actions.give_back_joint(loan=first, amount_idr=50_000, **today)
    actions.replan_loan(loan=first, months=6, reason="Sakit", **here)
    actions.pay_off_loan(loan=first, **today)
    circle.pay(second, 1)
    actions.write_off_loan(loan=second, end="forgiven", reason="Meninggal dunia", **here)
    held = {"fund": circle.fund, "person": circle.people[1], "account": "tanggung-renteng"}
    actions.pay_held(amount_idr=1_000, **held, **today)
    actions.end_product(product=circle.product, by=by)
    written = AuditEntry.objects.filter(verb__regex="^(fund|loan)[.]")
    assert {entry.verb for entry in written} == VERBS
    details = " ".join(str(entry.detail) for entry in written)
    assert "Ibu" not in details and "000" not in details


def test_the_words_of_what_is_stored(circle):
    loan = circle.lend()
    assert loan_words(loan) == "pinjaman nomor 1, Rp 1.000.000, berjalan"
    assert product_words(circle.product) == "jenis pinjaman Pinjaman usaha"
    assert "1 September 2026" in fund_words(circle.fund)
    assert (
        terms_words(circle.fund.terms.get())
        == "aturan dana sejak 1 September 2026, pinjaman paling banyak Rp 5.000.000"
    )


def test_what_only_a_rare_hand_meets(circle, by):
    loan = circle.lend(months=1)
    circle.pay(loan, 1_015_000)
    assert code_of(circle.pay, loan, 5_000, surplus="return") == "nothing_left"
    bare = make.body(make.region("32.01.01.1010/RW015", "RW 15"))
    ledger = open_ledger(body=bare, on=LENT, by=by)
    opened = {"body": bare, "max_loan_idr": MILLION, "quorum_percent": 50, "by": by}
    assert code_of(actions.open_fund, on=make.today() + dt.timedelta(days=2), **opened) == "date_ahead"
    fund = actions.open_fund(on=dt.date(2026, 10, 1), **opened)
    person = make.body_member(ledger.body)
    early = product_of(fund, by, on=LENT)
    asked = {"fund": fund, "person": person, "product": early, "purpose": "Benih", "by": by}
    assert code_of(actions.request_loan, amount_idr=1, months=1, on=LENT, **asked) == "fund_not_open"


def test_rounding_that_leaves_nothing_for_the_last_instalment(circle, by):
    coarse = product_of(circle.fund, by, "Bulat", rounding_idr=100_000, rate_percent=Decimal(1))
    assert code_of(circle.ask, amount_idr=300_000, months=12, product=coarse) == "rounding_too_coarse"
    terms = terms_for(circle.product, 0, 10, LENT)
    assert code_of(refuse_no_plan, schedule(terms), terms) == "plan_impossible"


def test_a_meeting_before_the_first_terms_decides_nothing(circle):
    assert code_of(circle.decide, circle.ask(), meeting=circle.meet(dt.date(2026, 8, 20))) == "terms_missing"
