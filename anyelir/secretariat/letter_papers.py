"""A letter as a paper: signed ones are kept as bytes, what is not signed is set afresh and says that it is a draft."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.wording import day
from anyelir.documents.engine import set_paper
from anyelir.documents.issuing import Order, paper_of
from anyelir.documents.models import Paper
from anyelir.membership.models import Post
from anyelir.membership.offices import post_name
from anyelir.secretariat.letterheads import body_name, body_title, letterhead_of, movement
from anyelir.secretariat.models import Letter, Letterhead

TEMPLATE = "letter/v1.typ"
OWNER = "secretariat.letter"


def issued_letter(letter: Letter) -> Paper | None:
    """The paper of a signed letter; of a void one none counts."""
    return paper_of(Paper, OWNER, str(letter.pk))


def kept_letter(letter: Letter) -> Paper | None:
    """The paper as it was signed, also when the letter was made void later."""
    return Paper.objects.filter(owner_kind=OWNER, owner_key=str(letter.pk)).order_by("-id").first()


def is_counted(key: str) -> bool:
    """Whether the letter of a paper still counts."""
    return Letter.objects.filter(pk=key).exclude(state=Letter.State.VOID).exists()


def letter_pdf(letter: Letter) -> bytes:
    """The bytes that were signed, or the letter as it stands with KONSEP across the page."""
    if (kept := kept_letter(letter)) is not None:
        return bytes(kept.content)
    made_on = (letter.on or today_at(letter.body.region_id)).isoformat()
    head = {"title": str(letter.get_kind_display()), "made_on": made_on, "draft": _("KONSEP")}
    return set_paper(TEMPLATE, {**letter_facts(letter, letterhead_of(letter.body)), **head})


def letter_order(letter: Letter, head: Letterhead) -> Order:
    """What is issued at the signing. Everybody who has the code reads title and body: neither name nor subject."""
    assert letter.on is not None and letter.no is not None
    return Order(
        template=TEMPLATE,
        title=str(letter.get_kind_display()),
        owner_kind=OWNER,
        owner_key=str(letter.pk),
        body=body_title(letter.body)[:160],
        series=f"letter/{letter.body_id}/{letter.series}",
        made_on=letter.on,
        facts=letter_facts(letter, head),
        number=letter.no,
        own_number=letter.number_text,
    )


def letter_facts(letter: Letter, head: Letterhead) -> dict[str, Any]:
    """All that stands on the sheet; the page shows the same."""
    return {
        "head": [movement(), body_name(letter.body).upper(), address_line(letter, head)],
        "rows": [[str(label), text] for label, text in _rows(letter)],
        "dated": f"{head.town}, {day(letter.on) if letter.on else '…'}",
        "to": [
            part for part in (_("Yth. %s") % letter.party if letter.party else "…", _place(letter)) if part
        ],
        "paragraphs": paragraphs(letter.text),
        "sign_title": f"{sign_title(letter.signatory)}," if letter.signatory is not None else "",
        "sign_name": letter.signed_name or _name_of(letter.signatory),
        "copies": [_("Tembusan:"), *letter.copies.splitlines()] if letter.copies else [],
        "foot": _(
            "Surat ini terdaftar di Anyelir. Ini bukan tanda tangan elektronik bersertifikat; tanda tangan basah"
            " dibubuhkan di atas nama."
        ),
    }


def paragraphs(text: str) -> list[list[str]]:
    """Paragraphs stand apart by an empty line; within one the lines stay as they were typed."""
    return [part.splitlines() for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]


def sign_title(post: Post) -> str:
    """``Ketua TP PKK Kelurahan Ciriung``; of an acting one ``Plt. Ketua``."""
    acting = f"{_('Plt.')} " if post.is_acting else ""
    return f"{acting}{post_name(post)} {body_name(post.body)}"


def address_line(letter: Letter, head: Letterhead) -> str:
    return " · ".join(part for part in (letter.body.address, head.contact) if part)


def _rows(letter: Letter) -> list[tuple[Any, str]]:
    rows = [
        (_("Nomor"), letter.number_text or _("(diberikan saat ditandatangani)")),
        (_("Sifat"), str(letter.get_secrecy_display())),
        (_("Lampiran"), letter.attachments or "-"),
        (_("Hal"), letter.subject),
    ]
    return rows


def _place(letter: Letter) -> str:
    return _("di %s") % letter.party_place if letter.party_place else ""


def _name_of(post: Post | None) -> str:
    return post.name if post is not None else ""
