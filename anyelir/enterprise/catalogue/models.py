"""What the public reads: shops and what they offer, nothing but what was agreed to be published.

These tables have no key to people, families or the register of businesses; a page cannot leak what its table does not
hold. The ids are those of the business and the product, so that whoever fills the tables finds the rows again.
"""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.privacy import Privacy
from anyelir.regions.models import CODE_LENGTH
from anyelir.rules import tables
from anyelir.rules.region_code import ancestors

NAME_LENGTH, TEXT_LENGTH, LONG_TEXT = 80, 200, 500
# Places lie on a ring of so many steps; both databases keep them as signed 64 bits.
RING = 1 << 62


class BadgeKind(models.TextChoices):
    """Permits that a badge can tell of, in the order in which they stand on a page."""

    PIRT = "pirt", _("P-IRT")
    BPOM = "bpom", _("BPOM MD")
    HALAL = "halal", _("Halal")
    SLHS = "slhs", _("Laik higiene")
    SNI = "sni", _("SNI")
    BRAND = "brand", _("Merek")
    NIB = "nib", _("NIB")


def new_place() -> int:
    """A random place on the ring; two of 100,000 meet once in a billion times, and the database refuses that."""
    return secrets.randbelow(RING)


class Shop(models.Model):
    """Who offers: the name of the business, its desa, and what else its owner agreed to show."""

    id = models.UUIDField(primary_key=True, editable=False)
    name = CleanCharField(_("nama usaha"), max_length=NAME_LENGTH)
    # The code of the desa, and its name with those above it: "Ciriung, Cibinong, Kab. Bogor".
    region_code = CodeField(_("desa atau kelurahan"), max_length=CODE_LENGTH)
    region_label = CleanCharField(max_length=300)
    kabkota_code = CodeField(max_length=5)
    kecamatan_code = CodeField(max_length=8)
    about = CleanCharField(_("tentang usaha"), max_length=TEXT_LENGTH, blank=True)
    # Both only while the owner agrees.
    owner = CleanCharField(_("pemilik"), max_length=NAME_LENGTH, blank=True)
    phone = CodeField(_("nomor WhatsApp"), max_length=20, blank=True)
    sentra = CleanCharField(_("sentra"), max_length=NAME_LENGTH, blank=True)
    shown_at = models.DateTimeField(auto_now=True)

    privacy = {
        "id name region_code region_label kabkota_code kecamatan_code about owner phone sentra shown_at": Privacy.OPEN
    }

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["kabkota_code"], name="shop_by_kabkota"),
            models.Index(fields=["kecamatan_code"], name="shop_by_kecamatan"),
            models.Index(fields=["region_code"], name="shop_by_region"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalogue:shop", args=[self.pk])

    @property
    def desa(self) -> str:
        return self.region_label.split(", ")[0]

    @property
    def path(self) -> list[tuple[str, str]]:
        """Codes and names from the kabupaten down to the desa; the province is left out, as in the label."""
        codes = [*ancestors(self.region_code), self.region_code][1:]
        return [*zip(codes, reversed(self.region_label.split(", ")), strict=False)]


class Listing(models.Model):
    """One product as it is offered; the key is that of the product."""

    id = models.UUIDField(primary_key=True, editable=False)
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="listings")
    place = models.BigIntegerField(unique=True, default=new_place)
    name = CleanCharField(_("nama produk"), max_length=NAME_LENGTH)
    brand = CleanCharField(_("merek"), max_length=NAME_LENGTH, blank=True)
    category = CodeField(_("jenis"), max_length=20)
    price_idr = models.PositiveBigIntegerField(_("harga"))
    unit = CleanCharField(_("satuan"), max_length=20)
    # "250 g", "2,2 m": as it stands on the package.
    net = CleanCharField(_("isi bersih"), max_length=30, blank=True)
    capacity_month = models.PositiveIntegerField(_("sanggup sebulan"), null=True, blank=True)
    min_order = models.PositiveIntegerField(_("pesanan paling sedikit"), null=True, blank=True)
    lead_days = models.PositiveIntegerField(_("hari menunggu"), null=True, blank=True)
    shelf_days = models.PositiveIntegerField(_("tahan berapa hari"), null=True, blank=True)
    about = CleanCharField(_("keterangan"), max_length=TEXT_LENGTH, blank=True)
    composition = CleanCharField(_("bahan"), max_length=LONG_TEXT, blank=True)
    allergens = CleanCharField(_("mengandung"), max_length=TEXT_LENGTH, blank=True)
    storage = CleanCharField(_("cara simpan"), max_length=TEXT_LENGTH, blank=True)
    ordering = CleanCharField(_("cara pesan"), max_length=TEXT_LENGTH, blank=True)
    # Permits that were verified: kind, number, the last day or None where there is none, the day of the look.
    badges = models.JSONField(default=list, blank=True)
    is_souvenir = models.BooleanField(_("oleh-oleh"), default=False)
    # The stem of the names of its pictures; "" without a photo.
    photo = CodeField(max_length=32, blank=True, db_index=True)
    # Folded words and filters (``tokens.py``), of which the index is made.
    tokens = models.TextField(editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    privacy = {
        "id shop place name brand category price_idr unit net capacity_month min_order lead_days shelf_days about"
        " composition allergens storage ordering badges is_souvenir photo tokens changed_at": Privacy.OPEN
    }

    class Meta:
        ordering = ["place"]
        constraints = [
            models.CheckConstraint(condition=models.Q(price_idr__gt=0), name="listing_price_above_zero"),
            models.CheckConstraint(
                condition=models.Q(place__gte=0, place__lt=RING), name="listing_place_on_the_ring"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalogue:listing", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        return slugify(self.name) or "produk"

    @property
    def category_label(self) -> str:
        return category_labels().get(self.category, self.category)

    def badges_on(self, day: dt.date) -> list[Badge]:
        """Those that still hold: a permit ends on its day, whether or not somebody told the catalogue."""
        rows = [Badge.read(row) for row in self.badges]
        order = [*BadgeKind.values]
        return sorted((row for row in rows if row.holds_on(day)), key=lambda row: order.index(row.kind))


class Badge:
    """One permit of a listing."""

    def __init__(self, kind: str, number: str, until: dt.date | None, checked_on: dt.date | None) -> None:
        self.kind, self.number, self.until, self.checked_on = kind, number, until, checked_on

    @classmethod
    def read(cls, row: dict[str, Any]) -> Badge:
        days = {name: dt.date.fromisoformat(row[name]) if row.get(name) else None for name in DAYS_OF_BADGE}
        return cls(row["kind"], row["number"], **days)

    def row(self) -> dict[str, Any]:
        """As it is stored."""
        days = {name: day.isoformat() if (day := getattr(self, name)) else None for name in DAYS_OF_BADGE}
        return {"kind": self.kind, "number": self.number, **days}

    @property
    def label(self) -> str:
        return str(BadgeKind(self.kind).label)

    def holds_on(self, day: dt.date) -> bool:
        return self.until is None or day <= self.until


DAYS_OF_BADGE = ("until", "checked_on")


class Word(models.Model):
    """A word of the catalogue and in how many listings it stands, made anew each night for "Mungkin maksud Anda"."""

    word = CodeField(primary_key=True, max_length=NAME_LENGTH)
    listings = models.PositiveIntegerField()

    privacy = {"word listings": Privacy.OPEN}

    def __str__(self) -> str:
        return self.word


class Gone(models.Model):
    """The key of a shop or a listing that was once public and is not any more: its address answers 410."""

    id = models.UUIDField(primary_key=True, editable=False)
    gone_at = models.DateTimeField(auto_now=True)

    privacy = {"id gone_at": Privacy.OPEN}


def category_labels() -> dict[str, str]:
    """Kinds of product with their names, as the table stands today."""
    rules = tables.load("product_categories").rules
    return {rule["category"]: rule["label"] for rule in rules if rule.valid_to is None}
