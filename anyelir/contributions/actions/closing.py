"""A sheet is closed by three named people; then it posts one entry, which is the only one that it ever posts."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.contributions.access import second_account_of
from anyelir.contributions.actions.drafting import refuse_not_open
from anyelir.contributions.kinds import COLLECT, SOURCE
from anyelir.contributions.models import MeetingSheet
from anyelir.contributions.queries import HERE, MemberRow, SheetView
from anyelir.contributions.summaries import sheet_words
from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held, held_alone
from anyelir.core.refusal import Refused
from anyelir.core.wording import day, rupiah
from anyelir.ledger.actions import post_entry
from anyelir.ledger.chart import CASH, CASH_DIFFERENCE
from anyelir.membership.models import BodyMember
from anyelir.rules.journal import JournalLine
from anyelir.secretariat.actions import hold_activity
from anyelir.secretariat.models import Activity

State = MeetingSheet.State
MOST_NAMES = 6


@action("sheet.count", stored=sheet_words)
def keep_count(*, sheet: MeetingSheet, by: Actor, op_id: uuid.UUID | None = None) -> MeetingSheet:
    """The first of two accounts counted; it waits for the second.

    Refuses: closers_missing, count_differs, member_left, member_unmarked, not_counted, not_enough, nothing_moved,
    sheet_closed, witness_is_treasurer, witness_not_here.
    """
    sheet = held(sheet)
    refuse_not_open(sheet)
    _refuse_early(SheetView(sheet))
    sheet.state, sheet.counted_by, sheet.counted_by_name = State.COUNTED, by.id, by.name
    sheet.save()
    note(by=by, verb="sheet.count", what=sheet, region=sheet.body.region_id)
    return sheet


@action("sheet.close", stored=sheet_words)
def close_sheet(*, sheet: MeetingSheet, by: Actor, op_id: uuid.UUID | None = None) -> MeetingSheet:
    """Post the one entry of the sheet; the meeting counts as held.

    What the columns of rooms above refuse comes on top.

    Refuses: same_person, second_missing; as keep_count, post_entry, hold_activity.
    """
    ledger = held_alone(sheet.body.ledger)
    sheet = held(sheet)
    refuse_not_open(sheet)
    _refuse_one_account(sheet, by)
    view = SheetView(sheet)
    _refuse_early(view)
    here = sum(row.mark == HERE for row in view.rows)
    sheet.entry = post_entry(
        ledger=ledger,
        on=sheet.activity.on,
        kind=COLLECT,
        lines=list(entry_lines(view)),
        words=_("Rapat, %s hadir") % here,
        source=(SOURCE, str(sheet.pk)),
        by=by,
    )
    sheet.state, sheet.closed_at = State.CLOSED, timezone.now()
    sheet.closed_by, sheet.closed_by_name = by.id, by.name
    sheet.version += 1
    sheet.save()
    if sheet.activity.state == Activity.State.PLANNED:
        hold_activity(activity=sheet.activity, by=by)
    note(by=by, verb="sheet.close", what=sheet, region=sheet.body.region_id, no=sheet.entry.no)
    return sheet


def entry_lines(view: SheetView) -> Iterator[JournalLine]:
    """2n + k lines: what each brought by account, one line of the box for all of it, two for whatever else moved."""
    received = 0
    for row in view.rows:
        for cell in row.cells:
            if cell.brought_idr:
                received += cell.brought_idr
                yield from cell.column.lines(view.readings, row.person, cell.brought_idr)
    yield from _moved(received, [])
    for other in view.money.others:
        sign = 1 if other["is_in"] else -1
        yield from _moved(
            sign * other["amount_idr"], [JournalLine(other["account"], -sign * other["amount_idr"])]
        )
    for outlay in view.money.outlays:
        yield from _moved(-outlay.amount_idr, outlay.lines)
    difference_idr = view.money.table.difference_idr
    yield from _moved(difference_idr, [JournalLine(CASH_DIFFERENCE, -difference_idr)])


def _moved(amount_idr: int, against: Sequence[JournalLine]) -> list[JournalLine]:
    """The line of the cash box with what stands against it."""
    return [JournalLine(CASH, amount_idr), *against] if amount_idr else []


def _refuse_one_account(sheet: MeetingSheet, by: Actor) -> None:
    """Two accounts where the body has two; a dasawisma closes with one, and two named people beside her."""
    if sheet.body.ledger.closes_with_witnesses or not second_account_of(sheet.body, by):
        return
    if sheet.counted_by is None:
        text = _("Lembaga ini punya dua akun pengurus. Simpan hitungannya, lalu yang kedua menutup.")
        raise Refused("second_missing", text)
    if sheet.counted_by == by.id:
        text = _(
            "Yang menghitung tidak menutup sendiri. Minta pengurus lain membuka lembar ini dan menutupnya."
        )
        raise Refused("same_person", text)


def _refuse_early(view: SheetView) -> None:
    _refuse_unmarked(view)
    _refuse_left(view)
    _refuse_closers(view)
    for column in view.columns:
        column.refuse(view.readings, {row.person: _brought(row, column.key) for row in view.rows})
    if not any(True for _line in entry_lines(view)):
        raise Refused("nothing_moved", _("Belum ada uang di lembar ini. Isi dulu, baru ditutup."))
    _refuse_difference(view)


def _brought(row: MemberRow, key: str) -> int:
    return sum(cell.brought_idr for cell in row.cells if cell.column.key == key)


def _refuse_unmarked(view: SheetView) -> None:
    unmarked = [row.person for row in view.rows if not row.mark]
    if unmarked:
        text = _('Belum ditandai: %s. Ketuk satu-satu, atau pilih "Sisanya tidak hadir".')
        raise Refused("member_unmarked", text % _names(unmarked))


def _names(people: list[BodyMember]) -> str:
    names = ", ".join(person.name for person in people[:MOST_NAMES])
    more = len(people) - MOST_NAMES
    return names if more <= 0 else _("%(names)s dan %(more)s lainnya") % {"names": names, "more": more}


def _refuse_left(view: SheetView) -> None:
    on = view.sheet.activity.on
    for row in view.rows:
        if row.sum_idr and not row.person.is_in_force(on):
            facts = {"name": row.person.name, "day": day(on)}
            text = _("%(name)s bukan anggota pada %(day)s. Kosongkan barisnya.") % facts
            raise Refused("member_left", text)


def _refuse_closers(view: SheetView) -> None:
    sheet = view.sheet
    if sheet.witness is not None and sheet.witness == sheet.keeper:
        text = _("Saksi bukan yang memegang uang. Pilih ibu lain sebagai saksi.")
        raise Refused("witness_is_treasurer", text, field="witness", status=422)
    if len({person.pk for person in sheet.closers}) != 3:
        text = _("Pilih tiga orang yang berbeda: ketua, yang memegang uang, dan saksi.")
        raise Refused("closers_missing", text, field="witness", status=422)
    here = {row.person.pk for row in view.rows if row.mark == HERE}
    if sheet.witness_id not in here:
        text = _("%s tidak tercatat hadir. Pilih saksi dari yang hadir.") % sheet.witness
        raise Refused("witness_not_here", text, field="witness", status=422)


def _refuse_difference(view: SheetView) -> None:
    table = view.money.table
    if table.counted_idr is None:
        raise Refused("not_counted", _("Hitung dulu uang di meja, lembar demi lembar."), field="notes")
    if table.expected_idr < 0:
        text = _("Uang keluar melebihi isi kas: kurang %s. Periksa lagi uang keluarnya.")
        raise Refused("not_enough", text % rupiah(-table.expected_idr))
    if table.difference_idr and not view.sheet.reason:
        facts = {"book": rupiah(table.expected_idr), "counted": rupiah(table.counted_idr)}
        text = _(
            "Menurut buku %(book)s, di meja %(counted)s. Hitung sekali lagi, atau tulis sebab selisihnya."
        )
        raise Refused("count_differs", text % facts, field="reason", status=422)
