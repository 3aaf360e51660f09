"""The card of one loan as on paper: its plan, and each payment with the dues and savings that she brought with it."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import F
from django.utils.translation import gettext as _

from anyelir.core.blocks import Block, BlockColumn, HeadingBlock, TableBlock
from anyelir.core.clock import today_at
from anyelir.core.wording import day, month, rupiah, short_day
from anyelir.documents.booklet import Booklet
from anyelir.enterprise.books.members import DUES
from anyelir.enterprise.fund.models import Loan
from anyelir.enterprise.fund.queries import CardRow, card_rows
from anyelir.ledger.models import LedgerLine
from anyelir.ledger.savings import savings_accounts

Cells = list[str | int]


def loan_card(loan: Loan) -> Booklet:
    """For a loan that was paid out; one card is hers alone and names nobody else."""
    body = loan.fund.body
    facts = {"number": loan.number, "name": loan.body_member.name, "member": loan.body_member.number}
    lent = {"amount": rupiah(loan.principal_idr), "day": day(loan.disbursed_on), "product": loan.product}
    blocks: list[Block] = [
        HeadingBlock(_("Yang dibayar"), level=2),
        _paid_table(loan),
        HeadingBlock(_("Rencana angsuran"), level=2),
        _plan_table(loan),
    ]
    return Booklet(
        title=_("Kartu pinjaman"),
        head=(
            str(body),
            _("Pinjaman nomor %(number)s, %(name)s, anggota nomor %(member)s") % facts,
            _("%(amount)s sejak %(day)s, %(product)s") % lent,
            _("Untuk keperluan usaha: %s") % loan.purpose,
        ),
        blocks=blocks,
        made_on=today_at(body.region_id),
        signs=((_("Peminjam"), ""), (_("Bendahara"), "")),
        foot=_("Dibaca dari jurnal kelompok, %s.") % day(today_at(body.region_id)),
    )


def _paid_table(loan: Loan) -> TableBlock:
    """Number, day, principal, charge, dues, savings, what is left of the principal."""
    titles = (_("Pokok"), _("Jasa"), _("Iuran"), _("Simpanan"), _("Sisa"))
    columns = [
        BlockColumn(_("Ke"), 3, True),
        BlockColumn(_("Tanggal"), 7),
        *(BlockColumn(title, 7, True) for title in titles),
    ]
    beside = _brought_beside(loan)
    paid = [row for row in card_rows(loan) if row.principal_idr or row.service_idr]
    return TableBlock(columns, [_paid_cells(no, row, beside) for no, row in enumerate(paid, start=1)], True)


def _paid_cells(no: int, row: CardRow, beside: dict[tuple[object, str], int]) -> Cells:
    dues, saved = (beside.get((row.entry.pk, what), 0) for what in (DUES, "simpanan"))
    return [no, short_day(row.entry.on), row.principal_idr, row.service_idr, dues, saved, row.balance_idr]


def _brought_beside(loan: Loan) -> dict[tuple[object, str], int]:
    """Dues and savings of hers, by the entry in which they came: that of a meeting holds all of it."""
    codes = [account.code for account in savings_accounts(loan.fund.ledger)]
    lines = LedgerLine.objects.filter(ledger=loan.fund.ledger_id, party=str(loan.body_member_id))
    lines = lines.filter(account__code__in=[DUES, *codes]).annotate(code=F("account__code"))
    sums: dict[tuple[object, str], int] = defaultdict(int)
    for line in lines:
        sums[line.entry_id, DUES if line.code == DUES else "simpanan"] -= line.amount_idr
    return sums


def _plan_table(loan: Loan) -> TableBlock:
    columns = [
        BlockColumn(_("Ke"), 3, True),
        BlockColumn(_("Bulan"), 9),
        *(BlockColumn(title, 7, True) for title in (_("Pokok"), _("Jasa"), _("Jumlah"))),
    ]
    rows = [
        [part.number, month(part.due_on), part.principal_idr, part.service_idr, part.amount_idr]
        for part in loan.plan.instalments.all()
    ]
    return TableBlock(columns, rows)
