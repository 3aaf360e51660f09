"""What is tapped on a sheet: rows and the rest of it, each with the version that the phone had seen."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from anyelir.contributions.columns import COLUMNS
from anyelir.contributions.models import MeetingSheet, SheetLine
from anyelir.contributions.own_columns import OWN_KEYS
from anyelir.contributions.presence import note_presence, ways_of
from anyelir.contributions.queries import HERE, SheetView
from anyelir.contributions.summaries import sheet_words
from anyelir.core.action import action
from anyelir.core.audit import Actor
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import rupiah
from anyelir.ledger.cashbook import chosen_accounts
from anyelir.ledger.models import LedgerAccount
from anyelir.membership.models import BodyMember
from anyelir.rules.table_money import counted_idr
from anyelir.rules.texts import clean_text

State = MeetingSheet.State
# What somebody brings to a table; larger sums go through the cash book.
LARGEST_CELL_IDR = 100_000_000
MOST_OTHERS = 30


@dataclass(frozen=True)
class RowDraft:
    """One row as a phone has it; ``seen`` is the version that it began with, 0 for a row that nobody saved yet."""

    person: BodyMember
    seen: int
    mark: str
    amounts: Mapping[str, int]
    via: BodyMember | None = None


@dataclass(frozen=True)
class HeadDraft:
    """Everything else of the sheet; ``seen`` is its version."""

    seen: int
    dues: Mapping[str, int]
    others: Sequence[Mapping[str, Any]] = ()
    notes: Mapping[int, int] | None = None
    reason: str = ""
    chair: BodyMember | None = None
    keeper: BodyMember | None = None
    witness: BodyMember | None = None


class SheetChanged(Refused):
    """Another phone was first; ``lines`` are the rows as they are now, ``is_head`` whether the rest changed too."""

    def __init__(self, sheet: MeetingSheet, lines: list[SheetLine], *, is_head: bool) -> None:
        savers = [line.saved_by_name for line in lines] + ([sheet.saved_by_name] if is_head else [])
        names = sorted(set(filter(None, savers)))
        text = _("%s baru saja mengisi bagian yang sama. Lihat isinya, lalu pilih mana yang benar.")
        super().__init__("changed_since", text % (", ".join(names) or _("HP lain")))
        self.lines = lines
        self.is_head = is_head


@action("sheet.save", stored=sheet_words)
def save_sheet(
    *,
    sheet: MeetingSheet,
    rows: Sequence[RowDraft],
    by: Actor,
    head: HeadDraft | None = None,
    op_id: uuid.UUID | None = None,
) -> MeetingSheet:
    """Keep what was tapped: all of it, or nothing when somebody else changed one of these rows meanwhile.

    Refuses: account_unknown, amount_below_zero, amount_too_large, changed_since, column_unknown, note_unknown,
    mark_unknown, not_of_body, others_too_many, sheet_closed; as note_presence.
    """
    sheet = held(sheet)
    refuse_not_open(sheet)
    lines = {line.body_member_id: line for line in SheetLine.objects.filter(sheet=sheet)}
    _refuse_meanwhile(sheet, rows, head, lines)
    here = ways_of(sheet.activity, [row.person for row in rows])
    for row in rows:
        _keep_row(sheet, row, lines.get(row.person.pk), by)
        if (row.mark == HERE) != (row.person.pk in here):
            note_presence(sheet.activity, row.person, is_here=row.mark == HERE, by=by)
    if head is not None:
        _set_head(sheet, head)
        sheet.version, sheet.saved_by_name = sheet.version + 1, by.name
    # Whoever counted before counted something else.
    sheet.state, sheet.counted_by, sheet.counted_by_name = State.DRAFT, None, ""
    sheet.save()
    return sheet


@action("sheet.rest_away", stored=sheet_words)
def leave_rest_away(*, sheet: MeetingSheet, by: Actor, op_id: uuid.UUID | None = None) -> MeetingSheet:
    """Everybody of whom nothing was said did not come. Refuses: sheet_closed."""
    sheet = held(sheet)
    refuse_not_open(sheet)
    for row in SheetView(sheet).rows:
        if not row.mark:
            line = SheetLine.objects.filter(sheet=sheet, body_member=row.person).first()
            line = line or SheetLine(sheet=sheet, body_member=row.person, version=0)
            _store(line, SheetLine.Absence.AWAY, line.amounts, None, by)
    return sheet


def refuse_not_open(sheet: MeetingSheet) -> None:
    """Refuses: sheet_closed."""
    if not sheet.is_open:
        text = _("Lembar ini sudah ditutup. Kalau ada yang salah, batalkan dulu, lalu betulkan.")
        raise Refused("sheet_closed", text)


def _refuse_meanwhile(
    sheet: MeetingSheet,
    rows: Sequence[RowDraft],
    head: HeadDraft | None,
    lines: Mapping[Any, SheetLine],
) -> None:
    newer = [
        lines[row.person.pk]
        for row in rows
        if row.person.pk in lines and lines[row.person.pk].version != row.seen
    ]
    is_head = head is not None and head.seen != sheet.version
    if newer or is_head:
        raise SheetChanged(sheet, newer, is_head=is_head)


def _keep_row(sheet: MeetingSheet, row: RowDraft, line: SheetLine | None, by: Actor) -> None:
    if row.person.body_id != sheet.body_id or (row.via is not None and row.via.body_id != sheet.body_id):
        text = _("Orang ini bukan anggota di sini. Muat ulang lembarnya.")
        raise Refused("not_of_body", text, status=422)
    for key, amount_idr in row.amounts.items():
        if key not in COLUMNS:
            text = _("Kolom %s tidak ada di lembar ini. Muat ulang halaman.")
            raise Refused("column_unknown", text % key, status=422)
        refuse_amount(amount_idr)
    absence = "" if row.mark == HERE else row.mark
    if absence not in ("", *SheetLine.Absence.values):
        raise Refused("mark_unknown", _("Pilih: hadir, titip, atau izin."), status=422)
    line = line or SheetLine(sheet=sheet, body_member=row.person, version=0)
    via = row.via if absence == SheetLine.Absence.ENTRUSTED else None
    _store(line, absence, {key: amount for key, amount in row.amounts.items() if amount}, via, by)


def _store(
    line: SheetLine, absence: str, amounts: Mapping[str, int], via: BodyMember | None, by: Actor
) -> None:
    line.absence, line.amounts, line.via = absence, dict(amounts), via
    line.version, line.saved_by_name = line.version + 1, by.name
    line.save()


def refuse_amount(amount_idr: int) -> None:
    """Refuses: amount_below_zero, amount_too_large."""
    if amount_idr < 0:
        text = _("Jumlah paling sedikit nol. Simpanan diambil lewat halaman Uang.")
        raise Refused("amount_below_zero", text, field="amount_idr", status=422)
    if amount_idr > LARGEST_CELL_IDR:
        text = _("Jumlah paling banyak %s. Yang lebih besar dicatat di buku kas.")
        raise Refused("amount_too_large", text % rupiah(LARGEST_CELL_IDR), field="amount_idr", status=422)


def _set_head(sheet: MeetingSheet, head: HeadDraft) -> None:
    for key, amount_idr in head.dues.items():
        if key not in OWN_KEYS:
            text = _("Kolom %s tidak ada di lembar ini. Muat ulang halaman.")
            raise Refused("column_unknown", text % key, status=422)
        refuse_amount(amount_idr)
    for person in filter(None, (head.chair, head.keeper, head.witness)):
        if person.body_id != sheet.body_id:
            text = _("Orang ini bukan anggota di sini. Muat ulang lembarnya.")
            raise Refused("not_of_body", text, status=422)
    sheet.dues = {key: amount for key, amount in head.dues.items() if amount}
    sheet.others = _checked_others(sheet, head.others)
    sheet.notes = _checked_notes(head.notes)
    sheet.reason = clean_text(head.reason)
    sheet.chair, sheet.keeper, sheet.witness = head.chair, head.keeper, head.witness


def _checked_others(sheet: MeetingSheet, others: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    if len(others) > MOST_OTHERS:
        text = _("Paling banyak %s baris uang lain. Sisanya dicatat di buku kas.")
        raise Refused("others_too_many", text % MOST_OTHERS, status=422)
    ledger, on = sheet.body.ledger, sheet.activity.on
    kinds = (LedgerAccount.Kind.INCOME, LedgerAccount.Kind.EXPENSE)
    known = {account.code for kind in kinds for account in chosen_accounts(ledger, kind, on)}
    for other in others:
        if other["account"] not in known:
            text = _("Pilih untuk apa uang ini dari daftar.")
            raise Refused("account_unknown", text, field="account", status=422)
        refuse_amount(other["amount_idr"])
    return [
        {
            "account": other["account"],
            "amount_idr": other["amount_idr"],
            "text": clean_text(other.get("text", ""))[:80],
            "receipt_no": clean_text(other.get("receipt_no", ""))[:40],
        }
        for other in others
        if other["amount_idr"]
    ]


def _checked_notes(notes: Mapping[int, int] | None) -> dict[str, int] | None:
    if notes is None:
        return None
    try:
        counted_idr(notes)
    except ValueError as error:
        text = _("Isi jumlah lembar uang, paling sedikit nol.")
        raise Refused("note_unknown", text, field="notes", status=422) from error
    return {str(worth): count for worth, count in notes.items() if count}
