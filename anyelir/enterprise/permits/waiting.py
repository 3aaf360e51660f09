"""What waits: permits that end soon, commitments, proofs that nobody has looked at."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.clock import day_at
from anyelir.core.permission import Permission as P
from anyelir.core.waiting import WAITING, Task, Waiting
from anyelir.core.wording import day
from anyelir.enterprise.permits.access import verifiable_permits
from anyelir.enterprise.permits.deadlines import permits_in_reach
from anyelir.enterprise.permits.due_dates import A_MONTH, COMMITMENT, HALF_A_YEAR, RENEW
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.queries.permits import due_soon, unverified, waited_too_long
from anyelir.membership.access import has_anywhere

MOST = 5


def renewals(user) -> list[Task]:
    """Half a year ahead, as long as nobody asked for the new paper; in the last month it is urgent."""
    if not has_anywhere(user, P.BUSINESS_EDIT):
        return []
    soon = timezone.now() - A_MONTH
    rows = permits_in_reach(user).filter(renewal=None)
    return [
        _task(permit, _("Perpanjang %s"), _("berakhir %s"), moment, is_urgent=moment < soon)
        for permit, moment in due_soon(rows, RENEW, -HALF_A_YEAR, MOST)
    ]


def commitments(user) -> list[Task]:
    if not has_anywhere(user, P.BUSINESS_EDIT):
        return []
    return [
        _task(permit, _("Penuhi komitmen %s"), _("paling lambat %s"), moment)
        for permit, moment in due_soon(permits_in_reach(user), COMMITMENT, -A_MONTH, MOST)
    ]


def proofs(user) -> list[Task]:
    """For the office what came, for owner and companion what waits longer than two weeks."""
    tasks: list[Task] = []
    late = waited_too_long()
    if has_anywhere(user, P.PERMIT_VERIFY):
        rows = unverified(verifiable_permits(user)).select_related("business")[:MOST]
        tasks += [
            _task(
                row, _("Periksa bukti %s"), _("sejak %s"), row.evidence_at, is_urgent=row.evidence_at < late
            )
            for row in rows
        ]
    if has_anywhere(user, P.BUSINESS_EDIT):
        rows = unverified(permits_in_reach(user)).filter(evidence_at__lt=late)[:MOST]
        tasks += [
            _task(row, _("Bukti %s belum diperiksa dinas"), _("sejak %s"), row.evidence_at) for row in rows
        ]
    return tasks


def _task(permit: Permit, title: str, when: str, moment, *, is_urgent: bool = False) -> Task:
    on = day_at(permit.business.region_id, moment)
    note = f"{permit.business.name}, {when % day(on)}"
    url = reverse("permits:show", args=[permit.pk])
    return Task(title % permit.get_kind_display(), note, url, "file", is_urgent=is_urgent)


WAITING.declare(
    Waiting("permits.renewals", renewals),
    Waiting("permits.commitments", commitments),
    Waiting("permits.proofs", proofs),
)
