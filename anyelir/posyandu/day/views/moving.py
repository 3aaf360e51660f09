"""A result written to the wrong child: whose is it? The numbers go along, and only then the wrong row is withdrawn."""

from __future__ import annotations

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from anyelir.core.screens import done, methods
from anyelir.posyandu.day import actions
from anyelir.posyandu.day.doubts import MEASURES
from anyelir.posyandu.day.forms.measuring import MoveForm, answered
from anyelir.posyandu.day.queries.day import day_board
from anyelir.posyandu.day.summaries import value_words
from anyelir.posyandu.day.views.finding import measurement_at
from anyelir.posyandu.day.views.measure_page import form_page, written
from anyelir.posyandu.register import access
from anyelir.posyandu.register.views.finding import child_at

CARRIED = (*MEASURES, "posture", "oedema")


def whose(request, measurement, form):
    """The children of that day, those who wait for a result first; or nobody knows, and the row just goes."""
    board = day_board(measurement.visit.session)
    others = [entry for entry in board.children if entry.child != measurement.child]
    context = {
        "measurement": measurement,
        "child": measurement.child,
        "on": measurement.measured_on,
        "numbers": value_words(form.values if form.has_numbers else measurement),
        "carried": [(name, form[name].value() or "") for name in CARRIED] if form.has_numbers else [],
        "entries": sorted(others, key=lambda entry: entry.measurement is not None),
        "form": form,
        "cancel": redirect("posyandu:result", pk=measurement.pk).url,
    }
    return render(request, "posyandu/day/whose.html", context)


@methods("GET", "POST")
def move(request, pk, child_pk):
    """The measuring page of the right child with the numbers in it, judged by its own history before they move."""
    measurement, child = measurement_at(request, pk, access.can_run_session), child_at(request, child_pk)
    is_sent = request.method == "POST" and "chosen" not in request.POST
    form = MoveForm(answered(request.POST) if is_sent else None, initial=_carried(request, measurement))

    def save(_cleaned):
        return _moved(request, measurement, child, form)

    context = {
        "session": measurement.visit.session,
        "moved_from": measurement,
        "moved_words": value_words(measurement),
    }
    context["cancel"] = redirect("posyandu:correct", pk=measurement.pk).url
    return form_page(request, form, save, child, measurement.measured_on, context)


def _carried(request, measurement) -> dict:
    """What was typed when the mistake was noticed, or what is stored."""
    typed = {name: request.POST.get(name, "") for name in CARRIED}
    numbers = typed if any(typed.values()) else written(measurement)
    return {**numbers, "words": request.POST.get("words", "")}


def _moved(request, measurement, child, form):
    moved = actions.move_measurement(
        measurement=measurement,
        child=child,
        **form.values.columns(),
        reason=form.reason,
        by=request.user,
        op_id=form.cleaned_data["op_id"],
    )
    params = {"wrong": measurement.child.name, "right": child.name}
    text = _("Hasil pindah dari %(wrong)s ke %(right)s.") % params
    return done(request, text, "posyandu:result", pk=moved.pk)
