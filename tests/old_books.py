"""Old books of a fund for tests of other rooms."""

from __future__ import annotations

import datetime as dt

from anyelir.enterprise.fund.models import CutOff, CutOffLoan, Loan


def cutoff_loan_of(loan: Loan) -> CutOffLoan:
    """A row of the open cut-off sheet of the fund, of the same member."""
    sheet, _is_new = CutOff.objects.get_or_create(fund=loan.fund, defaults={"on": loan.fund.since})
    facts = {"purpose": "Warung", "principal_idr": 500_000, "months": 5, "first_month": dt.date(2026, 9, 1)}
    row, _is_new = CutOffLoan.objects.get_or_create(
        cutoff=sheet, body_member=loan.body_member, product=loan.product, defaults=facts
    )
    return row


def loan_form(world) -> dict[str, str]:
    """What is typed of a loan in the old books."""
    return {
        "person": str(world.loan.body_member_id),
        "product": str(world.loan.product_id),
        "purpose": "Warung",
        "principal_idr": "500.000",
        "service_idr": "",
        "months": "5",
        "first_month": "2026-10",
    }
