"""The tree of places, from provinsi to dasawisma, by Kemendagri code with our own suffix below desa."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.privacy import Privacy
from anyelir.core.terms import in_force
from anyelir.rules.region_code import to_address

CODE_LENGTH = 64


class Level(models.TextChoices):
    PROVINSI = "provinsi", _("Provinsi")
    KABKOTA = "kabkota", _("Kabupaten/Kota")
    KECAMATAN = "kecamatan", _("Kecamatan")
    DESAKEL = "desakel", _("Desa/Kelurahan")
    DUSUN = "dusun", _("Dusun/Lingkungan")
    RW = "rw", _("RW")
    RT = "rt", _("RT")
    DASAWISMA = "dasawisma", _("Dasawisma")


LEVELS = list(Level)


class RegionQuerySet(models.QuerySet["Region"]):
    def current(self, on: dt.date | None = None) -> RegionQuerySet:
        """Regions whose code is in force on ``on`` (today's state when None)."""
        if on is None:
            return self.filter(valid_to=None)
        return self.filter(in_force(on, since="valid_from", until="valid_to"))


class Region(models.Model):
    """A place under one code. The code is the key everywhere, so that a subtree is a range of that key.

    ``32.01.01.1010`` is a kelurahan, ``32.01.01.1010/RW014/RT03/DW02`` a dasawisma in it. The root of the
    nation has the empty code and is not a row.
    """

    class Kind(models.TextChoices):
        """What the code of a unit down to desa says of it; see ``rules.identity.region_code``."""

        PROVINSI = "provinsi", _("Provinsi")
        KABUPATEN = "kabupaten", _("Kabupaten")
        KOTA = "kota", _("Kota")
        KECAMATAN = "kecamatan", _("Kecamatan")
        KELURAHAN = "kelurahan", _("Kelurahan")
        DESA = "desa", _("Desa")
        DESA_ADAT = "desa_adat", _("Desa adat")

    code = CodeField(_("kode"), max_length=CODE_LENGTH, primary_key=True)
    level = models.CharField(_("tingkat"), max_length=12, choices=Level.choices)
    kind = models.CharField(max_length=16, choices=Kind.choices, blank=True)
    name = CleanCharField(_("nama"), max_length=120)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    # Name and parents in one text ("Ciriung, Cibinong, Kab. Bogor"), and all their words in lower case, each
    # behind a blank, so that "word begins with" is a plain "contains".
    label = CleanCharField(max_length=300)
    search_key = models.CharField(max_length=300)
    bps_code = models.CharField(max_length=13, blank=True)
    postal_code = models.CharField(max_length=5, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = RegionQuerySet.as_manager()
    privacy = {
        "code level kind name parent label search_key bps_code postal_code latitude longitude"
        " valid_from valid_to successor": Privacy.OPEN
    }

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["level", "code"])]

    def __str__(self):
        return self.name

    @property
    def url_code(self) -> str:
        """The code as it stands in addresses."""
        return to_address(self.code)


class RegionWord(models.Model):
    """One word of the own name of a region down to desa, for type-ahead by a range of an index.

    Only codes in force have words. Places below desa are found inside their desa and need none.
    """

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="words")
    level = models.CharField(max_length=12, choices=Level.choices)
    word = CodeField(max_length=40)
    # The search key of the region once more: the other words of a query are looked for without a join, which
    # PostgreSQL would begin with a scan of all regions.
    path = models.CharField(max_length=300, default="")

    privacy = {"id region level word path": Privacy.OPEN}

    class Meta:
        indexes = [models.Index(fields=["level", "word", "region"], name="region_by_word")]


class Edition(models.Model):
    """A national list of codes that was loaded: which regulation, from when, and the fingerprint of the data."""

    regulation = models.CharField(max_length=80)
    valid_from = models.DateField()
    fingerprint = models.CharField(max_length=64, unique=True)
    loaded_at = models.DateTimeField(auto_now_add=True)

    privacy = {"id regulation valid_from fingerprint loaded_at": Privacy.OPEN}


class LevelName(models.Model):
    """What a province calls a level: jorong, banjar, lingkungan, nagari."""

    province_code = CodeField(max_length=2)
    level = models.CharField(max_length=12, choices=Level.choices)
    name = CleanCharField(max_length=40)

    privacy = {"id province_code level name": Privacy.OPEN}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province_code", "level"], name="one_level_name")]
