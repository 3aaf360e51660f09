"""Agencies that work with the movement: dinas, puskesmas and their pustu."""

from __future__ import annotations

from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.regions.models import Region


class Puskesmas(Record):
    """A community health centre; it supervises posyandu in one or more desa/kelurahan."""

    name = CleanCharField(_("nama"), max_length=120)
    code = CleanCharField(_("kode faskes"), max_length=20, blank=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    # Wilayah kerja: the desa/kelurahan that the puskesmas is responsible for.
    serves = models.ManyToManyField(Region, related_name="served_by", blank=True)
    address = CleanCharField(_("alamat"), max_length=200, blank=True)
    phone = CleanCharField(_("telepon kantor"), max_length=30, blank=True)
    email = CleanCharField(_("surel kantor"), max_length=254, blank=True, validators=[validate_email])

    privacy = {"id created_at updated_at name code region serves address phone email": Privacy.OPEN}

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["region", "name"], name="one_puskesmas_name_a_region")]

    def __str__(self):
        return self.name


class Agency(Record):
    """A dinas or another office that is a partner in a region."""

    class Kind(models.TextChoices):
        HEALTH = "health", _("Dinas Kesehatan")
        WOMEN_CHILDREN = "women_children", _("Dinas pemberdayaan perempuan dan anak")
        TRADE_COOP = "trade_coop", _("Dinas perindustrian, perdagangan, koperasi")
        OTHER = "other", _("Lainnya")

    name = CleanCharField(_("nama"), max_length=120)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")

    privacy = {"id created_at updated_at name kind region": Privacy.OPEN}

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"

    def __str__(self):
        return self.name
