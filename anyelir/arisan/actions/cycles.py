"""A cycle is started with its shares; once somebody has won, only the holder of a share changes."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db.models import Max
from django.utils.translation import gettext as _

from anyelir.arisan.models import Arisan, ArisanShare, Draw
from anyelir.arisan.queries import running_arisan
from anyelir.arisan.summaries import arisan_words, share_words
from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import rupiah
from anyelir.ledger.models import Ledger
from anyelir.membership.models import Body, BodyMember
from anyelir.rules.texts import clean_text

LARGEST_STAKE_IDR = 10_000_000


@action("arisan.start", stored=arisan_words)
def start_arisan(
    *,
    body: Body,
    title: str,
    stake_idr: int,
    on: dt.date,
    people: Sequence[BodyMember],
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Arisan:
    """A new cycle with one share for each of ``people``, in their order; who is named twice holds two.

    Refuses: cycle_running, member_left, no_ledger, not_of_body, stake_out_of_range, title_missing.
    """
    body, title = held(body), clean_text(title)
    if not title:
        raise Refused("title_missing", _("Tulis nama arisannya."), field="title", status=422)
    if not 1 <= stake_idr <= LARGEST_STAKE_IDR:
        text = _("Setoran satu bagian lebih dari nol dan paling banyak %s.")
        raise Refused("stake_out_of_range", text % rupiah(LARGEST_STAKE_IDR), field="stake_idr", status=422)
    if not Ledger.objects.filter(body=body).exists():
        raise Refused("no_ledger", _("Buka dulu buku kas lembaga ini, di halaman Uang."))
    if running_arisan(body) is not None:
        text = _("Arisan yang berjalan belum selesai. Mulai yang baru setelah semua bagian dapat.")
        raise Refused("cycle_running", text)
    arisan = Arisan.objects.create(body=body, title=title, stake_idr=stake_idr, started_on=on)
    for number, person in enumerate(people, 1):
        _refuse_stranger(arisan, person, on)
        ArisanShare.objects.create(arisan=arisan, number=number, body_member=person, since=on)
    note(by=by, verb="arisan.start", what=arisan, region=body.region_id)
    return arisan


@action("arisan.join", stored=share_words)
def join_arisan(
    *, arisan: Arisan, person: BodyMember, by: Actor, op_id: uuid.UUID | None = None
) -> ArisanShare:
    """One more share before the first round. Refuses: cycle_running, member_left, not_of_body."""
    arisan = held(arisan)
    today = today_at(arisan.body.region_id)
    _refuse_begun(arisan)
    _refuse_stranger(arisan, person, today)
    last = ArisanShare.objects.filter(arisan=arisan).aggregate(no=Max("number"))["no"] or 0
    share = ArisanShare.objects.create(arisan=arisan, number=last + 1, body_member=person, since=today)
    note(by=by, verb="arisan.join", what=share, region=arisan.body.region_id, number=share.number)
    return share


@action("arisan.leave", stored=share_words)
def leave_arisan(
    *,
    share: ArisanShare,
    by: Actor,
    successor: BodyMember | None = None,
    op_id: uuid.UUID | None = None,
) -> ArisanShare:
    """Before the first round the share goes; afterwards it needs a successor, who pays until the end of the cycle.

    Refuses: cycle_running, left_already, member_left, not_of_body.
    """
    arisan, share = held(share.arisan), held(share)
    today = today_at(arisan.body.region_id)
    if share.until is not None:
        raise Refused("left_already", _("Bagian ini sudah diserahkan. Muat ulang halaman."))
    if successor is None:
        _refuse_begun(arisan)
    else:
        _refuse_stranger(arisan, successor, today)
    share.until = max(today, share.since)
    share.save(update_fields=["until", "updated_at"])
    note(by=by, verb="arisan.leave", what=share, region=arisan.body.region_id, number=share.number)
    if successor is None:
        return share
    made: ArisanShare = ArisanShare.objects.create(
        arisan=arisan, number=share.number, body_member=successor, since=today
    )
    return made


def _refuse_begun(arisan: Arisan) -> None:
    """A locked draw names the numbers that can win, so it is as good as a round."""
    if Draw.objects.filter(arisan=arisan).exclude(state=Draw.State.VOID).exists():
        text = _(
            "Putaran sudah berjalan. Yang keluar menyerahkan bagiannya, yang baru ikut di arisan berikutnya."
        )
        raise Refused("cycle_running", text)


def _refuse_stranger(arisan: Arisan, person: BodyMember, on: dt.date) -> None:
    if person.body_id != arisan.body_id:
        raise Refused("not_of_body", _("Orang ini bukan anggota di sini. Pilih dari daftar."), status=422)
    if not person.is_in_force(on):
        text = _("%s bukan anggota pada hari itu. Pilih anggota lain.") % person.name
        raise Refused("member_left", text, field="person", status=422)
