"""What an office took out of the public window, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.enterprise.trade.models import Business, Product

REASON_LENGTH = 200


class Takedown(Record):
    """A shop, or one product of it, is not shown whatever its owner agreed to, until somebody puts it back.

    It holds from the moment on and ends with one, not with a day: what must not be read is not read until midnight.
    """

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="takedowns")
    # None takes the whole shop.
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, null=True, blank=True, related_name="takedowns"
    )
    reason = CleanCharField(_("mengapa diturunkan"), max_length=REASON_LENGTH)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    put_back_at = models.DateTimeField(_("ditampilkan lagi"), null=True, blank=True)
    put_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    privacy = {
        "id created_at updated_at business product put_back_at": Privacy.INTERNAL,
        "reason taken_by put_back_by": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(put_back_at=None, put_back_by=None)
                | Q(put_back_at__isnull=False, put_back_by__isnull=False),
                name="takedown_put_back_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="takedown_has_a_reason"),
            models.UniqueConstraint(
                fields=["business"],
                condition=Q(put_back_at=None, product=None),
                name="one_takedown_of_a_shop",
            ),
            models.UniqueConstraint(
                fields=["product"], condition=Q(put_back_at=None), name="one_takedown_of_a_product"
            ),
        ]

    def __str__(self) -> str:
        """What was taken out."""
        return str(self.product if self.product is not None else self.business)
