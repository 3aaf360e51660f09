"""The page of a hand-over as a person meets it: who signed, what is missing, what she can do, what happens then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.handover import Unready
from anyelir.core.permission import Permission as P
from anyelir.core.wording import day, moment, number
from anyelir.documents.issuing import paper_of
from anyelir.documents.models import Paper
from anyelir.handovers import access
from anyelir.handovers.access import side_of
from anyelir.handovers.models import HandOver, PackSignature
from anyelir.handovers.pack import (
    OWNER_KIND,
    ShownPart,
    book_idr,
    count_words,
    digest_of,
    parts_of,
    signature_of,
    spelled_code,
    unready_of,
)
from anyelir.membership.access import can
from anyelir.membership.offices import post_name
from anyelir.membership.queries import roles_of_post
from anyelir.membership.roles import ROLES

Side = PackSignature.Side


@dataclass(frozen=True)
class ShownSide:
    """One of the two: what is known of her and how she signed."""

    side: str
    title: str
    name: str
    beside: str
    signed: str


@dataclass(frozen=True)
class HandOverPage:
    """Everything that the page says; ``accepts``: with her signature she takes over."""

    office: str
    headline: str
    parts: Sequence[ShownPart]
    unready: Sequence[Unready]
    sides: Sequence[ShownSide]
    may_read: bool
    may_change: bool
    may_sign: bool
    may_confirm: bool
    accepts: bool
    is_the_day: bool
    asks_count: bool
    count_words: str
    code: str
    paper: Paper | None
    afterwards: Sequence[str]
    account_url: str


def page_of(user, handover: HandOver) -> HandOverPage:
    parts, digest = parts_of(handover), digest_of(handover)
    signed = {side: signature_of(handover, side, digest) for side in Side}
    if not handover.is_open:
        signed = {side: handover.signatures.filter(side=side).last() for side in Side}
    side = side_of(handover, user)
    the_day = today_at(handover.body.region_id) == handover.on
    may_read = access.can_read_pack(user, handover)
    others = side != Side.OUTGOING and user.id != handover.prepared_by
    above = access.is_office_above(user, handover.body)
    accepts = side == Side.INCOMING and signed[Side.OUTGOING] is not None and the_day and others
    return HandOverPage(
        office=post_name(handover.post),
        headline=_headline(handover, signed, parts),
        parts=parts,
        unready=unready_of(parts),
        sides=[_shown(handover, each, signed[each]) for each in Side],
        may_read=may_read,
        may_change=handover.is_open and access.can_prepare(user, handover.body),
        may_sign=handover.is_open and side is not None and signed[side] is None,
        may_confirm=handover.is_open and the_day and others and (above or _both(side, signed)),
        accepts=accepts,
        is_the_day=the_day,
        asks_count=handover.is_open and may_read and book_idr(handover) is not None,
        count_words=count_words(handover),
        code=spelled_code(digest),
        paper=paper_of(Paper, OWNER_KIND, str(handover.pk)),
        afterwards=afterwards(handover),
        account_url=_account_url(user, handover),
    )


def _both(side: PackSignature.Side | None, signed: dict) -> bool:
    return side == Side.INCOMING and all(signed.values())


def _headline(handover: HandOver, signed: dict, parts: Sequence[ShownPart]) -> str:
    """The answer first: how it stands, in one sentence."""
    if handover.state == HandOver.State.CONFIRMED:
        params = {"name": handover.incoming.name, "day": day(handover.on)}
        return _("Selesai. %(name)s bertugas sejak %(day)s.") % params
    if handover.state == HandOver.State.CANCELLED:
        return _("Serah terima ini dibatalkan.")
    missing = sum(signature is None for signature in signed.values())
    first = {
        2: _("Menunggu dua tanda tangan."),
        1: _("Tinggal satu tanda tangan."),
        0: _("Tinggal konfirmasi."),
    }
    unready = unready_of(parts)
    more = _("Ada %s hal yang diselesaikan dulu.") % number(len(unready)) if unready else ""
    return " ".join(filter(None, (first[missing], more)))


def _shown(handover: HandOver, side: PackSignature.Side, signature: PackSignature | None) -> ShownSide:
    is_outgoing = side == Side.OUTGOING
    member = handover.outgoing if is_outgoing else handover.incoming
    beside = _served(handover) if is_outgoing else _by_decree(handover)
    return ShownSide(
        side, str(side.label), member.name, beside, moment(signature.created_at) if signature else ""
    )


def _by_decree(handover: HandOver) -> str:
    return _("SK %s") % handover.decree_no if handover.decree_no else _("nomor SK belum dicatat")


def _served(handover: HandOver) -> str:
    """``Ketua sejak 12 Maret 2021, 5 tahun 8 bulan``."""
    since: dt.date = handover.post.since
    months = (
        (handover.on.year - since.year) * 12 + handover.on.month - since.month - (handover.on.day < since.day)
    )
    params = {
        "office": post_name(handover.post),
        "day": day(since),
        "years": months // 12,
        "months": months % 12,
    }
    return _("%(office)s sejak %(day)s, %(years)s tahun %(months)s bulan") % params


def afterwards(handover: HandOver) -> list[str]:
    """What happens on the day, said before anybody signs."""
    out, into, on = handover.outgoing, handover.incoming, handover.on
    params = {"out": out.name, "into": into.name, "day": day(on), "before": day(on - dt.timedelta(days=1))}
    texts = [
        _("Hari terakhir %(out)s: %(before)s. Hari pertama %(into)s: %(day)s.") % params,
        _(
            "Sampai dikonfirmasi, %(out)s masih bisa menandatangani. Sesudahnya hanya %(into)s, juga untuk hari itu."
        )
        % params,
    ]
    roles = (
        [str(ROLES[grant.role].name) for grant in roles_of_post(handover.post, out.user)] if out.user else []
    )
    if handover.is_open and roles:
        params["roles"] = ", ".join(roles)
        texts.append(
            _("Pada detik yang sama hak %(out)s berakhir dan mulai untuk %(into)s: %(roles)s.") % params
        )
        texts.append(
            _("Semua perangkat %(out)s dikeluarkan. Akunnya tinggal membuka yang menjadi haknya sendiri.")
            % params
        )
    return texts


def _account_url(user, handover: HandOver) -> str:
    """Where the account of the incoming is made, for who may and while there is none."""
    place = handover.body.region_id
    if not handover.is_open or handover.incoming.user_id is not None or not can(user, P.USER_MANAGE, place):
        return ""
    return f"{reverse('membership:add-user', args=[place])}?anggota={handover.incoming_id}"
