"""Money that somebody of the body saves or takes back: an entry whose party she is."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor
from anyelir.core.locking import held, held_alone
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.ledger.actions.posting import post_entry
from anyelir.ledger.kinds import SAVING, SAVING_PAID
from anyelir.ledger.models import Ledger, LedgerEntry
from anyelir.ledger.savings import FAMILY, saving_lines
from anyelir.ledger.summaries import entry_words
from anyelir.membership.models import BodyMember


@action("ledger.save", stored=entry_words)
def save_money(
    *,
    ledger: Ledger,
    person: BodyMember,
    account: str,
    place: str,
    amount_idr: int,
    on: dt.date,
    by: Actor,
    receipt_no: str = "",
    op_id: uuid.UUID | None = None,
) -> LedgerEntry:
    """She brings ``amount_idr``, or takes it when it is below zero; never more than she has.

    Refuses: not_of_body, not_savings, party_left; as post_entry.
    """
    ledger = held_alone(ledger)
    # Held, so that she does not leave between the look and the entry.
    person = held(person)
    if person.body_id != ledger.body_id:
        text = _("Orang ini bukan anggota lembaga pemilik buku. Pilih dari daftar anggotanya.")
        raise Refused("not_of_body", text, field="person", status=422)
    if on < person.since or person.has_ended(on):
        text = _("%(name)s bukan anggota pada %(day)s. Periksa tanggalnya.")
        raise Refused("party_left", text % {"name": person.name, "day": day(on)}, field="on")
    if not account.startswith(FAMILY):
        raise Refused("not_savings", _("Pilih salah satu jenis simpanan."), field="account", status=422)
    brought = amount_idr > 0
    title = ledger.accounts.filter(code=account).values_list("title", flat=True).first() or account
    description = _("%(title)s, anggota nomor %(number)s") % {"title": title, "number": person.number}
    return post_entry(
        ledger=ledger,
        on=on,
        kind=SAVING if brought else SAVING_PAID,
        lines=saving_lines(account, place, amount_idr, person),
        words=description if brought else _("Diambil: %s") % description,
        receipt_no=receipt_no,
        by=by,
    )
