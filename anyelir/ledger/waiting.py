"""Months that one person counted and that wait for the second."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.waiting import WAITING, Task, Waiting
from anyelir.core.wording import month
from anyelir.ledger.access import can_confirm_closing, closable_ledgers
from anyelir.ledger.models import ClosingProposal

MOST = 5


def counted_months(user) -> list[Task]:
    waiting = ClosingProposal.objects.filter(ledger__in=closable_ledgers(user)).exclude(by=user.id)
    shown = [
        each
        for each in waiting.select_related("ledger__body__region")
        if can_confirm_closing(user, each.ledger)
    ]
    return [
        Task(
            _("Tutup buku %s menunggu konfirmasi") % month(each.through),
            _("%(ledger)s, dihitung %(name)s") % {"ledger": each.ledger.name, "name": each.by_name},
            reverse("ledger:close", args=[each.ledger_id]),
            "lock",
        )
        for each in shown[:MOST]
    ]


WAITING.declare(Waiting("ledger.counted", counted_months))
