"""The register: a posyandu, who works there, who belongs to it and how it was graded."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.terms import Term, in_order
from anyelir.core.written_once import WrittenOnce
from anyelir.families.models import Person
from anyelir.membership.models import Member
from anyelir.partners.models import Puskesmas
from anyelir.regions.models import Region


class Posyandu(Record):
    """An integrated service post of a desa, RW or RT under a puskesmas."""

    name = CleanCharField(_("nama"), max_length=120)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    puskesmas = models.ForeignKey(
        Puskesmas, on_delete=models.PROTECT, null=True, blank=True, related_name="posyandu"
    )
    address = CleanCharField(_("tempat"), max_length=200, blank=True)
    # "Selasa minggu ke-2": week of the month and weekday (Monday is 0); both empty when not fixed.
    schedule_week = models.PositiveSmallIntegerField(_("minggu ke-"), null=True, blank=True)
    schedule_weekday = models.PositiveSmallIntegerField(_("hari"), null=True, blank=True)
    opens_at = models.TimeField(_("jam buka"), null=True, blank=True)
    decree_no = CleanCharField(_("nomor SK pendirian"), max_length=60, blank=True)
    decree_on = models.DateField(_("tanggal SK"), null=True, blank=True)
    is_self_funded = models.BooleanField(_("swadaya"), default=False)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    closed_on = models.DateField(_("ditutup"), null=True, blank=True)

    privacy = {
        "id created_at updated_at name region puskesmas address schedule_week schedule_weekday opens_at decree_no"
        " decree_on is_self_funded latitude longitude closed_on": Privacy.OPEN
    }

    class Meta:
        ordering = ["name", "id"]
        verbose_name_plural = "posyandu"
        constraints = [
            models.UniqueConstraint("region", Lower("name"), name="one_posyandu_name_a_region"),
            models.CheckConstraint(
                condition=models.Q(schedule_week=None, schedule_weekday=None)
                | models.Q(schedule_week__range=(1, 5), schedule_weekday__range=(0, 6)),
                name="schedule_is_whole",
            ),
        ]

    def __str__(self):
        return self.name


class PosyanduKader(Term, Record):
    """A member of the movement serves at a posyandu as its kader for a time."""

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="service")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="posyandu_services")

    privacy = {"id created_at updated_at posyandu member since until": Privacy.INTERNAL}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["posyandu", "member"], condition=models.Q(until=None), name="one_open_service"
            ),
            in_order("service_in_order"),
        ]


class Enrolment(Term, Record):
    """A child belongs to a posyandu from a day to a day; S counts children, not visits."""

    class EndReason(models.TextChoices):
        TRANSFERRED = "transferred", _("Pindah ke posyandu lain")
        MOVED = "moved", _("Pindah rumah")
        DIED = "died", _("Meninggal")
        GROWN = "grown", _("Sudah lewat umur")
        MISTAKE = "mistake", _("Salah catat")

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="enrolments")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enrolments")
    end_reason = models.CharField(max_length=12, choices=EndReason.choices, blank=True)

    privacy = {
        "id created_at updated_at posyandu since until end_reason": Privacy.INTERNAL,
        "child": Privacy.PERSONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child"], condition=models.Q(until=None), name="one_open_enrolment"
            ),
            in_order("enrolment_in_order"),
        ]
        indexes = [models.Index(fields=["posyandu", "since"])]


class StageAssessment(Record):
    """One grading of a posyandu (pratama, madya, purnama, mandiri) with its eight inputs."""

    class Stage(models.TextChoices):
        PRATAMA = "pratama", _("Pratama")
        MADYA = "madya", _("Madya")
        PURNAMA = "purnama", _("Purnama")
        MANDIRI = "mandiri", _("Mandiri")

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="assessments")
    assessed_on = models.DateField(_("tanggal penilaian"))
    inputs = models.JSONField(default=dict)
    computed_stage = models.CharField(max_length=8, choices=Stage.choices, blank=True)
    blocked_by = models.JSONField(default=list)
    stage = models.CharField(_("strata"), max_length=8, choices=Stage.choices)
    override_reason = CleanCharField(_("alasan berbeda"), max_length=300, blank=True)
    assessor_name = CleanCharField(_("penilai"), max_length=120)
    rules_version = models.CharField(max_length=20, blank=True)

    written_once = WrittenOnce()
    privacy = {
        "id created_at updated_at posyandu assessed_on inputs computed_stage blocked_by stage override_reason"
        " assessor_name rules_version": Privacy.INTERNAL
    }

    class Meta:
        ordering = ["-assessed_on", "-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stage=models.F("computed_stage")) | ~models.Q(override_reason=""),
                name="other_stage_needs_reason",
            )
        ]
