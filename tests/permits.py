"""Permits of businesses for tests of all rooms; the numbers are those of the handbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.utils import timezone

from anyelir.accounts.models import User
from anyelir.core.refusal import Refused
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.queries.permits import EVIDENCE
from anyelir.enterprise.trade.models import Business
from anyelir.files.keeping import keep_file
from anyelir.files.models import FileBase, StoredFile
from anyelir.files.reading import PDF, Prepared
from tests.factories import today

PIRT = "2063201010147-31"
NIB = "1234567890123"
HALAL = "ID32110001333131122"
BPOM = "MD 235602169254"
CERTIFICATE = Prepared(FileBase.Kind.SCAN, PDF, b"%PDF-1.7 invented")


def permit(of: Business, kind: str = "pirt", **fields) -> Permit:
    """A P-IRT that was asked for a week ago, or what ``fields`` say."""
    values = {"submitted_on": today() - dt.timedelta(days=7)} | fields
    return Permit.objects.create(business=of, kind=kind, **values)


def issued(of: Business, kind: str = "pirt", number: str = PIRT, **fields) -> Permit:
    """With its number and the day of its certificate."""
    return permit(
        of, kind, **{"number": number, "issued_on": dt.date(2026, 11, 2), "submitted_on": None} | fields
    )


def with_evidence(paper: Permit, by: User) -> Permit:
    keep_file(StoredFile, CERTIFICATE, owner_kind=EVIDENCE, owner_key=paper.pk, by=by)
    Permit.objects.filter(pk=paper.pk).update(evidence_at=timezone.now())
    paper.refresh_from_db()
    return paper


def days_ago(days: int) -> dt.date:
    """By the calendar of the site; a negative number lies ahead."""
    return today() - dt.timedelta(days=days)


def pirt_of(issued_on: dt.date, number: str = "2063201010147") -> str:
    """The number of a certificate of that day: it ends five years later."""
    return f"{number}-{(issued_on.year + 5) % 100:02d}"


@contextmanager
def refusal(code: str) -> Iterator[None]:
    """What happens inside is refused with this code."""
    with pytest.raises(Refused) as refused:
        yield
    assert refused.value.code == code
