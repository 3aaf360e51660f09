"""The books of a fund as on paper: which there are, one of a month or a year, and its files."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render

from anyelir.core.audit import note
from anyelir.core.screens import load_or_refuse, methods
from anyelir.documents.booklet import Booklet, facts_of
from anyelir.enterprise.books.cards import loan_card
from anyelir.enterprise.books.catalogue import (
    BOOKS,
    FundBook,
    printed_fund_book,
    shortened,
    with_written_numbers,
)
from anyelir.enterprise.books.period import BookPeriod, month_or_year, periods_of
from anyelir.enterprise.fund import access
from anyelir.enterprise.fund.models import Fund
from anyelir.enterprise.fund.views.finding import fund_at
from anyelir.secretariat.downloads import as_pdf, as_xlsx


@methods("GET")
def books(request, pk):
    """All books of a fund, each with what it is for."""
    fund = fund_at(request, pk, access.can_view_funds)
    context = {"fund": fund, "region": fund.body.region, "books": BOOKS.values()}
    return render(request, "fund/books.html", context)


def _asked(request, pk, path) -> tuple[Fund, FundBook, BookPeriod]:
    fund = fund_at(request, pk, access.can_view_funds)
    book = BOOKS.get(path)
    if book is None:
        raise Http404
    kept = {period.key: period for period in periods_of(fund.ledger, book.grain)}
    asked = month_or_year(request.GET.get("masa", ""))
    return fund, book, kept.get(asked.key if asked else "") or next(iter(kept.values()))


@methods("GET")
def book(request, pk, book):
    fund, declared, period = _asked(request, pk, book)
    blocks, left = shortened(declared.blocks(fund, period))
    context = {
        "fund": fund,
        "region": fund.body.region,
        "book": declared,
        "period": period,
        "periods": periods_of(fund.ledger, declared.grain),
        "blocks": [facts_of(block) for block in with_written_numbers(blocks)],
        "left": left,
    }
    return render(request, "fund/book.html", context)


def _file(booklet: Booklet, fund: Fund, suffix: str) -> HttpResponse:
    """A table calculates with its numbers, a paper shows them as they are written."""
    if suffix == "pdf":
        return as_pdf(replace(booklet, blocks=with_written_numbers(booklet.blocks)), fund.body)
    if suffix == "xlsx":
        return as_xlsx(booklet, fund.body)
    raise Http404


@methods("GET")
def download_book(request, pk, book, suffix):
    fund, declared, period = _asked(request, pk, book)
    response = _file(printed_fund_book(fund, declared, period), fund, suffix)
    note(by=request.user, verb="fund.print_book", what=fund, region=fund.body.region_id, book=declared.path)
    return response


@methods("GET")
def loan_card_file(request, pk, suffix):
    """The card of one loan, for its treasurer and chair to print for her."""
    known = access.known_loans(request.user).select_related(
        "fund__ledger__body__region", "body_member", "product"
    )
    loan = load_or_refuse(known, lambda each: access.can_view_loan(request.user, each), pk=pk)
    if loan.plan is None:
        raise Http404
    response = _file(loan_card(loan), loan.fund, suffix)
    note(by=request.user, verb="fund.print_card", what=loan, region=loan.fund.body.region_id)
    return response
