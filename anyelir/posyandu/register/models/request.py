"""Requests to move a child: the posyandu that wants it asks, those who hold it answer, neither learns more."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.core.clock import today_at
from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.families.models import Person
from anyelir.posyandu.register.models.post import Posyandu
from anyelir.rules import look_ups


class TransferRequest(Record):
    """A wish to move a child here, sent without knowing where the child is.

    ``child`` is empty where nobody has that number, or not a child: the request then waits like any other, and
    whoever asked hears the same at the same time.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Menunggu jawaban")
        GRANTED = "granted", _("Disetujui")
        REFUSED = "refused", _("Tidak dapat dipenuhi")

    to_posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="requests")
    child = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="transfer_requests"
    )
    child_name = CleanCharField(_("nama anak"), max_length=120)
    reason = CleanCharField(_("alasan"), max_length=300)
    asked_on = models.DateField()
    asked_by = models.UUIDField(null=True)
    asked_by_name = CleanCharField(max_length=120)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.UUIDField(null=True, blank=True)
    answer = CleanCharField(_("keterangan"), max_length=300, blank=True)

    privacy = {
        "id created_at updated_at to_posyandu asked_on asked_by asked_by_name state answered_at"
        " answered_by": Privacy.INTERNAL,
        "child child_name reason answer": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["-asked_on", "-id"]
        indexes = [models.Index(fields=["state", "asked_on"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open", answered_at=None)
                | (~models.Q(state="open") & models.Q(answered_at__isnull=False)),
                name="request_answer_is_whole",
            )
        ]

    def __str__(self):
        return self.child_name

    @property
    def ends_on(self) -> dt.date:
        """The last day on which it can be answered."""
        return self.asked_on + dt.timedelta(days=look_ups.answer_days(self.asked_on))

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN and today_at("") <= self.ends_on

    @property
    def told_state(self) -> str:
        """The state as the asker sees it: a refusal, no answer and no such child look the same from the same day on."""
        if self.state == self.State.GRANTED:
            return self.State.GRANTED
        return self.State.OPEN if today_at("") <= self.ends_on else self.State.REFUSED

    @property
    def told_words(self) -> str:
        return str(self.State(self.told_state).label)
