"""Meeting sheets: the sheets of a body, one sheet on the phone, its paper and the twin of it, closing and undoing."""

from __future__ import annotations

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.contributions import access, actions
from anyelir.contributions.columns import PARTS
from anyelir.contributions.forms import PaperTwinForm, SentSheet, StartForm, UndoForm
from anyelir.contributions.models import MeetingSheet
from anyelir.contributions.pages import (
    dues_of,
    notes_of,
    other_accounts,
    state_of_sheet,
    twin_rest,
    twin_rows,
)
from anyelir.contributions.phone import kept_on_phone
from anyelir.contributions.queries import SheetView, last_sheet_of, open_sheet_of, sheets_of
from anyelir.core.clock import today_at
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission
from anyelir.core.screens import answer, done, load_or_refuse, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted
from anyelir.ledger.models import Ledger
from anyelir.membership.finding import body_at, choose_body
from anyelir.secretariat.access import known_activities


def sheet_at(request, pk, allowed=access.can_view_sheet) -> MeetingSheet:
    parts = ("activity__body__region", "body__region", "body__ledger", "entry", "chair", "keeper", "witness")
    known = (
        access.known_sheets(request.user).select_related(*parts).prefetch_related("body__ledger__accounts")
    )
    return load_or_refuse(known, lambda sheet: allowed(request.user, sheet), pk=pk)


@methods("GET")
def home(request):
    """The sheets of the only body whose money the person reads, or the bodies to choose from."""
    return choose_body(
        request,
        access.sheet_bodies(request.user),
        lambda body: reverse("contributions:sheets", args=[body.pk]),
        rights=(Permission.MONEY_VIEW,),
        title=_("Uang rapat siapa?"),
        lead=_("Lembar rapat hanya dibaca dan diisi oleh pengurus lembaganya."),
    )


@methods("GET")
def sheets(request, pk):
    """The open sheet first, then those of earlier meetings."""
    body = body_at(request, pk, access.can_view_sheets)
    rows = sheets_of(access.visible_sheets(request.user), body)
    context = {
        "body": body,
        "region": body.region,
        "page": paginate(rows, order=("-created_at", "-id"), cursor=request.GET.get("kursor", "")),
        "open_sheet": open_sheet_of(body),
        "ledger": Ledger.objects.filter(body=body).first(),
        "may_keep": access.can_keep_sheets(request.user, body),
        "menu_page": "meetings-money",
    }
    return render(request, "contributions/sheets.html", context)


@methods("GET", "POST")
def start(request, pk):
    """Today's meeting: the day and the place, then its sheet."""
    body = body_at(request, pk, access.can_keep_sheets)
    if not Ledger.objects.filter(body=body).exists():
        return redirect("contributions:sheets", pk=pk)
    before = last_sheet_of(body)
    place = before.activity.place if before is not None else str(body)
    form = StartForm(posted(request), body=body, initial={"place": place, "on": today_at(body.region_id)})

    def save(cleaned):
        sheet = actions.start_meeting(body=body, by=request.user, **cleaned)
        return redirect("contributions:sheet", pk=sheet.pk)

    context = {"title": _("Mulai rapat"), "body": body, "region": body.region, "menu_page": "meetings-money"}
    return answer(request, form, save, "contributions/start.html", context)


@methods("POST")
def open_for(request, pk):
    """The sheet of a meeting that was planned."""
    known = known_activities(request.user).select_related("body__region")
    activity = load_or_refuse(known, lambda each: access.can_keep_sheets(request.user, each.body), pk=pk)

    def act() -> str:
        actions.open_sheet(activity=activity, by=request.user, op_id=posted_op_id(request))
        return _("Lembar rapat dibuka.")

    return press(request, act, "contributions:sheets", pk=activity.body_id)


