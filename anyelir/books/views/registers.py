"""The registers of members and kader of a body: a list with what is missing, and the official forms."""

from __future__ import annotations

import datetime as dt

from django.http import Http404
from django.utils.translation import gettext as _

from anyelir.books import access, queries
from anyelir.books.form49 import form_49
from anyelir.books.forms.registers import RegisterDayForm
from anyelir.books.queries.registers import KADER, MEMBERS
from anyelir.books.views.bodies import day_asked, first_page
from anyelir.core.audit import note
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission
from anyelir.core.screens import is_part, methods, render_part
from anyelir.core.submissions import searched
from anyelir.membership.access import can
from anyelir.membership.finding import body_at
from anyelir.rules.books import BookForm, all_books
from anyelir.secretariat.downloads import as_file

ORDERS = {"": ("name", "id"), "akhir": ("-name", "-id")}


@methods("GET")
def home(request):
    lead = _("Daftar ini disusun dari jabatan dan layanan yang tercatat; tidak perlu diketik lagi.")
    return first_page(request, "books:register", _("Daftar anggota siapa?"), lead, book="anggota")


def _book(path: str, on: dt.date) -> BookForm:
    books = all_books(on)
    for key in (MEMBERS, KADER):
        if books[key].path == path:
            return books[key]
    raise Http404


@methods("GET")
def register(request, pk, book):
    """Who stands in the register of a day, with what is not recorded of her."""
    body = body_at(request, pk, access.can_view_books)
    on, text = day_asked(request, body), searched(request)
    form = _book(book, on)
    lacking = request.GET.get("tampil") == "kurang"
    order = request.GET.get("urut", "") if request.GET.get("urut", "") in ORDERS else ""
    members = queries.register_members(body, form.key, on, text=text, lacking=lacking)
    page = paginate(members, order=ORDERS[order], cursor=request.GET.get("kursor", ""))
    if not is_part(request):
        note(by=request.user, verb="register.read", what=body, region=body.region_id, book=form.key)
    context = {
        "body": body,
        "region": body.region,
        "form": form,
        "books": [each for each in all_books(on).values() if each.key in (MEMBERS, KADER)],
        "on": on,
        "day_form": RegisterDayForm(place=body.region_id, initial={"tanggal": on}),
        "page": page,
        "rows": queries.register_rows(page, body, form.key, on),
        "incomplete": queries.register_members(body, form.key, on, lacking=True).count(),
        "text": text,
        "lacking": lacking,
        "order": order,
        # Her own page is for who sees the teams of the place.
        "may_open": can(request.user, Permission.TEAM_VIEW, body.region_id),
        "menu_page": "register",
    }
    return render_part(request, "books/register.html", "books/_register.html", context)


@methods("GET")
def register_file(request, pk, book, suffix):
    body = body_at(request, pk, access.can_view_books)
    on = day_asked(request, body)
    form = _book(book, on)
    printed = form_49(body, form.key, queries.printed_rows(body, form.key, on), on)
    response = as_file(printed, body, suffix)
    note(by=request.user, verb="register.print", what=body, region=body.region_id, book=form.key)
    return response
