"""The card of a person: a code that says nothing of her, and stops when another takes its place."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.membership.models import BodyMember, Member


class PersonCard(Record):
    """Of a member of the movement, or of somebody who belongs to a body and is none."""

    code = CodeField(max_length=10, unique=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="cards")
    body_member = models.ForeignKey(
        BodyMember, on_delete=models.PROTECT, null=True, blank=True, related_name="cards"
    )
    ended_at = models.DateTimeField(_("berhenti"), null=True, blank=True)

    privacy = {
        "id created_at updated_at ended_at": Privacy.INTERNAL,
        "member body_member": Privacy.PERSONAL,
        "code": Privacy.PERSONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(ended_at=None), name="one_card_a_member"),
            models.UniqueConstraint(
                fields=["body_member"], condition=Q(ended_at=None), name="one_card_a_body_member"
            ),
            models.CheckConstraint(
                condition=Q(member=None, body_member__isnull=False)
                | Q(member__isnull=False, body_member=None),
                name="card_of_one_person",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
