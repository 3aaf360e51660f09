"""The papers that somebody has to do something about, by what is to be done."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from anyelir.deadlines.keeping import text_keys
from anyelir.deadlines.models import Deadline
from anyelir.enterprise.permits.due_dates import COMMITMENT, HALF_A_YEAR, RENEW
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.queries.permits import unverified
from anyelir.enterprise.trade.models import Business

PROCESS, ENDING, COMMITMENTS, PROOF, CHECK = "proses", "berakhir", "komitmen", "bukti", "periksa"


def work_list(permits: QuerySet[Permit], which: str, *, text: str = "") -> QuerySet[Permit]:
    """Of businesses that are open, narrowed by words of the business or its place."""
    rows = permits.filter(revoked_on=None).exclude(business__stage=Business.Stage.CLOSED)
    for word in text.split():
        rows = rows.filter(Q(business__name__icontains=word) | Q(business__region__label__icontains=word))
    return _narrowed(rows, which).select_related("business__region", "helper").prefetch_related("products")


def _narrowed(rows: QuerySet[Permit], which: str) -> QuerySet[Permit]:
    if which == ENDING:
        return _owed(rows.filter(renewal=None), RENEW).order_by("id")
    if which == COMMITMENTS:
        return _owed(rows, COMMITMENT).order_by("id")
    if which == PROOF:
        return rows.filter(evidence_at=None).exclude(number="")
    if which == CHECK:
        return unverified(rows)
    return rows.filter(number="", issued_on=None)


def _owed(rows: QuerySet[Permit], kind: str) -> QuerySet[Permit]:
    """Those of which that falls due within half a year, or did already."""
    due = Deadline.objects.filter(kind=kind, done_at=None, due_at__lte=timezone.now() - HALF_A_YEAR)
    keys = list(due.filter(object_key__in=text_keys(rows)).values_list("object_key", flat=True))
    return rows.filter(pk__in=keys)
