"""What an action refuses becomes a message of the form, and nothing that was typed is lost."""

from __future__ import annotations

from django import forms

from anyelir.core.refusal import Refused


def add_refusal(form: forms.Form, refused: Refused) -> int:
    """Put the words at their field, or on top; gives the HTTP status of the page."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.text)
    form.refused_code = refused.code
    return refused.status
