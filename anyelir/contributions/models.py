"""The meeting sheet: who came, what each brought, what else moved, what lies on the table, and who closed it.

As long as it is a draft it holds what was tapped. Closed, it has posted one entry in the books of its body, which is
the truth of the money from then on; who came is told by the room of meetings alone.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyelir.contributions import guards
from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.ledger.models import LedgerEntry
from anyelir.membership.models import Body, BodyMember
from anyelir.secretariat.models import Activity


class MeetingSheet(Record):
    """The money of one meeting; taken back, it stays beside the new draft that has its values."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Sedang diisi")
        COUNTED = "counted", _("Dihitung, menunggu orang kedua")
        CLOSED = "closed", _("Ditutup")
        UNDONE = "undone", _("Dibatalkan")

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="sheets")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="sheets")
    state = models.CharField(max_length=7, choices=State.choices, default=State.DRAFT)
    # What was agreed for each, by the key of the column; rooms above agree on theirs themselves.
    dues = models.JSONField(default=dict)
    # Other money: account, amount, what for, number of the receipt.
    others = models.JSONField(default=list)
    # Notes on the table by their worth; None as long as nobody counted.
    notes = models.JSONField(null=True, blank=True)
    reason = CleanCharField(_("sebab selisih"), max_length=200, blank=True)
    # Three people close: who chairs, who keeps the money, and one who does not and was there.
    chair = models.ForeignKey(BodyMember, models.PROTECT, null=True, blank=True, related_name="+")
    keeper = models.ForeignKey(BodyMember, models.PROTECT, null=True, blank=True, related_name="+")
    witness = models.ForeignKey(BodyMember, models.PROTECT, null=True, blank=True, related_name="+")
    # Moves with each change of what stands above, so that the later of two phones is told.
    version = models.PositiveIntegerField(default=1)
    saved_by_name = CleanCharField(max_length=120, blank=True)
    counted_by = models.UUIDField(null=True, blank=True)
    counted_by_name = CleanCharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.UUIDField(null=True, blank=True)
    closed_by_name = CleanCharField(max_length=120, blank=True)
    entry = models.OneToOneField(
        LedgerEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="sheet"
    )
    undone_reason = CleanCharField(_("alasan"), max_length=200, blank=True)

    guards = (guards.SHEET_STAYS_CLOSED,)
    privacy = {
        "id created_at updated_at activity body state dues others notes reason version counted_by closed_at closed_by"
        " entry undone_reason": Privacy.INTERNAL,
        "chair keeper witness saved_by_name counted_by_name closed_by_name": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity"], condition=~Q(state="undone"), name="one_sheet_an_activity"
            ),
            models.UniqueConstraint(
                fields=["body"], condition=Q(state__in=["draft", "counted"]), name="one_open_sheet_a_body"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "counted"], entry=None, closed_at=None)
                | Q(state__in=["closed", "undone"], entry__isnull=False, closed_at__isnull=False),
                name="closed_sheet_has_entry",
            ),
        ]

    def __str__(self) -> str:
        return str(self.activity)

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.COUNTED)

    @property
    def closers(self) -> list[BodyMember]:
        return [person for person in (self.chair, self.keeper, self.witness) if person is not None]


class SheetLine(Record):
    """What one of the body brought; it never leaves the body. Whoever came is in the attendance of the activity."""

    class Absence(models.TextChoices):
        """Said of who did not come; nothing is said as long as nobody asked."""

        ENTRUSTED = "entrusted", _("titip")
        AWAY = "away", _("izin")

    sheet = models.ForeignKey(MeetingSheet, on_delete=models.PROTECT, related_name="lines")
    body_member = models.ForeignKey(BodyMember, on_delete=models.PROTECT, related_name="+")
    absence = models.CharField(max_length=9, choices=Absence.choices, blank=True)
    # Who brought her money.
    via = models.ForeignKey(BodyMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Whole rupiah by the key of the column.
    amounts = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_by_name = CleanCharField(max_length=120, blank=True)

    guards = (guards.LINE_OF_OPEN_SHEET,)
    privacy = {
        "id created_at updated_at sheet version": Privacy.INTERNAL,
        "body_member absence via amounts saved_by_name": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["body_member__number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "body_member"], name="one_line_a_member"),
            models.CheckConstraint(
                condition=Q(via=None) | Q(absence="entrusted"), name="via_is_of_entrusted"
            ),
        ]

    @property
    def sum_idr(self) -> int:
        return sum(self.amounts.values())
