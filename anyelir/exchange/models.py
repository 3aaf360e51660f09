"""Spreadsheets that came in, with what each row gave."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.exchange.folder import uploads_folder
from anyelir.exchange.kinds import KINDS


class ImportRun(Record):
    """One upload or command run of an importer; the worker carries it out and counts as it goes."""

    # What a report says in numbers; the rest of it is about single rows.
    COUNTS = ("rows", "created", "unchanged", "merged_proposed", "rejected_rows")

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu")
        RUNNING = "running", _("Sedang dibaca")
        PREVIEWED = "previewed", _("Siap disimpan")
        DONE = "done", _("Selesai")
        FAILED = "failed", _("Gagal dibaca")
        LAPSED = "lapsed", _("Lewat waktu")

    # A key of ``kinds.KINDS``.
    kind = CodeField(max_length=20)
    file_name = CleanCharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    # Names inside the folder of uploads, which moves with the data of the site.
    upload_name = models.CharField(max_length=300, blank=True)
    dry_run = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    errors_name = models.CharField(max_length=300, blank=True)
    message = CleanCharField(max_length=300, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="import_runs"
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.UUIDField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id created_at updated_at kind file_name sha256 dry_run state rows_total rows_done message started_by"
        " finished_at claimed_by claimed_until removed_at": Privacy.INTERNAL,
        "upload_name report errors_name": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(claimed_by=None, claimed_until=None)
                | models.Q(claimed_by__isnull=False, claimed_until__isnull=False),
                name="import_claim_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(removed_at=None) | models.Q(upload_name="", errors_name=""),
                name="import_removed_has_no_file",
            ),
        ]

    @property
    def kind_label(self) -> str:
        return str(KINDS[self.kind].label)

    @property
    def upload(self) -> Path | None:
        """The workbook as it came, None when it was removed."""
        return uploads_folder() / self.upload_name if self.upload_name else None

    @property
    def errors(self) -> Path | None:
        """The workbook of rejected rows, None without any or when it was removed."""
        return uploads_folder() / self.errors_name if self.errors_name else None
