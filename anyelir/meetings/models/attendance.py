"""Who was invited to an activity and who came: one row for one human, whatever she is known by."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.membership.models import NAME_LENGTH, BodyMember, Member
from anyelir.secretariat.models import Activity


class Attendance(Record):
    """Somebody who was invited, came, or both. It is its own trail: a withdrawal is kept beside what it withdrew."""

    class Way(models.TextChoices):
        QR = "qr", _("kartu dibaca")
        NUMBER = "number", _("nomor diketik")
        LIST = "list", _("dari daftar")
        GUEST = "guest", _("tamu")
        SHEET = "sheet", _("dari lembar rapat")

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="attendances")
    # Under which she was first written down; of a guest a keyed digest of name and place.
    attendee_key = CodeField(max_length=60)
    body_member = models.ForeignKey(
        BodyMember, on_delete=models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    guest_name = CleanCharField(_("nama tamu"), max_length=NAME_LENGTH, blank=True)
    guest_from = CleanCharField(_("dari mana"), max_length=NAME_LENGTH, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    came_at = models.DateTimeField(null=True, blank=True)
    way = models.CharField(max_length=6, choices=Way.choices, blank=True)
    noted_by = models.UUIDField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True, blank=True)
    withdraw_reason = CleanCharField(_("alasan"), max_length=200, blank=True)

    # Set by whoever marked her once more: it was no news.
    is_repeat = False

    privacy = {
        "id created_at updated_at activity invited_at way": Privacy.INTERNAL,
        "attendee_key body_member member guest_name guest_from came_at noted_by withdrawn_at withdrawn_by"
        " withdraw_reason": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["came_at", "id"]
        indexes = [models.Index(fields=["activity", "-came_at"], name="attendance_by_coming")]
        constraints = [
            models.UniqueConstraint(fields=["activity", "attendee_key"], name="attends_once"),
            models.UniqueConstraint(fields=["activity", "member"], name="member_attends_once"),
            models.UniqueConstraint(fields=["activity", "body_member"], name="body_member_attends_once"),
            models.CheckConstraint(
                condition=Q(invited_at__isnull=False) | Q(came_at__isnull=False), name="invited_or_came"
            ),
            models.CheckConstraint(
                condition=Q(came_at=None, way="") | (Q(came_at__isnull=False) & ~Q(way="")),
                name="coming_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdraw_reason="")
                | (Q(withdrawn_at__isnull=False, came_at__isnull=False) & ~Q(withdraw_reason="")),
                name="withdrawal_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_guest(self) -> bool:
        return self.body_member_id is None and self.member_id is None

    @property
    def is_present(self) -> bool:
        return self.came_at is not None and self.withdrawn_at is None

    @property
    def name(self) -> str:
        """As she is called today; of a guest whose time of keeping is over, that she was one."""
        if self.member is not None:
            return str(self.member.name)
        if self.body_member is not None:
            return str(self.body_member.name)
        return self.guest_name or str(_("Tamu"))
