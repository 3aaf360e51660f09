"""What a business sold in a month, as its owner remembers it: an amount or a band, in twenty seconds."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.refusal import Refused
from anyelir.enterprise.trade.actions.holding import held_business
from anyelir.enterprise.trade.changes import tell_changed
from anyelir.enterprise.trade.models import Business, SalesNote
from anyelir.enterprise.trade.queries.sales import last_sold_on
from anyelir.enterprise.trade.summaries import sales_words


@action("sales.note", stored=sales_words)
def note_sales(
    *,
    business: Business,
    month: dt.date,
    amount_idr: int | None = None,
    band: str = "",
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> SalesNote:
    """``month`` is any day of it; the last note of a month counts. Nothing sold is 0 or the band ``none``.

    Refuses: amount_missing, month_ahead, month_before; as held_business.
    """
    business = held_business(business)
    month, today = month.replace(day=1), today_at(business.region_id)
    if month > today:
        raise Refused("month_ahead", _("Bulan ini belum tiba."), field="month", status=422)
    if month < business.begun_on.replace(day=1):
        text = _("Usaha ini belum ada pada bulan itu.")
        raise Refused("month_before", text, field="month", status=422)
    if (amount_idr is None) == (not band):
        text = _("Tulis jumlahnya, atau pilih kira-kiranya. Satu saja.")
        raise Refused("amount_missing", text, field="amount_idr", status=422)
    made: SalesNote = SalesNote.objects.create(
        business=business, month=month, amount_idr=amount_idr, band=band
    )
    business.last_sold_on = last_sold_on(business, today)
    business.save(update_fields=["last_sold_on", "updated_at"])
    note(by=by, verb="sales.note", what=business, region=business.region_id)
    tell_changed(business)
    return made
