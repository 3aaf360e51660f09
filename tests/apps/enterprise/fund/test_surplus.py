"""SHU of a closed year: divided once, exact to the rupiah, by shares that the group agreed; the reserve for risk."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from anyelir.core.grain import YEAR
from anyelir.core.models import AuditEntry
from anyelir.enterprise.books.catalogue import BOOKS
from anyelir.enterprise.books.period import BookPeriod
from anyelir.enterprise.books.sums import balance_sides, capital_months, result_rows
from anyelir.enterprise.fund import actions
from anyelir.enterprise.fund.actions import set_aside_reserve, spend_surplus
from anyelir.enterprise.fund.models import Loan, Surplus
from anyelir.enterprise.fund.papers import surplus_record
from anyelir.enterprise.fund.queries import terms_on
from anyelir.enterprise.fund.reserves import reserve_due
from anyelir.enterprise.fund.surpluses import (
    divided_surplus,
    draft_of,
    stored_draft,
    surplus_idr,
    years_to_divide,
)
from anyelir.enterprise.fund.tidiness import open_reserves
from anyelir.ledger.actions import post_entry
from anyelir.ledger.verifying import faults_of
from anyelir.regions.models import Region
from anyelir.rules.journal import JournalLine
from tests import factories as make
from tests import groups
from tests.apps.contributions.conftest import dasawisma_place
from tests.apps.enterprise.fund.conftest import Circle, held_meeting
from tests.apps.enterprise.fund.years import BOOKED, MET, begun_year, close_month, divide, year_closed
from tests.pages import flat
from tests.refusals import code_of, refused_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
LATER = dt.date(2026, 11, 30)


@pytest.fixture
def year(by) -> Circle:
    dasawisma_place()
    return begun_year(groups.group(Region.objects.get(code="32.01.01.1010/RW014")), by)


@pytest.fixture
def closed(year) -> Circle:
    return year_closed(year)


class TestDividing:
    def test_every_rupiah_goes_somewhere(self, closed):
        before = closed.held
        made = divide(closed)
        moved = {code: idr - before[code] for code, idr in closed.held.items() if idr != before[code]}
        assert made.amount_idr == 100_001
        assert moved == {
            "modal:surplus": -100_001, "shu:anggota": 40_001, "cadangan:umum": 30_000, "shu:lain": 30_000,
        }  # fmt: skip
        assert sum(row["amount_idr"] for row in made.shares) == 100_001 and faults_of(closed.ledger) == []

    def test_members_get_by_days_of_savings_and_by_charges(self, closed):
        """Half of 40,001 by 92 days and 1 day, half by charges, which Ibu 3 alone paid."""
        members = stored_draft(divide(closed)).members
        assert [(part.person.number, part.savings_days, part.charges_idr) for part in members] == [
            (1, 9_200_000, 0), (2, 100_000, 0), (3, 0, 30_000),
        ]  # fmt: skip
        assert [part.amount_idr for part in members] == [19_785, 215, 20_001]

    def test_what_is_shown_before_is_what_is_booked(self, closed):
        draft = draft_of(closed.fund, terms_on(closed.fund, MET), 2025, 70)
        made = divide(closed, saving_percent=70)
        assert [part.amount_idr for part in stored_draft(made).members] == [
            part.amount_idr for part in draft.members if part.amount_idr
        ]
        assert sum(line.amount_idr for line in draft.lines()) == 0

    def test_where_nobody_saved_or_paid_all_who_belonged_get_the_same(self, circle):
        from anyelir.enterprise.fund.surpluses import _member_parts

        assert [part.amount_idr for part in _member_parts(circle.fund, 2026, 50, 13)] == [3, 2, 2, 2, 2, 2]

    @pytest.mark.parametrize("percent", [-1, 101])
    def test_a_measure_that_is_none(self, closed, percent):
        assert code_of(divide, closed, saving_percent=percent) == "not_a_percent"

    def test_a_year_is_divided_once(self, closed):
        assert years_to_divide(closed.fund) == [2025]
        divide(closed)
        assert years_to_divide(closed.fund) == [] and code_of(divide, closed) == "surplus_divided"
        with pytest.raises(IntegrityError), transaction.atomic():
            Surplus.objects.filter(year=2025).update(amount_idr=1)

    def test_a_wrong_division_is_taken_back_and_made_anew(self, closed, by):
        before = closed.held
        wrong = divide(closed)
        assert code_of(actions.take_back_surplus, surplus=wrong, reason=" ", by=by) == "reason_missing"
        actions.take_back_surplus(surplus=wrong, reason="Persennya salah", by=by)
        assert closed.held == before and faults_of(closed.ledger) == []
        assert years_to_divide(closed.fund) == [2025]
        again = divide(closed, saving_percent=70, on=LATER)
        assert (wrong.number, again.number, again.amount_idr) == (1, 2, 100_001)
        assert divided_surplus(closed.fund, 2025) == again and years_to_divide(closed.fund) == []
        code = code_of(actions.take_back_surplus, surplus=wrong, reason="Dua kali", by=by)
        assert code == "reversed_already"

    def test_a_division_of_which_somebody_was_paid_stays(self, closed, by):
        made = divide(closed)
        given = {"account": "shu:anggota", "on": BOOKED, "place": "kas", "by": by}
        actions.pay_held(fund=closed.fund, person=closed.people[2], amount_idr=1, **given)
        code = code_of(actions.take_back_surplus, surplus=made, reason="Persennya salah", by=by)
        assert code == "surplus_paid" and divided_surplus(closed.fund, 2025) == made

    def test_a_division_of_which_the_committee_was_paid_stays(self, closed, by):
        made = divide(closed)
        given = {"words": "SHU pengurus", "on": BOOKED, "place": "kas", "by": by}
        spend_surplus(fund=closed.fund, amount_idr=30_000, **given)
        code = code_of(actions.take_back_surplus, surplus=made, reason="Persennya salah", by=by)
        assert code == "surplus_paid" and divided_surplus(closed.fund, 2025) == made

    def test_an_open_year_is_not_divided(self, closed):
        assert code_of(divide, closed, year=2026) == "year_open"

    def test_a_year_of_which_december_is_open_is_not_divided(self, year):
        for _month in range(2):
            close_month(year)
        year.january = year.meet(MET)
        assert code_of(divide, year) == "year_open"

    def test_the_meeting_must_have_its_quorum(self, closed):
        few = closed.meet(dt.date(2026, 1, 22), here=1)
        assert code_of(divide, closed, meeting=few, on=dt.date(2026, 1, 23)) == "quorum_missing"
        assert code_of(divide, closed, meeting=None) == "needs_decision"

    def test_without_shares_there_is_nothing_to_go_by(self, year):
        for _month in range(3):
            close_month(year)
        year.january = year.meet(MET)
        assert code_of(divide, year) == "shares_missing"

    def test_a_loss_is_not_divided(self, closed, by):
        lines = [JournalLine("belanja:lain", 500_000), JournalLine("kas", -500_000)]
        post_entry(ledger=closed.ledger, on=MET, kind="expense", lines=lines, words="Kebanjiran", by=by)
        for _month in range(1):
            close_month(closed)
        assert surplus_idr(closed.ledger, 2024) == 0
        assert surplus_idr(closed.ledger, 2025) == 100_001

    def test_what_losses_ate_is_not_there_to_divide(self, closed, by):
        lines = [JournalLine("modal:surplus", 100_001), JournalLine("modal:awal", -100_001)]
        post_entry(
            ledger=closed.ledger, on=MET, kind="receipt", lines=lines, words="Menutup rugi lama", by=by
        )
        assert code_of(divide, closed) == "nothing_to_divide"

    def test_a_member_is_paid_her_part(self, closed, by):
        divide(closed)
        given = {"account": "shu:anggota", "on": BOOKED, "place": "kas", "by": by}
        pay = {"fund": closed.fund, "person": closed.people[2], **given}
        assert code_of(actions.pay_held, amount_idr=20_002, **pay) == "not_enough"
        actions.pay_held(amount_idr=20_001, **pay)
        assert closed.held["shu:anggota"] == 20_000

    def test_what_is_not_for_members_is_spent_and_never_more(self, closed, by):
        divide(closed)
        given = {"fund": closed.fund, "words": "SHU pengurus", "on": BOOKED, "place": "kas", "by": by}
        assert code_of(spend_surplus, amount_idr=30_001, **given) == "not_enough"
        assert code_of(spend_surplus, amount_idr=0, **given) == "amount_not_positive"
        assert code_of(spend_surplus, amount_idr=5, **given | {"place": "laci"}) == "place_unknown"
        assert code_of(spend_surplus, amount_idr=5, **given | {"words": " "}) == "words_missing"
        spend_surplus(amount_idr=20_000, **given)
        assert closed.held["shu:lain"] == 10_000

    def test_the_record_shows_both_measures(self, closed):
        text = str(surplus_record(divide(closed)))
        for shown in (
            "Anggota (40 %)",
            "9.200.000",
            "19.785",
            "50 persen menurut simpanan",
            "20 Januari 2026",
        ):
            assert shown in text, shown


class TestBooksOfAClosedYear:
    """The entry that closes a year empties income and expense; no book tells that as money."""

    Y2025, Y2026 = (BookPeriod(YEAR, dt.date(year, 1, 1)) for year in (2025, 2026))

    def test_the_results_of_the_year_stay(self, closed):
        income, spent = result_rows(closed.ledger, self.Y2025)
        assert (dict(income), spent) == ({"Iuran anggota": 70_001, "Jasa pinjaman": 30_000}, [])

    def test_dues_were_not_taken_back(self, closed):
        [table] = BOOKS["iuran"].blocks(closed.fund, self.Y2025)
        assert [row[-1] for row in table.rows] == [70_001, 70_001]

    def test_capital_goes_on_where_it_stood(self, closed):
        december = capital_months(closed.ledger, self.Y2025)[-1]
        january = capital_months(closed.ledger, self.Y2026)[0]
        assert (december.result_idr, december.taken_idr) == (100_001, 0)
        assert december.after_idr == january.before_idr == 10_100_001

    def test_what_was_divided_left_the_capital_but_for_the_reserve(self, closed):
        divide(closed)
        january = capital_months(closed.ledger, self.Y2026)[0]
        assert (january.taken_idr, january.after_idr) == (70_001, 10_030_000)
        assets, claims = balance_sides(closed.ledger, dt.date(2026, 1, 31))
        assert sum(idr for _title, idr in assets) == sum(idr for _title, idr in claims)


class TestPages:
    @pytest.fixture
    def pages(self, closed, sign_in):
        """``pages("group_chair")(name, sent)`` is what the holder of that role gets at an address of the fund."""

        def of_role(role):
            user = make.user(role, "Tuti" if role == "group_chair" else "Yanti")
            make.grant(user, role, unit=closed.group)
            browser = sign_in(user)

            def open_page(name, sent=None, *args, query=""):
                address = reverse(f"fund:{name}", args=[closed.fund.pk, *args]) + query
                return browser.get(address) if sent is None else browser.post(address, sent)

            return open_page

        return of_role

    def test_the_chair_divides_what_everybody_could_read_before(self, closed, pages):
        chair, treasurer = pages("group_chair"), pages("group_treasurer")
        text = flat(treasurer("surplus", None, 2025))
        assert "Rp 100.001 akan dibagi." in text and "Rp 19.785" in text and "Bagi dan catat" not in text
        assert "Rp 39.571" in flat(treasurer("surplus", None, 2025, query="?saving_percent=100"))
        sent = {"meeting": str(closed.january.pk), "saving_percent": "50", "on": "2026-01-21"}
        assert treasurer("surplus", sent, 2025).status_code == 403
        with refused_with("needs_decision"):
            assert chair("surplus", sent | {"meeting": ""}, 2025).status_code == 422
        assert chair("surplus", sent | {"saving_percent": "101"}, 2025).status_code == 422
        assert chair("surplus", sent, 2025).status_code == 302
        text = flat(treasurer("surplus", None, 2025))
        assert "Rp 100.001 sudah dibagi." in text and "Rp 20.001" in text
        assert treasurer("surplus_record", None, 2025).content.startswith(b"%PDF")
        assert "Batalkan pembagian ini" not in text
        assert "ada Rp 30.000" in flat(treasurer("surpluses")) and "ada Rp" not in flat(chair("surpluses"))
        spent = {"amount_idr": "20.000", "words": "SHU pengurus", "place": "kas", "on": "2026-01-22"}
        assert treasurer("surplus_spend", spent).status_code == 302
        assert closed.held["shu:lain"] == 10_000
        verbs = AuditEntry.objects.filter(verb__startswith="surplus.").values_list("verb", flat=True)
        assert {*verbs} == {"surplus.divide", "surplus.print", "surplus.spend"}

    def test_the_chair_takes_a_wrong_division_back_with_a_reason(self, closed, pages):
        divide(closed)
        chair, treasurer = pages("group_chair"), pages("group_treasurer")
        assert "Batalkan pembagian ini" in flat(chair("surplus", None, 2025))
        assert treasurer("surplus_take_back", {"reason": "Salah"}, 2025).status_code == 403
        assert chair("surplus_take_back", None, 2025).status_code == 200
        assert chair("surplus_take_back", {"reason": ""}, 2025).status_code == 422
        assert chair("surplus_take_back", {"reason": "Persennya salah"}, 2025).status_code == 302
        text = flat(treasurer("surplus", None, 2025))
        assert "Rp 100.001 akan dibagi." in text and "Pembagian ke-1 sebesar Rp 100.001 dibatalkan" in text
        assert "Persennya salah" in text and "belum dibagi" in flat(treasurer("surpluses"))
        assert chair("surplus_take_back", None, 2025).status_code == 404
        assert treasurer("surplus_record", None, 2025).status_code == 404
        assert AuditEntry.objects.get(verb="surplus.take_back").actor_name == "Tuti"

    def test_a_meeting_of_another_body_is_not_offered_and_decides_nothing(self, closed, pages, by):
        other = held_meeting(make.body(Region.objects.get(code="32.01.01")), MET, [], by)
        chair, sent = pages("group_chair"), {"saving_percent": "50", "on": "2026-01-21"}
        assert str(other.pk) not in chair("surplus", None, 2025).content.decode()
        assert chair("surplus", sent | {"meeting": str(other.pk)}, 2025).status_code == 422
        assert code_of(divide, closed, meeting=other) == "meeting_elsewhere"
        assert not Surplus.objects.exists()

    def test_without_shares_the_page_says_what_to_do(self, year, sign_in):
        for _month in range(3):
            close_month(year)
        user = make.user("tuti", "Tuti")
        make.grant(user, "group_chair", unit=year.group)
        text = flat(sign_in(user).get(reverse("fund:surplus", args=[year.fund.pk, 2025])))
        assert "Kelompok belum menyepakati pembagian SHU." in text and "Bagi dan catat" not in text

    def test_the_reserve_is_booked_from_its_page(self, year, sign_in):
        close_month(year)
        user = make.user("yanti", "Yanti")
        make.grant(user, "group_treasurer", unit=year.group)
        browser, address = sign_in(user), reverse("fund:reserve", args=[year.fund.pk])
        assert "Cadangan risiko kurang Rp 50.000." in flat(browser.get(address))
        assert browser.post(address, {}).status_code == 302
        assert year.held["cadangan:risiko"] == 50_000
        assert "Cadangan risiko sudah pas." in flat(browser.get(address))
        assert AuditEntry.objects.get(verb="fund.set_aside").actor_name == "Yanti"


class TestReserve:
    def due(self, circle, through):
        return reserve_due(circle.fund, terms_on(circle.fund, through), through)

    def test_a_loan_that_pays_needs_none(self, year):
        october = self.due(year, dt.date(2025, 10, 31))
        assert (october.due_idr, october.held_idr, sum(row.loans for row in october.classes)) == (0, 0, 1)

    def test_a_month_that_is_over_lacks_it_in_the_cash_book(self, year, by):
        assert open_reserves(year.body, 2025) == []
        close_month(year)
        [gap] = open_reserves(year.body, 2025)
        assert gap.text == "Cadangan risiko November 2025 belum dihitung."
        assert open_reserves(year.body, 2026) == []
        set_aside_reserve(fund=year.fund, by=by)
        assert open_reserves(year.body, 2025) == []

    def test_a_missed_instalment_asks_for_five_percent(self, year):
        """November is over and nothing was paid: class 2, five percent of a million."""
        november = self.due(year, dt.date(2025, 11, 30))
        assert [(row.label, row.loans) for row in november.classes if row.loans] == [("dalam perhatian", 1)]
        assert november.due_idr == 50_000

    def test_what_was_paid_later_is_not_known_then(self, year):
        assert self.due(year, dt.date(2025, 12, 31)).due_idr == 0
        assert self.due(year, dt.date(2025, 11, 30)).due_idr == 50_000

    def test_it_is_booked_at_the_end_of_its_month_and_comes_back(self, year, by):
        assert code_of(set_aside_reserve, fund=year.fund, by=by) == "reserve_right"
        close_month(year)
        entry = set_aside_reserve(fund=year.fund, by=by)
        assert (entry.on, year.held["cadangan:risiko"], year.held["biaya:cadangan"]) == (
            dt.date(2025, 11, 30), 50_000, 50_000,
        )  # fmt: skip
        assert code_of(set_aside_reserve, fund=year.fund, by=by) == "reserve_right"
        close_month(year)
        set_aside_reserve(fund=year.fund, by=by)
        assert (year.held["cadangan:risiko"], year.held["biaya:cadangan"]) == (0, 0)

    def test_the_running_month_waits_for_its_end(self, circle, by):
        for _month in range(2):
            close_month(circle)
        assert code_of(set_aside_reserve, fund=circle.fund, by=by) == "month_not_over"

    def test_a_written_off_loan_needs_none_from_then_on(self, year, by):
        meeting = year.meet(dt.date(2025, 12, 20))
        gone = {"end": "forgiven", "meeting": meeting, "reason": "Meninggal dunia", "by": by}
        actions.write_off_loan(loan=Loan.objects.get(pk=year.loan.pk), **gone)
        assert sum(row.loans for row in self.due(year, dt.date(2025, 11, 30)).classes) == 1
        assert sum(row.loans for row in self.due(year, dt.date(2026, 11, 30)).classes) == 0
