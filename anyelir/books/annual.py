"""What the inventory adds to the annual report of its body: form 4.12 at the end of the year, or of today."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from anyelir.books.form412 import form_412
from anyelir.books.models import Goods
from anyelir.books.queries import inventory_on
from anyelir.core.blocks import ANNUAL_PARTS, AnnualPart, Block, HeadingBlock, TableBlock
from anyelir.core.clock import today_at
from anyelir.core.wording import day
from anyelir.membership.models import Body


def goods_blocks(body: Body, year: int) -> list[Block]:
    """The things that were there."""
    on = min(dt.date(year, 12, 31), today_at(body.region_id))
    rows = inventory_on(Goods.objects.filter(body=body), body, on)
    if not rows:
        return []
    tables = [block for block in form_412(body, rows, on).blocks if isinstance(block, TableBlock)]
    return [HeadingBlock(_("Inventaris %s") % day(on)), *tables]


ANNUAL_PARTS.declare(AnnualPart("books.goods", 600, goods_blocks))
