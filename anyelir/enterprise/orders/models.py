"""What somebody ordered from a home maker, and whether it was brought and paid."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce
from anyelir.enterprise.trade.models import Business, Product
from anyelir.secretariat.models import Activity

BUYER_LENGTH = 80
NOTE_LENGTH = 160


def _after(later: str, earlier: str) -> Q:
    """Both have come, in this order."""
    return Q(**{f"{day}__isnull": False for day in (earlier, later)}) & Q(**{f"{later}__gte": F(earlier)})


class BuyerOrder(Record):
    """An order with its days: ordered, brought, paid. Who has not paid is known to the maker and the chair alone."""

    class Kind(models.TextChoices):
        GUEST = "guest", _("Untuk tamu atau acara")
        SHOP = "shop", _("Warung atau toko")
        BAZAAR = "bazaar", _("Bazar")

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="orders")
    kind = models.CharField(_("jenis"), max_length=6, choices=Kind.choices)
    buyer = CleanCharField(_("pemesan"), max_length=BUYER_LENGTH)
    # The visit, meeting or bazaar for which it was ordered.
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="orders"
    )
    note = CleanCharField(_("catatan"), max_length=NOTE_LENGTH, blank=True)
    ordered_on = models.DateField(_("dipesan"))
    due_on = models.DateField(_("diminta sampai"), null=True, blank=True)
    delivered_on = models.DateField(_("diantar"), null=True, blank=True)
    paid_on = models.DateField(_("dibayar"), null=True, blank=True)
    cancelled_on = models.DateField(_("dibatalkan"), null=True, blank=True)

    privacy = {
        "id created_at updated_at business kind activity ordered_on due_on delivered_on cancelled_on": Privacy.INTERNAL,
        "buyer note paid_on": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["-ordered_on", "-id"]
        indexes = [models.Index(fields=["business", "-ordered_on"], name="order_by_business_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on=None) | _after("due_on", "ordered_on"), name="order_due_after_ordered"
            ),
            models.CheckConstraint(
                condition=Q(delivered_on=None) | _after("delivered_on", "ordered_on"),
                name="order_delivered_after_ordered",
            ),
            models.CheckConstraint(
                condition=Q(paid_on=None) | _after("paid_on", "delivered_on"),
                name="order_paid_after_delivered",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on=None) | (_after("cancelled_on", "ordered_on") & Q(paid_on=None)),
                name="order_cancelled_is_not_paid",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.buyer}, {self.business}"

    @property
    def total_idr(self) -> int:
        return sum(line.amount_idr for line in self.lines.all())

    @property
    def contents(self) -> str:
        """``40 Keripik pisang, 10 Rengginang``."""
        return ", ".join(f"{line.quantity} {line.product}" for line in self.lines.all())


class OrderLine(Record):
    """So many of a product at the price of that day."""

    order = models.ForeignKey(BuyerOrder, on_delete=models.PROTECT, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField(_("jumlah"))
    price_idr = models.PositiveBigIntegerField(_("harga"))

    written_once = WrittenOnce()
    privacy = {"id created_at updated_at order product quantity price_idr": Privacy.INTERNAL}

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["order", "product"], name="one_line_a_product"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, price_idr__gt=0), name="order_line_is_above_zero"
            ),
        ]

    @property
    def amount_idr(self) -> int:
        return self.quantity * self.price_idr
