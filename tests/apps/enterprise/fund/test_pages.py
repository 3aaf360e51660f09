"""Pages of a fund: from the request to paid by hand, what each refuses, and who sees nothing of it."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anyelir.enterprise.fund.models import Fund, Loan, LoanProduct
from anyelir.ledger.actions import open_ledger
from anyelir.ledger.queries import held_now
from anyelir.rules.journal import JournalLine
from tests import factories as make
from tests import groups
from tests.apps.contributions.conftest import OPENED, Table
from tests.apps.enterprise.fund.conftest import MET, MILLION, circle_of, held_meeting
from tests.refusals import refused_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(db):
    for code, name in [("32", "Jawa Barat"), ("32.01", "Kab. Bogor"), ("32.01.01", "Cibinong")]:
        make.region(code, name)
    make.region("32.01.01.1010", "Ciriung", kind="kelurahan")
    return groups.group(make.region("32.01.01.1010/RW014", "RW 14"))


@pytest.fixture
def table(group, by) -> Table:
    """Poklak Mekar Sari with six women and 10.5 million in the box."""
    from anyelir.enterprise.groups.queries.register import body_of

    body = body_of(group)
    ledger = open_ledger(body=body, on=OPENED, opening=[JournalLine("kas", 10_500_000)], by=by)
    people = [make.body_member(body, f"Ibu {number}") for number in range(1, 7)]
    return Table(body, ledger, by, people)


@pytest.fixture
def circle(table, by):
    return circle_of(table, by)


class Desk:
    """One officer at her pages."""

    def __init__(self, browser, user) -> None:
        self.browser, self.user = browser, user

    def see(self, name, *keys):
        return self.browser.get(reverse(f"fund:{name}", args=keys))

    def send(self, page, *keys, **sent):
        return self.browser.post(reverse(f"fund:{page}", args=keys), sent)


def officer(sign_in, group, role: str) -> Desk:
    user = make.user(name=f"Pengurus {role}")
    make.grant(user, role, unit=group)
    return Desk(sign_in(user), user)


@pytest.fixture
def treasurer(sign_in, group):
    return officer(sign_in, group, "group_treasurer")


@pytest.fixture
def chair(sign_in, group):
    return officer(sign_in, group, "group_chair")


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_fund_is_opened_with_its_rules_and_a_way_of_borrowing(treasurer, chair, table):
    assert "belum dibuka" in text_of(treasurer.see("overview", table.body.pk))
    agreed = {"max_loan_idr": "5.000.000", "quorum_percent": "50", "joint_percent": "10", "scheme": "five"}
    assert treasurer.send("open", table.body.pk, on="01-09-2026", **agreed).status_code == 302
    fund = Fund.objects.get()
    assert chair.send("terms", fund.pk, on="01-09-2026", **agreed).status_code == 422
    later = agreed | {"on": "01-10-2026", "members": "60", "reserve": "40"}
    assert chair.send("terms", fund.pk, **later).status_code == 302
    assert fund.terms.get(until=None).shares[0] == {"share": "members", "percent": "60"}
    assert 'value="60"' in chair.see("terms", fund.pk).content.decode()
    flat = {"name": "Pinjaman usaha", "method": "flat", "rate_percent": "1,5", "months_max": "10"}
    flat |= {
        "grace_months": "0",
        "rounding_idr": "1",
        "ahead": "next",
        "payoff": "to_date",
        "on": "01-09-2026",
    }
    assert chair.send("add_product", fund.pk, **flat).status_code == 302
    product = LoanProduct.objects.get()
    assert str(product.rate_percent) == "1.50" and "1,50% sebulan" in text_of(
        chair.see("overview", table.body.pk)
    )
    with refused_with("product_exists"):
        assert chair.send("add_product", fund.pk, **flat).status_code == 422
    assert chair.send("end_product", product.pk).status_code == 302
    product.refresh_from_db()
    assert product.until == make.today()


def asked_of(circle, **fields) -> dict:
    sent = {"person": circle.people[0].pk, "product": circle.product.pk, "amount_idr": "1.000.000"}
    return {**sent, "months": "10", "purpose": "Modal kue basah", "on": "02-09-2026", **fields}


def test_a_woman_or_a_way_of_borrowing_of_another_body_is_not_taken(treasurer, circle):
    stranger = make.body_member(make.body(make.region("32.01.01.1010")), "Ibu Lain")
    for wrong in ({"person": stranger.pk}, {"product": stranger.pk}):
        page = treasurer.send("ask", circle.fund.pk, **asked_of(circle, **wrong))
        assert page.status_code == 422 and next(iter(wrong)) in page.context["form"].errors
        assert "Ibu Lain" not in page.content.decode() and not Loan.objects.exists()


def test_she_reads_what_it_costs_before_anything_is_stored(treasurer, circle):
    page = treasurer.send("ask", circle.fund.pk, **asked_of(circle))
    said = text_of(page)
    assert page.status_code == 422 and not Loan.objects.exists()
    for words in ("Rp 115.000", "Rp 150.000", "Rp 1.150.000", "1,50% sebulan", "2,625% sebulan"):
        assert words in said
    key = re.search(r'name="seen"[^>]*value="([^"]+)"', page.content.decode()).group(1)
    # Another amount has another cost, which is shown first too.
    other = treasurer.send("ask", circle.fund.pk, **asked_of(circle, seen=key, amount_idr="2.000.000"))
    assert other.status_code == 422 and "Rp 230.000" in text_of(other)
    assert treasurer.send("ask", circle.fund.pk, **asked_of(circle, seen=key)).status_code == 302
    assert Loan.objects.get().requested_idr == MILLION


def test_from_request_to_paid_by_two_hands(treasurer, chair, circle):
    loan = circle.ask(months=2)
    here = {"meeting": circle.meeting.pk, "amount_idr": "1.000.000", "months": "2"}
    assert treasurer.see("agreement", loan.pk).status_code == 404
    assert reverse("fund:agreement", args=[loan.pk]) not in treasurer.see("loan", loan.pk).content.decode()
    assert chair.send("decide", loan.pk, is_approved="ya", **here).status_code == 302
    with refused_with("decided_already"):
        assert chair.send("decide", loan.pk, is_approved="ya", **here).status_code == 409
    paper = treasurer.see("agreement", loan.pk)
    assert paper["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")
    handed = {"on": "15-09-2026", "place": "kas"}
    page = treasurer.send("disburse", loan.pk, **handed)
    assert page.status_code == 422 and "ditandatangani dulu" in text_of(page)
    assert treasurer.send("disburse", loan.pk, is_signed="on", **handed).status_code == 302
    assert reverse("fund:card_file", args=[loan.pk, "pdf"]) in treasurer.see("loan", loan.pk).content.decode()
    paid = {"amount_idr": "515.000", "on": "10-10-2026", "place": "kas"}
    assert treasurer.send("pay", loan.pk, **paid).status_code == 302
    with refused_with("over_debt"):
        page = treasurer.send("pay", loan.pk, **paid | {"amount_idr": "600.000", "on": "10-11-2026"})
    assert page.status_code == 422 and "Lebih Rp 85.000" in text_of(page)
    assert "Kalau dilunasi hari ini" in text_of(treasurer.see("pay_off", loan.pk))
    assert treasurer.send("pay_off", loan.pk, on="10-11-2026", place="kas").status_code == 302
    loan.refresh_from_db()
    said = text_of(chair.see("loan", loan.pk))
    assert loan.state == "paid" and "lunas" in said and "Kalau dilunasi" not in said
    assert held_now(circle.ledger)["kas"] == 10_500_000 + 30_000
    assert "Ibu 1" in text_of(treasurer.see("ended", circle.fund.pk))


def test_a_wrong_entry_is_taken_back_on_the_page_of_the_loan(treasurer, circle):
    loan = circle.lend()
    entry = circle.pay(loan, 115_000)
    address = reverse("fund:take_back", args=[loan.pk, entry.pk])
    assert address in treasurer.see("loan", loan.pk).content.decode()
    assert treasurer.send("take_back", loan.pk, entry.pk, reason="Salah ketik").status_code == 302
    loan.refresh_from_db()
    assert loan.paid_principal_idr == 0
    assert address not in treasurer.see("loan", loan.pk).content.decode()


def test_what_the_group_decides_about_a_running_loan(treasurer, chair, table, by):
    circle = circle_of(table, by, joint_percent=10)
    first, second = circle.lend(0), circle.lend(1)
    meeting = circle.meeting.pk
    assert chair.send("cover", first.pk, meeting=meeting, amount_idr="120.000").status_code == 302
    assert "Anggota lain sudah membayarkan Rp 20.000" in text_of(treasurer.see("loan", first.pk))
    back = {"amount_idr": "20.000", "on": "10-11-2026", "place": "kas"}
    assert treasurer.send("give_back", first.pk, **back).status_code == 302
    anew = {"meeting": meeting, "months": "12", "grace_months": "1", "reason": "Anak sakit"}
    assert chair.send("replan", first.pk, **anew).status_code == 302
    assert "Rencana ke-2: dijadwal ulang" in text_of(chair.see("loan", first.pk))
    gone = {"meeting": meeting, "end": "written_off", "reason": "Pindah"}
    assert chair.send("write_off", first.pk, **gone).status_code == 302
    assert "Tagihannya tetap" in text_of(chair.see("loan", first.pk))
    assert treasurer.send("cancel", second.pk, reason="Salah orang").status_code == 302
    second.refresh_from_db()
    assert second.state == "cancelled"


def test_what_is_held_for_her_is_paid_out_on_its_page(treasurer, circle):
    loan = circle.lend(months=1)
    circle.pay(loan, 1_030_000, surplus="hold")
    page = treasurer.see("pay_held", circle.people[0].pk)
    assert "Titipan anggota" in text_of(page) and "Rp 15.000" in text_of(page)
    sent = {"account": "titipan", "amount_idr": "15.000", "on": "11-10-2026", "place": "kas"}
    assert treasurer.send("pay_held", circle.people[0].pk, **sent).status_code == 302
    assert held_now(circle.ledger)["titipan"] == 0


def test_the_chair_acts_on_the_loan_of_the_treasurer_and_she_on_hers(treasurer, chair, circle):
    borrower = circle.people[0]
    member = make.member(circle.body.region, "Bendahara", user=treasurer.user)
    type(borrower).objects.filter(pk=borrower.pk).update(member=member)
    loan = circle.decide(circle.ask())
    assert treasurer.see("disburse", loan.pk).status_code == 403
    assert chair.see("disburse", loan.pk).status_code == 200
    assert "Ini pinjaman Ibu sendiri" in text_of(treasurer.see("loan", loan.pk))
    own = make.member(circle.body.region, "Ketua", user=chair.user)
    other = circle.people[1]
    type(other).objects.filter(pk=other.pk).update(member=own)
    asked = circle.ask(1)
    assert chair.see("decide", asked.pk).status_code == 403
    assert treasurer.see("decide", asked.pk).status_code == 200


def test_another_group_and_whoever_works_above(sign_in, circle, group):
    loan = circle.lend()
    other = groups.group(make.region("32.01.01.1010/RW015", "RW 15"), "Melati")
    assert officer(sign_in, other, "group_treasurer").see("loan", loan.pk).status_code == 404
    above = make.user(name="Hendra")
    make.grant(above, "village_secretary", group.region.parent)
    desk = Desk(sign_in(above), above)
    for name, key in (("loan", loan.pk), ("overview", circle.body.pk), ("ended", circle.fund.pk)):
        page = desk.see(name, key)
        assert page.status_code == 403 and "Ibu 1" not in text_of(page)


def test_the_list_of_loans_is_never_printed_and_tells_nobody_late(treasurer, circle):
    circle.lend()
    page = treasurer.see("overview", circle.body.pk)
    html, said = page.content.decode(), text_of(page)
    assert re.search(r'<section[^>]*class="[^"]*no-print[^"]*"[^>]*aria-label="Pinjaman berjalan"', html)
    assert "tunggak" not in said.lower() and "terlambat" not in said.lower()


def test_three_hundred_members_need_no_more_queries(treasurer, circle, by):
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            assert treasurer.see("overview", circle.body.pk).status_code == 200
        return len(made)

    circle.lend(0)
    queries()
    few = queries()
    for place in range(1, 6):
        circle.lend(place)
    for number in range(7, 301):
        make.body_member(circle.body, f"Ibu {number}")
    assert queries() == few <= 15


def test_a_request_sent_twice_is_one(treasurer, circle):
    first = treasurer.see("ask", circle.fund.pk).content.decode()
    op_id = re.search(r'name="op_id"[^>]*value="([^"]+)"', first).group(1)
    page = treasurer.send("ask", circle.fund.pk, **asked_of(circle, op_id=op_id))
    key = re.search(r'name="seen"[^>]*value="([^"]+)"', page.content.decode()).group(1)
    for _time in range(2):
        treasurer.send("ask", circle.fund.pk, **asked_of(circle, seen=key, op_id=op_id))
    assert Loan.objects.count() == 1


def test_the_meeting_offered_is_one_of_the_group(chair, circle, by):
    loan = circle.ask()
    elsewhere = held_meeting(make.body(make.region("32.01.01.1010/RW015", "RW 15")), MET, [], by)
    html = chair.see("decide", loan.pk).content.decode()
    assert str(circle.meeting.pk) in html and str(elsewhere.pk) not in html
