"""Weighing one child: the form, the result for the mother, correcting."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anyelir.core.action import OperationDiffers
from anyelir.core.refusal import Refused
from anyelir.posyandu.day import actions
from anyelir.posyandu.day.forms.measuring import CorrectForm, MeasureForm, answered
from anyelir.posyandu.day.queries.weighed import last_weighed
from anyelir.posyandu.day.views.finding import measurement_at, session_at
from anyelir.posyandu.day.views.measure_page import asked_about, form_page, offer_correction, written
from anyelir.posyandu.day.views.moving import whose
from anyelir.posyandu.register import access
from anyelir.posyandu.register.queries.belonging import is_enrolled, open_enrolment
from anyelir.posyandu.register.views.finding import child_in_sight
from anyelir.posyandu.register.views.refusing import add_refusal


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
