"""Lines of the books that nobody computes from (guests, visits, aid ...): one table, columns as declared."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce
from anyelir.membership.models import Body


class BookLine(Record):
    """One version of a numbered line. A mended line is a new version; a wrong one is struck and keeps its number.

    ``values`` holds what ``rules.books.stored_values`` gives; ``search_key`` its texts in small letters.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="book_lines")
    book = CodeField(max_length=20)
    year = models.PositiveSmallIntegerField()
    no = models.PositiveIntegerField(_("nomor"))
    version = models.PositiveSmallIntegerField(default=1)
    on = models.DateField(_("tanggal"))
    values: Any = models.JSONField(default=dict)
    search_key = CleanCharField(max_length=4000, blank=True)
    is_newest = models.BooleanField(default=True)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_reason = CleanCharField(_("alasan"), max_length=200, blank=True)
    made_by = models.UUIDField(null=True)

    written_once = WrittenOnce(but=("is_newest", "struck_at", "struck_reason", "updated_at"))
    privacy = {
        "id created_at updated_at body book year no version on is_newest struck_at": Privacy.INTERNAL,
        "values search_key struck_reason made_by": Privacy.PERSONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "book", "year", "no", "version"], name="one_version_of_a_line"
            ),
            models.UniqueConstraint(
                fields=["body", "book", "year", "no"],
                condition=models.Q(is_newest=True),
                name="one_newest_version_of_a_line",
            ),
            models.CheckConstraint(
                condition=models.Q(struck_at=None, struck_reason="")
                | (models.Q(struck_at__isnull=False) & ~models.Q(struck_reason="")),
                name="struck_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["body", "book", "year", "-no", "-id"], name="line_by_number")]

    def __str__(self) -> str:
        return f"{self.no}/{self.year}"
