"""The card with which a member opens her own book: nothing is stored of it but keyed hashes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.membership.models import BodyMember

MOST_TRIES = 5
HASH_LENGTH = 43


class MemberCard(Record):
    """Of one member of a group. Its code stands on her paper alone, her four digits nowhere."""

    class Ending(models.TextChoices):
        LOST = "lost", _("Hilang")
        REPLACED = "replaced", _("Diganti")

    body_member = models.ForeignKey(BodyMember, on_delete=models.PROTECT, related_name="book_cards")
    code_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    pin_hash = models.CharField(max_length=HASH_LENGTH)
    # Wrong digits since the last right ones; at MOST_TRIES the card is locked until an officer opens it.
    tries = models.PositiveSmallIntegerField(default=0)
    issued_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(_("berhenti"), null=True, blank=True)
    ended_why = models.CharField(max_length=8, choices=Ending.choices, blank=True)
    # The one open book of this card: a hash of what the browser holds, and until when.
    session_hash = models.CharField(max_length=HASH_LENGTH, blank=True, db_index=True)
    session_until = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    # The opening before that one: what she reads as "last opened".
    seen_before = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id created_at updated_at tries ended_at ended_why session_until seen_at seen_before": Privacy.INTERNAL,
        "body_member issued_by": Privacy.PERSONAL,
        "code_hash pin_hash session_hash": Privacy.SECRET,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body_member"], condition=Q(ended_at=None), name="one_living_card_a_member"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_why="") | (Q(ended_at__isnull=False) & ~Q(ended_why="")),
                name="card_ending_is_whole",
            ),
            models.CheckConstraint(condition=Q(tries__lte=MOST_TRIES), name="card_tries_end"),
        ]

    @property
    def is_locked(self) -> bool:
        return self.tries >= MOST_TRIES
