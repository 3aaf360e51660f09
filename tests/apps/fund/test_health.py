"""The health of funds: sums from the copies of loans are those of the rules, and nobody is told apart."""

from __future__ import annotations

import datetime as dt
import random
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from anyelir.core.ids import uuid7
from anyelir.enterprise.fund.health_page import help_rows, place_rows, stage_rows, whole_row
from anyelir.enterprise.fund.models import Fund, Loan, LoanPlan
from anyelir.enterprise.fund.supervision import (
    by_place,
    funds_of_place,
    months_open,
    needing_help,
    sums_by_fund,
)
from anyelir.ledger.models import Closing, Ledger
from anyelir.membership.models import Body
from anyelir.rules import fund as rules
from anyelir.rules.dates import add_months
from anyelir.rules.fund import FundSums, HelpSign
from anyelir.rules.months import last_day
from tests import factories as make
from tests import funds, groups

pytestmark = pytest.mark.django_db
LENT_ON = dt.date(2026, 1, 15)
# Three of ten instalments are over.
ON = dt.date(2026, 5, 10)


@pytest.fixture(autouse=True)
def _no_other_fund(world):
    """The funds that everybody's world has are over here."""
    Fund.objects.update(until=F("since"))


def fund_rows():
    return Fund.objects.filter(until=None)


def group_fund(place, name="Melati", *, stage="", since=dt.date(2026, 1, 1)):
    """A group with books and a fund."""
    made = groups.group(place, name)
    if stage:
        groups.group_stage(made, stage)
    body = Body.objects.get(unit_kind="group", unit_id=made.pk)
    return funds.opened_fund(Ledger.objects.create(body=body, since=since))


def borrower(fund, *, covered=None, on=LENT_ON):
    """A million over ten months, of which so many instalments are paid: all that are over unless it is said."""
    loan = funds.running_loan(make.body_member(fund.body), on=on)
    plan = rules.schedule(terms(on))
    over = sum(row.due_on < ON for row in plan.instalments) if covered is None else covered
    return pay(loan, plan, rules.Paid(100_000 * over, 15_000 * over))


def terms(on):
    return rules.LoanTerms(1_000_000, 10, Decimal("1.5"), rules.ServiceChargeMethod.FLAT, on)


def pay(loan, plan, paid):
    now = rules.standing(plan, paid, ON)
    loan.paid_principal_idr, loan.paid_service_idr = paid.principal_idr, paid.service_idr
    loan.next_due_on, loan.at_risk_on = now.next_due_on, now.at_risk_on
    loan.save()
    return loan


def close_months(ledger, *differences):
    """One month after another since the books began, with what the cash differed by in each."""
    before = ""
    for number, difference_idr in enumerate(differences):
        digest = f"{number:064d}"
        Closing.objects.create(
            id=uuid7(),
            ledger=ledger,
            through=last_day(add_months(ledger.since, number)),
            kind="month",
            balances={},
            last_no=0,
            previous_digest=before,
            digest=digest,
            counted_idr=0,
            difference_idr=difference_idr,
            treasurer=uuid7(),
            treasurer_name="Yanti",
            chair=uuid7(),
            chair_name="Tuti",
            at=timezone.now(),
        )
        before = digest


