"""The secret address at which a phone reads the calendar of a body."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from anyelir.core.crypto import Index, index_of
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.sealed import EncryptedField, IndexField
from anyelir.core.written_once import WrittenOnce
from anyelir.membership.models import Body


class CalendarFeed(Record):
    """One address of one person for one body; it gives what she may see, as long as she may see it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="calendar_feeds")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    token = EncryptedField(place="calendar_feed.token", index="token_index")
    token_index = IndexField(max_length=43, unique=True)
    # The last day on which a phone asked; without one, that it was made.
    read_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    written_once = WrittenOnce(but=("read_on", "ended_at", "updated_at", "token", "token_index"))
    privacy = {
        "id created_at updated_at body read_on ended_at": Privacy.INTERNAL,
        "made_by": Privacy.PERSONAL,
        "token token_index": Privacy.SECRET,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "made_by"], condition=models.Q(ended_at=None), name="one_open_feed_a_person"
            ),
        ]

    def __str__(self) -> str:
        return str(self.body)

    @staticmethod
    def index_of_token(token: str) -> Index:
        return index_of(token, "calendar_feed.token")
