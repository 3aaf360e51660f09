"""The months of a ledger with their state and their papers."""

from __future__ import annotations

import datetime as dt

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.downloads import PDF, file_to_open
from anyelir.core.grain import MONTH
from anyelir.core.screens import methods, press
from anyelir.core.sending import posted_op_id
from anyelir.ledger import access, actions, closing_papers
from anyelir.ledger.models import Closing, ClosingProposal
from anyelir.ledger.views.places import known_ledger
from anyelir.rules.months import last_day


def check_url(request) -> str:
    """The address before the code of a paper."""
    return request.build_absolute_uri(reverse("documents:ask"))


def _months(ledger) -> list[dt.date]:
    """From the one in which the books were opened to this one, or to their end."""
    last = ledger.until or today_at(ledger.body.region_id)
    return MONTH.between(ledger.since, last)


@methods("GET")
def closings(request, pk):
    ledger = known_ledger(request, pk, access.can_view_ledger)
    closed = {each.through: each for each in ledger.closings.all()}
    papers = closing_papers.issued_closings(ledger)
    rows = []
    for month in reversed(_months(ledger)):
        closing = closed.get(last_day(month))
        rows.append((month, MONTH.key(month), closing, papers.get(str(closing.pk)) if closing else None))
    context = {
        "ledger": ledger,
        "region": ledger.body.region,
        "rows": rows,
        "proposal": ClosingProposal.objects.filter(ledger=ledger).first(),
        "may_close": access.can_close_ledger(request.user, ledger),
    }
    return render(request, "ledger/closings.html", context)


@methods("GET", "POST")
def paper(request, pk, month):
    """The bytes as they were issued; of an open month the book as it is now. Pressing issues what has no paper yet."""
    ledger = known_ledger(request, pk, access.can_view_ledger)
    start = MONTH.parse(month)
    if start not in _months(ledger):
        raise Http404
    closing = Closing.objects.filter(ledger=ledger, through=last_day(start)).first()
    if request.method == "POST":
        return _issue(request, closing)
    if closing is None:
        name = f"konsep-buku-kas-{MONTH.key(start)}.pdf"
        return file_to_open(closing_papers.concept_paper(ledger, start), PDF, name)
    issued = closing_papers.issued_closing(closing)
    if issued is None:
        raise Http404
    return file_to_open(bytes(issued.content), PDF, f"buku-kas-{MONTH.key(start)}.pdf")


def _issue(request, closing):
    if closing is None:
        raise Http404

    def act() -> str:
        given = {"check_url": check_url(request), "op_id": posted_op_id(request)}
        issued = actions.issue_closing_paper(closing=closing, by=request.user, **given)
        return _("Lembar nomor %s siap dibuka dan dicetak.") % issued.number_text

    return press(request, act, "ledger:closings", pk=closing.ledger_id)
