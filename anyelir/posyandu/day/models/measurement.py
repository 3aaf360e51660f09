"""A child's visit to an open day and the measurements taken in it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce
from anyelir.families.models import Person
from anyelir.posyandu.day.models.session import PosyanduSession
from anyelir.posyandu.day.values import CurveStatus, Posture, Source, Values
from anyelir.rules.growth import INDICES
from anyelir.rules.growth_row import GrowthResult, MeasuredValues


class Visit(Record):
    """One child at one open day; the five steps are timestamps of the row."""

    session = models.ForeignKey(PosyanduSession, on_delete=models.PROTECT, related_name="visits")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="visits")
    registered_at = models.DateTimeField()
    measured_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    served_at = models.DateTimeField(null=True, blank=True)
    counselled_at = models.DateTimeField(null=True, blank=True)
    note = CleanCharField(_("catatan"), keeps_lines=True, max_length=500, blank=True)

    privacy = {
        "id created_at updated_at session registered_at measured_at recorded_at served_at"
        " counselled_at": Privacy.INTERNAL,
        "child note": Privacy.PERSONAL,
    }

    class Meta:
        app_label = "posyandu"
        constraints = [models.UniqueConstraint(fields=["session", "child"], name="one_visit_a_session")]


# What the growth rules make of the values and the child; it follows the register, see ``actions.following``.
RESULTS = ("age_days", "corrected_height_cm", "nine_month_flag", "flags", "rules_version", *INDICES)


class Measurement(GrowthResult, MeasuredValues, Record):
    """What was weighed and measured. Rows are never changed: a correction is a new row that supersedes one.

    Of several in one visit exactly one is chosen and counts. Results are stored with the version of the rules
    that gave them; z-scores are whole hundredths, NULL where WHO gives none.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="measurements")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="measurements")
    measured_on = models.DateField(_("tanggal pengukuran"))
    weight_kg = models.DecimalField(_("berat (kg)"), max_digits=6, decimal_places=3, null=True, blank=True)
    height_cm = models.DecimalField(
        _("panjang/tinggi (cm)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    posture = models.CharField(_("cara ukur"), max_length=9, choices=Posture.choices, blank=True)
    head_cm = models.DecimalField(
        _("lingkar kepala (cm)"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    muac_cm = models.DecimalField(_("LiLA (cm)"), max_digits=4, decimal_places=1, null=True, blank=True)
    oedema = models.BooleanField(_("bengkak kedua punggung kaki"), default=False)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.FIELD)
    recorded_by = models.UUIDField(null=True)
    is_chosen = models.BooleanField(default=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    correction_reason = CleanCharField(_("alasan pembetulan"), max_length=300, blank=True)
    # The kader's own reading of the curve where the rule asks for it.
    visual_status = models.CharField(max_length=1, choices=CurveStatus.choices, blank=True)

    age_days = models.IntegerField(null=True)
    corrected_height_cm = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    nine_month_flag = models.BooleanField(default=False)
    waz = models.SmallIntegerField(null=True)
    haz = models.SmallIntegerField(null=True)
    whz = models.SmallIntegerField(null=True)
    baz = models.SmallIntegerField(null=True)
    hcz = models.SmallIntegerField(null=True)
    acz = models.SmallIntegerField(null=True)
    # The indices that WHO calls implausible, as letters of the index names: "waz whz".
    flags = models.CharField(max_length=30, blank=True)
    rules_version = models.CharField(max_length=40)

    # What was seen stays; whose it is follows a merge, and what it means follows the register.
    written_once = WrittenOnce(but=("child", "is_chosen", "visual_status", "updated_at", *RESULTS))

    privacy = {
        "id created_at updated_at visit measured_on source recorded_by is_chosen supersedes"
        " rules_version": Privacy.INTERNAL,
        "child weight_kg height_cm posture head_cm muac_cm oedema correction_reason visual_status age_days"
        " corrected_height_cm nine_month_flag waz haz whz baz hcz acz flags": Privacy.PERSONAL,
    }

    class Meta:
        app_label = "posyandu"
        ordering = ["measured_on", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit"], condition=models.Q(is_chosen=True), name="one_chosen_measurement"
            ),
            models.CheckConstraint(
                condition=models.Q(supersedes=None) | ~models.Q(correction_reason=""),
                name="correction_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["child", "measured_on"], name="measurement_by_child_day")]

    @property
    def values(self) -> Values:
        """What was measured, as it was typed."""
        return Values(self.weight_kg, self.height_cm, self.posture, self.head_cm, self.muac_cm, self.oedema)

    @property
    def is_superseded(self) -> bool:
        """A correction stands in its place."""
        return hasattr(self, "superseded_by")

    @property
    def is_withdrawn(self) -> bool:
        """A row without any value that took a wrong entry away."""
        return self.supersedes_id is not None and self.is_empty
