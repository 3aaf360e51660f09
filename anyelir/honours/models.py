"""Thanks for years of unbroken service: one paper for each woman, award and body, by years and never by rank."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce
from anyelir.membership.models import NAME_LENGTH, Body, Member


class Thanks(Record):
    """A body thanked a member; the paper that says so is kept by ``documents``."""

    class Award(models.TextChoices):
        """The slugs of the rule table ``service_awards``."""

        TEN = "adhi_bhakti_10", _("Adhi Bhakti 10 tahun")
        FIFTEEN = "adhi_bhakti_15", _("Adhi Bhakti 15 tahun")
        TWENTY_FIVE = "adhi_bhakti_25", _("Adhi Bhakti 25 tahun")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="thanks")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="thanks")
    award = models.CharField(_("penghargaan"), max_length=20, choices=Award.choices)
    # As it was counted on the day: the stretch begins here.
    since = models.DateField(_("mengabdi sejak"))
    on = models.DateField(_("tanggal"))
    made_by = models.UUIDField(null=True)
    made_name = CleanCharField(max_length=NAME_LENGTH)

    written_once = WrittenOnce()
    privacy = {
        "id created_at updated_at body award since on": Privacy.INTERNAL,
        "member made_by made_name": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "member", "award"], name="thanked_once"),
            models.CheckConstraint(
                condition=models.Q(since__lt=models.F("on")), name="thanked_after_service"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_award_display()} {self.on}"
