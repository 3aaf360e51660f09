"""A programme as a promise: whose it is, what it is to change, how much of what by when, and who does which share."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anyelir.commitments.models import Commitment
from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce
from anyelir.membership.models import Body
from anyelir.programmes.plan.patterns_shipped import type_title, type_unit
from anyelir.regions.models import Region

TITLE_LENGTH, THEORY_LENGTH, WORDS_LENGTH, PRESS_LENGTH, REASON_LENGTH = 120, 200, 400, 900, 200


class Programme(Record):
    """What a team promises. Launched with a signed pledge, or with a word about why there is none."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Rancangan")
        LAUNCHED = "launched", _("Berjalan")
        CLOSED = "closed", _("Selesai")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="programmes")
    # The key of a pattern of kind "type".
    kind = CodeField(_("jenis program"), max_length=30)
    title = CleanCharField(_("nama program"), max_length=TITLE_LENGTH)
    problem = CleanCharField(_("masalahnya"), max_length=WORDS_LENGTH, blank=True, keeps_lines=True)
    theory = CleanCharField(_("jika, maka, karena"), max_length=THEORY_LENGTH, blank=True)
    legal_basis = CleanCharField(_("dasar hukum"), max_length=REASON_LENGTH, blank=True)
    press = CleanCharField(_("teks untuk pers"), max_length=PRESS_LENGTH, blank=True, keeps_lines=True)
    starts_on = models.DateField(_("mulai"))
    pledge = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    no_pledge_why = CleanCharField(max_length=REASON_LENGTH, blank=True)
    launched_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closing_words = CleanCharField(max_length=WORDS_LENGTH, blank=True, keeps_lines=True)
    made_by = models.UUIDField(null=True, blank=True)

    privacy = {
        "id created_at updated_at body kind title problem theory legal_basis press starts_on pledge no_pledge_why"
        " launched_on closed_on closing_words": Privacy.INTERNAL,
        "made_by": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["-starts_on", "-id"]
        indexes = [models.Index(fields=["body", "-starts_on"], name="programme_by_body")]
        constraints = [
            models.CheckConstraint(
                condition=Q(launched_on=None, pledge=None, no_pledge_why="")
                | Q(launched_on__isnull=False, pledge__isnull=False, no_pledge_why="")
                | (Q(launched_on__isnull=False, pledge=None) & ~Q(no_pledge_why="")),
                name="programme_launch_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, closing_words="")
                | (Q(closed_on__gte=F("launched_on")) & ~Q(closing_words="")),
                name="programme_closing_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> State:
        if self.closed_on is not None:
            return self.State.CLOSED
        return self.State.DRAFT if self.launched_on is None else self.State.LAUNCHED

    @property
    def state_label(self) -> str:
        return str(self.state.label)

    @property
    def kind_title(self) -> str:
        return type_title(self.kind)

    @property
    def default_unit(self) -> str:
        """What programmes of its kind count when nothing else is said."""
        return type_unit(self.kind)


class ProgrammeTarget(Record):
    """A whole number of one unit; without ``due_on`` no day was promised. A change is a new row."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="targets")
    # A key of the table ``countable_units``.
    counts = CodeField(_("yang dihitung"), max_length=20)
    value = models.PositiveIntegerField(_("jumlah"))
    since = models.DateField(_("dihitung sejak"))
    due_on = models.DateField(_("tenggat"), null=True, blank=True)
    # Why it differs from the one before.
    reason = CleanCharField(_("alasan"), max_length=REASON_LENGTH, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)
    made_by = models.UUIDField(null=True, blank=True)

    written_once = WrittenOnce(but=("replaced_at", "updated_at"))
    privacy = {
        "id created_at updated_at programme counts value since due_on reason replaced_at": Privacy.INTERNAL,
        "made_by": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "counts"], condition=Q(replaced_at=None), name="one_target_of_a_unit"
            ),
            models.CheckConstraint(condition=Q(value__gte=1), name="target_promises_something"),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gte=F("since")), name="target_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.counts}"


class TargetTally(Record):
    """How many a place itself had reached by a day, without those that places below it count. Written once."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="tallies")
    counts = CodeField(max_length=20)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("keadaan tanggal"))
    total = models.PositiveIntegerField(_("jumlah sampai hari itu"))
    reason = CleanCharField(_("alasan"), max_length=REASON_LENGTH, blank=True)
    made_by = models.UUIDField(null=True, blank=True)

    written_once = WrittenOnce()
    privacy = {
        "id created_at updated_at programme counts region on total reason": Privacy.INTERNAL,
        "made_by": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["programme", "counts", "region", "on"], name="tally_by_place")]

    def __str__(self) -> str:
        return f"{self.region_id}: {self.total}"


class TargetDivision(Record):
    """The number of one place among its children. Once announced it stays; a later one is a new version."""

    class Basis(models.TextChoices):
        FAMILIES = "families", _("menurut jumlah keluarga")
        EVEN = "even", _("sama rata")
        HAND = "hand", _("diisi sendiri")

    target = models.ForeignKey(ProgrammeTarget, on_delete=models.PROTECT, related_name="divisions")
    parent = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(_("dibagi"), max_length=10, choices=Basis.choices)
    version = models.PositiveSmallIntegerField()
    announced_at = models.DateTimeField(null=True, blank=True)
    announced_by = models.UUIDField(null=True, blank=True)

    privacy = {
        "id created_at updated_at target parent basis version announced_at": Privacy.INTERNAL,
        "announced_by": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["target", "parent", "version"], name="one_division_of_a_version"),
            models.UniqueConstraint(
                fields=["target", "parent"], condition=Q(announced_at=None), name="one_division_in_the_making"
            ),
        ]


class Quota(Record):
    """The share of one child with the weight that gave it, as it was on the day of the division."""

    division = models.ForeignKey(TargetDivision, on_delete=models.CASCADE, related_name="quotas")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveIntegerField()
    weight = models.PositiveIntegerField()
    is_fixed = models.BooleanField(default=False)

    privacy = {"id created_at updated_at division region value weight is_fixed": Privacy.INTERNAL}

    class Meta:
        ordering = ["region"]
        constraints = [models.UniqueConstraint(fields=["division", "region"], name="one_quota_of_a_child")]
