"""The queue: one row for each message, which says what is said to whom and how it stands, never an address."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy


class MessageBase(Record):
    """A message of a room; a room with a database of its own has its own child.

    ``once``: a second message with the same text here is not queued. ``claim`` is whose sending it is.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("menunggu giliran")
        SENDING = "sending", _("sedang dikirim")
        HANDED = "handed", _("menunggu dikirim lewat WhatsApp")
        SENT = "sent", _("terkirim")
        FAILED = "failed", _("gagal")
        UNSURE = "unsure", _("belum pasti terkirim")
        EXPIRED = "expired", _("lewat waktunya, tidak dikirim")
        CANCELLED = "cancelled", _("dibatalkan")

    class Reason(models.TextChoices):
        NONE = "", ""
        NO_ADDRESS = "no_address", _("penerima belum punya nomor atau alamat yang cocok")
        REJECTED = "rejected", _("alamat ditolak oleh layanan pengirim")
        UNREACHABLE = "unreachable", _("layanan pengirim tidak bisa dihubungi")

    purpose = CodeField(max_length=60)
    template = CodeField(max_length=60)
    counts = models.JSONField(default=dict)
    to_kind = CodeField(max_length=40)
    to_key = CodeField(max_length=64)
    region = CodeField(max_length=64, blank=True)
    once = CodeField(max_length=160, null=True, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    transport = CodeField(max_length=20, blank=True)
    next_try = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.UUIDField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(claim=None, claimed_at=None) | Q(claim__isnull=False, claimed_at__isnull=False),
                name="%(app_label)s_%(class)s_claim",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at=None, sent_by=None)),
                name="%(app_label)s_%(class)s_sent",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "next_try", "id"], name="%(app_label)s_%(class)s_next"),
            models.Index(fields=["-created_at", "-id"], name="%(app_label)s_%(class)s_newest"),
        ]


class Message(MessageBase):
    """Messages of all rooms that share the main database."""

    privacy = {
        "id created_at updated_at purpose template counts to_kind region once state reason transport next_try"
        " expires_at tries claim claimed_at sent_at": Privacy.INTERNAL,
        "to_key sent_by": Privacy.PERSONAL,
    }

    class Meta(MessageBase.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.purpose} {self.state}"


# What somebody has to look at.
NEEDS_SOMEBODY = (Message.State.HANDED, Message.State.FAILED, Message.State.UNSURE)
