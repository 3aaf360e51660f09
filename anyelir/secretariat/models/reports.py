"""The annual report of a body: what its secretary writes of it; all the rest is gathered from what is recorded."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.files.models import StoredFile
from anyelir.membership.models import Body
from anyelir.secretariat.models.plans import FIRST_YEAR, LAST_YEAR

LONGEST = 8000


class AnnualReport(Record):
    """One per body and year, a draft until it is signed; what was signed is a paper and stays as it was."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="annual_reports")
    year = models.PositiveSmallIntegerField(_("tahun"))
    foreword = CleanCharField(_("pendahuluan"), max_length=LONGEST, blank=True, keeps_lines=True)
    achievements = CleanCharField(_("keberhasilan"), max_length=LONGEST, blank=True, keeps_lines=True)
    obstacles = CleanCharField(_("hambatan"), max_length=LONGEST, blank=True, keeps_lines=True)
    conclusions = CleanCharField(_("kesimpulan"), max_length=LONGEST, blank=True, keeps_lines=True)

    privacy = {
        "id created_at updated_at body year foreword achievements obstacles conclusions": Privacy.INTERNAL
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "year"], name="one_report_a_year"),
            models.CheckConstraint(
                condition=models.Q(year__range=(FIRST_YEAR, LAST_YEAR)), name="annual_report_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.year}"


class ReportPicture(Record):
    """A photo in an annual report, whose people agreed to be printed, with the words below it."""

    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="pictures")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    caption = CleanCharField(_("keterangan foto"), max_length=120)

    privacy = {"id created_at updated_at report file": Privacy.INTERNAL, "caption": Privacy.PERSONAL}

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.caption
