"""The six books: what is missing in each, with a link to where it is mended; and the file for a contest."""

from __future__ import annotations

from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.books import access
from anyelir.books.six_books import contest_file, six_books
from anyelir.books.views.bodies import first_page
from anyelir.core.audit import note
from anyelir.core.clock import today_at
from anyelir.core.screens import methods
from anyelir.membership.finding import body_at
from anyelir.regions.scope import NATION
from anyelir.secretariat.downloads import as_file
from anyelir.secretariat.views.finding import year_or_404


@methods("GET")
def home(request):
    lead = _("Enam buku wajib, dan apa yang masih kurang di dalamnya.")
    year = str(today_at(NATION).year)
    return first_page(request, "books:tidy", _("Tertib administrasi lembaga siapa?"), lead, year=year)


@methods("GET")
def tidy(request, pk, year):
    body = body_at(request, pk, access.can_view_books)
    books = six_books(request.user, body, year_or_404(year))
    note(by=request.user, verb="tidy.read", what=body, region=body.region_id)
    context = {"body": body, "region": body.region, "books": books, "year": year, "menu_page": "tidy"}
    context |= {"before": year - 1, "after": year + 1, "count": sum(book.count for book in books)}
    return render(request, "books/tidy.html", context)


@methods("GET")
def tidy_file(request, pk, year, suffix):
    body = body_at(request, pk, access.can_view_books)
    books = six_books(request.user, body, year_or_404(year))
    response = as_file(contest_file(body, year, books), body, suffix)
    note(by=request.user, verb="tidy.print", what=body, region=body.region_id)
    return response
