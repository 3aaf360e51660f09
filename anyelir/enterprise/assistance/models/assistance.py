"""Training, help with packaging, label or marketing: one noun, and what somebody else saw of it months later."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce
from anyelir.enterprise.trade.models import Business
from anyelir.membership.models import BodyMember
from anyelir.regions.models import Region
from anyelir.secretariat.models import Activity

BEST_SCORE = 100


class Assistance(Record):
    """Somebody helped a business, or trained a member of a group at an activity.

    ``region`` is the place of the business or group then: where it is counted, and who may look at it later.
    """

    class Kind(models.TextChoices):
        TRAINING = "training", gettext_lazy("Pelatihan")
        PACKAGING = "packaging", gettext_lazy("Kemasan")
        LABEL = "label", gettext_lazy("Label")
        MARKETING = "marketing", gettext_lazy("Pemasaran")

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    business = models.ForeignKey(
        Business, on_delete=models.PROTECT, null=True, blank=True, related_name="assistances"
    )
    body_member = models.ForeignKey(
        BodyMember, on_delete=models.PROTECT, null=True, blank=True, related_name="assistances"
    )
    kind = models.CharField(gettext_lazy("jenis"), max_length=9, choices=Kind.choices)
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="assistances"
    )
    on = models.DateField(gettext_lazy("tanggal"))
    helped_by = models.UUIDField(null=True)
    pre_score = models.PositiveSmallIntegerField(gettext_lazy("nilai sebelum"), null=True, blank=True)
    post_score = models.PositiveSmallIntegerField(gettext_lazy("nilai sesudah"), null=True, blank=True)

    privacy = {
        "id created_at updated_at region business kind activity on": Privacy.INTERNAL,
        "body_member helped_by pre_score post_score": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(business=None, body_member__isnull=False)
                | Q(business__isnull=False, body_member=None),
                name="assistance_of_one",
            ),
            models.CheckConstraint(
                condition=(Q(pre_score=None) | Q(pre_score__lte=BEST_SCORE))
                & (Q(post_score=None) | Q(post_score__lte=BEST_SCORE)),
                name="assistance_scores_of_a_hundred",
            ),
            models.UniqueConstraint(
                fields=["activity", "body_member"],
                condition=~Q(activity=None),
                name="trained_once_at_an_activity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.receiver}"

    @property
    def receiver(self) -> str:
        """The business, or the number of a member: her name is for her group."""
        if self.business is not None:
            return self.business.name
        return str(_("anggota nomor %s") % self.body_member.number)


class UseFollowUp(Record):
    """What somebody who had not helped saw three and six months later: whether it is used, and what changed."""

    class Month(models.IntegerChoices):
        THIRD = 3, gettext_lazy("3 bulan")
        SIXTH = 6, gettext_lazy("6 bulan")

    class Uses(models.TextChoices):
        YES = "yes", gettext_lazy("Dipakai")
        PARTLY = "partly", gettext_lazy("Dipakai sebagian")
        NO = "no", gettext_lazy("Tidak dipakai")

    assistance = models.ForeignKey(Assistance, on_delete=models.PROTECT, related_name="follow_ups")
    month = models.PositiveSmallIntegerField(gettext_lazy("bulan ke-"), choices=Month.choices)
    on = models.DateField(gettext_lazy("tanggal"))
    observed_by = models.UUIDField(null=True)
    uses = models.CharField(gettext_lazy("dipakai"), max_length=6, choices=Uses.choices)
    packaging_changed = models.BooleanField(gettext_lazy("kemasan berubah"), null=True, blank=True)
    sales_changed = models.BooleanField(gettext_lazy("penjualan naik"), null=True, blank=True)

    written_once = WrittenOnce()
    privacy = {
        "id created_at updated_at assistance month on uses packaging_changed sales_changed": Privacy.INTERNAL,
        "observed_by": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["month", "id"]
        constraints = [
            models.UniqueConstraint(fields=["assistance", "month"], name="followed_up_once_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.get_month_display()}: {self.get_uses_display()}"
