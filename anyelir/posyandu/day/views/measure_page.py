"""The measuring page, for whoever shows it: a new result, a correction, a result that moves to another child."""

from __future__ import annotations

from django.shortcuts import render

from anyelir.core.action import OperationDiffers
from anyelir.core.screens import answer
from anyelir.posyandu.day.doubts import doubts, limits
from anyelir.posyandu.day.growth import expected_posture
from anyelir.posyandu.day.queries.weights import expected_gain, last_weighed, last_with
from anyelir.posyandu.day.views.resending import correction_of, page_of_correction
from anyelir.rules.numbers_id import typed_number


def asked_about(form, child, on, last) -> list:
    """What to measure again; nothing while the form has errors, and nothing for a wrong child."""
    if not form.is_valid() or getattr(form, "is_wrong_child", False):
        return []
    length = last_with("height_cm", child, on)
    return doubts(child, on, form.values, last, form.cleaned_data["confirmed"], previous_length=length)


def form_page(request, form, save, child, on, context, *, corrects=None):
    """The form of one child on one day; what is doubtful is asked before it is saved.

    What was stored before, from the same page or over ``corrects``, is offered for correction with what was typed.
    """
    last = last_weighed(child, on)
    asked = asked_about(form, child, on, last) if form.is_bound else []

    def save_unless_asked(cleaned):
        return None if asked else save(cleaned)

    def refused(refusal):
        if isinstance(refusal, OperationDiffers):
            return offer_correction(request, refusal.record, last)
        if corrects is not None and refusal.code == "already_corrected":
            return offer_correction(request, corrects, last)
        return None

    page = context | _page(child, on, last, asked)
    return answer(request, form, save_unless_asked, "posyandu/day/measure.html", page, refused=refused)


def _page(child, on, last, asked) -> dict:
    return {
        "child": child,
        "on": on,
        "last": last,
        "asked": {doubt.field: doubt for doubt in asked},
        "last_length": last_with("height_cm", child, on),
        "expected_gain": expected_gain(child, on),
        "expected_posture": expected_posture(child, on),
        "limits": limits(child, on, last),
    }


def offer_correction(request, record, last):
    """What is stored, and the form that corrects it with what was typed now."""
    stored, form = correction_of(request, record)
    page = page_of_correction(stored, form) | _page(stored.child, stored.measured_on, last, [])
    return render(request, "posyandu/day/measure.html", {**page, "form": form}, status=409)


def written(measurement) -> dict:
    values = {name: getattr(measurement, name) for name in ("weight_kg", "height_cm", "head_cm", "muac_cm")}
    return {
        **{name: "" if value is None else typed_number(value.normalize()) for name, value in values.items()},
        "posture": measurement.posture,
        "oedema": measurement.oedema,
    }
