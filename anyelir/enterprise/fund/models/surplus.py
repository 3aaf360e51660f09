"""The surplus (SHU) of a closed year as the meeting divided it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce
from anyelir.enterprise.fund.models.loans import Fund
from anyelir.ledger.models import LedgerEntry
from anyelir.secretariat.models import Activity


class Surplus(Record):
    """One year of one fund: the parts as they were agreed then, and the entry that booked them.

    It stands until that entry is taken back; then the year may be divided anew, under the next ``number``.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="surpluses")
    year = models.PositiveSmallIntegerField(_("tahun"))
    number = models.PositiveSmallIntegerField(_("pembagian ke"), default=1)
    amount_idr = models.BigIntegerField()
    # Name, percent as text, account and rupiah of each part, in their order.
    shares = models.JSONField(default=list)
    # How much of the members' part goes by savings; the rest by the charges that they paid.
    saving_percent = models.PositiveSmallIntegerField(_("menurut simpanan (persen)"))
    decision = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, related_name="+")

    written_once = WrittenOnce()
    privacy = {
        "id created_at updated_at fund year number amount_idr shares saving_percent decision"
        " entry": Privacy.INTERNAL
    }

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "year", "number"], name="surplus_numbered_within_a_year"),
            models.CheckConstraint(
                condition=Q(amount_idr__gt=0, saving_percent__range=(0, 100)), name="surplus_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund} {self.year}"
