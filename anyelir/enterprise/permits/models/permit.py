"""One paper of a business: its number, its days, its proof, and who looked at it."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.enterprise.trade.models import Business, Product

NUMBER_LENGTH = 40
REASON_LENGTH = 120


class Permit(Record):
    """One permit from the day its file is ready; the state is computed on the day it is asked and never stored.

    What a number tells stands in ``rules``. Who verified says nothing of whether it is genuine, but that the proof
    was compared with what stands here: whatever changes afterwards is no longer verified.
    """

    class Kind(models.TextChoices):
        """Keys of the table ``permit_terms``, in the order in which they are asked for."""

        NIB = "nib", _("NIB")
        PIRT = "pirt", _("P-IRT (SPP-IRT)")
        SLHS = "slhs", _("SLHS (laik higiene sanitasi)")
        SNI = "sni", _("SNI")
        BPOM = "bpom", _("Izin edar BPOM (MD)")
        HALAL = "halal", _("Sertifikat halal")
        BRAND = "brand", _("Merek")

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="permits")
    kind = models.CharField(_("jenis izin"), max_length=5, choices=Kind.choices)
    number = CleanCharField(_("nomor"), max_length=NUMBER_LENGTH, blank=True)
    # None: it is of the whole business.
    products = models.ManyToManyField(Product, related_name="permits", blank=True)
    file_ready_on = models.DateField(_("berkas siap"), null=True, blank=True)
    submitted_on = models.DateField(_("diajukan"), null=True, blank=True)
    issued_on = models.DateField(_("terbit"), null=True, blank=True)
    # The three commitments of a P-IRT.
    course_on = models.DateField(_("penyuluhan keamanan pangan"), null=True, blank=True)
    inspection_on = models.DateField(_("pemeriksaan tempat produksi"), null=True, blank=True)
    label_on = models.DateField(_("label diperiksa"), null=True, blank=True)
    # As it stands on the paper; else it follows from the number or the day of issue.
    ends_on = models.DateField(_("berlaku sampai"), null=True, blank=True)
    revoked_on = models.DateField(_("dicabut"), null=True, blank=True)
    revoked_why = CleanCharField(_("alasan dicabut"), max_length=REASON_LENGTH, blank=True)
    evidence_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.UUIDField(null=True, blank=True)
    noted_by = models.UUIDField(null=True)
    # Who walks the way with her: a companion, or somebody of the dinas.
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    renews = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="renewal"
    )

    privacy = {
        "id created_at updated_at business kind number products file_ready_on submitted_on issued_on course_on"
        " inspection_on label_on ends_on revoked_on revoked_why evidence_at verified_at renews": Privacy.INTERNAL,
        "verified_by noted_by helper": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["business", "kind", "-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_at=None, verified_by=None)
                | Q(verified_at__isnull=False, verified_by__isnull=False, evidence_at__isnull=False),
                name="permit_verified_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(issued_on=None) | Q(ends_on__gte=F("issued_on")),
                name="permit_ends_after_issue",
            ),
            models.UniqueConstraint(
                fields=["business", "kind", "number"],
                condition=~Q(number=""),
                name="permit_number_once_in_a_business",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()

    @property
    def commitments_met_on(self) -> dt.date | None:
        """The day of the last of the three; None while one is open."""
        days = (self.course_on, self.inspection_on, self.label_on)
        known = [day for day in days if day is not None]
        return max(known) if len(known) == len(days) else None
