"""What an activity is made of: its order of events, its photos, what it cost."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.files.models import StoredFile
from anyelir.ledger.funds import FundSource
from anyelir.ledger.models import LedgerEntry
from anyelir.membership.models import Post
from anyelir.secretariat.models import Activity

MOST_IDR = 100_000_000_000


class RundownItem(Record):
    """A line of the order of events (susunan acara): when, what, where, by whom, and which post sees to it."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="rundown")
    starts_at = models.TimeField(_("pukul"))
    title = CleanCharField(_("acara"), max_length=120)
    place = CleanCharField(_("tempat"), max_length=120, blank=True)
    speaker = CleanCharField(_("oleh"), max_length=120, blank=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    privacy = {"id created_at updated_at activity starts_at title place speaker post": Privacy.INTERNAL}

    class Meta:
        ordering = ["starts_at", "id"]

    def __str__(self) -> str:
        return self.title


class ActivityPhoto(Record):
    """A photo of an activity; who is seen on it agreed."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="photos")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    caption = CleanCharField(_("keterangan foto"), max_length=120)
    # Whose word it is that those on the photo agreed.
    agreed_by = models.UUIDField(null=True)

    privacy = {
        "id created_at updated_at activity file": Privacy.INTERNAL,
        "caption agreed_by": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.caption


class CostLine(Record):
    """What something cost and where the money came from; with an entry it stands in the cash book too."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="costs")
    source = models.CharField(_("sumber dana"), max_length=10, choices=FundSource.choices)
    words = CleanCharField(_("untuk apa"), max_length=160)
    amount_idr = models.PositiveBigIntegerField(_("jumlah"), validators=[MinValueValidator(1)])
    entry = models.OneToOneField(
        LedgerEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    privacy = {"id created_at updated_at activity source words amount_idr entry": Privacy.INTERNAL}

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_idr__range=(1, MOST_IDR)), name="cost_is_something")
        ]

    def __str__(self) -> str:
        return self.words
