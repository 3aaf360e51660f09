"""Whether the cards of a fund still say what the journal says: copies against sums of lines, plans against rows."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from anyelir.enterprise.fund.kinds import CHARGES, LOANS, NO_PAYMENT, RECOVERED
from anyelir.enterprise.fund.models import Fund, Loan, LoanPlan
from anyelir.ledger.models import LedgerLine

State = Loan.State
OUT_OF_BOOKS = (State.WRITTEN_OFF, State.FORGIVEN, State.CANCELLED)


def faults_of(fund: Fund) -> list[str]:
    return [*_cards(fund), *_plans(fund)]


def _cards(fund: Fund) -> Iterator[str]:
    sums = _sums(fund)
    text = _("Kartu pinjaman nomor %s tidak sama dengan buku kas.")
    for loan in Loan.objects.filter(fund=fund, disbursed_on__isnull=False):
        of_loan = sums.get(str(loan.pk), {})
        owed = 0 if loan.state in OUT_OF_BOOKS else loan.outstanding_idr
        copies = (owed, loan.paid_principal_idr, loan.paid_service_idr, loan.recovered_idr)
        lines = (of_loan.get("owed", 0), *(of_loan.get(name, 0) for name in (LOANS, CHARGES, RECOVERED)))
        if copies != lines:
            yield text % loan.number


def _sums(fund: Fund) -> dict[str, dict[str, int]]:
    """By loan: what its account holds, and what was paid on each account."""
    lines = LedgerLine.objects.filter(ledger=fund.ledger_id, account__code__in=(LOANS, CHARGES, RECOVERED))
    rows = lines.exclude(matter="").values(
        "matter", code=F("account__code"), kind=F("entry__kind"), undone=F("entry__reverses__kind")
    )
    sums: dict[str, dict[str, int]] = {}
    for row in rows.annotate(idr=Sum("amount_idr")).order_by("matter"):
        of_loan = sums.setdefault(row["matter"], {})
        if row["code"] == LOANS:
            of_loan["owed"] = of_loan.get("owed", 0) + row["idr"]
        if (row["undone"] or row["kind"]) not in NO_PAYMENT:
            of_loan[row["code"]] = of_loan.get(row["code"], 0) - row["idr"]
    return sums


def _plans(fund: Fund) -> Iterator[str]:
    plans = LoanPlan.objects.filter(loan__fund=fund).select_related("loan")
    sums = plans.annotate(
        principal=Sum("instalments__principal_idr"), service=Sum("instalments__service_idr")
    )
    for plan in sums.order_by("loan__number", "number"):
        if (plan.principal, plan.service) != (plan.principal_idr, plan.service_idr):
            yield _("Rencana angsuran pinjaman nomor %s tidak genap.") % plan.loan.number
