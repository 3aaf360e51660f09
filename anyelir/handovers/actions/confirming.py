"""The one act on the day: post and roles end for the one and begin for the other, and the pack becomes a paper."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.accounts.models import User
from anyelir.core.action import action
from anyelir.core.audit import note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.documents.booklet import TEMPLATE, Booklet, booklet_facts
from anyelir.documents.issuing import Order, issue_paper
from anyelir.documents.models import Paper, PaperSequence
from anyelir.files.reading import Prepared
from anyelir.handovers.access import is_office_above, side_of
from anyelir.handovers.actions.preparing import open_and_held
from anyelir.handovers.actions.signing import (
    NOT_ALLOWED,
    Side,
    Way,
    refuse_code_of_preparer,
    refuse_unready,
    sign_pack,
)
from anyelir.handovers.models import HandOver, PackSignature
from anyelir.handovers.pack import (
    CODE_SIGNS,
    OWNER_KIND,
    digest_of,
    pack_booklet,
    read_pack_code,
    signature_blocks,
    signature_of,
)
from anyelir.handovers.summaries import handover_words
from anyelir.membership.actions import hand_over_post, pass_on_roles


@action("handover.accept", stored=handover_words, circumstances=("picture", "check_url"))
def accept_handover(
    *,
    handover: HandOver,
    seen: str,
    picture: Prepared,
    check_url: str,
    by: User,
    op_id: uuid.UUID | None = None,
) -> HandOver:
    """The incoming signs and takes over with the same press, when the outgoing signed with her own account.

    Refuses: as confirm_handover, sign_pack.
    """
    sign_pack(handover=handover, seen=seen, picture=picture, by=by)
    return confirm_handover(handover=handover, check_url=check_url, by=by)


@action("handover.confirm", stored=handover_words, circumstances=("check_url",))
def confirm_handover(
    *, handover: HandOver, check_url: str, by: User, code: str = "", op_id: uuid.UUID | None = None
) -> HandOver:
    """On its day, by somebody else than who prepared it. ``code`` stands on the printed pack with wet signatures.

    Refuses: changed_on_paper, code_of_preparer, day_not_come, day_over, for_herself, handover_closed, months_open,
    not_counted, not_ready, not_yours, same_person, signature_missing, paper_too_large; as hand_over_post,
    pass_on_roles.
    """
    held(handover.body)
    handover = open_and_held(handover)
    _refuse_person(handover, by)
    _refuse_day(handover)
    refuse_unready(handover)
    signatures = _both_signed(handover, by, code)
    booklet = pack_booklet(handover, pictures=signature_blocks(signatures))
    _succeed(handover, by)
    handover.state, handover.confirmed_at = HandOver.State.CONFIRMED, timezone.now()
    handover.confirmed_by, handover.confirmed_name = by.id, by.name
    handover.save()
    issue_paper(Paper, PaperSequence, _order(handover, booklet), check_url=check_url, by=by)
    note(by=by, verb="handover.confirm", what=handover, region=handover.body.region_id)
    return handover


def _refuse_person(handover: HandOver, by: User) -> None:
    if by.id == handover.prepared_by:
        text = _("Yang menyiapkan tidak bisa mengonfirmasi. Harus orang lain dengan akunnya sendiri.")
        raise Refused("same_person", text, status=NOT_ALLOWED)
    side = side_of(handover, by)
    if side == Side.OUTGOING:
        text = _("Yang menyerahkan tidak bisa mengonfirmasi untuk dirinya sendiri.")
        raise Refused("for_herself", text, status=NOT_ALLOWED)
    if side == Side.INCOMING:
        refuse_code_of_preparer(handover, by)
    elif not is_office_above(by, handover.body):
        text = _("Serah terima ini dikonfirmasi oleh yang menerima, atau oleh kantor satu tingkat di atas.")
        raise Refused("not_yours", text, status=NOT_ALLOWED)


def _refuse_day(handover: HandOver) -> None:
    today = today_at(handover.body.region_id)
    if today < handover.on:
        text = _("Serah terima ini untuk %s. Konfirmasi pada hari itu, atau ubah dulu harinya.")
        raise Refused("day_not_come", text % day(handover.on))
    if today > handover.on:
        text = _("Hari serah terima ini sudah lewat (%s). Ubah dulu harinya menjadi hari ini.")
        raise Refused("day_over", text % day(handover.on))


def _both_signed(handover: HandOver, by: User, code: str) -> list[PackSignature]:
    """The signatures of the pack as it stands. Wet ones are seen on paper by the office above, never by the two."""
    digest = digest_of(handover)
    signatures: list[PackSignature] = []
    for side in Side:
        signature = signature_of(handover, side, digest)
        if signature is None and side_of(handover, by) is None:
            signature = _wet(handover, side, digest, code, by)
        if signature is None:
            text = _("%s belum menandatangani berkas seperti isinya sekarang.")
            raise Refused("signature_missing", text % _name_of(handover, side))
        signatures.append(signature)
    return signatures


def _wet(
    handover: HandOver, side: PackSignature.Side, digest: str, code: str, by: User
) -> PackSignature | None:
    if not code:
        return None
    if read_pack_code(code) != digest[:CODE_SIGNS].upper():
        text = _(
            "Sidik ini bukan dari berkas yang sekarang: isinya berubah sejak dicetak. Cetak dan tanda tangani lagi."
        )
        raise Refused("changed_on_paper", text, field="code", status=422)
    return PackSignature.objects.create(
        handover=handover, side=side, way=Way.WET, digest=digest, by=by.id, by_name=by.name
    )


def _name_of(handover: HandOver, side: PackSignature.Side) -> str:
    member = handover.outgoing if side == Side.OUTGOING else handover.incoming
    return str(member.name)


def _succeed(handover: HandOver, by: User) -> None:
    """The term and the roles of the one end on the day before; those of the other begin on the day."""
    post, outgoing, incoming = handover.post, handover.outgoing, handover.incoming
    terms: dict[str, Any] = {"decree_no": handover.decree_no, "decree_on": handover.decree_on}
    # The roles first: they are of the account that holds the post until now.
    accounts = {"outgoing": outgoing.user, "incoming": incoming.user}
    pass_on_roles(post=post, since=handover.on, by=by, **accounts)
    hand_over_post(post=post, since=handover.on, member=incoming, by=by, **terms)


def _order(handover: HandOver, booklet: Booklet) -> Order:
    body = handover.body
    return Order(
        template=TEMPLATE,
        title=booklet.title,
        owner_kind=OWNER_KIND,
        owner_key=str(handover.pk),
        body=f"{body}, {body.region.label}",
        series=f"{OWNER_KIND}/{body.pk}",
        made_on=booklet.made_on,
        facts=booklet_facts(booklet),
    )