@methods("GET")
def sheet(request, pk):
    """On the phone as long as it is open, afterwards what it holds; who only confirms sees its sums."""
    current = sheet_at(request, pk, access.can_open_sheet)
    view = SheetView(current)
    may_keep = access.can_keep_sheet(request.user, current)
    context = _around(request, view) | {"may_keep": may_keep, "form": UndoForm()}
    if not (current.is_open and may_keep):
        return render(request, "contributions/closed.html", context)
    context |= {"state": state_of_sheet(view), "accounts": other_accounts(current)}
    return render(request, "contributions/sheet.html", context)


def _around(request, view: SheetView, sent=None) -> dict:
    sheet = view.sheet
    shown = [(part, part.context(view.readings, request.user)) for part in PARTS]
    return {
        "sheet": sheet,
        "view": view,
        "body": sheet.body,
        "region": sheet.body.region,
        "heading": str(sheet.body),
        "dues": dues_of(sheet, sent),
        "notes": notes_of(sheet, sent),
        "parts": [(part.template, context) for part, context in shown if context is not None],
        "two_accounts": not sheet.body.ledger.closes_with_witnesses
        and access.second_account_of(sheet.body, request.user),
        "may_view": access.can_view_sheet(request.user, sheet),
        "may_close": access.can_close_sheet(request.user, sheet),
        "menu_page": "meetings-money",
    }


@methods("POST")
def save(request, pk):
    """What the phone sends every ten seconds; it is told of rows that another phone changed meanwhile."""
    current = sheet_at(request, pk, access.can_keep_sheet)
    status, answered = kept_on_phone(current, request.POST, request.user, posted_op_id(request))
    return JsonResponse(answered, status=status)


@methods("GET", "POST")
def twin(request, pk):
    """The paper to be keyed in: the same rows in the same order."""
    current = sheet_at(request, pk, access.can_keep_sheet)
    view, sent = SheetView(current), posted(request)

    def save(cleaned):
        drafts = SentSheet(view, request.POST)
        actions.save_sheet(
            sheet=current, rows=drafts.rows(), head=drafts.head(), by=request.user, op_id=cleaned["op_id"]
        )
        return done(request, _("Tersimpan."), "contributions:sheet", pk=pk)

    def context():
        rest = {"rows": twin_rows(view, sent), "accounts": other_accounts(current)}
        return _around(request, view, sent) | twin_rest(current, sent) | rest

    return answer(request, PaperTwinForm(sent), save, "contributions/twin.html", context)


@methods("GET")
def paper(request, pk):
    """Numbers, names, agreed amounts and empty boxes."""
    current = sheet_at(request, pk)
    return render(request, "contributions/paper.html", _around(request, SheetView(current)))


@methods("POST")
def rest(request, pk):
    current = sheet_at(request, pk, access.can_keep_sheet)

    def act() -> str:
        actions.leave_rest_away(sheet=current, by=request.user, op_id=posted_op_id(request))
        return _("Sisanya tercatat tidak hadir.")

    return press(request, act, "contributions:sheet", pk=pk)


@methods("POST")
def close(request, pk):
    """Close, or where two accounts do and nobody counted yet, count."""
    current = sheet_at(request, pk, access.can_close_sheet)
    given = {"sheet": current, "by": request.user, "op_id": posted_op_id(request)}
    counts = current.counted_by is None and not current.body.ledger.closes_with_witnesses

    def act() -> str:
        if counts and access.second_account_of(current.body, request.user):
            actions.keep_count(**given)
            return _("Hitungan tersimpan. Pengurus lain membuka lembar ini dan menutupnya.")
        closed = actions.close_sheet(**given)
        return _("Lembar ditutup, tercatat sebagai nomor %s di buku kas.") % closed.entry.no

    return press(request, act, "contributions:sheet", pk=pk)


@methods("POST")
def undo(request, pk):
    current = sheet_at(request, pk, access.can_keep_sheet)
    form = UndoForm(posted(request))

    def save(cleaned):
        draft = actions.undo_sheet(sheet=current, by=request.user, **cleaned)
        text = _("Dibatalkan. Lembar baru berisi angka yang sama.")
        return done(request, text, "contributions:sheet", pk=draft.pk)

    context = _around(request, SheetView(current)) | {"may_keep": True}
    return answer(request, form, save, "contributions/closed.html", context)
