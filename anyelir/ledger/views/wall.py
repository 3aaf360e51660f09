"""The page on the wall: opened and ended by the chair, read by everybody who has its code."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from anyelir.accounts.address import budget_address
from anyelir.core.budget import Allowance
from anyelir.core.screens import methods, press
from anyelir.core.sending import posted_op_id
from anyelir.documents.issuing import read_code
from anyelir.documents.qr import qr_picture
from anyelir.ledger import access, actions
from anyelir.ledger.models import WallPage
from anyelir.ledger.views.places import known_ledger
from anyelir.ledger.wall import current_wall_page, shown_months
from anyelir.membership.bodies import name_units

TRIES = Allowance("wall.look", 20, dt.timedelta(hours=1))


@login_not_required
@never_cache
@methods("GET")
def wall_page(request, code):
    """What residents read; an ended code, one that never was and one that cannot be are the same."""
    if not TRIES.take(budget_address(request)):
        return render(request, "ledger/wall_page.html", {"is_spent": True}, status=429)
    pages = WallPage.objects.filter(ended_at=None).select_related("ledger__body__region")
    page = pages.filter(code=read_code(code)).first()
    if page is None:
        return render(request, "ledger/wall_page.html", {"is_unknown": True}, status=404)
    TRIES.give_back(budget_address(request))
    name_units([page.ledger.body])
    address = _address(request, page)
    context = {
        "page": page,
        "ledger": page.ledger,
        "place": page.ledger.body.region,
        "months": shown_months(page.ledger),
        "address": address,
        "qr": qr_picture(address),
    }
    return render(request, "ledger/wall_page.html", context)


def _address(request, page: WallPage) -> str:
    return request.build_absolute_uri(reverse("ledger:wall_page", args=[page.code]))


@methods("GET", "POST")
def wall(request, pk):
    """The chair sees where it is, opens it or ends it."""
    ledger = known_ledger(request, pk, access.can_confirm_closing)
    page = current_wall_page(ledger)
    if request.method == "POST":
        return press(request, lambda: _switched(request, ledger), "ledger:wall", pk=pk)
    context = {
        "ledger": ledger,
        "region": ledger.body.region,
        "page": page,
        "months": shown_months(ledger)[:1],
        "address": _address(request, page) if page else "",
        "may_view": access.can_view_ledger(request.user, ledger),
    }
    return render(request, "ledger/wall.html", context)


def _switched(request, ledger) -> str:
    """A press ends the very page that it was shown beside, not one that was opened since."""
    if "end" not in request.POST:
        actions.open_wall_page(ledger=ledger, by=request.user, op_id=posted_op_id(request))
        return _("Halaman dinding sudah dibuka. Cetak dan tempel di tempat warga berkumpul.")
    page = {str(each.pk): each for each in ledger.wall_pages.all()}.get(request.POST["end"])
    if page is None:
        raise Http404
    actions.end_wall_page(page=page, by=request.user)
    return _("Halaman dinding sudah ditutup. Alamat lamanya tidak terbuka lagi.")
