"""Books are opened with a chart and what is there, get accounts of their own, and end empty."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held_alone
from anyelir.core.refusal import Refused
from anyelir.core.wording import day, rupiah
from anyelir.ledger.actions.posting import post_entry
from anyelir.ledger.chart import OPENING_EQUITY, seeded_accounts
from anyelir.ledger.kinds import OPENING
from anyelir.ledger.models import Ledger, LedgerAccount
from anyelir.ledger.queries import held_now
from anyelir.ledger.summaries import ledger_words
from anyelir.membership.models import Body
from anyelir.rules.journal import JournalLine
from anyelir.rules.texts import clean_text

# What a body may add: another bank account, a source of money, a kind of spending.
ADDED = {
    "bank": (LedgerAccount.Kind.ASSET, LedgerAccount.Guard.TOTAL, LedgerAccount.Place.BANK),
    "dana": (LedgerAccount.Kind.INCOME, LedgerAccount.Guard.NONE, ""),
    "belanja": (LedgerAccount.Kind.EXPENSE, LedgerAccount.Guard.NONE, ""),
}


@action("ledger.open", stored=ledger_words)
def open_ledger(
    *,
    body: Body,
    on: dt.date,
    by: Actor,
    opening: Sequence[JournalLine] = (),
    op_id: uuid.UUID | None = None,
) -> Ledger:
    """The books of a body with the chart of PKK; what is there already is one entry against ``modal:awal``.

    Refuses: ledger_exists; as post_entry.
    """
    if on > today_at(body.region_id):
        text = _("Hari pembukaan buku belum tiba. Pilih hari ini atau sebelumnya.")
        raise Refused("date_ahead", text, field="on", status=422)
    if Ledger.objects.filter(body=body).exists():
        raise Refused("ledger_exists", _("Lembaga ini sudah punya buku kas. Lanjutkan di buku itu."))
    ledger = Ledger.objects.create(body=body, since=on)
    LedgerAccount.objects.bulk_create(seeded_accounts(ledger, on))
    note(by=by, verb="ledger.open", what=ledger, region=ledger.body.region_id)
    if opening:
        against = JournalLine(OPENING_EQUITY, -sum(line.amount_idr for line in opening))
        lines = [line for line in (*opening, against) if line.amount_idr]
        post_entry(ledger=ledger, on=on, kind=OPENING, lines=lines, words=_("Saldo awal"), by=by)
    return ledger


@action("ledger.account")
def add_account(
    *, ledger: Ledger, family: str, title: str, since: dt.date, by: Actor, op_id: uuid.UUID | None = None
) -> LedgerAccount:
    """An account of the body's own: ``family`` is bank, dana or belanja; the code follows from the title.

    Refuses: account_exists, account_kind_unknown, title_missing.
    """
    ledger, title = held_alone(ledger), clean_text(title)
    if family not in ADDED:
        text = _("Pilih: rekening bank, sumber dana, atau jenis belanja.")
        raise Refused("account_kind_unknown", text, field="family", status=422)
    code = f"{family}:{slugify(title)}"[:40].rstrip("-")
    if code.endswith(":"):
        raise Refused("title_missing", _("Tulis nama akun dengan huruf biasa."), field="title", status=422)
    if ledger.accounts.filter(code=code).exists():
        raise Refused("account_exists", _("Akun dengan nama itu sudah ada. Pakai yang itu."), field="title")
    kind, guard, place = ADDED[family]
    made = LedgerAccount.objects.create(
        ledger=ledger, code=code, kind=kind, guard=guard, place=place, title=title, since=since
    )
    note(by=by, verb="ledger.account", what=made, region=ledger.body.region_id, code=code)
    return made


@action("ledger.sides")
def set_sides(*, ledger: Ledger, sides: str, by: Actor) -> Ledger:
    """How the cash book 4.11 is printed. Refuses: sides_unknown."""
    ledger = held_alone(ledger)
    if sides not in Ledger.Sides.values:
        raise Refused("sides_unknown", _("Pilih salah satu susunan di daftar."), field="sides", status=422)
    if sides != ledger.sides:
        ledger.sides = sides
        ledger.save(update_fields=["sides", "updated_at"])
        note(by=by, verb="ledger.sides", what=ledger, region=ledger.body.region_id, sides=sides)
    return ledger


@action("ledger.end")
def end_ledger(*, ledger: Ledger, on: dt.date, by: Actor) -> Ledger:
    """The books end after ``on``, closed through that day, with no entry after it and nothing left in them.

    Refuses: already_ended, balance_left, closed_later, months_open.
    """
    ledger = held_alone(ledger)
    if ledger.until is not None:
        raise Refused("already_ended", _("Buku ini sudah berakhir %s.") % day(ledger.until))
    last = max(on, ledger.entries.aggregate(last=Max("on"))["last"] or on)
    if ledger.closed_through is None or ledger.closed_through < last:
        text = _("Masih ada bulan yang belum ditutup. Tutup dulu sampai %s.") % day(last)
        raise Refused("months_open", text, field="on")
    if on < ledger.closed_through:
        text = _("Buku ini sudah ditutup sampai %s. Pilih hari itu.") % day(ledger.closed_through)
        raise Refused("closed_later", text, field="on")
    holding = (LedgerAccount.Kind.ASSET, LedgerAccount.Kind.LIABILITY)
    codes = set(ledger.accounts.filter(kind__in=holding).values_list("code", flat=True))
    left = {code: amount for code, amount in held_now(ledger).items() if code in codes and amount}
    if left:
        text = _("Masih ada %(amount)s di %(account)s. Serahkan dulu, lalu akhiri buku ini.")
        code = next(iter(left))
        facts = {"amount": rupiah(left[code]), "account": ledger.accounts.get(code=code).title}
        raise Refused("balance_left", text % facts)
    ledger.until = on
    ledger.save(update_fields=["until", "updated_at"])
    note(by=by, verb="ledger.end", what=ledger, region=ledger.body.region_id)
    return ledger
