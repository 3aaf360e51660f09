"""Savings of the people of a body: the list, money in and out, one person with her book."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.paging import paginate
from anyelir.core.screens import answer, done, load_or_refuse, methods
from anyelir.core.submissions import posted
from anyelir.ledger import access, actions
from anyelir.ledger.forms import JoinForm, LeaveForm, SavingForm
from anyelir.ledger.models import Ledger
from anyelir.ledger.savings import people_of, present_people, savers, savings_accounts, savings_book
from anyelir.ledger.views.places import known_ledger
from anyelir.membership import actions as membership


@methods("GET")
def savings(request, pk):
    ledger = known_ledger(request, pk, access.can_view_ledger)
    shows_all = request.GET.get("semua") == "ya"
    people = people_of(ledger.body)
    if not shows_all:
        people = present_people(ledger.body, today_at(ledger.body.region_id))
    page = paginate(people, order=("number", "id"), cursor=request.GET.get("kursor", ""))
    context = {
        "ledger": ledger,
        "region": ledger.body.region,
        "accounts": savings_accounts(ledger),
        "page": page,
        "savers": savers(ledger, page.rows),
        "shows_all": shows_all,
        "may_keep": access.can_keep_ledger(request.user, ledger),
    }
    return render(request, "ledger/savings.html", context)


def _moved(request, pk, title: str, direction: int):
    """Money of a saver; ``direction`` is 1 where she brings it and -1 where she takes it."""
    ledger = known_ledger(request, pk, access.can_keep_ledger)
    form = SavingForm(posted(request), ledger=ledger, initial={"person": request.GET.get("anggota")})

    def save(cleaned):
        amount_idr = direction * cleaned.pop("amount_idr")
        made = actions.save_money(ledger=ledger, amount_idr=amount_idr, by=request.user, **cleaned)
        return done(request, _("Tercatat sebagai nomor %s.") % made.no, "ledger:savings", ledger.pk)

    return answer(request, form, save, "ledger/form.html", _context(ledger, title))


def _context(ledger: Ledger, title: str) -> dict:
    return {"title": title, "ledger": ledger, "region": ledger.body.region, "back_to": "ledger:savings"}


@methods("GET", "POST")
def save(request, pk):
    return _moved(request, pk, _("Terima simpanan"), 1)


@methods("GET", "POST")
def pay_out(request, pk):
    return _moved(request, pk, _("Bayarkan simpanan"), -1)


@methods("GET", "POST")
def join(request, pk):
    ledger = known_ledger(request, pk, access.can_keep_ledger)
    form = JoinForm(posted(request), ledger=ledger)

    def save(cleaned):
        made = membership.join_body(body=ledger.body, by=request.user, **cleaned)
        return done(request, _("Tercatat sebagai anggota nomor %s.") % made.number, "ledger:saver", made.pk)

    return answer(request, form, save, "ledger/form.html", _context(ledger, _("Anggota baru")))


@methods("GET", "POST")
def saver(request, pk):
    """One person with her book; and her leaving."""
    known = access.known_people(request.user).select_related("body__ledger", "body__region")
    person = load_or_refuse(known, lambda each: access.can_view_ledger(request.user, each.body.ledger), pk=pk)
    ledger = person.body.ledger
    may_keep = access.can_keep_ledger(request.user, ledger)
    if request.method == "POST" and not may_keep:
        raise PermissionDenied
    form = LeaveForm(posted(request), place=ledger.body.region_id)

    def save(cleaned):
        membership.leave_body(person=person, by=request.user, **cleaned)
        return done(request, _("%s tercatat keluar.") % person.name, "ledger:savings", ledger.pk)

    [standing] = savers(ledger, [person])
    context = {
        "person": person,
        "ledger": ledger,
        "region": ledger.body.region,
        "standing": [*zip(savings_accounts(ledger), standing.held_idr, strict=True)],
        "sum_idr": standing.sum_idr,
        "rows": savings_book(ledger, person),
        "may_keep": may_keep and person.until is None,
    }
    return answer(request, form, save, "ledger/saver.html", context)
