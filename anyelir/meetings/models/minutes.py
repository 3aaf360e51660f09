"""The minutes of an activity: a draft until they are signed; later corrections stand beside them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce
from anyelir.secretariat.models import Activity

LONGEST_COURSE = 8000
LONGEST_PART = 2000


class Minutes(Record):
    """Who led, how it went, how it ended. What came of it is the activity's (``conclusions``): written once."""

    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="minutes")
    led_by = CleanCharField(_("dipimpin oleh"), max_length=120, blank=True)
    course = CleanCharField(_("jalannya rapat"), max_length=LONGEST_COURSE, blank=True, keeps_lines=True)
    closing = CleanCharField(_("penutup"), max_length=LONGEST_PART, blank=True, keeps_lines=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.UUIDField(null=True, blank=True)
    # Name and post as they stand on the paper.
    signed_name = CleanCharField(max_length=120, blank=True)
    signed_post = CleanCharField(max_length=120, blank=True)

    privacy = {
        "id created_at updated_at activity course closing signed_at signed_post": Privacy.INTERNAL,
        "led_by signed_by signed_name": Privacy.PERSONAL,
    }

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None, signed_name="")
                | (Q(signed_at__isnull=False) & ~Q(signed_name="")),
                name="minutes_signature_is_whole",
            )
        ]

    def __str__(self) -> str:
        return str(self.activity)


class MinutesAddendum(Record):
    """What is corrected after the minutes were signed; the minutes themselves stay as they were."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="addenda")
    words = CleanCharField(_("pembetulan"), max_length=LONGEST_PART, keeps_lines=True)
    signed_by = models.UUIDField(null=True, blank=True)
    signed_name = CleanCharField(max_length=120)
    signed_post = CleanCharField(max_length=120, blank=True)

    written_once = WrittenOnce()
    privacy = {
        "id created_at updated_at minutes words signed_post": Privacy.INTERNAL,
        "signed_by signed_name": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.words
