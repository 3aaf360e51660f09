"""What a business makes, and what one batch of it cost."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce
from anyelir.enterprise.trade.models.business import NAME_LENGTH, Business
from anyelir.files.models import StoredFile
from anyelir.rules.costing import BatchCosts

WORDS_LENGTH = 90
UNIT_LENGTH = 20
COMPOSITION_LENGTH = 500


class Product(Record):
    """One product; it has no price before its first batch was counted. ``category`` is of ``product_categories``."""

    class NetUnit(models.TextChoices):
        GRAM = "g", _("gram")
        MILLILITRE = "ml", _("mililiter")
        PIECE = "pcs", _("buah")

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="products")
    name = CleanCharField(_("nama produk"), max_length=NAME_LENGTH)
    category = CodeField(_("jenis"), max_length=20)
    price_idr = models.PositiveBigIntegerField(_("harga"), null=True, blank=True)
    unit = CleanCharField(_("satuan"), max_length=UNIT_LENGTH)
    # What the card says besides name and price: taste or size, and how to order.
    about = CleanCharField(_("keterangan"), max_length=WORDS_LENGTH, blank=True)
    ordering = CleanCharField(_("cara pesan"), max_length=WORDS_LENGTH, blank=True)
    brand = CleanCharField(_("merek"), max_length=NAME_LENGTH, blank=True)
    net_amount = models.PositiveIntegerField(_("isi bersih"), null=True, blank=True)
    net_unit = models.CharField(_("satuan isi"), max_length=3, choices=NetUnit.choices, blank=True)
    capacity_month = models.PositiveIntegerField(_("sanggup dibuat sebulan"), null=True, blank=True)
    min_order = models.PositiveIntegerField(_("pesanan paling sedikit"), null=True, blank=True)
    lead_days = models.PositiveSmallIntegerField(_("hari membuat"), null=True, blank=True)
    shelf_days = models.PositiveSmallIntegerField(_("tahan berapa hari"), null=True, blank=True)
    composition = CleanCharField(_("bahan"), max_length=COMPOSITION_LENGTH, blank=True, keeps_lines=True)
    allergens = CleanCharField(_("alergen"), max_length=WORDS_LENGTH, blank=True)
    # Of which animal or plant an ingredient is made whose name does not say it.
    origin = CleanCharField(_("asal bahan"), max_length=WORDS_LENGTH, blank=True)
    storage = CleanCharField(_("cara menyimpan"), max_length=WORDS_LENGTH, blank=True)
    # A code of the table ``packaging_codes``.
    packaging = models.PositiveSmallIntegerField(_("kemasan"), null=True, blank=True)
    is_souvenir = models.BooleanField(_("pantas untuk oleh-oleh"), default=False)
    # Its last day on offer.
    ended_on = models.DateField(_("tidak dibuat lagi sejak"), null=True, blank=True)

    privacy = {
        "id created_at updated_at business name category price_idr unit about ordering brand net_amount net_unit"
        " capacity_month min_order lead_days shelf_days composition allergens origin storage packaging is_souvenir"
        " ended_on": Privacy.INTERNAL
    }

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(price_idr=None) | Q(price_idr__gt=0), name="product_price_above_zero"
            ),
            models.CheckConstraint(
                condition=Q(net_amount=None, net_unit="")
                | (Q(net_amount__isnull=False, net_amount__gt=0) & ~Q(net_unit="")),
                name="product_net_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProductPhoto(Record):
    """A photo of a product; the first by ``rank`` stands on its card and in front of the others."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="photos")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()

    privacy = {"id created_at updated_at product file rank": Privacy.INTERNAL}

    class Meta:
        ordering = ["rank", "id"]


class ProductBatch(Record):
    """What was spent for one batch; the newest counts."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="batches")
    made_on = models.DateField(_("dibuat"))
    pieces = models.PositiveIntegerField(_("jadi berapa"))
    materials_idr = models.PositiveBigIntegerField(_("bahan"))
    packaging_idr = models.PositiveBigIntegerField(_("kemasan"))
    energy_idr = models.PositiveBigIntegerField(_("gas, listrik, air"))
    own_minutes = models.PositiveIntegerField(_("menit kerja"))
    hour_idr = models.PositiveBigIntegerField(_("upah sejam"))

    written_once = WrittenOnce()
    privacy = {
        "id created_at updated_at product made_on pieces materials_idr packaging_idr energy_idr own_minutes"
        " hour_idr": Privacy.INTERNAL
    }

    class Meta:
        ordering = ["-made_on", "-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(pieces__gt=0), name="batch_has_pieces"),
        ]

    @property
    def costs(self) -> BatchCosts:
        return BatchCosts(
            self.pieces,
            self.materials_idr,
            self.packaging_idr,
            self.energy_idr,
            self.own_minutes,
            self.hour_idr,
        )
