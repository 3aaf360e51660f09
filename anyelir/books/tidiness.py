"""What is missing in the registers of members and in the inventory."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.books.models import Goods
from anyelir.books.queries import register_members, register_rows, searched_goods
from anyelir.books.queries.registers import KADER, MEMBERS
from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.tidiness import GAP_KINDS, Gap, GapKind, SixBook
from anyelir.membership.models import Body


def incomplete_members(body: Body, year: int) -> list[Gap]:
    """Who stands in 4.9a or 4.9b with facts that the form prints and nobody recorded."""
    on = min(dt.date(year, 12, 31), today_at(body.region_id))
    missing: dict[object, tuple[str, list[str]]] = {}
    for book in (MEMBERS, KADER):
        members = register_members(body, book, on, lacking=True).order_by("name", "id")
        for row in register_rows(list(members), body, book, on):
            known = missing.setdefault(row.member.pk, (row.member.name, []))[1]
            known += [str(text) for text in row.missing if str(text) not in known]
    ordered = sorted(missing.items(), key=lambda pair: (pair[1][0], str(pair[0])))
    return [
        Gap(f"{name}: {', '.join(texts)}.", reverse("membership:member", args=[key]))
        for key, (name, texts) in ordered
    ]


def incomplete_goods(body: Body, year: int) -> list[Gap]:
    """Things of which nobody wrote where they came from or where they are; their condition is never missing."""
    goods = searched_goods(Goods.objects.filter(acquired_on__year__lte=year), body).order_by("name", "id")
    gaps = ((each, _missing(each)) for each in goods)
    return [
        Gap(f"{each.name}: {', '.join(missing)}.", reverse("books:edit-goods", args=[each.pk]))
        for each, missing in gaps
        if missing
    ]


def _missing(goods: Goods) -> list[str]:
    facts = {_("asal barang"): goods.origin, _("tempat penyimpanan"): goods.place}
    return [text for text, fact in facts.items() if not fact]


GAP_KINDS.declare(
    GapKind("books.members", SixBook.MEMBERS, P.TEAM_EDIT, incomplete_members),
    GapKind("books.goods", SixBook.GOODS, P.BOOK_EDIT, incomplete_goods),
)
