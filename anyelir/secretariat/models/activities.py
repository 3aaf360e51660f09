"""What a body does: planned, held, minuted or cancelled. One row fills the book 4.13 and what was done of the plan."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.membership.models import Body, Post
from anyelir.secretariat.models.plans import PlanLine, WorkItem


class Activity(Record):
    """A meeting, a training, a visit: on a day, at a place, led by whoever holds a post of the body."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Rapat")
        TRAINING = "training", _("Pelatihan")
        SOCIALISATION = "socialisation", _("Sosialisasi")
        VISIT = "visit", _("Kunjungan")
        SERVICE = "service", _("Pelayanan")
        COMPETITION = "competition", _("Lomba")
        OTHER = "other", _("Lainnya")

    class State(models.TextChoices):
        PLANNED = "planned", _("Direncanakan")
        HELD = "held", _("Terlaksana")
        # Its minutes are signed: what is written of it stays as it is.
        MINUTED = "minuted", _("Bernotulen")
        CANCELLED = "cancelled", _("Dibatalkan")

    # States of what took place.
    TOOK_PLACE = (State.HELD, State.MINUTED)

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="activities")
    kind = models.CharField(_("jenis"), max_length=14, choices=Kind.choices)
    # None is the secretariat.
    pokja = models.PositiveSmallIntegerField(_("pokja"), null=True, blank=True)
    work_item = models.ForeignKey(
        WorkItem, on_delete=models.PROTECT, null=True, blank=True, related_name="activities"
    )
    plan_line = models.ForeignKey(
        PlanLine, on_delete=models.PROTECT, null=True, blank=True, related_name="activities"
    )
    title = CleanCharField(_("nama kegiatan"), max_length=120)
    on = models.DateField(_("tanggal"))
    starts_at = models.TimeField(_("mulai pukul"), null=True, blank=True)
    ends_at = models.TimeField(_("sampai pukul"), null=True, blank=True)
    place = CleanCharField(_("tempat"), max_length=120)
    # The post that answers for it: name and office stand in the book of activities.
    organiser = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="activities"
    )
    partners = CleanCharField(_("mitra"), max_length=200, blank=True)
    method = CleanCharField(_("metode"), max_length=120, blank=True)
    volume = models.PositiveIntegerField(_("volume"), null=True, blank=True)
    reached = models.PositiveIntegerField(_("jumlah yang hadir"), null=True, blank=True)
    conclusions = CleanCharField(_("hasil singkat"), max_length=2000, blank=True, keeps_lines=True)
    state = models.CharField(_("keadaan"), max_length=10, choices=State.choices, default=State.PLANNED)
    cancel_reason = CleanCharField(_("alasan"), max_length=200, blank=True)
    # The number in the book of activities of a year; taken when it is held, and never used again.
    book_year = models.PositiveSmallIntegerField(null=True, blank=True)
    book_no = models.PositiveIntegerField(null=True, blank=True)

    privacy = {
        "id created_at updated_at body kind pokja work_item plan_line title on starts_at ends_at place organiser"
        " partners method volume reached conclusions state cancel_reason book_year book_no": Privacy.INTERNAL
    }

    class Meta:
        ordering = ["-on", "-starts_at", "-id"]
        indexes = [
            models.Index(fields=["body", "-on"], name="activity_by_body_day"),
            models.Index(fields=["plan_line", "state"], name="activity_by_plan_line"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["body", "book_year", "book_no"], name="one_activity_a_number"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | (Q(starts_at__isnull=False) & Q(ends_at__gt=F("starts_at"))),
                name="activity_ends_after_start",
            ),
            models.CheckConstraint(condition=Q(pokja=None) | Q(pokja__range=(1, 4)), name="activity_pokja"),
            models.CheckConstraint(
                condition=(Q(state="cancelled") & ~Q(cancel_reason=""))
                | (~Q(state="cancelled") & Q(cancel_reason="")),
                name="activity_cancel_is_whole",
            ),
            models.CheckConstraint(
                condition=(Q(book_no=None, book_year=None) & ~Q(state__in=["held", "minuted"]))
                | (Q(book_no__isnull=False, book_year__isnull=False) & ~Q(state="planned")),
                name="activity_number_is_of_held",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def took_place(self) -> bool:
        return self.state in self.TOOK_PLACE
