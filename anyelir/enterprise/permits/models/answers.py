"""What the questions of the permit path were answered for a product."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.enterprise.trade.models import Product


class PathAnswers(Record):
    """Few plain questions; what the product itself says (its kind, how long it keeps) is not asked again."""

    class Sold(models.TextChoices):
        """How it comes to the buyer: three of the four need no distribution permit."""

        PACKED = "packed", _("Dikemas dulu, lalu dijual atau dititipkan")
        BEFORE_BUYER = "before_buyer", _("Dikemas di depan pembeli")
        SERVED = "served", _("Disajikan siap makan: warung, katering")
        MATERIAL = "material", _("Dijual sebagai bahan untuk usaha lain")

    product = models.OneToOneField(Product, on_delete=models.PROTECT, related_name="path_answers")
    sold = models.CharField(_("cara dijual"), max_length=12, choices=Sold.choices)
    # A code of ``pirt_food_types``; empty is not known, UNLISTED none of them.
    food_type = CodeField(_("jenis pangan"), max_length=8, blank=True)
    is_home_made = models.BooleanField(_("dapur rumah, alat sederhana"))
    # Questions of ``pirt_conditions`` that are answered yes, with blanks between them.
    features = CodeField(_("yang berlaku"), max_length=200, blank=True)

    privacy = {
        "id created_at updated_at product sold food_type is_home_made features": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ["product", "id"]

    def __str__(self) -> str:
        return f"{self.product}: {self.get_sold_display()}"
