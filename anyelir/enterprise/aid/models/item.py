"""One thing that was given, and what a visitor saw of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce
from anyelir.enterprise.aid.models.aid import NAME_LENGTH, Aid

TAG_LENGTH = 8
# Kinds of owners of photos.
HAND_OVER_PHOTO, VISIT_PHOTO = "aid.hand_over", "aid.visit"


class AidItem(Record):
    """A sewing machine, one oven: the tag on it leads to its page, and tells a stranger nothing of anybody."""

    aid = models.ForeignKey(Aid, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField(_("nomor"))
    tag = CodeField(_("label aset"), max_length=TAG_LENGTH, unique=True)
    serial = CleanCharField(_("nomor seri"), max_length=40, blank=True)
    unit_price_idr = models.PositiveBigIntegerField(_("harga satuan"))

    written_once = WrittenOnce()
    privacy = {"id created_at updated_at aid number tag serial unit_price_idr": Privacy.INTERNAL}

    class Meta:
        ordering = ["aid", "number"]
        constraints = [
            models.UniqueConstraint(fields=["aid", "number"], name="one_item_a_number"),
            models.CheckConstraint(condition=Q(unit_price_idr__gt=0), name="aid_item_has_a_price"),
        ]

    def __str__(self) -> str:
        return f"{self.aid.label} {self.number}"


class AidVisit(Record):
    """What somebody else than the receiver saw, one, three, six and twelve months after the hand-over."""

    class Month(models.IntegerChoices):
        ONE = 1, _("Bulan ke-1")
        THREE = 3, _("Bulan ke-3")
        SIX = 6, _("Bulan ke-6")
        TWELVE = 12, _("Bulan ke-12")

    class State(models.TextChoices):
        USED = "used", _("Dipakai")
        RARELY = "rarely", _("Jarang dipakai")
        BROKEN = "broken", _("Rusak")
        LOST = "lost", _("Hilang")
        SOLD = "sold", _("Dijual")
        MOVED = "moved", _("Dipindahkan")

    asset = models.ForeignKey(AidItem, on_delete=models.PROTECT, related_name="visits")
    month = models.PositiveSmallIntegerField(_("kunjungan"), choices=Month.choices)
    on = models.DateField(_("tanggal"))
    state = models.CharField(_("keadaan"), max_length=6, choices=State.choices)
    output = CleanCharField(_("hasilnya"), max_length=NAME_LENGTH, blank=True)
    visitor = models.UUIDField(null=True, blank=True)
    visitor_name = CleanCharField(_("yang mengunjungi"), max_length=NAME_LENGTH)

    written_once = WrittenOnce()
    privacy = {
        "id created_at updated_at asset month on state": Privacy.INTERNAL,
        "output visitor visitor_name": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(fields=["asset", "month"], name="one_aid_visit_a_month"),
        ]


# What is seen in use, and what nobody visits again.
IN_USE = (AidVisit.State.USED, AidVisit.State.RARELY)
GONE = (AidVisit.State.LOST, AidVisit.State.SOLD)
# Of these there is something to photograph.
SEEN = (*IN_USE, AidVisit.State.BROKEN)
