"""Papers that were issued: their bytes, their number and the code by which anybody can ask whether they count."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.models import Record, SequenceBase
from anyelir.core.privacy import Privacy
from anyelir.core.sealed import EncryptedField


class PaperBase(Record):
    """A paper of a room; a room with a database of its own has its own child, without codes where nobody may ask."""

    class State(models.TextChoices):
        VALID = "valid", _("berlaku")
        REPLACED = "replaced", _("diganti")
        REVOKED = "revoked", _("dicabut")

    template = models.CharField(max_length=60)
    title = CleanCharField(max_length=120)
    owner_kind = CodeField(max_length=60)
    owner_key = CodeField(max_length=64)
    body = CleanCharField(max_length=160)
    series = CodeField(max_length=80)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    # As the issuer writes it, where the number is the issuer's own: that of a letter.
    own_number = CleanCharField(max_length=80, blank=True)
    made_on = models.DateField()
    made_by = models.UUIDField(null=True)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    code = CodeField(max_length=10, unique=True, null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.VALID)
    ended_at = models.DateTimeField(null=True, blank=True)
    # The person whose name stands on it; asked for, never told. A room that keeps one has an encrypted field for it.
    holder: Any = ""

    class Meta:
        abstract = True

    @property
    def number_text(self) -> str:
        """``12/2026``, counted for each issuer and kind of paper in each year, or the issuer's own."""
        return self.own_number or f"{self.number}/{self.year}"

    @property
    def spelled_code(self) -> str:
        return f"{self.code[:5]}-{self.code[5:]}" if self.code else ""


class Paper(PaperBase):
    """Papers of all rooms that share the main database."""

    holder = EncryptedField(place="paper.holder", blank=True, default="")

    privacy = {
        "id created_at updated_at template title owner_kind body series year number own_number made_on digest"
        " state ended_at": Privacy.INTERNAL,
        "owner_key made_by content": Privacy.PERSONAL,
        "code": Privacy.INTERNAL,
        "holder": Privacy.SECRET,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "number"], name="one_paper_per_number"),
            models.UniqueConstraint(
                fields=["owner_kind", "owner_key"],
                condition=models.Q(state="valid"),
                name="one_valid_paper_per_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number_text}"


class PaperSequence(SequenceBase):
    """The numbers of the papers of the main database."""

    privacy = {"id series year last": Privacy.INTERNAL}

    class Meta(SequenceBase.Meta):
        pass
