"""The paper of a closed month: the book 4.11 as two people closed it, with number and code; KONSEP while it is open."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.wording import day, month, rupiah
from anyelir.documents.engine import set_paper
from anyelir.documents.issuing import Order, paper_of
from anyelir.documents.models import Paper
from anyelir.ledger.cashbook import cash_book
from anyelir.ledger.form411 import COLUMNS, Form411, cell_text, form_411
from anyelir.ledger.models import Closing, Ledger
from anyelir.rules.months import first_of_month

TEMPLATE = "cashbook/v1.typ"
OWNER = "ledger.closing"


def issued_closing(closing: Closing) -> Paper | None:
    """The paper of a closed month; the same bytes for ever."""
    return paper_of(Paper, OWNER, str(closing.pk))


def issued_closings(ledger: Ledger) -> dict[str, Paper]:
    """The papers of all its closed months, by the key of the closing, without their bytes."""
    keys = [str(pk) for pk in Closing.objects.filter(ledger=ledger).values_list("pk", flat=True)]
    papers = Paper.objects.filter(owner_kind=OWNER, owner_key__in=keys, state=Paper.State.VALID)
    return {paper.owner_key: paper for paper in papers.defer("content")}


def order(closing: Closing) -> Order:
    """What is issued. Everybody who has the code reads title and body, so they hold no name of a person."""
    ledger = closing.ledger
    return Order(
        template=TEMPLATE,
        title=_("Buku Tabungan (4.11) %s") % month(closing.through),
        owner_kind=OWNER,
        owner_key=str(closing.pk),
        body=_("%(name)s, %(place)s") % {"name": ledger.name, "place": ledger.body.region.label},
        series=f"cashbook/{ledger.pk}",
        made_on=today_at(ledger.body.region_id),
        facts=book_facts(ledger, first_of_month(closing.through)),
    )


def concept_paper(ledger: Ledger, start: dt.date) -> bytes:
    """The book of a month that is still open, as it is now; it is kept nowhere and has no code."""
    head = {
        "title": _("Buku Tabungan (4.11) %s") % month(start),
        "made_on": today_at(ledger.body.region_id).isoformat(),
        "draft": _("KONSEP"),
    }
    return set_paper(TEMPLATE, {**book_facts(ledger, start), **head})


def book_facts(ledger: Ledger, start: dt.date) -> dict[str, Any]:
    """The month in words; ``start`` is its first day."""
    form = form_411(ledger, cash_book(ledger, start))
    closing = form.closing
    return {
        "heading": _("BUKU TABUNGAN"),
        "subtitle": f"{ledger.name}, {ledger.body.region.label}",
        "month": month(start),
        "groups": [str(form.left), str(form.right)],
        "columns": [str(column) for column in COLUMNS * 2],
        "rows": [[cell_text(cell) for cell in row] for row in form.rows],
        "sums": [[_("Jumlah"), cell_text(form.left_idr)], [_("Jumlah"), cell_text(form.right_idr)]],
        "balances": _balances(form),
        "statement": closing_sentences(closing) if closing else [_("Konsep: bulan ini belum ditutup.")],
        "signers": _signers(closing) if closing else [],
        "foot": _("Lampiran 4.11. Sisi buku menurut susunan yang dipilih lembaga ini."),
    }


def _balances(form: Form411) -> list[list[str]]:
    opening = [_("Saldo sebelum bulan ini"), rupiah(form.opening_idr)]
    return [opening, *([_("Sisa %s") % title, rupiah(held)] for title, held in form.places)]


def closing_sentences(closing: Closing) -> list[str]:
    """Who counted what, the difference and its reason, who closed it and when, and the digest of the books."""
    counted = {"name": closing.treasurer_name, "amount": rupiah(closing.counted_idr)}
    return [
        _("Uang tunai dihitung %(name)s: %(amount)s.") % counted,
        _difference(closing),
        _closed(closing),
        _("Sidik buku sampai bulan ini: %s") % closing.short_digest,
    ]


def _difference(closing: Closing) -> str:
    if not closing.difference_idr:
        return _("Hitungan sama dengan buku.")
    facts = {"amount": rupiah(abs(closing.difference_idr)), "reason": closing.reason}
    if closing.difference_idr > 0:
        return _("Hitungan lebih %(amount)s daripada buku. Sebab: %(reason)s") % facts
    return _("Hitungan kurang %(amount)s daripada buku. Sebab: %(reason)s") % facts


def _closed(closing: Closing) -> str:
    facts = {"day": day(closing.closed_on), "name": closing.chair_name}
    if closing.chair is not None:
        return _("Ditutup %(name)s, %(day)s.") % facts
    facts |= {"one": closing.witness_one, "two": closing.witness_two}
    return _("Ditutup oleh yang menghitung, %(day)s, dengan saksi %(one)s dan %(two)s.") % facts


def _signers(closing: Closing) -> list[list[str]]:
    counted = [_("Yang menghitung"), closing.treasurer_name]
    if closing.chair is not None:
        return [counted, [_("Yang menutup"), closing.chair_name]]
    return [counted, [_("Saksi"), closing.witness_one], [_("Saksi"), closing.witness_two]]
