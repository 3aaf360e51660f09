"""The paper that a borrower signs before she gets the money: what it costs in rupiah, and each instalment."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.blocks import BlockColumn, TableBlock, TextBlock
from anyelir.core.clock import today_at
from anyelir.core.terms import in_force
from anyelir.core.wording import day, month, number, rupiah
from anyelir.documents.booklet import Booklet, booklet_pdf
from anyelir.enterprise.fund.costs import LoanCost, cost_of_loan
from anyelir.enterprise.fund.models import Loan, LoanProduct
from anyelir.membership.models import Body, Post

COLUMNS = (
    BlockColumn(gettext_lazy("Bulan"), width=3),
    BlockColumn(gettext_lazy("Pokok"), width=2, is_number=True),
    BlockColumn(gettext_lazy("Jasa"), width=2, is_number=True),
    BlockColumn(gettext_lazy("Angsuran"), width=2, is_number=True),
    BlockColumn(gettext_lazy("Sisa pokok"), width=2, is_number=True),
)


def agreement_pdf(loan: Loan) -> bytes:
    return booklet_pdf(agreement(loan))


def agreement(loan: Loan) -> Booklet:
    """Of a loan for which the group decided."""
    body = loan.fund.body
    today = today_at(body.region_id)
    cost = cost_of_loan(loan, loan.disbursed_on or today)
    return Booklet(
        title=_("Perjanjian pinjaman nomor %s") % loan.number,
        head=[str(body), body.region.label],
        blocks=[
            TextBlock(_opening(loan)),
            TextBlock("\n".join(cost_sentences(loan, cost))),
            TableBlock(COLUMNS, _rows(cost), is_numbered=True),
            TextBlock(_promises(loan.product)),
        ],
        made_on=today,
        signs=[
            (_("Peminjam"), loan.body_member.name),
            (_("Ketua"), _holder(body, Post.Office.CHAIR, today)),
            (_("Bendahara"), _holder(body, Post.Office.TREASURER, today)),
        ],
    )


def _holder(body: Body, office: str, on: dt.date) -> str:
    """Whoever holds the post, "" for a line to write on."""
    post = Post.objects.filter(in_force(on), body=body, office=office).select_related("member").first()
    return post.name if post is not None else ""


def _opening(loan: Loan) -> str:
    amount_idr = loan.principal_idr or loan.requested_idr
    facts = {
        "name": loan.body_member.name,
        "number": loan.body_member.number,
        "amount": rupiah(amount_idr),
        "purpose": loan.purpose,
    }
    text = _("%(name)s, anggota nomor %(number)s, meminjam %(amount)s untuk %(purpose)s.") % facts
    if loan.decided_on is None:
        return text
    return f"{text} {_('Diputuskan di rapat %s.') % day(loan.decided_on)}"


def cost_sentences(loan: Loan, cost: LoanCost | None) -> list[str]:
    """What she pays in all, and both rates; nothing when there is no plan."""
    if cost is None:
        return []
    plan = cost.schedule
    sentences = [
        _(
            "Diangsur %(months)s kali. Yang dibayar seluruhnya %(all)s: pokok %(principal)s dan jasa %(service)s."
        )
        % {
            "months": len(plan.instalments),
            "all": rupiah(plan.total_idr),
            "principal": rupiah(plan.terms.principal_idr),
            "service": rupiah(plan.service_total_idr),
        }
    ]
    if cost.effective_percent:
        facts = {"rate": number(cost.rate_percent, 2), "true": number(round(cost.effective_percent, 3), 3)}
        text = _(
            "Jasa %(rate)s%% sebulan menurut perjanjian; dari uang yang benar-benar dipegang %(true)s%% sebulan."
        )
        sentences.append(text % facts)
    if cost.joint_idr:
        facts = {"joint": rupiah(cost.joint_idr), "hand": rupiah(cost.in_hand_idr)}
        text = _(
            "Ditahan untuk tanggung renteng %(joint)s, tetap milik peminjam; diterima di tangan %(hand)s."
        )
        sentences.append(text % facts)
    return sentences


def _rows(cost: LoanCost | None) -> list[list[str]]:
    return [
        [
            month(row.due_on),
            number(row.principal_idr),
            number(row.service_idr),
            number(row.total_idr),
            number(row.balance_idr),
        ]
        for row in (cost.schedule.instalments if cost is not None else ())
    ]


def _promises(product: LoanProduct) -> str:
    lines = [
        _("Angsuran milik bulannya: dibayar kapan saja di bulan itu tidak terlambat. Tidak ada denda."),
        _("Uang dibayarkan untuk angsuran yang paling lama dulu, jasa lebih dulu daripada pokok."),
    ]
    if product.ahead == LoanProduct.Ahead.PRINCIPAL:
        lines.append(_("Uang lebih mengurangi pokok, sehingga pinjaman selesai lebih cepat."))
    else:
        lines.append(_("Uang lebih membayar angsuran bulan berikutnya."))
    if product.payoff == LoanProduct.PayOff.ALL:
        lines.append(_("Kalau dilunasi lebih cepat, seluruh jasa tetap dibayar."))
    else:
        lines.append(_("Kalau dilunasi lebih cepat, jasa dibayar sampai bulan pelunasan saja."))
    return "\n".join(lines)
