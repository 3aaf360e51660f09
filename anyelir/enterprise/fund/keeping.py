"""Each night the cards and plans of all funds are counted anew against the books, a portion at a time."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone

from anyelir.core.locking import held_alone
from anyelir.enterprise.fund.models import Fund, FundsCheck
from anyelir.enterprise.fund.verifying import faults_of

log = logging.getLogger("anyelir.fund")

FIRST_HOUR = 1
PORTION = 25


def check_nightly() -> int:
    """The next portion of tonight, reported and not mended; 0 when all funds were looked at."""
    now = timezone.localtime()
    if now.hour < FIRST_HOUR:
        return 0
    check, _is_new = FundsCheck.objects.get_or_create(checked_on=now.date())
    if check.ended_at is not None:
        return 0
    rest = Fund.objects.order_by("pk").select_related("ledger")
    if check.through is not None:
        rest = rest.filter(pk__gt=check.through)
    funds = list(rest[:PORTION])
    for fund in funds:
        for fault in _faults_while_held(fund):
            check.faults.append([str(fund.pk), fault])
            log.error("fund %s: %s", fund.pk, fault)
    check.funds += len(funds)
    if funds:
        check.through = funds[-1].pk
    if len(funds) < PORTION:
        check.ended_at = now
    check.save()
    return len(funds)


def _faults_while_held(fund: Fund) -> list[str]:
    """A payment between two sums makes them differ for a moment: what differs is counted again while nobody writes."""
    if not faults_of(fund):
        return []
    with transaction.atomic():
        held_alone(fund.ledger)
        return faults_of(fund)
