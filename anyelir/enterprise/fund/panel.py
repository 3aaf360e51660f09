"""What the fund adds to the page of its group, and why a group cannot be closed yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.panels import PagePanel
from anyelir.core.permission import Viewer
from anyelir.enterprise.fund.access import can_view_funds
from anyelir.enterprise.fund.models import Loan
from anyelir.enterprise.fund.queries import OPEN, fund_of_body, loan_sums
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.groups.panels import GROUP_PANELS, before_group_closes
from anyelir.enterprise.groups.queries.register import body_of


def _context(user: Viewer, group: Group) -> Mapping[str, Any] | None:
    """For treasurer and chair of exactly this group."""
    body = body_of(group)
    if not can_view_funds(user, body):
        return None
    fund = fund_of_body(body)
    return {"body": body, "fund": fund, "sums": loan_sums(fund) if fund is not None else None}


def running_loans(group: Group) -> Iterable[str]:
    """Loans that are asked for or running; money that is left is told by the books."""
    living = Loan.objects.filter(
        fund__ledger__body=body_of(group), state__in=(*OPEN, Loan.State.RUNNING)
    ).count()
    text = _("Masih ada %s pinjaman yang belum selesai. Selesaikan dulu di halaman dana.")
    return [text % living] if living else []


def declare() -> None:
    GROUP_PANELS.declare(PagePanel("fund", "fund/_panel.html", _context, rank=20))
    before_group_closes(running_loans)
