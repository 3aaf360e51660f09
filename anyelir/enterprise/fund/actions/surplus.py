"""The surplus of a closed year is divided once, by decision of the group; what is not for members is spent by name.

A division that was wrong is taken back as long as nobody was paid of it, and made anew.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held, held_alone
from anyelir.core.refusal import Refused
from anyelir.enterprise.fund.actions.deciding import refuse_no_decision
from anyelir.enterprise.fund.actions.lending import refuse_place
from anyelir.enterprise.fund.actions.opening import agreed_terms
from anyelir.enterprise.fund.kinds import SURPLUS_OF_OTHERS, SURPLUS_SPENT, SURPLUS_SPLIT
from anyelir.enterprise.fund.models import Fund, Surplus
from anyelir.enterprise.fund.summaries import surplus_words
from anyelir.enterprise.fund.surpluses import divided_surplus, draft_of, is_year_closed
from anyelir.ledger.actions import post_entry, reverse_entry
from anyelir.ledger.models import LedgerEntry
from anyelir.ledger.queries import first_open_day
from anyelir.ledger.summaries import entry_words
from anyelir.rules.journal import JournalLine
from anyelir.rules.texts import clean_text
from anyelir.secretariat.models import Activity

SOURCE = "fund.surplus"


@action("surplus.divide", stored=surplus_words)
def divide_surplus(
    *,
    fund: Fund,
    year: int,
    meeting: Activity | None,
    saving_percent: int,
    on: dt.date,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Surplus:
    """By the shares that were agreed on the day of the meeting; each member by her savings and the charges she paid.

    Refuses: not_a_percent, nothing_to_divide, shares_missing, surplus_divided, year_open; as refuse_no_decision,
    agreed_terms, post_entry.
    """
    ledger = held_alone(fund.ledger)
    fund = held(fund)
    if not 0 <= saving_percent <= 100:
        raise Refused("not_a_percent", _("Isi angka 0 sampai 100."), field="saving_percent", status=422)
    if divided_surplus(fund, year) is not None:
        raise Refused("surplus_divided", _("SHU tahun %s sudah dibagi. Muat ulang halaman.") % year)
    if not is_year_closed(ledger, year):
        text = _("Buku Desember %s belum ditutup. Tutup dulu, baru SHU-nya dibagi.") % year
        raise Refused("year_open", text)
    meeting = refuse_no_decision(fund, meeting)
    terms = agreed_terms(fund, meeting.on)
    if not terms.shares:
        text = _("Kelompok belum menyepakati pembagian SHU. Tetapkan dulu persennya di aturan dana.")
        raise Refused("shares_missing", text)
    draft = draft_of(fund, terms, year, saving_percent)
    if draft.amount_idr <= 0:
        text = _("Tahun %s tidak menyisakan SHU untuk dibagi. Sisanya tetap di modal.") % year
        raise Refused("nothing_to_divide", text)
    number = 1 + Surplus.objects.filter(fund=fund, year=year).count()
    entry = post_entry(
        ledger=ledger,
        on=on,
        kind=SURPLUS_SPLIT,
        lines=draft.lines(),
        words=_("Pembagian SHU tahun %s") % year,
        source=(SOURCE, str(year) if number == 1 else f"{year}/{number}"),
        by=by,
    )
    made = Surplus.objects.create(
        fund=fund,
        year=year,
        number=number,
        amount_idr=draft.amount_idr,
        shares=[
            {"share": part.slug, "percent": str(part.percent), "amount_idr": part.amount_idr}
            for part in draft.parts
        ],
        saving_percent=saving_percent,
        decision=meeting,
        entry=entry,
    )
    note(by=by, verb="surplus.divide", what=made, region=ledger.body.region_id, year=year)
    return made


@action("surplus.take_back", stored=entry_words)
def take_back_surplus(
    *, surplus: Surplus, reason: str, by: Actor, op_id: uuid.UUID | None = None
) -> LedgerEntry:
    """The counter-entry of a division on the first open day; the year may then be divided anew.

    Refuses: surplus_paid; as reverse_entry.
    """
    ledger, entry = held_alone(surplus.fund.ledger), surplus.entry
    on = max(entry.on, today_at(ledger.body.region_id), first_open_day(ledger))
    try:
        made = reverse_entry(entry=entry, on=on, reason=reason, source=(SOURCE, entry.source_key), by=by)
    except Refused as refusal:
        if refusal.code not in ("not_enough", "not_enough_then"):
            raise
        text = _("SHU ini sudah ada yang dibayarkan. Batalkan dulu pembayarannya, baru pembagiannya.")
        raise Refused("surplus_paid", text) from refusal
    note(by=by, verb="surplus.take_back", what=surplus, region=ledger.body.region_id, year=surplus.year)
    return made


@action("surplus.spend", stored=entry_words)
def spend_surplus(
    *,
    fund: Fund,
    amount_idr: int,
    words: str,
    on: dt.date,
    place: str,
    by: Actor,
    receipt_no: str = "",
    op_id: uuid.UUID | None = None,
) -> LedgerEntry:
    """What was set aside for the committee and for social purposes leaves the box; never more than there is.

    Refuses: amount_not_positive, place_unknown; as post_entry.
    """
    ledger = held_alone(fund.ledger)
    refuse_place(ledger, place)
    if amount_idr < 1:
        text = _("Isi jumlah lebih dari nol.")
        raise Refused("amount_not_positive", text, field="amount_idr", status=422)
    entry = post_entry(
        ledger=ledger,
        on=on,
        kind=SURPLUS_SPENT,
        lines=[JournalLine(SURPLUS_OF_OTHERS, amount_idr), JournalLine(place, -amount_idr)],
        words=clean_text(words),
        receipt_no=receipt_no,
        by=by,
    )
    note(by=by, verb="surplus.spend", what=fund, region=ledger.body.region_id, no=entry.no)
    return entry
