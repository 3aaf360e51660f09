"""What the cash book adds to a hand-over: cash and bank of the body, the last closing, months that are still open."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.blocks import Block, BlockColumn, TableBlock, TextBlock
from anyelir.core.handover import PACK_PARTS, PackPart, PartRead, Unready
from anyelir.core.wording import day, month, rupiah
from anyelir.ledger.models import Closing, Ledger, LedgerAccount
from anyelir.ledger.queries import balances_at, last_closing, money_places, next_to_close
from anyelir.membership.models import Body

SHORT_DIGEST = 12


def money_part(body: Body, on: dt.date) -> PartRead | None:
    """Sums of the boxes and banks, and no entry; every month that is over on that day must be closed."""
    ledger = Ledger.objects.filter(body=body, until=None).first()
    if ledger is None:
        return None
    held = balances_at(ledger, on)
    places = [(place, held.get(place.code, 0)) for place in money_places(ledger)]
    return PartRead(
        figure=rupiah(sum(amount_idr for _place, amount_idr in places)),
        beside=", ".join(f"{place.title} {rupiah(amount_idr)}" for place, amount_idr in places),
        text=_closed_words(ledger),
        blocks=_blocks(ledger, places),
        unready=_open_months(ledger, on),
        asks_a_look=bool(_open_months(ledger, on)),
    )


def _open_months(ledger: Ledger, on: dt.date) -> list[Unready]:
    through = next_to_close(ledger)
    if through >= on:
        return []
    text = _("Buku kas %s belum ditutup. Tutup dulu semua bulan yang sudah lewat.") % month(through)
    return [Unready("months_open", text, reverse("ledger:close", args=[ledger.pk]))]


def _closed_words(ledger: Ledger) -> str:
    closing = last_closing(ledger)
    if closing is None:
        return _("Belum ada bulan yang ditutup.")
    return _("Buku %s sudah ditutup.") % month(closing.through)


def _blocks(ledger: Ledger, places: list[tuple[LedgerAccount, int]]) -> list[Block]:
    columns = [BlockColumn(_("Tempat uang"), 6), BlockColumn(_("Jumlah (Rp)"), 3, is_number=True)]
    rows = [[place.title, rupiah(amount_idr)] for place, amount_idr in places]
    return [TableBlock(columns, rows), TextBlock(_digest_words(last_closing(ledger)))]


def _digest_words(closing: Closing | None) -> str:
    if closing is None:
        return _("Belum ada bulan yang ditutup.")
    params = {"day": day(closing.through), "digest": closing.digest[:SHORT_DIGEST]}
    return _("Tutup buku terakhir: %(day)s, sidik %(digest)s.") % params


PACK_PARTS.declare(PackPart("ledger.money", 200, gettext_lazy("Uang"), "store", money_part))
