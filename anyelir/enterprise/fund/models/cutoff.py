"""Old books of a group taken over on one day: a draft that two witnesses see balance before it is booked."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.guards import SqlGuard
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.enterprise.fund.models.loans import MOST_MONTHS, Fund, Loan, LoanProduct
from anyelir.ledger.models import LedgerEntry
from anyelir.membership.models import NAME_LENGTH, BodyMember
from anyelir.rules.journal import LARGEST_IDR

INTEGRITY = "USING ERRCODE = 'integrity_constraint_violation'"
# What was closed with two witnesses is not reopened by any tool.
CUTOFF_STAYS = SqlGuard(
    "cutoff_stays",
    "BEFORE UPDATE",
    sqlite="BEGIN SELECT RAISE(ABORT, 'cutoff: closed') WHERE OLD.entry_id IS NOT NULL; END",
    postgresql=f"\nBEGIN\nIF OLD.entry_id IS NOT NULL THEN RAISE EXCEPTION 'cutoff: closed' {INTEGRITY}; END IF;\n"
    "RETURN NEW;\nEND\n",
)


class CutOff(Record):
    """The last page of the old books. It is a draft until it is closed; then it is one entry and stays as it is."""

    fund = models.OneToOneField(Fund, on_delete=models.PROTECT, related_name="cutoff")
    on = models.DateField(_("saldo per tanggal"))
    version = models.PositiveIntegerField(default=0)
    witness_one = models.ForeignKey(BodyMember, models.PROTECT, null=True, blank=True, related_name="+")
    witness_two = models.ForeignKey(BodyMember, models.PROTECT, null=True, blank=True, related_name="+")
    entry = models.OneToOneField(
        LedgerEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.UUIDField(null=True)
    closed_by_name = CleanCharField(max_length=NAME_LENGTH, blank=True)

    guards = (CUTOFF_STAYS,)
    privacy = {
        "id created_at updated_at fund on version entry closed_at closed_by": Privacy.INTERNAL,
        "witness_one witness_two closed_by_name": Privacy.PERSONAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(entry=None, closed_at=None, closed_by=None, witness_one=None, witness_two=None)
                | (
                    Q(entry__isnull=False, closed_at__isnull=False)
                    & Q(witness_one__isnull=False, witness_two__isnull=False)
                    & ~Q(witness_one=F("witness_two"))
                ),
                name="cutoff_closed_by_two_witnesses",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund} {self.on}"

    @property
    def is_open(self) -> bool:
        return self.entry_id is None


class CutOffBalance(Record):
    """What the old books hold of an account, of one member where the account is hers; always above zero."""

    cutoff = models.ForeignKey(CutOff, on_delete=models.CASCADE, related_name="balances")
    account = CodeField(max_length=40)
    body_member = models.ForeignKey(
        BodyMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    amount_idr = models.BigIntegerField()

    privacy = {
        "id created_at updated_at cutoff account": Privacy.INTERNAL,
        "body_member amount_idr": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["account", "body_member__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["cutoff", "account", "body_member"], name="one_cutoff_balance_a_member"
            ),
            models.UniqueConstraint(
                fields=["cutoff", "account"],
                condition=Q(body_member=None),
                name="one_cutoff_balance_an_account",
            ),
            models.CheckConstraint(
                condition=Q(amount_idr__range=(1, LARGEST_IDR)), name="cutoff_balance_above_zero"
            ),
        ]


class CutOffLoan(Record):
    """A loan that runs in the old books: what is left of it, over how many instalments, from which month."""

    cutoff = models.ForeignKey(CutOff, on_delete=models.CASCADE, related_name="loans")
    body_member = models.ForeignKey(
        BodyMember, on_delete=models.PROTECT, related_name="+", verbose_name=_("peminjam")
    )
    product = models.ForeignKey(
        LoanProduct, on_delete=models.PROTECT, related_name="+", verbose_name=_("jenis pinjaman")
    )
    purpose = CleanCharField(_("untuk keperluan usaha"), max_length=200)
    principal_idr = models.BigIntegerField(_("sisa pokok"))
    service_idr = models.BigIntegerField(_("sisa jasa"), default=0)
    months = models.PositiveSmallIntegerField(_("angsuran yang belum dibayar"))
    # The first day of the month to which the oldest unpaid instalment belongs.
    first_month = models.DateField(_("bulan angsuran tertua yang belum dibayar"))
    loan = models.OneToOneField(Loan, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    privacy = {
        "id created_at updated_at cutoff product loan": Privacy.INTERNAL,
        "body_member purpose principal_idr service_idr months first_month": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["body_member__number", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cutoff", "body_member", "product"], name="one_cutoff_loan_a_product"
            ),
            models.CheckConstraint(
                condition=Q(
                    principal_idr__range=(1, LARGEST_IDR),
                    service_idr__range=(0, LARGEST_IDR),
                    months__range=(1, MOST_MONTHS),
                ),
                name="cutoff_loan_in_range",
            ),
        ]
