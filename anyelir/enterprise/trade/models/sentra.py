"""A business centre of a kelurahan: one signature product, its members and what they share."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.terms import Term, in_order
from anyelir.regions.models import Region

NAME_LENGTH = 80
TOOLS_LENGTH = 300


class Sentra(Record, Term):
    """What a desa or kelurahan is known for (Sakasanwira: one kelurahan, one business centre)."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = CleanCharField(_("produk unggulan"), max_length=NAME_LENGTH)
    # A key of the table ``product_categories``.
    category = CodeField(_("jenis"), max_length=20)
    decree_no = CleanCharField(_("nomor SK"), max_length=60, blank=True)
    decree_on = models.DateField(_("tanggal SK"), null=True, blank=True)
    tools = CleanCharField(_("alat bersama"), max_length=TOOLS_LENGTH, blank=True, keeps_lines=True)

    privacy = {
        "id created_at updated_at region name category decree_no decree_on tools since until": Privacy.OPEN
    }

    class Meta:
        ordering = ["region", "-since", "id"]
        constraints = [
            in_order("sentra_term_in_order"),
            models.UniqueConstraint(
                fields=["region"], condition=Q(until=None), name="one_sentra_of_a_region"
            ),
        ]

    def __str__(self) -> str:
        return self.name
