"""What bodies have to talk about: points of their own, points handed down as one row, and what came back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce
from anyelir.membership.models import Body, Post
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import LEVEL_ORDER
from anyelir.secretariat.models import Activity

LONGEST_ANSWER = 280
# A bit for each level, from the province down.
LEVEL_BITS = {level: 1 << position for position, level in enumerate(LEVEL_ORDER)}


def level_bits(levels: list[Level]) -> int:
    return sum(LEVEL_BITS[level] for level in {*levels})


class Point(Record):
    """Something to talk about. Without an activity it stands on the agenda of the next meeting.

    One that is put off stays with its meeting and is followed by a new row (``put_off_from``) for the next one.
    """

    class Outcome(models.TextChoices):
        NOTED = "noted", _("Dicatat")
        DECIDED = "decided", _("Diputuskan")
        DEFERRED = "deferred", _("Ditunda")
        DROPPED = "dropped", _("Tidak jadi dibahas")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="points")
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="points"
    )
    # Below zero for what was put off and comes first.
    rank = models.IntegerField()
    title = CleanCharField(_("pokok bahasan"), max_length=160)
    words = CleanCharField(_("penjelasan"), max_length=1000, blank=True, keeps_lines=True)
    outcome = models.CharField(_("hasil"), max_length=8, choices=Outcome.choices, blank=True)
    decision = CleanCharField(_("isi keputusan"), max_length=500, blank=True, keeps_lines=True)
    # Who sees to what was decided, and by when; with an owner it becomes a promise when the minutes are signed.
    owner_body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owner_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("tenggat"), null=True, blank=True)
    # What was handed down and taken on here.
    passing = models.ForeignKey(
        "Passing", on_delete=models.PROTECT, null=True, blank=True, related_name="taken_on"
    )
    put_off_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="put_off_to"
    )

    privacy = {
        "id created_at updated_at body activity rank title words outcome decision owner_body owner_post due_on"
        " passing put_off_from": Privacy.INTERNAL
    }

    class Meta:
        ordering = ["rank", "id"]
        indexes = [models.Index(fields=["body", "outcome", "rank"], name="point_by_body")]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", activity=None, decision="", owner_body=None)
                | Q(outcome="dropped", owner_body=None)
                | Q(outcome__in=["noted", "deferred"], activity__isnull=False, owner_body=None)
                | (Q(outcome="decided", activity__isnull=False) & ~Q(decision="")),
                name="point_outcome_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(owner_post=None, due_on=None) | Q(owner_body__isnull=False),
                name="point_owner_is_whole",
            ),
            models.UniqueConstraint(
                fields=["body", "passing"],
                condition=Q(passing__isnull=False) & ~Q(outcome="deferred"),
                name="taken_on_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def text_below(self) -> str:
        """What bodies below read: what was decided, or what there is to say of it."""
        return str(self.decision or self.words)


class Passing(Record):
    """A point handed down: one row that everybody below reads by the codes above her own, and no copy of it.

    ``scope`` is where it holds and ``levels`` who is asked (``level_bits``); a dasawisma that is founded tomorrow
    has it too.
    """

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="passings")
    from_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="passings")
    scope = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    levels = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    answer_by = models.DateField(_("dijawab sebelum"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    written_once = WrittenOnce(but=("ended_at", "updated_at"))
    privacy = {
        "id created_at updated_at point from_body scope levels sent_at answer_by ended_at": Privacy.INTERNAL
    }

    class Meta:
        ordering = ["-sent_at", "-id"]
        indexes = [models.Index(fields=["scope", "ended_at"], name="passing_by_scope")]
        constraints = [models.CheckConstraint(condition=Q(levels__gt=0), name="passing_asks_somebody")]

    def __str__(self) -> str:
        return self.point.title

    @property
    def asked_levels(self) -> list[Level]:
        return [level for level, bit in LEVEL_BITS.items() if self.levels & bit]

    def asks(self, level: str) -> bool:
        return bool(self.levels & LEVEL_BITS[Level(level)])


class PassingReport(Record):
    """What one body below answered in a line; a better answer replaces it, and the trail keeps that it did."""

    class Outcome(models.TextChoices):
        DISCUSSED = "discussed", _("Sudah dibahas")
        DONE = "done", _("Sudah dikerjakan")
        CANNOT = "cannot", _("Belum bisa")

    passing = models.ForeignKey(Passing, on_delete=models.PROTECT, related_name="reports")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    # The meeting at which it was talked about, where that is known.
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="passing_reports"
    )
    outcome = models.CharField(_("hasil"), max_length=10, choices=Outcome.choices)
    words = CleanCharField(_("catatan"), max_length=LONGEST_ANSWER, blank=True)
    answered_at = models.DateTimeField()

    privacy = {
        "id created_at updated_at passing body region activity outcome words answered_at": Privacy.INTERNAL
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["passing", "region"], name="one_answer_a_place"),
            models.CheckConstraint(condition=~Q(outcome="cannot") | ~Q(words=""), name="cannot_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.region}: {self.get_outcome_display()}"
