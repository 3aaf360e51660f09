"""A commitment as a paper: its clauses and who signs; kept as bytes when all have signed, a draft before."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.commitments.models import Clause, Commitment, Party
from anyelir.core.blocks import Block, BlockColumn, HeadingBlock, TableBlock, TextBlock
from anyelir.core.wording import day, short_day
from anyelir.documents.booklet import TEMPLATE, Booklet, booklet_facts, booklet_pdf
from anyelir.documents.issuing import Order, paper_of
from anyelir.documents.models import Paper
from anyelir.membership.offices import post_name

OWNER = "commitments.commitment"


def no_date_yet() -> str:
    return str(_("belum ada tenggat"))


def owner_name(clause: Clause) -> str:
    """``Sekretaris, TP PKK Ciriung``; the name of a party outside."""
    if clause.body is None:
        return str(clause.party)
    return f"{post_name(clause.post)}, {clause.body}" if clause.post is not None else str(clause.body)


def commitment_booklet(commitment: Commitment) -> Booklet:
    """The clauses as they were agreed; parts that were passed on later belong to no paper."""
    parties = [*commitment.parties.select_related("body__region")]
    return Booklet(
        title=str(commitment.get_kind_display()),
        head=(commitment.title, day(commitment.on)),
        blocks=[*_party_blocks(parties), *_clause_blocks(commitment)],
        made_on=commitment.on,
        signs=[(_role_line(each), each.signer) for each in parties],
        foot=_(
            "Disetujui lewat akun masing-masing lembaga atau di atas kertas. Ini bukan tanda tangan elektronik"
            " bersertifikat; tanda tangan basah dibubuhkan di atas nama."
        ),
    )


def _role_line(party: Party) -> str:
    lead = _("Saksi") if party.role == Party.Role.WITNESS else party.office
    return ", ".join(filter(None, (str(lead), str(party))))


def _party_blocks(parties: list[Party]) -> list[Block]:
    names = "\n".join(f"{position}. {each}" for position, each in enumerate(parties, start=1))
    return [HeadingBlock(_("Para pihak")), TextBlock(names)]


def _clause_blocks(commitment: Commitment) -> list[Block]:
    clauses = commitment.clauses.filter(parent=None).exclude(state=Clause.State.DROPPED)
    columns = [
        BlockColumn(_("No."), 1),
        BlockColumn(_("Siapa"), 4),
        BlockColumn(_("Yang dijanjikan"), 8),
        BlockColumn(_("Tenggat"), 3),
        BlockColumn(_("Ukuran"), 4),
        BlockColumn(_("Bagi"), 3),
    ]
    rows = [
        [
            each.no,
            owner_name(each),
            each.what,
            short_day(each.due_on) if each.due_on else no_date_yet(),
            each.indicator,
            str(each.taken_by or ""),
        ]
        for each in clauses.select_related("body__region", "post", "party", "taken_by__body__region")
    ]
    return [HeadingBlock(_("Butir komitmen")), TableBlock(columns, rows)]


def commitment_order(commitment: Commitment) -> Order:
    booklet = commitment_booklet(commitment)
    return Order(
        template=TEMPLATE,
        title=booklet.title,
        owner_kind=OWNER,
        owner_key=str(commitment.pk),
        body=f"{commitment.body}, {commitment.body.region.label}"[:160],
        series=f"commitment/{commitment.body_id}",
        made_on=commitment.signed_on or commitment.on,
        facts=booklet_facts(booklet),
    )


def commitment_pdf(commitment: Commitment) -> bytes:
    """The bytes that were signed, or the paper as it stands with KONSEP across the page. Refuses: paper_too_large."""
    kept = paper_of(Paper, OWNER, str(commitment.pk))
    return (
        bytes(kept.content) if kept is not None else booklet_pdf(commitment_booklet(commitment), _("KONSEP"))
    )