def test_sums_are_those_of_the_rules_for_any_loans(world):
    choose = random.Random(14)
    made = [group_fund(world.rw, f"Kelompok {number}") for number in range(4)]
    cards = []
    for fund in made:
        for _loan in range(choose.randrange(1, 9)):
            loan = funds.running_loan(make.body_member(fund.body), on=LENT_ON)
            plan = rules.schedule(terms(LENT_ON))
            divided = rules.allocate(plan, rules.Paid(), choose.randrange(1_000_000), LENT_ON)
            paid = rules.Paid(divided.principal_idr, divided.service_idr)
            pay(loan, plan, paid)
            cards.append((str(fund.pk), plan, paid))
    for on in (ON, dt.date(2026, 4, 30), dt.date(2026, 5, 1), dt.date(2026, 12, 1)):
        sums = sums_by_fund(fund_rows(), on)
        standings = [(key, rules.standing(plan, paid, on)) for key, plan, paid in cards]
        balances = [
            rules.LoanBalance(key, now.outstanding_idr, now.arrears_principal_idr, now.missed)
            for key, now in standings
        ]
        ratios = rules.ratios_of_many(rules.together(list(sums.values())), on)
        assert ratios.lar == rules.loans_at_risk(balances, on)
        assert ratios.par == rules.portfolio_at_risk(balances, on)
        assert ratios.rr == rules.repayment_rate(balances, on)
        for fund in made:
            of_fund = [now for key, now in standings if key == str(fund.pk) and now.outstanding_idr]
            late = [now for now in of_fund if now.missed >= 3]
            assert sums[fund.pk.hex] == FundSums(
                len(of_fund),
                len(late),
                sum(now.outstanding_idr for now in of_fund),
                sum(now.outstanding_idr for now in late),
                sum(now.arrears_principal_idr for now in of_fund),
            )


def test_a_group_that_ended_is_looked_after_no_more(world):
    ended, running = group_fund(world.rw, "Ended"), group_fund(world.rw, "Running")
    Body.objects.filter(pk=ended.body.pk).update(until=ON)
    assert [each.pk for each in funds_of_place(world.rw.code, ON)] == [running.pk.hex]


def test_a_second_loan_of_a_woman_is_no_second_borrower(world):
    fund = group_fund(world.rw)
    holder = borrower(fund).body_member
    funds.running_loan(holder, on=LENT_ON, of=funds.product(fund, "Pinjaman kedua"))
    borrower(fund)
    assert sums_by_fund(fund_rows(), ON)[fund.pk.hex].borrowers == 2


def test_arrears_after_a_new_plan_count_what_was_paid_before_it(world):
    """Of 600,000 in a plan of its own nothing was paid; 400,000 were paid before it."""
    fund = group_fund(world.rw)
    loan = borrower(fund, covered=4)
    plan = LoanPlan.objects.create(
        loan=loan,
        number=2,
        why="rescheduled",
        starts_on=LENT_ON,
        months=6,
        method="flat",
        rate_percent=Decimal("1.5"),
        principal_idr=600_000,
        service_idr=54_000,
        paid_principal_before_idr=400_000,
        paid_service_before_idr=60_000,
    )
    for row in rules.schedule(terms(LENT_ON)).instalments[:6]:
        plan.instalments.create(
            number=row.number,
            due_on=row.due_on,
            principal_idr=100_000,
            service_idr=9_000,
            cum_principal_idr=100_000 * row.number,
            cum_service_idr=9_000 * row.number,
        )
    loan.plan, loan.next_due_on, loan.at_risk_on = plan, dt.date(2026, 2, 28), dt.date(2026, 5, 1)
    loan.save()
    assert sums_by_fund(fund_rows(), ON)[fund.pk.hex] == FundSums(1, 1, 600_000, 600_000, 300_000)


def test_requests_ended_loans_and_ended_funds_count_nothing(world):
    fund, ended = group_fund(world.rw, "Melati"), group_fund(world.rw, "Kenanga")
    loan = borrower(fund, covered=10)
    assert funds_of_place(world.kelurahan.code, ON)[0].sums == FundSums()
    loan.state, loan.closed_on = Loan.State.PAID, ON
    loan.save()
    borrower(ended)
    ended.until = ended.since
    ended.save()
    (only,) = funds_of_place(world.kelurahan.code, ON)
    assert (only.pk, only.sums) == (fund.pk.hex, FundSums())
    assert whole_row(world.kelurahan, [only], ON).figures[0].band is None


