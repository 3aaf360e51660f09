"""A referral stays open and visible until the puskesmas answered and somebody closed it."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce
from anyelir.families.models import Person
from anyelir.partners.models import Puskesmas
from anyelir.posyandu.day.models.measurement import Measurement
from anyelir.posyandu.register.models.post import Posyandu
from anyelir.rules.referral import answer_due_on


class Referral(Record):
    """A child sent to the puskesmas, with reasons and the state of the loop."""

    class Status(models.TextChoices):
        CREATED = "created", _("Dibuat")
        RECEIVED = "received", _("Diterima puskesmas")
        ATTENDED = "attended", _("Anak sudah datang")
        RESULT = "result", _("Ada hasil")
        RETURNED = "returned", _("Rujuk balik")
        NO_SHOW = "no_show", _("Tidak hadir")
        CLOSED = "closed", _("Selesai")
        CANCELLED = "cancelled", _("Dibatalkan")

    class Urgency(models.TextChoices):
        ROUTINE = "routine", _("Biasa")
        URGENT = "urgent", _("Segera")

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="referrals")
    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="referrals")
    measurement = models.ForeignKey(
        Measurement, on_delete=models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    puskesmas = models.ForeignKey(Puskesmas, on_delete=models.PROTECT, related_name="referrals")
    referred_on = models.DateField(_("tanggal rujukan"))
    due_on = models.DateField(_("sebaiknya datang sebelum"), null=True, blank=True)
    reasons = models.JSONField(default=list)
    urgency = models.CharField(max_length=8, choices=Urgency.choices, default=Urgency.ROUTINE)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.CREATED)
    accompanied_by = CleanCharField(_("didampingi"), max_length=120, blank=True)
    note = CleanCharField(_("catatan"), keeps_lines=True, max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    result = CleanCharField(_("hasil pemeriksaan"), keeps_lines=True, max_length=1000, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id created_at updated_at posyandu measurement puskesmas referred_on due_on urgency status answered_at"
        " closed_at": Privacy.INTERNAL,
        "child reasons accompanied_by note result": Privacy.PERSONAL,
    }

    class Meta:
        app_label = "posyandu"
        ordering = ["-referred_on", "-created_at"]
        indexes = [models.Index(fields=["puskesmas", "status", "referred_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "puskesmas"],
                condition=~models.Q(status__in=["closed", "cancelled"]),
                name="one_open_referral",
            )
        ]

    @property
    def last_day(self) -> dt.date:
        """By when the child should have been seen."""
        return answer_due_on(self.due_on, self.referred_on)


# Which states may follow a state; a referral is open while something can follow.
Status = Referral.Status
NEXT: dict[str, tuple[str, ...]] = {
    Status.CREATED: (Status.RECEIVED, Status.ATTENDED, Status.RESULT, Status.NO_SHOW, Status.CANCELLED),
    Status.RECEIVED: (Status.ATTENDED, Status.RESULT, Status.NO_SHOW, Status.CANCELLED),
    Status.ATTENDED: (Status.RESULT,),
    Status.RESULT: (Status.RETURNED, Status.CLOSED),
    Status.RETURNED: (Status.CLOSED,),
    Status.NO_SHOW: (Status.ATTENDED, Status.RESULT, Status.CLOSED, Status.CANCELLED),
    Status.CLOSED: (),
    Status.CANCELLED: (),
}
# Every state that somebody can lead to.
STEPS = tuple(dict.fromkeys(step for following in NEXT.values() for step in following))
OPEN = tuple(status for status, following in NEXT.items() if following)
# Nothing came back from the puskesmas yet; and the child has not been seen, also when it is known that it did not come.
UNANSWERED = (Status.CREATED, Status.RECEIVED)
NOT_SEEN = (*UNANSWERED, Status.NO_SHOW)


class ReferralEvent(Record):
    """One step of a referral: who moved it to which state, when and with what words."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="events")
    status = models.CharField(max_length=10, choices=Referral.Status.choices)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = CleanCharField(max_length=120)
    note = CleanCharField(keeps_lines=True, max_length=1000, blank=True)

    written_once = WrittenOnce()
    privacy = {
        "id created_at updated_at referral status at by by_name": Privacy.INTERNAL,
        "note": Privacy.PERSONAL,
    }

    class Meta:
        app_label = "posyandu"
        ordering = ["at", "created_at"]
