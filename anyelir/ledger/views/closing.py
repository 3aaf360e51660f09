"""Closing a month: one counts, a second person confirms."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.screens import answer, done, methods
from anyelir.core.submissions import posted
from anyelir.ledger import access, actions, cashbook, forms, queries
from anyelir.ledger.issuing import issue_closing_if_possible
from anyelir.ledger.models import ClosingProposal
from anyelir.ledger.views.papers import check_url
from anyelir.ledger.views.places import known_ledger
from anyelir.rules.months import first_of_month


@methods("GET", "POST")
def close(request, pk):
    """Counting, or confirming what another counted."""
    ledger = known_ledger(request, pk, access.can_close_ledger)
    proposal = ClosingProposal.objects.filter(ledger=ledger).first()
    if proposal is None or (request.method == "POST" and "counted_idr" in request.POST):
        return _count(request, ledger)
    return _confirm(request, ledger, proposal)


def _closing_context(request, ledger, **more):
    through = queries.next_to_close(ledger)
    month = first_of_month(through)
    return {
        "ledger": ledger,
        "region": ledger.body.region,
        "through": through,
        "book": cashbook.cash_book(ledger, month),
        "cash_idr": queries.cash_idr(ledger, through),
        "may_show": access.can_confirm_closing(request.user, ledger),
        "is_over": today_at(ledger.body.region_id) > through,
        **more,
    }


def _count(request, ledger):
    if not access.can_keep_ledger(request.user, ledger):
        return render(request, "ledger/close.html", _closing_context(request, ledger))
    form = forms.CountForm(posted(request))

    def save(cleaned):
        actions.propose_closing(ledger=ledger, by=request.user, **cleaned)
        return done(
            request, _("Hitungan disimpan. Orang kedua tinggal mengonfirmasi."), "ledger:close", ledger.pk
        )

    return answer(request, form, save, "ledger/close.html", lambda: _closing_context(request, ledger))


def _confirm(request, ledger, proposal):
    by_one = proposal.by == request.user.id
    needs_witnesses = by_one and ledger.closes_with_witnesses
    may_confirm = access.can_confirm_closing(request.user, ledger) and (needs_witnesses or not by_one)
    context = {"proposal": proposal, "may_confirm": may_confirm, "may_withdraw": by_one}
    if request.method == "POST" and "withdraw" in request.POST and by_one:
        actions.withdraw_proposal(proposal=proposal, by=request.user)
        return done(request, _("Hitungan ditarik. Hitung lagi kalau sudah siap."), "ledger:close", ledger.pk)
    if request.method == "POST" and not access.can_confirm_closing(request.user, ledger):
        raise PermissionDenied
    form = forms.ConfirmForm(posted(request), needs_witnesses=needs_witnesses)

    def save(cleaned):
        names = (cleaned["witness_one"], cleaned["witness_two"]) if needs_witnesses else ()
        given = {"proposal": proposal, "witnesses": names, "op_id": cleaned["op_id"]}
        closing = actions.confirm_closing(by=request.user, **given)
        issue_closing_if_possible(closing, check_url=check_url(request), by=request.user)
        return done(request, _("Bulan sudah ditutup."), "ledger:home")

    return answer(
        request, form, save, "ledger/close.html", lambda: _closing_context(request, ledger, **context)
    )
