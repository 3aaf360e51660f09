"""The desk for two members who may be one human: joined, kept apart, or taken apart again (``core.merging``)."""

from __future__ import annotations

import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held, hold
from anyelir.core.merging import empty_again, fill_gaps, move_back, move_rows, undecided
from anyelir.core.refusal import Refused
from anyelir.membership.models import Member, MemberPair
from anyelir.membership.summaries import pair_words

FILLED = dict.fromkeys(
    (
        "sex",
        "registration_no",
        "born_on",
        "birth_place",
        "marital",
        "education",
        "occupation",
        "address",
    ),
    "",
)
# Of these the history of merging itself is made; they stay where they are.
LEFT = {
    ("membership.memberpair", "kept"),
    ("membership.memberpair", "other"),
    ("membership.member", "merged_into"),
}
State = MemberPair.State


@action("member.merge", stored=pair_words)
def merge_members(
    *, pair: MemberPair, by: Actor, op_id: uuid.UUID | None = None, keep_other: bool = False
) -> MemberPair:
    """Join ``other`` into ``kept``; with ``keep_other`` the second record is the one that stays.

    Refuses: already_decided, already_merged, two_accounts.
    """
    pair = undecided(pair)
    if keep_other:
        pair.kept_id, pair.other_id = pair.other_id, pair.kept_id
    kept, other = _both(pair)
    if kept.merged_into_id or other.merged_into_id:
        raise Refused("already_merged", _("Salah satu catatan ini sudah digabung."))
    if kept.user_id and other.user_id:
        text = _(
            "Keduanya punya akun sendiri. Catatan dengan dua akun tidak bisa digabung;"
            " periksa lagi apakah ini satu orang."
        )
        raise Refused("two_accounts", text)
    filled = fill_gaps(kept, other, FILLED)
    moved_user, other.user_id = other.user_id, None
    other.merged_into = kept
    other.save()
    if moved_user:
        kept.user_id = moved_user
    kept.save()
    pair.undo = {
        "filled": filled,
        "moved": move_rows(other, kept, besides=LEFT),
        "user": str(moved_user) if moved_user else "",
    }
    return _decide(pair, by, "member.merge", State.MERGED)


@action("member.not_same", stored=pair_words)
def dismiss_pair(*, pair: MemberPair, by: Actor, op_id: uuid.UUID | None = None) -> MemberPair:
    """They are two people. Refuses: already_decided."""
    return _decide(undecided(pair), by, "member.not_same", State.DISMISSED)


@action("member.merge_undone", stored=pair_words)
def undo_pair(*, pair: MemberPair, by: Actor, op_id: uuid.UUID | None = None) -> MemberPair:
    """Take the decision back; two who were joined are taken apart to what they were, and later edits stay.

    Refuses: merged_again, not_decided.
    """
    pair = held(pair)
    if pair.state == State.PROPOSED:
        raise Refused("not_decided", _("Usulan ini belum diputuskan."))
    kept, other = _both(pair)
    if pair.state == State.MERGED:
        if kept.merged_into_id:
            text = _("Catatan ini kemudian digabung lagi. Batalkan dulu penggabungan yang terakhir.")
            raise Refused("merged_again", text)
        _take_apart(pair, kept, other)
    pair.state, pair.decided_at, pair.decided_by, pair.undo = State.PROPOSED, None, None, {}
    pair.save()
    note(by=by, verb="member.merge_undone", what=pair, region=pair.region_id)
    return pair


def _take_apart(pair: MemberPair, kept: Member, other: Member) -> None:
    empty_again(kept, other, pair.undo["filled"], FILLED)
    moved_user = pair.undo["user"]
    returns = bool(moved_user) and str(kept.user_id) == moved_user
    if returns:
        kept.user_id = None
    kept.save()
    if returns:
        other.user_id = uuid.UUID(moved_user)
    other.merged_into = None
    other.save()
    move_back(pair.undo["moved"], kept, other)


def _both(pair: MemberPair) -> tuple[Member, Member]:
    members = hold(Member.objects.all()).in_bulk([pair.kept_id, pair.other_id])
    return members[pair.kept_id], members[pair.other_id]


def _decide(pair: MemberPair, by: Actor, verb: str, state: str) -> MemberPair:
    pair.state, pair.decided_at, pair.decided_by = state, timezone.now(), by.id
    pair.save()
    note(by=by, verb=verb, what=pair, region=pair.region_id)
    return pair
