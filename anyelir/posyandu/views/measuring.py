"""Weighing one child: the form, the result for the mother, correcting."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from anyelir.core.action import OperationDiffers
from anyelir.core.clock import today_at
from anyelir.core.refusal import Refused
from anyelir.posyandu import access, actions, explaining, uncertain
from anyelir.posyandu.doubts import doubts_about
from anyelir.posyandu.forms.measuring import CorrectForm, MeasureForm, answered
from anyelir.posyandu.growth_chart import growth_charts
from anyelir.posyandu.models import Referral
from anyelir.posyandu.queries.belonging import is_enrolled, open_enrolment
from anyelir.posyandu.queries.child import (
    growth_history,
    last_weighed,
)
from anyelir.posyandu.subject import is_age_exact
from anyelir.posyandu.views.finding import child_in_sight, measurement_at, note_reading, session_at
from anyelir.posyandu.views.measure_page import asked_about, form_page, offer_correction, written
from anyelir.posyandu.views.moving import whose
from anyelir.posyandu.views.refusing import add_refusal


def measure(request, pk, child_pk):
    session = session_at(request, pk)
    child, sight = child_in_sight(request, child_pk)
    is_here = is_enrolled(session.posyandu, child, session.held_on)
    if not is_here and not (sight.is_whole and request.method == "POST"):
        return _not_of_this_posyandu(request, session, child, sight)
    chosen = child.measurements.filter(visit__session=session, is_chosen=True).first()
    initial = written(chosen) if chosen is not None else None
    form = MeasureForm(answered(request.POST) if request.method == "POST" else None, initial=initial)
    asked, status = [], 200
    last = last_weighed(child, session.held_on)
    if request.method == "POST":
        asked, status = asked_about(form, child, session.held_on, last), 422
        if form.is_valid() and not asked:
            try:
                return redirect("posyandu:result", pk=_record(request, session, child, form).pk)
            except OperationDiffers as differs:
                return offer_correction(request, differs.record, last)
            except Refused as refused:
                status = add_refusal(form, refused)
    context = {"session": session, "chosen": chosen, "cancel": _board(session)}
    return form_page(request, form, child, session.held_on, last, asked, status, context)


def _record(request, session, child, form):
    op_id = form.cleaned_data["op_id"]
    values = form.values.columns()
    return actions.record_measurement(session=session, child=child, by=request.user, op_id=op_id, **values)


def _board(session):
    return redirect("posyandu:session", pk=session.pk).url


def _not_of_this_posyandu(request, session, child, sight):
    """Where the child is instead is said to those who may see it."""
    context = {"session": session, "posyandu": session.posyandu, "child": child}
    context["current"] = open_enrolment(child) if sight.is_whole else None
    context["has_left"] = not sight.is_whole
    return render(request, "posyandu/not_enrolled.html", context, status=409)


@require_safe
def result(request, pk):
    """What was found, in words for the mother."""
    found = measurement_at(request, pk)
    child, posyandu = found.child, found.visit.session.posyandu
    sight = access.sight_of(request.user, child)
    history = growth_history(child, sight)
    now, judged = history.month_of(found), history.judged(found)
    before = history.before(found.measured_on)
    again = doubts_about(found, before, history.before(found.measured_on, "height_cm"))
    words = explaining.explain(
        child,
        found,
        now,
        judged.reasons,
        posyandu,
        instead=history.counted_instead(found),
        is_doubtful=bool(again),
    )
    numbers = explaining.numbers(found, now, before, judged.muac)
    message = explaining.message(child, found, words, posyandu, numbers)
    siblings = [row for row in history.rows if row.visit_id == found.visit_id and row.pk != found.pk]
    note_reading(request, child, "result")
    context = {
        "measurement": found,
        "child": child,
        "session": found.visit.session,
        "posyandu": posyandu,
        "words": words,
        "now": now,
        "again": again,
        "is_age_exact": is_age_exact(child),
        "uncertain": uncertain.notes(child, found.measured_on, now, judged.reasons),
        "numbers": numbers,
        "charts": growth_charts(child, "waz", history.until(found.measured_on), today_at(posyandu.region_id)),
        "siblings": siblings,
        "used": next((row for row in siblings if row.is_chosen), None),
        "referral": _open_referral(child, sight),
        "message": message,
        "share": f"https://wa.me/?text={quote(message)}",
        "can_run": access.can_run_session(request.user, posyandu),
        "can_refer": access.can_create_referral(request.user, posyandu),
    }
    return render(request, "posyandu/result.html", context)


def _open_referral(child, sight):
    found = sight.referrals(Referral.objects.filter(child=child, closed_at=None))
    return found.select_related("puskesmas").first()


def correct(request, pk):
    """The same form with what was written, and why it changes."""
    found = measurement_at(request, pk, access.can_run_session)
    child, on = found.child, found.measured_on
    form = CorrectForm(answered(request.POST) if request.method == "POST" else None, initial=written(found))
    asked, status = [], 200
    last = last_weighed(child, on)
    if request.method == "POST":
        asked, status = asked_about(form, child, on, last), 422
        if form.is_valid() and not asked:
            try:
                return _corrected(request, found, form)
            except OperationDiffers as differs:
                return offer_correction(request, differs.record, last)
            except Refused as refused:
                if refused.code == "already_corrected":
                    return offer_correction(request, found, last)
                status = add_refusal(form, refused)
    context = {"session": found.visit.session, "measurement": found}
    context["cancel"] = redirect("posyandu:result", pk=found.pk).url
    return form_page(request, form, child, on, last, asked, status, context)


def _corrected(request, found, form):
    if form.is_wrong_child and "drop" not in request.POST:
        return whose(request, found, form)
    if form.is_wrong_child:
        actions.withdraw_measurement(
            measurement=found, reason=form.reason, by=request.user, op_id=form.cleaned_data["op_id"]
        )
        messages.success(request, _("Catatan itu tidak dihitung lagi."))
        return redirect("posyandu:session", pk=found.visit.session_id)
    new = actions.correct_measurement(
        measurement=found,
        **form.values.columns(),
        reason=form.reason,
        by=request.user,
        op_id=form.cleaned_data["op_id"],
    )
    messages.success(request, _("Pembetulan disimpan. Catatan lama tetap ada."))
    return redirect("posyandu:result", pk=new.pk)


@require_POST
def choose(request, pk):
    found = measurement_at(request, pk, access.can_run_session)
    actions.choose_measurement(measurement=found, by=request.user)
    messages.success(request, _("Hasil ini yang dipakai."))
    return redirect("posyandu:result", pk=found.pk)


@require_POST
def read_curve(request, pk):
    """The kader looked at the curve of the card where the gain is small but the band was kept."""
    found = measurement_at(request, pk, access.can_run_session)
    actions.read_curve(measurement=found, status=request.POST.get("status", ""), by=request.user)
    return redirect("posyandu:result", pk=found.pk)
