"""The inventory of a body: its things, one thing with its history, what happened to pieces, form 4.12."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.books import access, actions, queries
from anyelir.books.form412 import form_412
from anyelir.books.forms.inventory import GoodsForm, GoodsMoveForm, GoodsPhotoForm, NewGoodsForm
from anyelir.books.models import Goods, GoodsMove
from anyelir.books.queries.inventory import BROKEN, GONE, THERE
from anyelir.books.views.bodies import day_asked, first_page
from anyelir.core.paging import paginate
from anyelir.core.screens import answer, done, load_or_refuse, methods, press, render_part
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted, posted_files, searched
from anyelir.membership.finding import body_at
from anyelir.secretariat.downloads import as_file

Reason = GoodsMove.Reason
ORDERS = {"": ("name", "id"), "tanggal": ("-acquired_on", "-id")}
# What can happen to pieces, by the word of its address.
HAPPENINGS = {
    "terima": (Reason.RECEIVED, gettext_lazy("Barang diterima lagi")),
    "rusak": (Reason.BROKEN, gettext_lazy("Barang rusak")),
    "perbaiki": (Reason.REPAIRED, gettext_lazy("Barang diperbaiki")),
    "beri": (Reason.GIVEN, gettext_lazy("Barang diberikan")),
    "hilang": (Reason.LOST, gettext_lazy("Barang hilang")),
}
FACTS = ("name", "origin", "acquired_on", "place", "remark")


@methods("GET")
def home(request):
    lead = _("Inventaris hanya dibaca dan ditulis oleh pengurus lembaganya.")
    return first_page(request, "books:inventory", _("Inventaris siapa?"), lead)


@methods("GET")
def inventory(request, pk):
    """Things by name or day, searched, with those that are broken or gone apart."""
    body = body_at(request, pk, access.can_view_books)
    shown = request.GET.get("tampil", "")
    shown = shown if shown in (BROKEN, GONE) else THERE
    order = request.GET.get("urut", "") if request.GET.get("urut", "") in ORDERS else ""
    text = searched(request)
    all_goods = queries.searched_goods(access.visible_goods(request.user), body, text=text, shown=shown)
    page = paginate(all_goods, order=ORDERS[order], cursor=request.GET.get("kursor", ""))
    context = {
        "body": body,
        "region": body.region,
        "page": page,
        "rows": queries.with_pieces(page),
        "text": text,
        "shown": shown,
        "order": order,
        "can_edit": access.can_edit_books(request.user, body),
        "menu_page": "inventory",
    }
    return render_part(request, "books/inventory.html", "books/_inventory.html", context)


@methods("GET", "POST")
def new_goods(request, pk):
    body = body_at(request, pk, access.can_edit_books)
    form = NewGoodsForm(posted(request), place=body.region_id)

    def save(cleaned):
        goods = actions.add_goods(body=body, by=request.user, **cleaned)
        return done(request, _("%s sudah dicatat.") % goods.name, "books:goods", goods.pk)

    context = {"title": _("Barang baru"), "body": body, "region": body.region, "menu_page": "inventory"}
    return answer(request, form, save, "books/inventory_form.html", context)


@methods("GET")
def inventory_file(request, pk, suffix):
    """Form 4.12 of today, or of the day in the address."""
    body = body_at(request, pk, access.can_view_books)
    on = day_asked(request, body)
    rows = queries.inventory_on(access.visible_goods(request.user), body, on)
    return as_file(form_412(body, rows, on), body, suffix)


def _goods_at(request, pk, allowed=access.can_edit_books) -> Goods:
    known = access.known_goods(request.user).select_related("body__region")
    return load_or_refuse(known, lambda goods: allowed(request.user, goods.body), pk=pk)


def _around(goods: Goods) -> dict:
    return {"goods": goods, "body": goods.body, "region": goods.body.region, "menu_page": "inventory"}


@methods("GET", "POST")
def goods(request, pk):
    """One thing: what there is of it, its photo, and all that happened. A photo is sent here."""
    is_sent = request.method == "POST"
    current = _goods_at(request, pk, access.can_edit_books if is_sent else access.can_view_books)
    form = GoodsPhotoForm(*posted_files(request))

    def save(cleaned):
        actions.keep_goods_photo(goods=current, by=request.user, **cleaned)
        return done(request, _("Foto barang disimpan."), "books:goods", pk)

    moves = paginate(queries.moves_of(current), order=("-on", "-id"), cursor=request.GET.get("kursor", ""))
    context = {
        "row": queries.pieces_of(current),
        "moves": moves,
        "photo": queries.photo_of(current),
        "can_edit": access.can_edit_books(request.user, current.body),
        "happenings": [(word, title) for word, (_reason, title) in HAPPENINGS.items()],
        **_around(current),
    }
    return answer(request, form, save, "books/goods.html", context)


@methods("GET", "POST")
def edit_goods(request, pk):
    current = _goods_at(request, pk)
    initial = {name: getattr(current, name) for name in FACTS}
    form = GoodsForm(posted(request), initial=initial, place=current.body.region_id)

    def save(cleaned):
        actions.change_goods(goods=current, by=request.user, **cleaned)
        return done(request, _("Data barang tersimpan."), "books:goods", pk)

    context = {"title": _("Betulkan data %s") % current.name, **_around(current)}
    return answer(request, form, save, "books/inventory_form.html", context)


@methods("GET", "POST")
def move(request, pk, what):
    """What happened to some pieces."""
    current = _goods_at(request, pk)
    if what not in HAPPENINGS:
        raise Http404
    reason, title = HAPPENINGS[what]
    row = queries.pieces_of(current)
    form = GoodsMoveForm(posted(request), reason=reason, row=row, place=current.body.region_id)

    def save(cleaned):
        actions.move_goods(goods=current, reason=reason, by=request.user, **cleaned)
        return done(request, _("Perubahan sudah dicatat."), "books:goods", pk)

    context = {"title": f"{title}: {current.name}", "row": row, **_around(current)}
    return answer(request, form, save, "books/inventory_form.html", context)


@methods("POST")
def undo(request, pk):
    """Take a move back by a counter-move."""
    known = access.known_moves(request.user).select_related("goods__body")
    current = load_or_refuse(known, lambda each: access.can_edit_books(request.user, each.goods.body), pk=pk)

    def act() -> str:
        actions.undo_move(move=current, by=request.user, op_id=posted_op_id(request))
        return _("Catatan dibatalkan dengan catatan lawannya.")

    return press(request, act, "books:goods", pk=current.goods_id)
