"""The cash book of a body: a month, an entry, money in and out, the form 4.11; and totals of bodies below."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from anyelir.core.paging import paginate
from anyelir.core.permission import Permission as P
from anyelir.core.screens import answer, done, load_or_refuse, methods
from anyelir.core.submissions import posted
from anyelir.ledger import access, actions, cashbook, forms, queries
from anyelir.ledger.closing_papers import closing_sentences
from anyelir.ledger.form411 import COLUMNS, form_411
from anyelir.ledger.kinds import EXPENSE, RECEIPT, TRANSFER
from anyelir.ledger.models import ClosingProposal
from anyelir.ledger.savings import names_of_parties
from anyelir.ledger.views.places import around, known_ledger, month_of
from anyelir.membership.access import has_anywhere
from anyelir.membership.bodies import name_units
from anyelir.rules.journal import JournalLine

MONEY_RIGHTS = (P.MONEY_VIEW, P.MONEY_KEEP, P.MONEY_CLOSE)


@methods("GET")
def home(request):
    if not any(has_anywhere(request.user, right) for right in MONEY_RIGHTS):
        raise PermissionDenied
    ledgers = (access.visible_ledgers(request.user) | access.closable_ledgers(request.user)).select_related(
        "body__region"
    )
    ledgers = sorted(ledgers, key=lambda ledger: (ledger.body.region_id, ledger.name))
    bodies = access.openable_bodies(request.user)
    if len(ledgers) == 1 and not bodies and access.can_view_ledger(request.user, ledgers[0]):
        return redirect("ledger:book", ledgers[0].pk)
    return render(
        request, "ledger/home.html", {"rows": _with_totals(request.user, ledgers), "bodies": bodies}
    )


@methods("GET")
def totals(request):
    if not has_anywhere(request.user, P.MONEY_TOTALS):
        raise PermissionDenied
    visible = access.totalled_ledgers(request.user).select_related("body__region")
    page = paginate(visible, order=("body__region_id", "id"), cursor=request.GET.get("kursor", ""))
    return render(
        request, "ledger/totals.html", {"page": page, "rows": _with_totals(request.user, page.rows)}
    )


def _with_totals(user, ledgers):
    held = queries.money_held(ledgers)
    name_units(ledger.body for ledger in ledgers)
    return [(ledger, held[ledger.pk], access.can_view_ledger(user, ledger)) for ledger in ledgers]


@methods("GET", "POST")
def open_new(request):
    bodies = access.openable_bodies(request.user).select_related("region")
    if not bodies:
        raise PermissionDenied
    form = forms.OpenLedgerForm(posted(request), bodies=bodies)

    def save(cleaned):
        amounts = {"kas": cleaned["cash_idr"], "bank": cleaned["bank_idr"]}
        opening = [JournalLine(code, amount) for code, amount in amounts.items() if amount]
        shared = {name: cleaned[name] for name in ("body", "on", "op_id")}
        ledger = actions.open_ledger(opening=opening, by=request.user, **shared)
        return done(request, _("Buku kas sudah dibuka."), "ledger:book", ledger.pk)

    title = _("Buka buku kas %s") % form.only if form.only else _("Buka buku kas")
    return answer(request, form, save, "ledger/form.html", {"title": title})


@methods("GET")
def book(request, pk):
    ledger = known_ledger(request, pk, access.can_view_ledger)
    month = month_of(request, ledger)
    places = [(account, queries.held_now(ledger)[account.code]) for account in queries.money_places(ledger)]
    context = {
        "ledger": ledger,
        "region": ledger.body.region,
        "book": cashbook.cash_book(ledger, month),
        "state": cashbook.state_of(ledger),
        "places": places,
        "may_keep": access.can_keep_ledger(request.user, ledger),
        "may_confirm": access.can_confirm_closing(request.user, ledger),
        "may_close": access.can_close_ledger(request.user, ledger),
        "proposal": ClosingProposal.objects.filter(ledger=ledger).first(),
        **around(ledger, month),
    }
    return render(request, "ledger/book.html", context)


def _entered(request, ledger, form, kind: str, lines_of, title: str):
    """The one flow of a new entry; ``lines_of(cleaned)`` makes its lines."""

    def save(cleaned):
        description = cleaned.get("words") or _("Setor atau ambil di bank")
        shared = {name: cleaned[name] for name in ("on", "receipt_no", "op_id")}
        lines = lines_of(cleaned)
        made = actions.post_entry(
            ledger=ledger, kind=kind, lines=lines, words=description, by=request.user, **shared
        )
        return done(request, _("Tercatat sebagai nomor %s.") % made.no, "ledger:book", ledger.pk)

    context = {"title": title, "ledger": ledger, "region": ledger.body.region}
    return answer(request, form, save, "ledger/form.html", context)


@methods("GET", "POST")
def receive(request, pk):
    ledger = known_ledger(request, pk, access.can_keep_ledger)
    form = forms.ReceiptForm(posted(request), ledger=ledger)

    def lines_of(cleaned):
        return cashbook.receipt_lines(cleaned["account"], cleaned["place"], cleaned["amount_idr"])

    return _entered(request, ledger, form, RECEIPT, lines_of, _("Uang masuk"))


@methods("GET", "POST")
def pay(request, pk):
    ledger = known_ledger(request, pk, access.can_keep_ledger)
    form = forms.ExpenseForm(posted(request), ledger=ledger)

    def lines_of(cleaned):
        chosen = (cleaned[name] for name in ("account", "place", "amount_idr", "fund"))
        return cashbook.expense_lines(*chosen)

    return _entered(request, ledger, form, EXPENSE, lines_of, _("Uang keluar"))


@methods("GET", "POST")
def transfer(request, pk):
    ledger = known_ledger(request, pk, access.can_keep_ledger)
    form = forms.MoneyMoveForm(posted(request), ledger=ledger)

    def lines_of(cleaned):
        return cashbook.receipt_lines(cleaned["source"], cleaned["target"], cleaned["amount_idr"])

    return _entered(request, ledger, form, TRANSFER, lines_of, _("Setor atau ambil di bank"))


@methods("GET", "POST")
def entry(request, pk):
    known = access.known_entries(request.user).select_related("ledger__body__region", "reverses")
    found_entry = load_or_refuse(
        known, lambda entry: access.can_view_ledger(request.user, entry.ledger), pk=pk
    )
    ledger = found_entry.ledger
    may_reverse = access.can_keep_ledger(request.user, ledger)
    if request.method == "POST" and not may_reverse:
        raise PermissionDenied
    form = forms.ReverseForm(posted(request), place=ledger.body.region_id)

    def save(cleaned):
        made = actions.reverse_entry(entry=found_entry, by=request.user, **cleaned)
        return done(request, _("Dibatalkan oleh catatan nomor %s.") % made.no, "ledger:book", ledger.pk)

    lines = list(found_entry.lines.select_related("account"))
    people = names_of_parties(ledger, lines)
    context = {
        "entry": found_entry,
        "lines": [(line, people.get(line.party)) for line in lines],
        "reversed_by": queries.reversal_of(found_entry),
        "ledger": ledger,
        "region": ledger.body.region,
        "may_reverse": may_reverse and found_entry.reverses_id is None and not found_entry.source_kind,
    }
    return answer(request, form, save, "ledger/entry.html", context)


@methods("GET")
def print_book(request, pk):
    ledger = known_ledger(request, pk, access.can_view_ledger)
    month = month_of(request, ledger)
    printed = form_411(ledger, cashbook.cash_book(ledger, month))
    context = {
        "ledger": ledger,
        "region": ledger.body.region,
        "form_411": printed,
        "columns": COLUMNS * 2,
        "statement": closing_sentences(printed.closing) if printed.closing else [],
        **around(ledger, month),
    }
    return render(request, "ledger/print.html", context)
