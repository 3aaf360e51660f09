"""The list for official guests on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from anyelir.core.blocks import BlockColumn, TableBlock
from anyelir.core.wording import day, number, short_day
from anyelir.documents.booklet import Booklet
from anyelir.enterprise.orders.queries.souvenirs import Readiness
from anyelir.regions.models import Region


def souvenir_list(
    lines: Sequence[Readiness], region: Region | None, quantity: int, until: dt.date | None, today: dt.date
) -> Booklet:
    """Product, maker's business, place, price, and when so many are ready; no name of a person and no phone."""
    columns = [
        BlockColumn(_("Produk"), 10),
        BlockColumn(_("Usaha"), 9),
        BlockColumn(_("Wilayah"), 8),
        BlockColumn(_("Harga (Rp)"), 5, True),
        BlockColumn(_("Siap"), 6),
        BlockColumn(_("Sanggup"), 5, True),
    ]
    rows = [
        [
            line.product.name,
            line.product.business.name,
            line.product.business.region.label,
            number(line.product.price_idr),
            short_day(line.ready_on) if line.ready_on else _("tanya dulu"),
            number(line.pieces) if line.pieces is not None else "-",
        ]
        for line in lines
    ]
    head = [region.label] if region is not None else []
    head.append(_("Untuk %s buah") % number(quantity))
    if until is not None:
        head.append(_("Dibutuhkan %s") % day(until))
    return Booklet(
        title=_("Oleh-oleh untuk tamu"),
        head=head,
        blocks=[TableBlock(columns, rows)],
        made_on=today,
        is_wide=True,
        foot=_("Urutannya nama produk. Hari siap dihitung dari waktu membuat dan kesanggupan sebulan."),
    )
