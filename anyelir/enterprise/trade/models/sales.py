"""What a business sold in a month."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce
from anyelir.enterprise.trade.models.business import Business


class SalesNote(Record):
    """One word about one month: an amount, or how much it was about. The last one of a month counts."""

    class Band(models.TextChoices):
        NONE = "none", _("Belum ada yang laku")
        HALF = "half", _("sampai Rp 500 ribu")
        ONE = "one", _("Rp 500 ribu sampai 1 juta")
        THREE = "three", _("Rp 1 sampai 3 juta")
        FIVE = "five", _("Rp 3 sampai 5 juta")
        MORE = "more", _("lebih dari Rp 5 juta")

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="sales")
    # Its first day.
    month = models.DateField(_("bulan"))
    amount_idr = models.PositiveBigIntegerField(_("jumlah penjualan"), null=True, blank=True)
    band = models.CharField(_("kira-kira"), max_length=5, choices=Band.choices, blank=True)

    written_once = WrittenOnce()
    privacy = {"id created_at updated_at business month amount_idr band": Privacy.PERSONAL}

    class Meta:
        ordering = ["-month", "-created_at", "-id"]
        indexes = [models.Index(fields=["business", "-month"], name="sales_by_business_month")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(amount_idr=None) & ~Q(band="")) | (Q(amount_idr__isnull=False, band="")),
                name="sales_note_says_one",
            ),
        ]

    @property
    def has_sold(self) -> bool:
        return bool(self.amount_idr) or self.band not in ("", self.Band.NONE)
