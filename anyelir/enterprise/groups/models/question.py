"""A member tells from her own book that something in it is not as she knows it; an officer answers after looking."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.membership.models import BodyMember

QUESTION_LENGTH = 300


class BookQuestion(Record):
    """It waits with the officers of her group; while it waits she does not ask again."""

    class Matter(models.TextChoices):
        SAVINGS = "savings", _("Simpanan")
        LOAN = "loan", _("Pinjaman atau angsuran")
        OTHER = "other", _("Yang lain")

    body_member = models.ForeignKey(BodyMember, on_delete=models.PROTECT, related_name="book_questions")
    matter = models.CharField(_("yang tidak cocok"), max_length=7, choices=Matter.choices)
    text = CleanCharField(_("keterangan"), max_length=QUESTION_LENGTH, blank=True, keeps_lines=True)
    answer = CleanCharField(_("jawaban"), max_length=QUESTION_LENGTH, blank=True, keeps_lines=True)
    answered_at = models.DateTimeField(_("dijawab"), null=True, blank=True)
    answered_by_name = CleanCharField(_("dijawab oleh"), max_length=120, blank=True)

    privacy = {
        "id created_at updated_at answered_at": Privacy.INTERNAL,
        "body_member matter text answer answered_by_name": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body_member"], condition=Q(answered_at=None), name="one_open_question_a_member"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="book_answer_is_whole",
            ),
        ]
