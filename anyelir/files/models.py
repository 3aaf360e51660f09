"""What is known of a kept file. The bytes lie on the disk under the key of the row, never under a client's name."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy


class FileBase(Record):
    """A file of a room. A room with a database of its own has its own child, its own folder and its own seal."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Foto")
        SCAN = "scan", _("Berkas PDF")

    class MediaType(models.TextChoices):
        """How files are kept, whatever they came as."""

        WEBP = "image/webp", "WebP"
        PDF = "application/pdf", "PDF"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    media_type = models.CharField(max_length=40, choices=MediaType.choices)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    owner_kind = CodeField(max_length=60)
    owner_key = CodeField(max_length=64)
    made_by = models.UUIDField(null=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def folder(cls) -> Path:
        return Path(settings.MEDIA_ROOT) / "kept"

    @property
    def path(self) -> Path:
        return self.folder() / str(self.pk)[-2:] / str(self.pk)

    @property
    def preview_path(self) -> Path:
        return self.path.with_name(f"{self.pk}.small")

    def sealed(self, content: bytes) -> bytes:
        """The bytes as they lie on the disk."""
        return content

    def opened(self, content: bytes) -> bytes:
        """The bytes as they came, from those on the disk."""
        return content


class StoredFile(FileBase):
    """Files of all rooms that share the main database."""

    privacy = {
        "id created_at updated_at kind media_type digest size width height owner_kind erased_at": Privacy.INTERNAL,
        "owner_key made_by": Privacy.PERSONAL,
    }

    class Meta:
        indexes = [models.Index(fields=["owner_kind", "owner_key", "-created_at"])]

    def __str__(self) -> str:
        return f"{self.owner_kind} {self.kind}"
