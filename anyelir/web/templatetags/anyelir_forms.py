"""Form fields with label, hint and message tied together. `{% load anyelir_forms %}`."""

from __future__ import annotations

from django import forms, template
from django.utils.html import format_html

from anyelir.core.ids import uuid7

register = template.Library()

SINGLE_CHECK = forms.CheckboxInput
GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def _is_select(widget) -> bool:
    return isinstance(widget, forms.Select) and not isinstance(widget, GROUPS)


def _kind(widget) -> str:
    if isinstance(widget, SINGLE_CHECK):
        return "check"
    if isinstance(widget, GROUPS):
        return "group"
    return "line"


def _attributes(field, kind: str) -> dict[str, str]:
    """What the control itself must say: its style, its hint and message, that it is wrong."""
    attributes = {}
    if kind == "line":
        attributes["class"] = f"input {field.field.widget.attrs.get('class', '')}".strip()
    described = [f"{field.auto_id}_hint"] if field.help_text else []
    if field.errors:
        described.append(f"{field.auto_id}_error")
        attributes["aria-invalid"] = "true"
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return attributes


@register.inclusion_tag("_components/_field.html")
def field(bound, label: str = "", hint: str = "", suffix: str = ""):
    """One field: label, hint, control, message. ``suffix`` is a unit shown inside the control ("kg")."""
    if hint:
        bound.help_text = hint
    kind = _kind(bound.field.widget)
    attributes = _attributes(bound, kind)
    return {
        "field": bound,
        "label": label or bound.label,
        "suffix": suffix,
        "kind": kind,
        "control": bound.as_widget(attrs=attributes) if kind != "group" else bound,
        "described": attributes.get("aria-describedby", ""),
        # Choices that explain themselves stand under each other.
        "is_wide": "data-wide" in bound.field.widget.attrs,
        "is_optional": not bound.field.required and kind != "check",
    }


@register.inclusion_tag("_components/_error_summary.html")
def error_summary(*forms_shown):
    """What needs a look, on top of the form, each line a link to its field; several forms make one summary."""
    shown = [form for form in forms_shown if form is not None and form.is_bound]
    general = [message for form in shown for message in form.non_field_errors()]
    by_field = [(bound, message) for form in shown for bound in form for message in bound.errors]
    return {"general": general, "by_field": by_field, "count": len(general) + len(by_field)}


@register.inclusion_tag("_components/_fields.html")
def fields(form):
    """All visible fields of a form, each with ``field``, and its hidden ones."""
    return {"form": form}


@register.simple_tag
def sending():
    """The number of the sending of a form that is a single button."""
    return format_html('<input type="hidden" name="op_id" value="{}">', uuid7())
