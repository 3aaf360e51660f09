"""Who gets the pot of a round: shaken from the glass, or by a secret locked before and a word said in the room."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.arisan.column import refuse_short
from anyelir.arisan.models import Arisan, Draw
from anyelir.arisan.queries import CycleStanding, committed_draw, is_drawn_at, standing_of
from anyelir.arisan.summaries import draw_words
from anyelir.contributions.actions.drafting import refuse_not_open
from anyelir.contributions.models import MeetingSheet
from anyelir.contributions.queries import SheetView, open_sheet_of
from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.documents.issuing import new_code
from anyelir.membership.models import BodyMember
from anyelir.rules.draws import commitment_of, drawn_number, plain_word
from anyelir.rules.texts import clean_text

State, Way = Draw.State, Draw.Way
SECRET_BYTES = 32
COLUMN = "arisan"


@action("draw.commit", stored=draw_words)
def commit_draw(*, arisan: Arisan, by: Actor, op_id: uuid.UUID | None = None) -> Draw:
    """Lock a secret for the next round before the meeting; its commitment may be printed and told to everybody.

    Refuses: draw_committed, nobody_left, sheet_open.
    """
    arisan = held(arisan)
    _refuse_committed(arisan)
    cycle = standing_of(arisan)
    if open_sheet_of(arisan.body) is not None:
        text = _("Rapatnya sudah berjalan. Nomor rahasia dikunci sebelum rapat; kali ini pakai kocok gelas.")
        raise Refused("sheet_open", text)
    secret = secrets.token_hex(SECRET_BYTES)
    draw = Draw.objects.create(
        arisan=arisan,
        round_no=cycle.next_round,
        way=Way.NUMBER,
        state=State.COMMITTED,
        eligible=_eligible(cycle),
        code=new_code(),
        commitment=commitment_of(secret),
        committed_at=timezone.now(),
        secret=secret,
    )
    note(by=by, verb="draw.commit", what=draw, region=arisan.body.region_id, round=draw.round_no)
    return draw


@action("draw.reveal", stored=draw_words)
def reveal_draw(
    *, draw: Draw, sheet: MeetingSheet, word: str, by: Actor, op_id: uuid.UUID | None = None
) -> Draw:
    """Join the locked secret with a word that was said in the room; the number follows and the secret is shown.

    Refuses: draw_done, not_all_marked, not_committed, share_paid_short, sheet_closed, sheet_elsewhere, word_empty.
    """
    arisan, sheet = held(draw.arisan), held(sheet)
    draw = held(draw)
    if draw.state != State.COMMITTED:
        raise Refused("not_committed", _("Undian ini sudah dibuka atau dibatalkan. Muat ulang halaman."))
    word = plain_word(word)
    if not word:
        text = _("Minta satu kata dari ibu-ibu di tempat, lalu tulis di sini.")
        raise Refused("word_empty", text, field="word", status=422)
    _refuse_table(arisan, sheet)
    number = drawn_number(draw.secret, draw.round_no, draw.eligible, word)
    draw.word = word
    _settle(draw, standing_of(arisan), number, sheet)
    draw.save()
    note(by=by, verb="draw.reveal", what=draw, region=arisan.body.region_id, round=draw.round_no)
    return draw


@action("draw.glass", stored=draw_words)
def record_glass(
    *,
    arisan: Arisan,
    sheet: MeetingSheet,
    number: int,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Draw:
    """The number that fell out of the glass, as everybody saw it.

    Refuses: draw_committed, draw_done, nobody_left, not_all_marked, number_unknown, share_paid_short, sheet_closed,
    sheet_elsewhere, won_already.
    """
    arisan, sheet = held(arisan), held(sheet)
    _refuse_committed(arisan)
    _refuse_table(arisan, sheet)
    cycle = standing_of(arisan)
    if number not in {share.number for share in cycle.shares}:
        raise Refused("number_unknown", _("Nomor itu tidak ada di arisan ini."), field="number", status=422)
    eligible = _eligible(cycle)
    if number not in eligible:
        text = _("Nomor %s sudah dapat di putaran sebelumnya. Kocok lagi tanpa nomor itu.")
        raise Refused("won_already", text % number, field="number", status=422)
    draw = Draw(arisan=arisan, round_no=cycle.next_round, way=Way.GLASS, eligible=eligible, code=new_code())
    _settle(draw, cycle, number, sheet)
    draw.save(force_insert=True)
    note(by=by, verb="draw.glass", what=draw, region=arisan.body.region_id, round=draw.round_no)
    return draw


@action("draw.void", stored=draw_words)
def void_draw(
    *,
    draw: Draw,
    reason: str,
    witnesses: Sequence[BodyMember],
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Draw:
    """A round that does not count, with a reason and two who saw it; it stays on the check page.

    Refuses: not_of_body, paid_out, reason_missing, void_already, witness_missing.
    """
    arisan, draw, reason = held(draw.arisan), held(draw), clean_text(reason)
    if draw.state == State.VOID:
        raise Refused("void_already", _("Putaran ini sudah dibatalkan. Muat ulang halaman."))
    if not reason:
        text = _("Tulis mengapa putaran ini tidak dihitung.")
        raise Refused("reason_missing", text, field="reason", status=422)
    if len({person.pk for person in witnesses}) != 2:
        text = _("Pilih dua saksi yang berbeda.")
        raise Refused("witness_missing", text, field="witness_two", status=422)
    if any(person.body_id != arisan.body_id for person in witnesses):
        raise Refused("not_of_body", _("Orang ini bukan anggota di sini. Pilih dari daftar."), status=422)
    _refuse_paid_out(draw)
    draw.state, draw.void_reason, draw.voided_at = State.VOID, reason, timezone.now()
    draw.witness_one, draw.witness_two = witnesses
    draw.save()
    note(by=by, verb="draw.void", what=draw, region=arisan.body.region_id, round=draw.round_no)
    return draw


def _settle(draw: Draw, cycle: CycleStanding, number: int, sheet: MeetingSheet) -> None:
    [draw.winner] = [share for share in cycle.shares if share.number == number]
    draw.state, draw.activity = State.REVEALED, sheet.activity
    draw.pot_idr, draw.revealed_at = cycle.pot_idr, timezone.now()


def _eligible(cycle: CycleStanding) -> list[int]:
    """Refuses: nobody_left."""
    numbers = [share.number for share in cycle.eligible]
    if not numbers:
        text = _("Semua bagian sudah dapat, atau belum ada yang ikut. Mulai arisan baru, atau tambah bagian.")
        raise Refused("nobody_left", text)
    return numbers


def _refuse_committed(arisan: Arisan) -> None:
    if committed_draw(arisan) is not None:
        text = _("Satu undian sudah terkunci. Buka dulu dengan kata dari tempat rapat, atau batalkan.")
        raise Refused("draw_committed", text)


def _refuse_table(arisan: Arisan, sheet: MeetingSheet) -> None:
    """Everybody who holds a share was asked, and the pot is whole."""
    refuse_not_open(sheet)
    if sheet.body_id != arisan.body_id:
        raise Refused(
            "sheet_elsewhere", _("Lembar ini dari lembaga lain. Buka lembar arisannya."), status=422
        )
    if is_drawn_at(sheet):
        raise Refused("draw_done", _("Rapat ini sudah punya pemenang. Batalkan dulu kalau ada yang salah."))
    stakes = standing_of(arisan).stakes
    rows = {row.person.pk: row for row in SheetView(sheet).rows}
    unmarked = sum(key not in rows or not rows[key].mark for key in stakes)
    if unmarked:
        text = _("%s pemegang bagian belum ditandai hadir, titip, atau izin. Tandai dulu semuanya.")
        raise Refused("not_all_marked", text % unmarked)
    brought = {
        key: sum(cell.brought_idr for cell in row.cells if cell.column.key == COLUMN)
        for key, row in rows.items()
    }
    refuse_short(stakes, brought)


def _refuse_paid_out(draw: Draw) -> None:
    closed = MeetingSheet.objects.filter(activity=draw.activity, state=MeetingSheet.State.CLOSED)
    if draw.activity_id is not None and closed.exists():
        text = _("Uangnya sudah dibayarkan di lembar yang ditutup. Batalkan dulu lembar rapatnya.")
        raise Refused("paid_out", text)
