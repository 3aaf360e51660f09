"""Open days and the closing of a month."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce
from anyelir.posyandu.day.values import Source
from anyelir.posyandu.register.models.post import Posyandu


class PosyanduSession(Record):
    """One open day (hari buka) of a posyandu."""

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="sessions")
    held_on = models.DateField(_("tanggal"))
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.UUIDField(null=True, blank=True)
    kader_on_duty = models.PositiveSmallIntegerField(_("kader bertugas"), null=True, blank=True)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.FIELD)

    privacy = {
        "id created_at updated_at posyandu held_on opened_at closed_at closed_by kader_on_duty source": Privacy.INTERNAL
    }

    class Meta:
        app_label = "posyandu"
        ordering = ["-held_on"]
        constraints = [
            models.UniqueConstraint(fields=["posyandu", "held_on"], name="one_session_a_day"),
        ]


class MonthClosing(Record):
    """The numbers of a month as the posyandu signed them; reopening keeps the old snapshot."""

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="closings")
    month = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    closed_at = models.DateTimeField()
    closed_by = models.UUIDField(null=True)
    closed_by_name = CleanCharField(max_length=120)
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    signature = models.CharField(max_length=100)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.UUIDField(null=True, blank=True)
    reopen_reason = CleanCharField(max_length=300, blank=True)

    written_once = WrittenOnce(but=("reopened_at", "reopened_by", "reopen_reason", "updated_at"))
    privacy = {
        "id created_at updated_at posyandu month version closed_at closed_by closed_by_name snapshot sha256 signature"
        " reopened_at reopened_by reopen_reason": Privacy.INTERNAL
    }

    class Meta:
        app_label = "posyandu"
        ordering = ["-month", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["posyandu", "month", "version"], name="one_closing_a_version"),
            models.CheckConstraint(
                condition=models.Q(reopened_at=None, reopen_reason="")
                | (models.Q(reopened_at__isnull=False) & ~models.Q(reopen_reason="")),
                name="reopening_has_reason",
            ),
        ]
