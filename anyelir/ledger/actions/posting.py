"""One entry, and the one that takes it back. Who posts locks the ledger before the first line (docs/adr/0030)."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.ids import uuid7
from anyelir.core.locking import held_alone
from anyelir.core.refusal import Refused
from anyelir.core.wording import day, rupiah
from anyelir.ledger.hooks import tell_sealed
from anyelir.ledger.kinds import ENTRY_KINDS, REVERSAL
from anyelir.ledger.models import Ledger, LedgerAccount, LedgerEntry, LedgerLine
from anyelir.ledger.queries import accounts_by_code, courses_from, first_open_day, journal
from anyelir.ledger.summaries import entry_words
from anyelir.rules.journal import LARGEST_IDR, JournalLine
from anyelir.rules.texts import clean_text

# A clock of a phone may be ahead by a zone; what is dated later is a slip.
DAYS_AHEAD = 1
NO_SOURCE = ("", "")


@action("ledger.post", stored=entry_words)
def post_entry(
    *,
    ledger: Ledger,
    on: dt.date,
    kind: str,
    lines: Sequence[JournalLine],
    words: str,
    by: Actor,
    receipt_no: str = "",
    source: tuple[str, str] = NO_SOURCE,
    op_id: uuid.UUID | None = None,
) -> LedgerEntry:
    """Write one entry: its lines first, then the seal.

    ``lines`` name accounts of the ledger by code and sum to zero. ``source`` is kind and key of the record of a room
    above that it comes of; the same record is posted once.

    Refuses: account_closed, account_unknown, amount_not_positive, before_opening, date_ahead, kind_unknown,
    ledger_ended, not_balanced, not_enough, not_enough_then, period_closed, source_posted, words_missing.
    """
    ledger = held_alone(ledger)
    words = clean_text(words)
    if kind not in ENTRY_KINDS:
        raise Refused("kind_unknown", _("Jenis catatan ini tidak dikenal. Muat ulang halaman."), status=422)
    if not words:
        raise Refused("words_missing", _("Tulis uraian: uang ini untuk apa."), field="words", status=422)
    _refuse_day(ledger, on)
    accounts = _accounts_of(ledger, on, lines)
    _refuse_amounts(lines)
    refuse_shortage(accounts, on, lines)
    _refuse_second(ledger, source)
    entry = seal_entry(
        ledger, on, kind, lines, accounts, by, words=words, receipt_no=receipt_no, source=source
    )
    note(by=by, verb="ledger.post", what=entry, region=ledger.body.region_id, kind=kind)
    return entry


@action("ledger.reverse", stored=entry_words)
def reverse_entry(
    *,
    entry: LedgerEntry,
    on: dt.date,
    reason: str,
    by: Actor,
    source: tuple[str, str] = NO_SOURCE,
    op_id: uuid.UUID | None = None,
) -> LedgerEntry:
    """Take an entry back by its counter-entry on an open day, whatever month the original lies in.

    One that came of a record of a room above is taken back by that room alone, which names the record as ``source``.

    Refuses: before_opening, date_ahead, is_reversal, ledger_ended, not_enough, not_enough_then, period_closed,
    reason_missing, reversed_already, reversed_before, source_decides.
    """
    ledger = held_alone(entry.ledger)
    reason = clean_text(reason)
    if not reason:
        raise Refused("reason_missing", _("Tulis alasan pembatalan."), field="reason", status=422)
    _refuse_reversal(entry, on, source)
    _refuse_day(ledger, on)
    [original] = journal(LedgerEntry.objects.filter(pk=entry.pk))
    lines = [JournalLine(line.account, -line.amount_idr, line.party, line.matter) for line in original.lines]
    accounts = accounts_by_code(ledger)
    refuse_shortage(accounts, on, lines)
    made = seal_entry(ledger, on, REVERSAL, lines, accounts, by, words=reason, reverses=entry)
    note(by=by, verb="ledger.reverse", what=made, region=ledger.body.region_id, of=str(entry.pk))
    return made


def _refuse_reversal(entry: LedgerEntry, on: dt.date, source: tuple[str, str]) -> None:
    if entry.reverses_id is not None:
        text = _(
            "Catatan ini sendiri sebuah pembatalan. Buat catatan baru kalau uangnya memang bergerak lagi."
        )
        raise Refused("is_reversal", text)
    if LedgerEntry.objects.filter(reverses=entry).exists():
        raise Refused("reversed_already", _("Catatan ini sudah dibatalkan. Lihat catatan pembatalannya."))
    if (entry.source_kind, entry.source_key) != source:
        text = _(
            "Catatan ini dibuat dari halaman lain. Batalkan di halaman asalnya, supaya keduanya tetap sama."
        )
        raise Refused("source_decides", text)
    if on < entry.on:
        text = _("Pembatalan paling awal pada hari catatannya: %s.") % day(entry.on)
        raise Refused("reversed_before", text, field="on", status=422)


def _refuse_day(ledger: Ledger, on: dt.date) -> None:
    if on > today_at(ledger.body.region_id) + dt.timedelta(days=DAYS_AHEAD):
        text = _("Tanggal ini belum tiba. Catat uang pada hari ia bergerak.")
        raise Refused("date_ahead", text, field="on", status=422)
    if on < ledger.since:
        text = _("Buku ini dibuka %s. Yang sebelumnya sudah termasuk saldo awal.") % day(ledger.since)
        raise Refused("before_opening", text, field="on", status=422)
    if on < first_open_day(ledger):
        text = _("Buku sudah ditutup sampai hari itu. Pakai tanggal mulai %s.") % day(first_open_day(ledger))
        raise Refused("period_closed", text, field="on")
    if ledger.has_ended(on):
        raise Refused("ledger_ended", _("Buku ini berakhir %s.") % day(ledger.until), field="on")


def _accounts_of(ledger: Ledger, on: dt.date, lines: Sequence[JournalLine]) -> Mapping[str, LedgerAccount]:
    accounts = accounts_by_code(ledger)
    for line in lines:
        account = accounts.get(line.account)
        if account is None:
            text = _("Akun %s tidak ada di buku ini. Pilih yang ada di daftar.") % line.account
            raise Refused("account_unknown", text, field="account", status=422)
        if not account.is_in_force(on):
            text = _("Akun %s tidak dipakai pada tanggal itu. Pilih akun lain.") % account.title
            raise Refused("account_closed", text, field="account")
    return accounts


def _refuse_amounts(lines: Sequence[JournalLine]) -> None:
    if len(lines) < 2 or any(line.amount_idr == 0 or abs(line.amount_idr) > LARGEST_IDR for line in lines):
        text = _("Jumlah harus lebih dari nol dan paling banyak %s.") % rupiah(LARGEST_IDR)
        raise Refused("amount_not_positive", text, field="amount_idr", status=422)
    if sum(line.amount_idr for line in lines):
        text = _("Uang masuk dan uang keluar catatan ini tidak sama. Periksa jumlah tiap baris.")
        raise Refused("not_balanced", text, status=422)


def refuse_shortage(accounts: Mapping[str, LedgerAccount], on: dt.date, lines: Sequence[JournalLine]) -> None:
    """No guarded account falls short on that day, nor on a later one that was already written down."""
    moved: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        account = accounts[line.account]
        if account.guard != LedgerAccount.Guard.NONE:
            party = line.party if account.guard == LedgerAccount.Guard.PARTY else ""
            moved[line.account][party] += account.sign * line.amount_idr
    for code, changes in moved.items():
        falling = {party: change_idr for party, change_idr in changes.items() if change_idr < 0}
        if falling:
            _refuse_short(accounts[code], on, falling)


def _refuse_short(account: LedgerAccount, on: dt.date, falling: Mapping[str, int]) -> None:
    parties = list(falling) if account.guard == LedgerAccount.Guard.PARTY else None
    courses = courses_from(account, on, parties)
    for party, change_idr in falling.items():
        course = courses[party]
        facts = {"account": account.title, "there": rupiah(course.held_idr), "wanted": rupiah(-change_idr)}
        if course.held_idr + change_idr < 0:
            text = _(
                "%(account)s berisi %(there)s, tidak cukup untuk %(wanted)s. Periksa jumlah atau tanggalnya."
            )
            raise Refused("not_enough", text % facts, field="amount_idr")
        if course.least_idr + change_idr < 0:
            facts |= {"there": rupiah(course.least_idr), "day": day(course.least_on)}
            text = _(
                "Pada %(day)s %(account)s hanya berisi %(there)s, jadi %(wanted)s tidak bisa keluar sebelumnya."
            )
            raise Refused("not_enough_then", text % facts, field="on")


def _refuse_second(ledger: Ledger, source: tuple[str, str]) -> None:
    kind, key = source
    posted = LedgerEntry.objects.filter(ledger=ledger, source_kind=kind, source_key=key, reverses=None)
    if kind and posted.exists():
        raise Refused("source_posted", _("Uang ini sudah tercatat di buku kas. Muat ulang halaman."))


def seal_entry(
    ledger: Ledger,
    on: dt.date,
    kind: str,
    lines: Sequence[JournalLine],
    accounts: Mapping[str, LedgerAccount],
    by: Actor,
    *,
    words: str,
    receipt_no: str = "",
    source: tuple[str, str] = NO_SOURCE,
    reverses: LedgerEntry | None = None,
) -> LedgerEntry:
    """Lines, then the entry, which proves them; for actions that hold the ledger, so that the next number is theirs."""
    last = (
        LedgerEntry.objects.filter(ledger=ledger, year=on.year)
        .order_by("-no")
        .values_list("no", flat=True)
        .first()
    )
    entry = LedgerEntry(
        id=uuid7(),
        ledger=ledger,
        year=on.year,
        no=(last or 0) + 1,
        on=on,
        kind=kind,
        words=words,
        receipt_no=receipt_no,
        source_kind=source[0],
        source_key=source[1],
        reverses=reverses,
        at=timezone.now(),
        by=by.id,
        by_name=by.name,
    )
    LedgerLine.objects.bulk_create(
        LedgerLine(
            entry=entry,
            ledger=ledger,
            account=accounts[line.account],
            party=line.party,
            matter=line.matter,
            amount_idr=line.amount_idr,
        )
        for line in lines
    )
    entry.save(force_insert=True)
    tell_sealed(entry, lines)
    return entry
