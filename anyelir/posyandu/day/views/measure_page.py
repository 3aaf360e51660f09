"""The measuring page, for whoever shows it: a new result, a correction, a result that moves to another child."""

from __future__ import annotations

from django.shortcuts import render

from anyelir.posyandu.day.doubts import doubts, limits
from anyelir.posyandu.day.growth import expected_posture
from anyelir.posyandu.day.queries.weighed import expected_gain, last_with
from anyelir.posyandu.day.views.again import correction_of, page_of_correction


def asked_about(form, child, on, last) -> list:
    """What to measure again; nothing while the form has errors, and nothing for a wrong child."""
    if not form.is_valid() or getattr(form, "is_wrong_child", False):
        return []
    length = last_with("height_cm", child, on)
    return doubts(child, on, form.values, last, form.cleaned_data["confirmed"], previous_length=length)


def form_page(request, form, child, on, last, asked, status, context):
    context |= {
        "form": form,
        "child": child,
        "on": on,
        "last": last,
        "asked": {doubt.field: doubt for doubt in asked},
        "last_length": last_with("height_cm", child, on),
        "expected_gain": expected_gain(child, on),
        "expected_posture": expected_posture(child, on),
        "limits": limits(child, on, last),
    }
    return render(request, "posyandu/measure.html", context, status=status)


def offer_correction(request, record, last):
    """What is stored, and the form that corrects it with what was typed now."""
    stored, form = correction_of(request, record)
    context = page_of_correction(stored, form)
    return form_page(request, form, stored.child, stored.measured_on, last, [], 409, context)


def written(found) -> dict:
    names = ("weight_kg", "height_cm", "head_cm", "muac_cm")
    return {
        **{name: _plain(getattr(found, name)) for name in names},
        "posture": found.posture,
        "oedema": found.oedema,
    }


def _plain(value) -> str:
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")
