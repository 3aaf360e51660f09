"""The pack of a hand-over: what all rooms say of the body, the lessons; its digest says whether it changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from anyelir.core.blocks import Block, HeadingBlock, PictureBlock, TextBlock
from anyelir.core.clock import today_at
from anyelir.core.handover import PACK_PARTS, PartRead, Unready
from anyelir.core.wording import day, rupiah
from anyelir.documents.booklet import Booklet, booklet_facts
from anyelir.files.keeping import content_of
from anyelir.handovers.models import HandOver, PackSignature
from anyelir.ledger.models import Ledger
from anyelir.ledger.queries import cash_idr
from anyelir.membership.offices import post_name
from anyelir.secretariat.reporting import as_jpeg

OWNER_KIND = "handover"
CODE_SIGNS = 8


@dataclass(frozen=True)
class ShownPart:
    """A part with its title and sign on the page."""

    key: str
    title: str | Promise
    icon: str
    read: PartRead


def parts_of(handover: HandOver) -> list[ShownPart]:
    """What each room says; one that has nothing to say is left out."""
    parts = ((part, part.read(handover.body, handover.on)) for part in PACK_PARTS)
    return [ShownPart(part.key, part.title, part.icon, read) for part, read in parts if read is not None]


def ledger_of(handover: HandOver) -> Ledger | None:
    return Ledger.objects.filter(body=handover.body_id, until=None).first()


def book_idr(handover: HandOver) -> int | None:
    """What the cash book says is in the box on the day; None for a body that keeps no money."""
    ledger = ledger_of(handover)
    return cash_idr(ledger, handover.on) if ledger is not None else None


def unready_of(parts: Sequence[ShownPart]) -> list[Unready]:
    return [reason for part in parts for reason in part.read.unready]


def pack_blocks(handover: HandOver, parts: Sequence[ShownPart]) -> list[Block]:
    """The chapters in the order of the page."""
    blocks: list[Block] = []
    for part in parts:
        line = " · ".join(filter(None, (part.read.figure, part.read.beside)))
        blocks += [HeadingBlock(str(part.title)), TextBlock("\n".join(filter(None, (line, part.read.text))))]
        blocks += part.read.blocks
        blocks += [TextBlock(reason.text) for reason in part.read.unready]
    blocks += [HeadingBlock(_("Uang tunai dihitung bersama")), TextBlock(count_words(handover))]
    if handover.lessons:
        blocks += [HeadingBlock(_("Yang kami pelajari")), TextBlock(handover.lessons)]
    return blocks


def count_words(handover: HandOver) -> str:
    """What both counted at one table, and the book beside it."""
    by_book = book_idr(handover)
    if by_book is None:
        return _("Lembaga ini tidak memegang uang di buku kas Anyelir.")
    if handover.counted_idr is None:
        return _("Belum dihitung. Menurut buku %s.") % rupiah(by_book)
    params = {
        "counted": rupiah(handover.counted_idr),
        "book": rupiah(by_book),
        "reason": handover.count_reason,
    }
    if handover.counted_idr == by_book:
        return _("Terhitung %(counted)s, sama dengan buku.") % params
    return _("Terhitung %(counted)s, di buku %(book)s. Sebabnya: %(reason)s") % params


def counts_as_in_the_book(handover: HandOver) -> bool:
    return handover.counted_idr is not None and handover.counted_idr == book_idr(handover)


def pack_booklet(handover: HandOver, *, pictures: Sequence[Block] = ()) -> Booklet:
    """The pack as a paper; ``pictures`` are the drawn signatures."""
    body, parts = handover.body, parts_of(handover)
    return Booklet(
        title=_("Berkas serah terima %s") % post_name(handover.post),
        head=(str(body), body.region.label, _between(handover), _effect(handover)),
        blocks=[*pack_blocks(handover, parts), *pictures],
        made_on=today_at(body.region_id),
        signs=(
            (_("Yang menyerahkan,"), handover.outgoing.name),
            (_("Yang menerima,"), handover.incoming.name),
        ),
        foot=_("Sidik berkas %s") % spelled_code(digest_of(handover)),
    )


def _between(handover: HandOver) -> str:
    params = {"outgoing": handover.outgoing.name, "incoming": handover.incoming.name}
    return _("Dari %(outgoing)s kepada %(incoming)s") % params


def _effect(handover: HandOver) -> str:
    return _("Berlaku sejak %s") % day(handover.on)


def digest_of(handover: HandOver) -> str:
    """Of all that the pack says, without the day on which it is printed and in whatever language it is read."""
    with override(settings.LANGUAGE_CODE):
        blocks = pack_blocks(handover, parts_of(handover))
        head = (_between(handover), _effect(handover))
        said: dict[str, Any] = booklet_facts(Booklet("", head, blocks, handover.on))
        said["decree"] = [handover.decree_no, str(handover.decree_on or "")]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def spelled_code(digest: str) -> str:
    """``3F2A-91C4``: printed at the foot of the pack, typed by whoever saw it signed on paper."""
    code = digest[:CODE_SIGNS].upper()
    return f"{code[:4]}-{code[4:]}"


def read_pack_code(typed: str) -> str:
    """As it is compared: small letters, blanks and dashes do not matter."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def signature_of(handover: HandOver, side: str, digest: str) -> PackSignature | None:
    """The newest one of that side, if it is of the pack as it stands."""
    newest = handover.signatures.filter(side=side).order_by("-created_at", "-id").first()
    return newest if newest is not None and newest.digest == digest else None


def signature_blocks(signatures: Sequence[PackSignature]) -> list[Block]:
    """The drawn ones as they stand at the end of the paper, and in words how each was given."""
    blocks: list[Block] = [HeadingBlock(_("Tanda tangan"), 2)]
    for signature in signatures:
        params = {"side": signature.get_side_display(), "way": signature.get_way_display()}
        blocks.append(TextBlock(_("%(side)s: %(way)s") % params))
        content = content_of(signature.picture) if signature.picture is not None else None
        if content is not None:
            blocks.append(PictureBlock(as_jpeg(content), str(signature.get_side_display())))
    return blocks
