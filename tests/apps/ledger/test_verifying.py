"""Books that were changed behind the triggers are found out."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from anyelir.core.guards import guard, unguard
from anyelir.ledger import actions
from anyelir.ledger.models import Balance, Closing, Ledger, LedgerEntry, LedgerLine
from anyelir.ledger.verifying import faults_of, faults_of_guards

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(ledger, post, treasurer, chairwoman):
    post("2026-09-09")
    made = actions.propose_closing(ledger=ledger, counted_idr=600_000, by=treasurer)
    actions.confirm_closing(proposal=made, by=chairwoman)
    post("2026-10-09")
    connection.check_constraints()
    ledger.refresh_from_db()
    return ledger


@pytest.fixture
def without_guards(closed):
    room = apps.get_app_config("ledger")
    unguard(room, using="default")
    yield
    guard(room, using="default")


def test_sound_books_have_no_fault(closed):
    assert faults_of(closed) == [] and faults_of_guards() == []


def test_missing_guards_are_named(without_guards):
    assert len(faults_of_guards()) == 6


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda: LedgerLine.objects.filter(entry__no=3, amount_idr__gt=0).update(amount_idr=1),
            "3/2026 tidak seimbang",
        ),
        (lambda: LedgerEntry.objects.filter(no=3).update(no=7), "tidak berurutan"),
        (lambda: Balance.objects.filter(account__code="kas").update(amount_idr=1), "Saldo kas"),
        (lambda: Balance.objects.filter(account__code="kas").delete(), "tanpa saldo"),
        (lambda: LedgerEntry.objects.filter(no=2).update(words="Lain"), "September 2026 tidak cocok"),
        (lambda: LedgerEntry.objects.filter(no=3).update(on="2026-09-30"), "September 2026 tidak cocok"),
        (lambda: Closing.objects.update(balances={}), "September 2026 tidak cocok"),
        (lambda: Closing.objects.update(digest="x"), "September 2026 tidak cocok"),
        (lambda: Ledger.objects.update(closed_through=None), "Batas tutup buku"),
        (lambda: LedgerLine.objects.filter(entry__no=3).update(ledger=other_books()), "akun buku lain"),
    ],
)
def test_what_was_changed_is_said(without_guards, closed, change, said):
    change()
    closed.refresh_from_db()
    faults = faults_of(closed)
    assert any(said in fault for fault in faults), faults


def other_books() -> Ledger:
    from tests import factories as make
    from tests.apps.ledger.conftest import OPENED

    return Ledger.objects.create(body=make.body(make.region("32.01.01.1010/RW014")), since=OPENED)
