"""Who can make what, and the business it becomes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.enterprise.trade.models.sentra import Sentra
from anyelir.regions.models import Region

NAME_LENGTH = 80
REASON_LENGTH = 160
FIGURES = ("workers_f", "workers_m", "capital_idr", "sales_idr")


class Skill(Record):
    """What somebody of a place can make, a key of the table ``skills``."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = CleanCharField(_("nama"), max_length=NAME_LENGTH)
    skill = CodeField(_("keterampilan"), max_length=20)
    noted_on = models.DateField(_("dicatat"))

    privacy = {
        "id created_at updated_at region skill noted_on": Privacy.INTERNAL,
        "name": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["region", "name", "skill", "id"]


class Business(Record):
    """A business of a place. It begins when somebody tries a first batch, long before it has a permit."""

    class Stage(models.TextChoices):
        TRYING = "trying", _("Mencoba")
        RUNNING = "running", _("Berjalan")
        PAUSED = "paused", _("Berhenti sementara")
        CLOSED = "closed", _("Tutup")

    class Channel(models.TextChoices):
        """Where it sells."""

        HOME = "home", _("Dari rumah")
        STALL = "stall", _("Titip di warung")
        MARKET = "market", _("Pasar")
        SHOP = "shop", _("Toko sendiri")
        SOUVENIR = "souvenir", _("Toko oleh-oleh")
        CHAT = "chat", _("WhatsApp")
        SOCIAL = "social", _("Media sosial")
        MARKETPLACE = "marketplace", _("Toko daring")
        BAZAAR = "bazaar", _("Bazar dan pameran")
        PROCUREMENT = "procurement", _("PaDi, e-katalog")

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = CleanCharField(_("nama usaha"), max_length=NAME_LENGTH)
    stage = models.CharField(_("tahap"), max_length=7, choices=Stage.choices, default=Stage.TRYING)
    begun_on = models.DateField(_("mulai mencoba"))
    started_on = models.DateField(_("mulai berjalan"), null=True, blank=True)
    # A code means nothing without its version: ``rules.identity.kbli``.
    kbli_version = models.PositiveSmallIntegerField(_("versi KBLI"), null=True, blank=True)
    kbli_code = CodeField(_("kode KBLI"), max_length=5, blank=True)
    # The size class follows from these on the day it is asked (``rules.business.size``); it is not stored.
    workers_f = models.PositiveIntegerField(_("pekerja perempuan"), null=True, blank=True)
    workers_m = models.PositiveIntegerField(_("pekerja laki-laki"), null=True, blank=True)
    capital_idr = models.PositiveBigIntegerField(_("modal"), null=True, blank=True)
    sales_idr = models.PositiveBigIntegerField(_("penjualan setahun"), null=True, blank=True)
    figures_on = models.DateField(_("angka per"), null=True, blank=True)
    # Codes of Channel with blanks between them, in its order.
    channels = CodeField(_("tempat jualan"), max_length=100, blank=True)
    # "Active" follows from these two (``rules.business.activity``); the second is a copy of the notes of sales.
    confirmed_on = models.DateField(_("dipastikan"), null=True, blank=True)
    last_sold_on = models.DateField(_("terakhir laku"), null=True, blank=True)
    sentra = models.ForeignKey(
        Sentra, on_delete=models.PROTECT, null=True, blank=True, related_name="members"
    )
    companion = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Published only where its owner agreed to it.
    latitude = models.FloatField(_("lintang"), null=True, blank=True)
    longitude = models.FloatField(_("bujur"), null=True, blank=True)
    closed_on = models.DateField(_("tutup"), null=True, blank=True)
    closing_reason = CleanCharField(_("mengapa tutup"), max_length=REASON_LENGTH, blank=True)

    privacy = {
        "id created_at updated_at region name stage begun_on started_on kbli_version kbli_code workers_f workers_m"
        " capital_idr sales_idr figures_on channels confirmed_on last_sold_on sentra closed_on": Privacy.INTERNAL,
        "companion latitude longitude closing_reason": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["region", "name"], name="business_by_region_name"),
            models.Index(fields=["name", "id"], name="business_by_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="business_point_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(kbli_version=None, kbli_code="") | (~Q(kbli_version=None) & ~Q(kbli_code="")),
                name="business_kbli_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(figures_on=None) | Q(**dict.fromkeys(FIGURES)), name="business_figures_are_dated"
            ),
            models.CheckConstraint(
                condition=Q(stage="closed", closed_on__isnull=False)
                | (~Q(stage="closed") & Q(closed_on=None)),
                name="business_closed_with_its_day",
            ),
        ]

    @property
    def channel_labels(self) -> list[str]:
        return [str(self.Channel(code).label) for code in self.channels.split()]

    def __str__(self) -> str:
        return self.name