def test_a_claim_that_was_written_off_and_a_loan_not_paid_out_count_nothing(world):
    fund = group_fund(world.rw)
    claim, promised = borrower(fund, covered=0), borrower(fund, covered=0)
    claim.state, claim.closed_on, claim.end_reason = Loan.State.WRITTEN_OFF, LENT_ON, "Pindah tanpa kabar"
    claim.save()
    Loan.objects.filter(pk=promised.pk).update(
        state=Loan.State.APPROVED, disbursed_on=None, plan=None, service_idr=0
    )
    assert sums_by_fund(fund_rows(), ON) == {}


@pytest.mark.parametrize(
    ("since", "closed_through", "expected"),
    [
        (dt.date(2026, 5, 1), None, 0),
        (dt.date(2026, 4, 15), None, 1),
        (dt.date(2026, 1, 1), None, 4),
        (dt.date(2026, 1, 1), dt.date(2026, 1, 31), 3),
        (dt.date(2026, 1, 1), dt.date(2026, 4, 30), 0),
        (dt.date(2025, 1, 1), dt.date(2025, 12, 31), 4),
    ],
)
def test_months_that_are_over_and_not_closed(since, closed_through, expected):
    closed = "" if closed_through is None else closed_through.isoformat()
    assert months_open(since.isoformat(), closed, ON) == expected


def test_who_needs_help_comes_in_the_order_of_places_with_every_reason(world):
    sound = group_fund(world.rw, "Aman")
    late = group_fund(world.next_rw, "Lambat")
    unclosed = group_fund(world.rw, "Buku Terbuka")
    close_months(sound.ledger, 0, 0, 0, 0)
    close_months(late.ledger, 0, 0, 500, -1_000)
    for _woman in range(5):
        borrower(sound)
    borrower(late, covered=0)
    helped = needing_help(funds_of_place(world.kelurahan.code, ON))
    assert [(each.pk, each.signs) for each in helped] == [
        (unclosed.pk.hex, (HelpSign.NOT_CLOSED,)),
        (late.pk.hex, (HelpSign.BEHIND, HelpSign.CASH_DIFFERED)),
    ]
    shown = help_rows(helped, ON)
    assert [row.name for row in shown] == ["Poklak Buku Terbuka", "Poklak Lambat"]
    assert shown[0].reasons == ("buku kas belum ditutup selama 4 bulan",)
    assert shown[1].reasons == (
        "angsuran yang tertunggak melewati batas LAR atau PAR",
        "uang kas berulang kali berbeda dari bukunya",
    )
    assert not any(figure.percent for row in shown for figure in row.figures)


def test_a_difference_of_long_ago_or_of_nothing_is_no_sign(world):
    """October is more than six months ago, so that February is the only one."""
    fund = group_fund(world.rw, since=dt.date(2025, 10, 1))
    close_months(fund.ledger, 500, 0, 0, 0, 500, 0, 0)
    assert not needing_help(funds_of_place(world.rw.code, ON))
    other = group_fund(world.next_rw, since=dt.date(2025, 11, 1))
    close_months(other.ledger, 500, 0, 0, 500, 0, 0)
    (helped,) = needing_help(funds_of_place(world.next_rw.code, ON))
    assert helped.signs == (HelpSign.CASH_DIFFERED,)


def test_rows_of_places_and_strata(world):
    for place, name, stage in (
        (world.rw, "Satu", "madya"),
        (world.next_rw, "Dua", ""),
        (world.kelurahan, "Tiga", "pemula"),
    ):
        fund = group_fund(place, name, stage=stage)
        for _woman in range(6):
            borrower(fund)
    supervised = funds_of_place(world.kelurahan.code, ON)
    places = place_rows(world.kelurahan, supervised, ON)
    assert [(row.title, row.code) for row in places] == [
        (f"{world.kelurahan.name} sendiri", ""),
        (world.rw.name, world.rw.code),
        (world.next_rw.name, world.next_rw.code),
    ]
    assert {row.borrowers for row in places} == {"6"}
    assert places[0].outstanding == "Rp 4 juta"
    assert [row.title for row in stage_rows(supervised, ON)] == ["Pemula", "Madya", "belum dinilai"]
    assert [*by_place(supervised, world.kecamatan.code)] == [world.kelurahan.code]
    assert [*by_place(supervised, "")] == [world.provinsi.code]


