"""Weighing one child: the form, the result for the mother, correcting."""

from __future__ import annotations

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from anyelir.core.screens import done, methods
from anyelir.core.submissions import posted
from anyelir.posyandu.day import actions
from anyelir.posyandu.day.forms.measuring import CorrectMeasurementForm, MeasureForm, answered
from anyelir.posyandu.day.views.finding import measurement_at, session_at
from anyelir.posyandu.day.views.measure_page import form_page, written
from anyelir.posyandu.day.views.moving import whose
from anyelir.posyandu.register import access
from anyelir.posyandu.register.queries.belonging import current_enrolment, is_enrolled
from anyelir.posyandu.register.views.finding import child_in_sight


@methods("GET", "POST")
def measure(request, pk, child_pk):
    session = session_at(request, pk)
    child, sight = child_in_sight(request, child_pk)
    is_here = is_enrolled(session.posyandu, child, session.held_on)
    if not is_here and not (sight.is_whole and request.method == "POST"):
        return _not_of_this_posyandu(request, session, child, sight)
    chosen = child.measurements.filter(visit__session=session, is_chosen=True).first()
    initial = written(chosen) if chosen is not None else None
    form = MeasureForm(answered(posted(request)), initial=initial)

    def save(_cleaned):
        return redirect("posyandu:result", pk=_record(request, session, child, form).pk)

    context = {"session": session, "chosen": chosen, "cancel": _board(session)}
    return form_page(request, form, save, child, session.held_on, context)


def _record(request, session, child, form):
    op_id = form.cleaned_data["op_id"]
    values = form.values.columns()
    return actions.record_measurement(session=session, child=child, by=request.user, op_id=op_id, **values)


def _board(session):
    return redirect("posyandu:session", pk=session.pk).url


def _not_of_this_posyandu(request, session, child, sight):
    """Where the child is instead is said to those who may see it."""
    context = {"session": session, "posyandu": session.posyandu, "child": child}
    context["current"] = current_enrolment(child) if sight.is_whole else None
    context["has_left"] = not sight.is_whole
    return render(request, "posyandu/day/not_enrolled.html", context, status=409)


@methods("GET", "POST")
def correct(request, pk):
    """The same form with what was written, and why it changes."""
    measurement = measurement_at(request, pk, access.can_run_session)
    form = CorrectMeasurementForm(answered(posted(request)), initial=written(measurement))

    def save(_cleaned):
        return _corrected(request, measurement, form)

    context = {"session": measurement.visit.session, "measurement": measurement}
    context["cancel"] = redirect("posyandu:result", pk=measurement.pk).url
    return form_page(
        request, form, save, measurement.child, measurement.measured_on, context, corrects=measurement
    )


def _corrected(request, measurement, form):
    if form.is_wrong_child and "drop" not in request.POST:
        return whose(request, measurement, form)
    if form.is_wrong_child:
        actions.withdraw_measurement(
            measurement=measurement, reason=form.reason, by=request.user, op_id=form.cleaned_data["op_id"]
        )
        text = _("Catatan itu tidak dihitung lagi.")
        return done(request, text, "posyandu:session", pk=measurement.visit.session_id)
    new = actions.correct_measurement(
        measurement=measurement,
        **form.values.columns(),
        reason=form.reason,
        by=request.user,
        op_id=form.cleaned_data["op_id"],
    )
    return done(request, _("Pembetulan disimpan. Catatan lama tetap ada."), "posyandu:result", pk=new.pk)


@methods("POST")
def choose(request, pk):
    measurement = measurement_at(request, pk, access.can_run_session)
    actions.choose_measurement(measurement=measurement, by=request.user)
    return done(request, _("Hasil ini yang dipakai."), "posyandu:result", pk=measurement.pk)


@methods("POST")
def keep_curve_reading(request, pk):
    """The kader looked at the curve of the card where the gain is small but the band was kept."""
    measurement = measurement_at(request, pk, access.can_run_session)
    actions.record_curve_reading(
        measurement=measurement, status=request.POST.get("status", ""), by=request.user
    )
    return redirect("posyandu:result", pk=measurement.pk)
