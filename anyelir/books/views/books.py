"""Books that nobody computes from: which there are, the lines of a year, one line with its versions."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.books import access, actions, queries
from anyelir.books.book_pages import line_row, printed_year
from anyelir.books.forms.books import BookLineForm, StrikeForm, initial_of
from anyelir.books.models import BookLine
from anyelir.books.views.bodies import first_page
from anyelir.core.audit import note
from anyelir.core.clock import today_at
from anyelir.core.paging import paginate
from anyelir.core.screens import answer, done, load_or_refuse, methods, render_part
from anyelir.core.submissions import posted, searched
from anyelir.membership.finding import body_at
from anyelir.membership.models import Body
from anyelir.rules.books import BookForm, all_books, kept_books
from anyelir.secretariat.downloads import as_file

ORDERS = {"": ("-no", "-id"), "awal": ("no", "id")}


@methods("GET")
def home(request):
    lead = _("Isi buku hanya dibaca dan ditulis oleh pengurus lembaganya.")
    return first_page(request, "books:books", _("Buku siapa?"), lead)


@methods("GET")
def books(request, pk):
    """The kept books of a body with their lines of this year."""
    body = body_at(request, pk, access.can_view_books)
    today = today_at(body.region_id)
    counts = queries.line_counts(access.visible_book_lines(request.user), body, today.year)
    rows = [(book, counts.get(book.key, 0)) for book in kept_books(today).values()]
    context = {"body": body, "region": body.region, "rows": rows, "year": today.year, "menu_page": "books"}
    return render(request, "books/books.html", context)


def _kept(path: str, body: Body) -> BookForm:
    book = kept_books(today_at(body.region_id)).get(path)
    if book is None:
        raise Http404
    return book


def _around(body: Body, book: BookForm) -> dict:
    return {"body": body, "region": body.region, "book": book, "menu_page": "books"}


def _year(request, body: Body) -> int:
    """The year in the address, or this one."""
    asked, this_year = request.GET.get("tahun", ""), today_at(body.region_id).year
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else this_year


@methods("GET")
def book(request, pk, book):
    """Lines of a year by number, searched."""
    body = body_at(request, pk, access.can_view_books)
    form, year, text = _kept(book, body), _year(request, body), searched(request)
    order = request.GET.get("urut", "") if request.GET.get("urut", "") in ORDERS else ""
    visible = access.visible_book_lines(request.user)
    lines = queries.lines_of(visible, body, form.key, year, text=text)
    page = paginate(lines, order=ORDERS[order], cursor=request.GET.get("kursor", ""))
    context = {
        "page": page,
        "rows": [line_row(form, line) for line in page],
        "year": year,
        "years": queries.years_of(visible, body, form.key, today_at(body.region_id).year),
        "text": text,
        "order": order,
        "can_edit": access.can_edit_books(request.user, body),
        **_around(body, form),
    }
    return render_part(request, "books/book.html", "books/_book.html", context)


@methods("GET")
def download(request, pk, book, suffix):
    body = body_at(request, pk, access.can_view_books)
    form, year = _kept(book, body), _year(request, body)
    lines = queries.lines_of(access.visible_book_lines(request.user), body, form.key, year).order_by("no")
    response = as_file(printed_year(form, body, year, lines), body, suffix)
    note(by=request.user, verb="book.print", what=body, region=body.region_id, book=form.key, year=year)
    return response


@methods("GET", "POST")
def new_line(request, pk, book):
    body = body_at(request, pk, access.can_edit_books)
    declared = _kept(book, body)
    form = BookLineForm(posted(request), book=declared, place=body.region_id)

    def save(cleaned):
        facts = {"on": cleaned["on"], "values": form.values, "op_id": cleaned["op_id"]}
        line = actions.write_line(body=body, book=declared.key, by=request.user, **facts)
        return done(request, _("Tercatat sebagai nomor %s.") % line.no, "books:book", pk, declared.path)

    context = {"title": _("Baris baru: %s") % declared.title, **_around(body, declared)}
    return answer(request, form, save, "books/line_form.html", context)


def _line_at(request, pk, allowed) -> tuple[BookLine, BookForm]:
    known = access.known_book_lines(request.user).select_related("body__region")
    current = load_or_refuse(known, lambda line: allowed(request.user, line.body), pk=pk)
    return current, all_books(current.on)[current.book]


@methods("GET")
def line(request, pk):
    """One line with what stood there before."""
    current, declared = _line_at(request, pk, access.can_view_books)
    versions = [line_row(declared, version) for version in queries.versions_of(current)]
    newest = versions[0]
    may_change = newest.line.struck_at is None and access.can_edit_books(request.user, current.body)
    context = {
        "row": newest,
        "older": versions[1:],
        "may_change": may_change,
        **_around(current.body, declared),
    }
    return render(request, "books/line.html", context)


@methods("GET", "POST")
def correct_line(request, pk):
    current, declared = _line_at(request, pk, access.can_edit_books)
    initial = initial_of(declared, current.on, current.values)
    form = BookLineForm(posted(request), initial=initial, book=declared, place=current.body.region_id)

    def save(cleaned):
        facts = {"on": cleaned["on"], "values": form.values, "op_id": cleaned["op_id"]}
        newer = actions.correct_line(line=current, by=request.user, **facts)
        return done(request, _("Baris sudah dibetulkan. Tulisan lamanya tetap ada."), "books:line", newer.pk)

    context = {
        "title": _("Betulkan nomor %s") % current.no,
        "line": current,
        **_around(current.body, declared),
    }
    return answer(request, form, save, "books/line_form.html", context)


@methods("GET", "POST")
def strike_line(request, pk):
    current, declared = _line_at(request, pk, access.can_edit_books)

    def save(cleaned):
        actions.strike_line(line=current, by=request.user, **cleaned)
        return done(request, _("Baris dicoret. Nomornya tetap."), "books:line", pk)

    context = {"title": _("Coret nomor %s") % current.no, "line": current, **_around(current.body, declared)}
    return answer(request, StrikeForm(posted(request)), save, "books/line_form.html", context)