def test_few_borrowers_show_bands_and_cannot_be_subtracted(world):
    small, other, large = (
        group_fund(place, name)
        for place, name in ((world.rw, "Kecil"), (world.next_rw, "Sedang"), (world.kelurahan, "Besar"))
    )
    for fund, count in ((small, 2), (other, 7), (large, 9)):
        for _woman in range(count):
            borrower(fund)
    rows = {
        row.title: row for row in place_rows(world.kelurahan, funds_of_place(world.kelurahan.code, ON), ON)
    }
    shown = rows[f"{world.kelurahan.name} sendiri"]
    assert (shown.borrowers, shown.figures[2].percent) == ("9", "100%")
    assert (rows[world.rw.name].borrowers, rows[world.rw.name].outstanding) == (
        "kurang dari 5",
        "tidak ditampilkan",
    )
    assert rows[world.next_rw.name].borrowers == "tidak ditampilkan"
    for name in (world.rw.name, world.next_rw.name):
        assert [figure.percent for figure in rows[name].figures] == ["", "", ""]
        assert rows[name].figures[0].band is not None


@pytest.fixture
def page(world, sign_in):
    def opened(place, role="kecamatan", query=""):
        return sign_in(world.users[role]).get(reverse("fund:health", args=[place.code]) + query)

    return opened


def test_the_page_names_groups_and_never_a_person_or_her_amount(world, page):
    fund = group_fund(world.rw, "Mawar")
    for _woman in range(5):
        borrower(fund, covered=0)
    shown = page(world.kecamatan).content.decode()
    assert "Poklak Mawar" in shown and "perlu dibantu" in shown
    text = re.sub(r"<[^>]+>", " ", shown)
    assert "Eti" not in text and "1.000.000" not in text and "Modal kue" not in text
    assert str(fund.loans.first().pk) not in shown


def test_the_list_for_help_is_turned_page_by_page(world, page, monkeypatch):
    from anyelir.enterprise.fund.views import supervision

    monkeypatch.setattr(supervision, "SHOWN", 2)
    for number in range(5):
        group_fund(world.rw, f"Kelompok {number}")
    seen = [page(world.kelurahan, "secretary", f"?halaman={number}").content.decode() for number in (1, 2, 3)]
    assert [text.count("Poklak Kelompok") for text in seen] == [2, 2, 1]
    assert "halaman=2" in seen[0] and "halaman=1" in seen[1] and "halaman=4" not in seen[2]
    for odd in ("?halaman=0", "?halaman=9", "?halaman=x", "?halaman=²", f"?halaman={'9' * 400}"):
        assert page(world.kelurahan, "secretary", odd).content.decode().count("Poklak Kelompok") == 2


def test_a_place_without_funds_says_so(world, page):
    assert "Belum ada dana bergulir" in page(world.kelurahan).content.decode()


def test_more_funds_cost_no_more_queries(world, sign_in):
    browser = sign_in(world.users["kecamatan"])
    address = reverse("fund:health", args=[world.kecamatan.code])

    def queries():
        browser.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(address).status_code == 200
        return len(seen)

    borrower(group_fund(world.rw, "Satu"), covered=0)
    before = queries()
    for number in range(6):
        borrower(group_fund(world.next_rw, f"Lagi {number}", stage="pemula"), covered=0)
    assert queries() == before


@pytest.mark.only_on("sqlite")
def test_a_kabupaten_is_read_of_the_indexes_alone(world):
    """A hundred thousand loans are not looked up one by one."""
    with CaptureQueriesContext(connection) as seen:
        sums_by_fund(fund_rows(), ON)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {seen[0]['sql']}")
        steps = " ".join(step for *_ids, step in cursor.fetchall())
    for index in ("loans_by_state", "instalments_by_day"):
        assert f"USING COVERING INDEX {index}" in steps
