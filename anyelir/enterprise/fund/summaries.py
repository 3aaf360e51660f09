"""What a stored record of a fund holds, in the words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.wording import day, rupiah
from anyelir.enterprise.fund.models import CutOff, Fund, FundTerms, Loan, LoanProduct, Surplus


def fund_words(fund: Fund) -> str:
    return _("dana bergulir %(name)s sejak %(day)s") % {"name": fund, "day": day(fund.since)}


def terms_words(terms: FundTerms) -> str:
    facts = {"day": day(terms.since), "most": rupiah(terms.max_loan_idr)}
    return _("aturan dana sejak %(day)s, pinjaman paling banyak %(most)s") % facts


def product_words(product: LoanProduct) -> str:
    return _("jenis pinjaman %s") % product.name


def loan_words(loan: Loan) -> str:
    """``pinjaman nomor 7, Rp 1.000.000, berjalan``."""
    amount = loan.principal_idr if loan.principal_idr is not None else loan.requested_idr
    facts = {"number": loan.number, "amount": rupiah(amount), "state": loan.get_state_display()}
    return _("pinjaman nomor %(number)s, %(amount)s, %(state)s") % facts


def cutoff_words(cutoff: CutOff) -> str:
    return _("saldo awal %(name)s per %(day)s") % {"name": cutoff.fund, "day": day(cutoff.on)}


def surplus_words(surplus: Surplus) -> str:
    facts = {"year": surplus.year, "amount": rupiah(surplus.amount_idr)}
    return _("pembagian SHU tahun %(year)s, %(amount)s") % facts
