"""The books as on paper: their columns, and that each amount in them is a sum of lines of the journal."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest

from anyelir.contributions import actions as sheets
from anyelir.core.blocks import TableBlock
from anyelir.core.grain import MONTH, YEAR
from anyelir.documents.booklet import booklet_pdf
from anyelir.documents.workbook import booklet_xlsx
from anyelir.enterprise.books.cards import loan_card
from anyelir.enterprise.books.catalogue import BOOKS, printed_fund_book, shortened, with_written_numbers
from anyelir.enterprise.books.period import BookPeriod, month_or_year, periods_of
from anyelir.enterprise.books.sums import balance_sides, capital_months, result_rows
from anyelir.enterprise.fund.models import Loan
from anyelir.ledger.actions import post_entry, reverse_entry, save_money
from anyelir.rules.journal import JournalLine
from tests.apps.enterprise.fund.conftest import MILLION, Circle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
SEPTEMBER, OCTOBER = BookPeriod(MONTH, dt.date(2026, 9, 1)), BookPeriod(MONTH, dt.date(2026, 10, 1))
Y2026 = BookPeriod(YEAR, dt.date(2026, 1, 1))


def now(loan: Loan) -> Loan:
    return Loan.objects.get(pk=loan.pk)


def tables(circle: Circle, path: str, period: BookPeriod) -> list[TableBlock]:
    return [block for block in BOOKS[path].blocks(circle.fund, period) if isinstance(block, TableBlock)]


@pytest.fixture
def busy(circle, by) -> Circle:
    """October: savings and dues of two women, one loan of September with an instalment, and paper bought."""
    circle.loan = circle.lend(0)
    circle.pay(circle.loan, 115_000, dt.date(2026, 10, 10))
    place = {"place": "kas", "on": dt.date(2026, 10, 10), "by": by}
    for person, amount in ((circle.people[0], 25_000), (circle.people[1], 40_000)):
        save_money(ledger=circle.ledger, person=person, account="simpanan:wajib", amount_idr=amount, **place)
    save_money(
        ledger=circle.ledger, person=circle.people[1], account="simpanan:wajib", amount_idr=-10_000, **place
    )
    dues = [JournalLine("kas", 2_000), JournalLine("iuran", -2_000, str(circle.people[0].pk))]
    post(circle, "receipt", dues, "Iuran Oktober")
    post(circle, "expense", [JournalLine("belanja:atk", 15_000), JournalLine("kas", -15_000)], "Buku tulis")
    return circle


def post(circle, kind, lines, words, on=dt.date(2026, 10, 12)):
    return post_entry(ledger=circle.ledger, on=on, kind=kind, lines=lines, words=words, by=circle.by)


class TestColumns:
    """As printed by a Poksus (handbook, section 3)."""

    @pytest.mark.parametrize(
        ("path", "titles"),
        [
            ("kas", ["Tanggal", "Uraian", "Jumlah (Rp)", "Tanggal", "No. kwitansi", "Uraian", "Jumlah (Rp)"]),
            (
                "bank",
                ["Tanggal", "Uraian", "Jumlah (Rp)", "Tanggal", "No. kwitansi", "Uraian", "Jumlah (Rp)"],
            ),
            ("simpanan", ["No.", "Tanggal", "Nama anggota", "Kelompok", "Jumlah (Rp)"]),
            ("iuran", ["No.", "Tanggal", "Nama anggota", "Kelompok", "Jumlah (Rp)"]),
        ],
    )
    def test_of_a_book(self, busy, path, titles):
        assert [str(column.title) for column in tables(busy, path, OCTOBER)[0].columns] == titles

    def test_receipts_stand_beside_expenses(self, busy):
        [table] = tables(busy, "kas", OCTOBER)
        assert table.groups == [("PENERIMAAN", 3), ("PENGELUARAN", 4)] and table.is_numbered

    def test_the_book_of_loans_has_three_columns_for_each_month(self, busy):
        halves = tables(busy, "pinjaman", Y2026)
        for half in halves:
            groups = [group for group in half.groups if group[0]]
            assert len(groups) == 6 and {width for _title, width in groups} == {3}
            assert len(half.columns) == 6 + 18
        assert [half.groups[6][0] for half in halves] == ["Januari", "Juli"]


class TestAmounts:
    def test_the_cash_book_of_a_month(self, busy):
        [table] = tables(busy, "kas", OCTOBER)
        assert [row[1:3] for row in table.rows[:-1]] == [
            ["Angsuran pinjaman nomor 1, anggota nomor 1", 115_000],
            ["Simpanan wajib, anggota nomor 1", 25_000],
            ["Simpanan wajib, anggota nomor 2", 40_000],
            ["Iuran Oktober", 2_000],
        ]
        # An expense without a receipt is found by the number of its entry.
        assert [row[3:] for row in table.rows[:2]] == [
            ["10 Okt 2026", "7/2026", "Diambil: Simpanan wajib, anggota nomor 2", 10_000],
            ["12 Okt 2026", "9/2026", "Buku tulis", 15_000],
        ]
        assert table.rows[-1] == ["", "Jumlah", 182_000, "", "", "Jumlah", 25_000]
        said = BOOKS["kas"].blocks(busy.fund, OCTOBER)[-1].text
        assert said == "Saldo sebelumnya Rp 9.500.000. Saldo akhir Rp 9.657.000."
        assert busy.held["kas"] == 9_657_000

    def test_money_that_changed_its_place_is_in_both_books(self, busy):
        moved = [JournalLine("bank", 100_000), JournalLine("kas", -100_000)]
        post(busy, "transfer", moved, "Setor ke bank")
        assert tables(busy, "bank", OCTOBER)[0].rows[-1][2] == 100_000
        assert tables(busy, "kas", OCTOBER)[0].rows[-1][6] == 125_000

    def test_savings_of_each_kind_with_what_was_taken_back(self, busy):
        _pokok, wajib, _sukarela = tables(busy, "simpanan", OCTOBER)
        assert [row[2:] for row in wajib.rows] == [
            ["1 Ibu 1", "Dasawisma Melati 1", 25_000],
            ["2 Ibu 2", "Dasawisma Melati 1", 40_000],
            ["2 Ibu 2", "Dasawisma Melati 1", -10_000],
            ["Jumlah", "", 55_000],
        ]
        assert wajib.rows[-1][-1] == busy.held["simpanan:wajib"]

    def test_dues_without_a_member_are_those_of_the_group(self, busy):
        post(busy, "receipt", [JournalLine("kas", 5_000), JournalLine("iuran", -5_000)], "Iuran tamu")
        [table] = tables(busy, "iuran", OCTOBER)
        assert [(row[2], row[4]) for row in table.rows] == [
            ("1 Ibu 1", 2_000), ("kelompok", 5_000), ("Jumlah", 7_000),
        ]  # fmt: skip

    def test_the_book_of_loans_tells_what_was_lent_and_brought(self, busy):
        first, second = tables(busy, "pinjaman", Y2026)
        # Everybody of the group stands in it, by number.
        assert [row[2] for row in second.rows] == [f"{no} Ibu {no}" for no in range(1, 7)]
        assert second.rows[0][:6] == [1, "15 Sep 2026", "1 Ibu 1", "Modal kue basah", MILLION, ""]
        assert second.rows[0][6 + 9 : 6 + 12] == [115_000, 2_000, 25_000]
        assert second.rows[1][:6] == [2, "", "2 Ibu 2", "", "", ""]
        assert second.rows[1][6 + 9 : 6 + 12] == ["", "", 30_000]
        assert {cell for row in first.rows for cell in row[6:]} == {""}

    def test_a_payment_that_was_taken_back_is_none(self, busy):
        from anyelir.enterprise.fund import actions

        entry = busy.pay(busy.loan, 50_000, dt.date(2026, 10, 20))
        assert tables(busy, "pinjaman", Y2026)[1].rows[0][15] == 165_000
        actions.take_back_payment(loan=busy.loan, entry=entry, reason="Salah ketik", by=busy.by)
        sums = [row for row in tables(busy, "pinjaman", Y2026)[1].rows[0][6::3] if row]
        assert sum(sums) == 115_000

    def test_a_second_loan_has_a_row_of_its_own_and_her_savings_stand_once(self, busy, by):
        from tests.apps.enterprise.fund.conftest import product_of

        other = product_of(busy.fund, by, "Pinjaman hari raya")
        busy.lend(0, 200_000, 4, product=other)
        rows = tables(busy, "pinjaman", Y2026)[1].rows
        assert [(row[2], row[4]) for row in rows[:2]] == [("1 Ibu 1", MILLION), ("1 Ibu 1", 200_000)]
        assert (rows[0][17], rows[1][17]) == (25_000, "") and len(rows) == 7

    def test_nothing_in_it_says_what_somebody_owes(self, busy):
        titles = {str(column.title).casefold() for column in tables(busy, "pinjaman", Y2026)[1].columns}
        assert titles.isdisjoint({"sisa", "tunggakan", "saldo"})


class TestCard:
    """Angsuran (ke, pokok, jasa, iuran, simpanan, sisa)."""

    def test_payments_and_what_came_with_them(self, circle, by):
        loan = circle.lend(0)
        table = circle.table
        table.start(dt.date(2026, 10, 20))
        amounts = {"angsuran": 115_000, "simpanan:sukarela": 5_000}
        table.save(dues={"iuran": 2_000})
        table.save([table.row(table.people[0], iuran=2_000, **amounts)])
        sheets.leave_rest_away(sheet=table.sheet, by=by)
        table.count(
            9_500_000 + 122_000, witness=table.people[0], chair=table.people[1], keeper=table.people[2]
        )
        sheets.close_sheet(sheet=table.sheet, by=by)
        [paid, plan] = [block for block in loan_card(now(loan)).blocks if isinstance(block, TableBlock)]
        assert [str(column.title) for column in paid.columns] == [
            "Ke", "Tanggal", "Pokok", "Jasa", "Iuran", "Simpanan", "Sisa",
        ]  # fmt: skip
        assert paid.rows == [[1, "20 Okt 2026", 100_000, 15_000, 2_000, 5_000, 900_000]]
        assert len(plan.rows) == 10 and plan.rows[0] == [1, "Oktober 2026", 100_000, 15_000, 115_000]

    def test_only_she_stands_on_it(self, busy):
        text = str(loan_card(now(busy.loan)))
        assert "Ibu 1" in text and "Ibu 2" not in text


class TestSums:
    def test_both_sides_of_the_balance_are_equal(self, busy):
        assets, claims = balance_sides(busy.ledger, OCTOBER.last)
        assert dict(assets) == {"Kas tunai": 9_657_000, "Pinjaman anggota": 900_000}
        assert dict(claims) == {
            "Simpanan wajib": 55_000,
            "Saldo awal": 500_000,
            "Modal program": 10_000_000,
            "Sisa usaha tahun berjalan": 2_000,
        }
        assert sum(dict(assets).values()) == sum(dict(claims).values())

    def test_the_reserve_is_taken_off_what_is_lent(self, busy):
        lines = [JournalLine("biaya:cadangan", 45_000), JournalLine("cadangan:risiko", -45_000)]
        post(busy, "expense", lines, "Cadangan")
        assets, claims = balance_sides(busy.ledger, OCTOBER.last)
        assert dict(assets)["Cadangan risiko pinjaman"] == -45_000
        assert sum(idr for _title, idr in assets) == sum(idr for _title, idr in claims)

    def test_profit_and_loss_of_a_month(self, busy):
        income, spent = result_rows(busy.ledger, OCTOBER)
        assert (dict(income), dict(spent)) == (
            {"Iuran anggota": 2_000, "Jasa pinjaman": 15_000},
            {"Alat tulis dan fotokopi": 15_000},
        )
        assert result_rows(busy.ledger, SEPTEMBER) == ([], [])

    def test_capital_grows_month_by_month(self, busy):
        rows = {row.month.month: row for row in capital_months(busy.ledger, Y2026)}
        assert (rows[8].after_idr, rows[9].before_idr, rows[9].added_idr) == (0, 0, 10_500_000)
        assert (rows[10].before_idr, rows[10].result_idr, rows[10].after_idr) == (
            10_500_000,
            2_000,
            10_502_000,
        )
        lent = [JournalLine("modal:program", 1_000_000), JournalLine("kas", -1_000_000)]
        post(busy, "expense", lent, "Modal dikembalikan ke desa")
        rows = {row.month.month: row for row in capital_months(busy.ledger, Y2026)}
        assert (rows[10].taken_idr, rows[12].after_idr) == (1_000_000, 9_502_000)

    def test_capital_is_assets_less_what_is_owed(self, busy):
        _assets, claims = balance_sides(busy.ledger, OCTOBER.last)
        owned = sum(idr for title, idr in claims if "Simpanan" not in title)
        assert {row.month.month: row for row in capital_months(busy.ledger, Y2026)}[10].after_idr == owned

    def test_a_reversal_takes_its_amount_out_again(self, busy):
        entry = post(busy, "expense", [JournalLine("belanja:atk", 9), JournalLine("kas", -9)], "Salah")
        reverse_entry(entry=entry, on=dt.date(2026, 10, 13), reason="Salah", by=busy.by)
        assert dict(result_rows(busy.ledger, OCTOBER)[1]) == {"Alat tulis dan fotokopi": 15_000}


class TestPrinted:
    @pytest.mark.parametrize("path", sorted(BOOKS))
    def test_every_book_is_a_pdf_and_a_workbook_with_the_same_numbers(self, busy, path):
        book = BOOKS[path]
        period = OCTOBER if book.grain == MONTH else Y2026
        booklet = printed_fund_book(busy.fund, book, period)
        assert booklet_pdf(booklet).startswith(b"%PDF")
        sheet = openpyxl.load_workbook(io.BytesIO(booklet_xlsx(booklet))).active
        values = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int)]
        written = [
            cell
            for block in booklet.blocks
            if isinstance(block, TableBlock)
            for row in block.rows
            for cell in row
        ]
        amounts = [cell for cell in written if isinstance(cell, int)]
        for amount in amounts:
            assert amount in values
        formats = {
            c.number_format
            for row in sheet.iter_rows()
            for c in row
            if isinstance(c.value, int) and c.value > 999
        }
        assert formats <= {"#,##0"}

    def test_who_could_show_no_printed_book_says_so(self, busy):
        assert "belum ada aturan PKK" in printed_fund_book(busy.fund, BOOKS["neraca"], OCTOBER).foot
        assert "belum ada aturan PKK" not in printed_fund_book(busy.fund, BOOKS["kas"], OCTOBER).foot

    def test_amounts_are_written_as_people_read_them(self, busy):
        [table, _said] = with_written_numbers(BOOKS["kas"].blocks(busy.fund, OCTOBER))
        assert table.rows[-1][2] == "182.000"

    def test_a_long_table_is_cut_on_the_page_and_its_sum_stays(self, busy):
        rows = [[no] for no in range(99)] + [["Jumlah"]]
        long = TableBlock([], rows)
        [shown], left = shortened([long])
        assert (len(shown.rows), shown.rows[-1], left) == (60, ["Jumlah"], 40)
        assert shortened([TableBlock([], rows[:60])])[1] == 0


def test_periods_begin_with_the_books(circle):
    assert [period.key for period in periods_of(circle.ledger, MONTH)] == ["2026-11", "2026-10", "2026-09"]
    assert [period.key for period in periods_of(circle.ledger, YEAR)] == ["2026"]
    assert month_or_year("2026-10") == OCTOBER and month_or_year("2026") == Y2026
    for nothing in ("", "2026-13", "besok", "0000", "2026-1", "20261"):
        assert month_or_year(nothing) is None


def test_a_meeting_that_takes_in_and_pays_out_stands_on_both_sides(circle, by):
    """One entry of the sheet: what came and what was spent are not set off."""
    table = circle.table
    table.start(dt.date(2026, 10, 20))
    table.save(
        dues={"iuran": 2_000}, others=[{"account": "belanja:konsumsi", "amount_idr": 30_000, "words": "Kue"}]
    )
    table.save([table.row(person, iuran=2_000) for person in table.people])
    table.count(10_500_000 + 12_000 - 30_000)
    sheets.close_sheet(sheet=table.sheet, by=by)
    assert tables(circle, "kas", OCTOBER)[0].rows[-1] == ["", "Jumlah", 12_000, "", "", "Jumlah", 30_000]
