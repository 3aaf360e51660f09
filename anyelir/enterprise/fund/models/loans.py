"""The revolving fund of a body: its terms and products, loans with their frozen plans.

The journal is the only book of money: its lines carry the member as party and the loan as matter. What a loan holds of
it (``paid_principal_idr`` ...) are copies, written in the same transaction as the entry (``fund.cards``).
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.terms import Term, in_order
from anyelir.core.written_once import WrittenOnce
from anyelir.ledger.models import Ledger, LedgerEntry
from anyelir.membership.models import Body, BodyMember
from anyelir.rules.journal import LARGEST_IDR
from anyelir.secretariat.models import Activity

MOST_MONTHS = 60
OF_PERCENT = (0, 100)


class Fund(Term, Record):
    """The fund of a body that keeps books, from the day it was opened; its ledger is the lock of all money."""

    ledger = models.OneToOneField(Ledger, on_delete=models.PROTECT, related_name="revolving_fund")

    written_once = WrittenOnce(but=("until", "updated_at"))
    privacy = {"id created_at updated_at ledger since until": Privacy.INTERNAL}

    class Meta:
        ordering = ["ledger__body__region_id", "id"]
        constraints = [in_order("fund_in_order")]

    def __str__(self) -> str:
        return str(self.ledger)

    @property
    def body(self) -> Body:
        body: Body = self.ledger.body
        return body


class FundTerms(Term, Record):
    """What the group agreed for its fund, from a day on; an agreement is followed by another, never edited."""

    class Scheme(models.TextChoices):
        """How loans are graded for what is set aside: the schemes of the rule table ``collectability``."""

        FIVE = "five", _("lima tingkat (0, 5, 15, 50, 100 %)")
        THREE = "three", _("tiga tingkat (0, 50, 100 %)")

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="terms")
    max_loan_idr = models.BigIntegerField(_("pinjaman paling banyak"))
    quorum_percent = models.PositiveSmallIntegerField(_("kuorum (persen anggota)"))
    joint_percent = models.PositiveSmallIntegerField(_("tanggung renteng (persen pinjaman)"), default=0)
    scheme = models.CharField(max_length=10, choices=Scheme.choices, default=Scheme.FIVE)
    # Parts of a yearly surplus in their order: name, percent as text, account.
    shares = models.JSONField(default=list)
    decision = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")

    written_once = WrittenOnce(but=("until", "updated_at"))
    privacy = {
        "id created_at updated_at fund max_loan_idr quorum_percent joint_percent scheme shares decision since"
        " until": Privacy.INTERNAL
    }

    class Meta:
        ordering = ["-since", "-created_at"]
        constraints = [
            in_order("fund_terms_in_order"),
            models.UniqueConstraint(fields=["fund"], condition=Q(until=None), name="one_terms_a_fund"),
            models.CheckConstraint(
                condition=Q(
                    max_loan_idr__range=(1, LARGEST_IDR),
                    quorum_percent__range=OF_PERCENT,
                    joint_percent__range=OF_PERCENT,
                ),
                name="fund_terms_in_range",
            ),
        ]


class LoanProduct(Term, Record):
    """A way of borrowing that the group agreed; never edited, so that old loans keep what was signed."""

    class Method(models.TextChoices):
        FLAT = "flat", _("tetap dari pinjaman awal")
        DECLINING = "declining", _("menurun dari sisa pinjaman")
        NONE = "none", _("tanpa jasa")

    class Ahead(models.TextChoices):
        NEXT = "next", _("membayar angsuran bulan berikutnya")
        PRINCIPAL = "principal", _("mengurangi pokok")

    class PayOff(models.TextChoices):
        TO_DATE = "to_date", _("jasa sampai bulan itu saja")
        ALL = "all", _("seluruh jasa")

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="products")
    name = CleanCharField(_("nama pinjaman"), max_length=60)
    method = models.CharField(_("cara menghitung jasa"), max_length=9, choices=Method.choices)
    rate_percent = models.DecimalField(_("jasa sebulan (persen)"), max_digits=5, decimal_places=2)
    months_max = models.PositiveSmallIntegerField(_("paling lama (bulan)"))
    grace_months = models.PositiveSmallIntegerField(_("masa tenggang (bulan)"), default=0)
    rounding_idr = models.PositiveIntegerField(_("pembulatan angsuran"), default=1)
    ahead = models.CharField(_("uang lebih"), max_length=9, choices=Ahead.choices)
    payoff = models.CharField(_("kalau dilunasi lebih cepat"), max_length=7, choices=PayOff.choices)
    decision = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")

    written_once = WrittenOnce(but=("until", "updated_at"))
    privacy = {
        "id created_at updated_at fund name method rate_percent months_max grace_months rounding_idr ahead payoff"
        " decision since until": Privacy.INTERNAL
    }

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            in_order("loan_product_in_order"),
            models.UniqueConstraint(
                fields=["fund", "name"], condition=Q(until=None), name="one_open_product_a_name"
            ),
            models.CheckConstraint(
                condition=Q(
                    rate_percent__range=OF_PERCENT,
                    months_max__range=(1, MOST_MONTHS),
                    grace_months__range=(0, MOST_MONTHS),
                    rounding_idr__gte=1,
                ),
                name="loan_product_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Loan(Record):
    """One loan from its request to its end, under a number that no other loan of the fund gets."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("diajukan")
        APPROVED = "approved", _("disetujui")
        DECLINED = "declined", _("tidak disetujui")
        CANCELLED = "cancelled", _("dibatalkan")
        RUNNING = "running", _("berjalan")
        PAID = "paid", _("lunas")
        WRITTEN_OFF = "written_off", _("dihapus dari buku")
        FORGIVEN = "forgiven", _("dibebaskan")

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="loans")
    number = models.PositiveIntegerField(_("nomor pinjaman"))
    body_member = models.ForeignKey(BodyMember, on_delete=models.PROTECT, related_name="loans")
    product = models.ForeignKey(LoanProduct, on_delete=models.PROTECT, related_name="loans")
    purpose = CleanCharField(_("untuk keperluan usaha"), max_length=200)
    requested_on = models.DateField(_("diajukan"))
    requested_idr = models.BigIntegerField(_("jumlah yang diajukan"))
    requested_months = models.PositiveSmallIntegerField(_("lama (bulan)"))
    state = models.CharField(max_length=11, choices=State.choices, default=State.REQUESTED)
    # What the group decided, in which meeting.
    decision = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decision_words = CleanCharField(_("keputusan"), max_length=200, blank=True)
    principal_idr = models.BigIntegerField(_("pinjaman"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    disbursed_on = models.DateField(null=True, blank=True)
    plan = models.ForeignKey(
        "LoanPlan", on_delete=models.PROTECT, null=True, blank=True, related_name="current_of"
    )
    # Copies of sums of lines of the journal and of what the plan in force makes of them.
    service_idr = models.BigIntegerField(default=0)
    paid_principal_idr = models.BigIntegerField(default=0)
    paid_service_idr = models.BigIntegerField(default=0)
    recovered_idr = models.BigIntegerField(default=0)
    next_due_on = models.DateField(null=True, blank=True)
    at_risk_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    end_decision = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = CleanCharField(_("alasan"), max_length=200, blank=True)

    written_once = WrittenOnce(
        but=(
            *("state", "decision", "decided_on", "decision_words", "principal_idr", "months", "disbursed_on"),
            *("plan", "service_idr", "paid_principal_idr", "paid_service_idr", "recovered_idr"),
            *("next_due_on", "at_risk_on", "closed_on", "end_decision", "end_reason", "updated_at"),
        )
    )
    privacy = {
        "id created_at updated_at fund number product state decision decided_on plan end_decision": Privacy.INTERNAL,
        "body_member purpose requested_on requested_idr requested_months decision_words principal_idr months"
        " disbursed_on service_idr paid_principal_idr paid_service_idr recovered_idr next_due_on at_risk_on closed_on"
        " end_reason": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="one_loan_a_number"),
            models.UniqueConstraint(
                fields=["body_member", "product"], condition=Q(state="running"), name="one_running_loan"
            ),
            models.CheckConstraint(
                condition=Q(requested_idr__range=(1, LARGEST_IDR), requested_months__range=(1, MOST_MONTHS)),
                name="loan_request_in_range",
            ),
            # Two who pay at once: the second is refused here, whatever both of them saw before.
            models.CheckConstraint(
                condition=Q(
                    disbursed_on=None,
                    paid_principal_idr=0,
                    paid_service_idr=0,
                    recovered_idr=0,
                    service_idr=0,
                )
                | Q(
                    disbursed_on__isnull=False,
                    principal_idr__gt=0,
                    paid_principal_idr__gte=0,
                    recovered_idr__gte=0,
                    paid_principal_idr__lte=F("principal_idr") - F("recovered_idr"),
                    paid_service_idr__gte=0,
                    paid_service_idr__lte=F("service_idr"),
                ),
                name="paid_within_the_loan",
            ),
            models.CheckConstraint(
                condition=Q(state="requested", decided_on=None, disbursed_on=None, closed_on=None)
                | Q(state="approved", decided_on__isnull=False, principal_idr__gt=0, disbursed_on=None)
                & Q(closed_on=None)
                | Q(state="declined", decided_on__isnull=False, disbursed_on=None, closed_on__isnull=False)
                | Q(state="cancelled", closed_on__isnull=False)
                | Q(state="running", disbursed_on__isnull=False, plan__isnull=False, closed_on=None)
                | Q(state="paid", paid_principal_idr=F("principal_idr"), closed_on__isnull=False)
                | Q(
                    state__in=["written_off", "forgiven"], disbursed_on__isnull=False, closed_on__isnull=False
                )
                & ~Q(end_reason=""),
                name="loan_state_is_whole",
            ),
            models.CheckConstraint(
                condition=(Q(decided_on=None) | Q(decided_on__gte=F("requested_on")))
                & (Q(disbursed_on=None) | Q(disbursed_on__gte=F("requested_on")))
                & (Q(closed_on=None) | Q(closed_on__gte=F("requested_on"))),
                name="loan_in_order",
            ),
        ]
        indexes = [
            # Wide enough that the health of thousands of funds is read of the index alone.
            models.Index(
                fields=[
                    *("fund", "state", "body_member", "principal_idr", "paid_principal_idr", "recovered_idr"),
                    *("at_risk_on", "next_due_on", "plan"),
                ],
                name="loans_by_state",
            ),
            models.Index(fields=["body_member", "state"], name="loans_of_a_member"),
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def is_agreed(self) -> bool:
        """The group decided for it, whatever came of it later; there is nothing to sign before."""
        return self.state not in (self.State.REQUESTED, self.State.DECLINED, self.State.CANCELLED)

    @property
    def outstanding_idr(self) -> int:
        """Principal that she still owes; of a written-off loan what the claim still is."""
        if self.disbursed_on is None or self.state in (self.State.FORGIVEN, self.State.CANCELLED):
            return 0
        return int(self.principal_idr - self.paid_principal_idr - self.recovered_idr)


class LoanPlan(Record):
    """The instalments agreed at one moment, frozen; a new agreement is the next plan."""

    class Why(models.TextChoices):
        DISBURSED = "disbursed", _("pencairan")
        CUTOFF = "cutoff", _("saldo awal")
        PREPAID = "prepaid", _("pokok dibayar lebih cepat")
        RESCHEDULED = "rescheduled", _("dijadwal ulang")

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=11, choices=Why.choices)
    starts_on = models.DateField()
    months = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=9, choices=LoanProduct.Method.choices)
    rate_percent = models.DecimalField(max_digits=5, decimal_places=2)
    grace_months = models.PositiveSmallIntegerField(default=0)
    rounding_idr = models.PositiveIntegerField(default=1)
    principal_idr = models.BigIntegerField()
    service_idr = models.BigIntegerField()
    # Charges left unpaid by the plan before, spread over the instalments of this one; part of ``service_idr``.
    carried_service_idr = models.BigIntegerField(default=0)
    paid_principal_before_idr = models.BigIntegerField(default=0)
    paid_service_before_idr = models.BigIntegerField(default=0)
    # The payment that made it; taken back, the plan before counts again.
    entry = models.ForeignKey(LedgerEntry, models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    reason = CleanCharField(max_length=200, blank=True)

    written_once = WrittenOnce()
    privacy = {
        "id created_at updated_at loan number why decision entry": Privacy.INTERNAL,
        "starts_on months method rate_percent grace_months rounding_idr principal_idr service_idr carried_service_idr"
        " paid_principal_before_idr paid_service_before_idr reason": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["loan", "number"], name="one_plan_a_number"),
            models.CheckConstraint(
                condition=Q(
                    principal_idr__gte=0,
                    service_idr__gte=F("carried_service_idr"),
                    carried_service_idr__gte=0,
                    paid_principal_before_idr__gte=0,
                    paid_service_before_idr__gte=0,
                ),
                name="loan_plan_in_range",
            ),
        ]


class PlanInstalment(models.Model):
    """One line of a plan; the sums up to it make a look at a date cheap."""

    plan = models.ForeignKey(LoanPlan, on_delete=models.PROTECT, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    principal_idr = models.BigIntegerField()
    service_idr = models.BigIntegerField()
    cum_principal_idr = models.BigIntegerField()
    cum_service_idr = models.BigIntegerField()

    written_once = WrittenOnce()
    privacy = {
        "id plan number": Privacy.INTERNAL,
        "due_on principal_idr service_idr cum_principal_idr cum_service_idr": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_instalment_a_number"),
            models.CheckConstraint(
                condition=Q(principal_idr__gte=0, service_idr__gte=0)
                & Q(cum_principal_idr__gte=F("principal_idr"), cum_service_idr__gte=F("service_idr")),
                name="instalment_not_below_zero",
            ),
        ]
        indexes = [models.Index(fields=["plan", "due_on", "cum_principal_idr"], name="instalments_by_day")]

    @property
    def amount_idr(self) -> int:
        return int(self.principal_idr + self.service_idr)
