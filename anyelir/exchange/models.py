"""Spreadsheets that came in, with what each row gave."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy


class ImportRun(Record):
    """One upload or command run of an importer; the worker carries it out and counts as it goes."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu")
        RUNNING = "running", _("Sedang dibaca")
        PREVIEWED = "previewed", _("Siap disimpan")
        DONE = "done", _("Selesai")
        FAILED = "failed", _("Gagal dibaca")

    kind = models.CharField(max_length=20)
    file_name = CleanCharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=300)
    dry_run = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    error_path = models.CharField(max_length=300, blank=True)
    message = CleanCharField(max_length=300, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="import_runs"
    )
    finished_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id created_at updated_at kind file_name sha256 dry_run state rows_total rows_done message started_by"
        " finished_at": Privacy.INTERNAL,
        "path report error_path": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["-created_at"]
