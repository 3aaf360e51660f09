"""Arisan: the cycles of a body, one cycle with its rounds, the draw on the meeting sheet, the check page."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from anyelir.accounts.address import budget_address
from anyelir.arisan import access, actions
from anyelir.arisan.forms import (
    GlassForm,
    JoinArisanForm,
    LeaveArisanForm,
    StartArisanForm,
    VoidDrawForm,
    WordForm,
)
from anyelir.arisan.models import Arisan, Draw
from anyelir.arisan.printed import shown_draw
from anyelir.arisan.queries import (
    committed_draw,
    draws_of,
    is_finished,
    running_arisan,
    share_rows,
    standing_at,
)
from anyelir.contributions.access import can_keep_sheet, known_sheets
from anyelir.core.budget import Allowance
from anyelir.core.permission import Permission
from anyelir.core.screens import answer, done, load_or_refuse, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted
from anyelir.documents.issuing import read_code
from anyelir.membership.finding import body_at, choose_body

TRIES = Allowance("arisan.check", 60, dt.timedelta(hours=1))


def arisan_of(request, pk, allowed) -> Arisan:
    known = access.known_arisans(request.user).select_related("body__region")
    return load_or_refuse(known, lambda each: allowed(request.user, each), pk=pk)


@methods("GET")
def home(request):
    """The arisan of the only body whose money the person reads, or the bodies to choose from."""
    return choose_body(
        request,
        access.arisan_bodies(request.user),
        lambda body: reverse("arisan:arisans", args=[body.pk]),
        rights=(Permission.MONEY_VIEW,),
        title=_("Arisan siapa?"),
        lead=_("Arisan hanya dibaca dan diisi oleh pengurus lembaganya."),
    )


@methods("GET")
def arisans(request, pk):
    """The cycles of a body, the running one first."""
    body = body_at(request, pk, access.can_view_arisans)
    cycles = list(access.visible_arisans(request.user).filter(body=body))
    running = running_arisan(body)
    context = {
        "body": body,
        "region": body.region,
        "cycles": sorted(cycles, key=lambda each: each != running),
        "running": running,
        "may_keep": access.can_keep_arisans(request.user, body),
    }
    return render(request, "arisan/arisans.html", context)


@methods("GET", "POST")
def start(request, pk):
    body = body_at(request, pk, access.can_keep_arisans)
    form = StartArisanForm(posted(request), body=body)

    def save(cleaned):
        people = sorted(cleaned.pop("people"), key=lambda person: person.number)
        made = actions.start_arisan(body=body, people=people, by=request.user, **cleaned)
        return done(request, _("Arisan dimulai."), "arisan:show", pk=made.pk)

    context = {"title": _("Mulai arisan"), "body": body, "region": body.region}
    return answer(request, form, save, "arisan/form.html", context)


@methods("GET")
def arisan(request, pk):
    """Who holds which share and has won, the rounds, and the locked draw."""
    current = arisan_of(request, pk, access.can_view_arisan)
    shares = share_rows(current)
    context = {
        "arisan": current,
        "body": current.body,
        "region": current.body.region,
        "shares": shares,
        "draws": draws_of(current),
        "pot_idr": len(shares) * current.stake_idr,
        "committed": committed_draw(current),
        "is_finished": is_finished(current),
        "may_keep": access.can_keep_arisan(request.user, current),
    }
    return render(request, "arisan/arisan.html", context)


@methods("GET", "POST")
def join(request, pk):
    current = arisan_of(request, pk, access.can_keep_arisan)
    form = JoinArisanForm(posted(request), body=current.body)

    def save(cleaned):
        share = actions.join_arisan(arisan=current, by=request.user, **cleaned)
        return done(request, _("Tercatat sebagai bagian nomor %s.") % share.number, "arisan:show", pk=pk)

    return answer(request, form, save, "arisan/form.html", _around(current, _("Tambah bagian")))


def _around(current: Arisan, title: str) -> dict:
    return {"title": title, "arisan": current, "body": current.body, "region": current.body.region}


@methods("GET", "POST")
def leave(request, pk):
    known = access.known_shares(request.user).select_related("arisan__body__region", "body_member")
    share = load_or_refuse(known, lambda each: access.can_keep_arisan(request.user, each.arisan), pk=pk)
    form = LeaveArisanForm(posted(request), body=share.arisan.body)

    def save(cleaned):
        actions.leave_arisan(share=share, by=request.user, **cleaned)
        return done(request, _("Bagian sudah diserahkan."), "arisan:show", pk=share.arisan_id)

    title = _("Serahkan bagian nomor %s") % share.number
    return answer(request, form, save, "arisan/form.html", _around(share.arisan, title))


@methods("POST")
def commit(request, pk):
    current = arisan_of(request, pk, access.can_keep_arisan)

    def act() -> str:
        actions.commit_draw(arisan=current, by=request.user, op_id=posted_op_id(request))
        return _("Nomor rahasia terkunci. Bagikan kodenya sebelum rapat.")

    return press(request, act, "arisan:show", pk=pk)


@methods("GET", "POST")
def void(request, pk):
    known = access.known_draws(request.user).select_related("arisan__body__region")
    draw = load_or_refuse(known, lambda each: access.can_keep_arisan(request.user, each.arisan), pk=pk)
    form = VoidDrawForm(posted(request), body=draw.arisan.body)

    def save(cleaned):
        witnesses = (cleaned.pop("witness_one"), cleaned.pop("witness_two"))
        actions.void_draw(draw=draw, witnesses=witnesses, by=request.user, **cleaned)
        return done(
            request, _("Putaran dibatalkan. Alasannya tetap terbaca."), "arisan:show", pk=draw.arisan_id
        )

    title = _("Batalkan putaran %s") % draw.round_no
    return answer(request, form, save, "arisan/form.html", _around(draw.arisan, title))


def _table_of(request, pk):
    """The sheet of the meeting with its arisan; without one there is nothing to draw."""
    known = known_sheets(request.user).select_related("activity", "body__region", "body__ledger")
    sheet = load_or_refuse(known, lambda each: can_keep_sheet(request.user, each), pk=pk)
    cycle = standing_at(sheet)
    if cycle is None:
        raise Http404
    return sheet, cycle.arisan


@methods("POST")
def reveal(request, pk):
    sheet, current = _table_of(request, pk)
    draw = committed_draw(current)
    if draw is None:
        raise Http404
    form = WordForm(posted(request))

    def save(cleaned):
        made = actions.reveal_draw(draw=draw, sheet=sheet, by=request.user, **cleaned)
        return _won(request, made, pk)

    return answer(
        request, form, save, "arisan/draw.html", _around(current, _("Buka undian")) | {"sheet": sheet}
    )


@methods("POST")
def glass(request, pk):
    sheet, current = _table_of(request, pk)
    form = GlassForm(posted(request))

    def save(cleaned):
        made = actions.record_glass(arisan=current, sheet=sheet, by=request.user, **cleaned)
        return _won(request, made, pk)

    return answer(
        request, form, save, "arisan/draw.html", _around(current, _("Kocok gelas")) | {"sheet": sheet}
    )


def _won(request, draw: Draw, pk):
    return done(request, _("Pemenangnya %s.") % draw.winner.body_member.name, "contributions:sheet", pk=pk)


@login_not_required
@never_cache
@methods("GET")
def check(request, code):
    """Numbers and never a name: what was locked, what was said, and the way to count it again."""
    if not TRIES.take(budget_address(request)):
        return render(request, "arisan/check.html", {"is_spent": True}, status=429)
    draw = Draw.objects.filter(code=read_code(code)).select_related("arisan__body__region", "winner").first()
    if draw is None:
        return render(request, "arisan/check.html", {"is_unknown": True}, status=404)
    TRIES.give_back(budget_address(request))
    return render(request, "arisan/check.html", {"shown": shown_draw(draw)})
