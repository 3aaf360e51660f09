"""The goods of a body (form 4.12): what there is, and each piece that came, broke, was repaired, given away or lost."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.books import stock_guards
from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce
from anyelir.membership.models import Body


class Condition(models.TextChoices):
    """The three that the form prints."""

    GOOD = "good", _("Baik")
    LIGHT = "light", _("Rusak ringan")
    HEAVY = "heavy", _("Rusak berat")


class Goods(Record):
    """A kind of thing that a body has; how many and in which condition is the sum of its moves."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="goods")
    name = CleanCharField(_("nama barang"), max_length=120)
    origin = CleanCharField(_("asal barang"), max_length=120, blank=True)
    acquired_on = models.DateField(_("tanggal diterima atau dibeli"))
    place = CleanCharField(_("tempat penyimpanan"), max_length=120, blank=True)
    remark = CleanCharField(_("keterangan"), max_length=200, blank=True)

    privacy = {
        "id created_at updated_at body name origin acquired_on place remark": Privacy.INTERNAL,
    }

    class Meta:
        indexes = [
            models.Index(fields=["body", "name", "id"], name="goods_by_name"),
            models.Index(fields=["body", "-acquired_on", "-id"], name="goods_by_day"),
        ]

    def __str__(self) -> str:
        return self.name


class GoodsMove(Record):
    """Pieces that changed: without ``from_condition`` they came, without ``to_condition`` they left."""

    class Reason(models.TextChoices):
        RECEIVED = "received", _("Diterima")
        BROKEN = "broken", _("Rusak")
        REPAIRED = "repaired", _("Diperbaiki")
        GIVEN = "given", _("Diberikan")
        LOST = "lost", _("Hilang")
        UNDONE = "undone", _("Dibatalkan")

    goods = models.ForeignKey(Goods, on_delete=models.PROTECT, related_name="moves")
    on = models.DateField(_("tanggal"))
    reason = models.CharField(_("yang terjadi"), max_length=10, choices=Reason.choices)
    count = models.PositiveIntegerField(_("jumlah"))
    from_condition = models.CharField(max_length=6, choices=Condition.choices, blank=True)
    to_condition = models.CharField(max_length=6, choices=Condition.choices, blank=True)
    remark = CleanCharField(_("keterangan"), max_length=200, blank=True)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    made_by = models.UUIDField(null=True)

    written_once = WrittenOnce()
    guards = (stock_guards.MOVES_ARE_COUNTED,)
    privacy = {
        "id created_at updated_at goods on reason count from_condition to_condition remark undoes": Privacy.INTERNAL,
        "made_by": Privacy.PERSONAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(count__gt=0), name="move_of_some_pieces"),
            models.CheckConstraint(
                condition=~models.Q(from_condition=models.F("to_condition")), name="move_changes_something"
            ),
            models.CheckConstraint(
                condition=models.Q(reason="undone", undoes__isnull=False)
                | (~models.Q(reason="undone") & models.Q(undoes=None)),
                name="undone_move_is_named",
            ),
        ]
        indexes = [models.Index(fields=["goods", "-on", "-id"], name="move_by_goods")]


class GoodsStock(models.Model):
    """The kept sum of the moves of a thing for one condition; the database moves it and keeps it at zero or above."""

    goods = models.ForeignKey(Goods, on_delete=models.PROTECT, related_name="stock")
    condition = models.CharField(max_length=6, choices=Condition.choices)
    count = models.IntegerField()

    guards = (stock_guards.STOCK_IS_THE_SUM, stock_guards.STOCK_BEGINS_EMPTY, stock_guards.STOCK_STAYS)
    privacy = {"id goods condition count": Privacy.INTERNAL}

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(count__gte=0), name="stock_not_below_zero"),
            models.UniqueConstraint(fields=["goods", "condition"], name="one_stock_a_condition"),
        ]
