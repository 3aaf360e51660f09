"""The number of a sending: made when a page is opened, so that a form sent twice is carried out once."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from anyelir.core.ids import uuid7
from anyelir.core.models import Operation


def op_id_field() -> forms.UUIDField:
    """Hidden; fresh on every page that is opened, kept when the page comes back with a message or by Back."""
    return forms.UUIDField(
        label=gettext_lazy("Nomor formulir"),
        widget=forms.HiddenInput,
        initial=uuid7,
        required=False,
        error_messages={"invalid": gettext_lazy("Buka lagi halaman ini, lalu isi kembali.")},
    )


class SentOnce(forms.Form):
    """Mixed into the form of an action that declares ``op_id``; the template shows ``{{ form.op_id }}``."""

    op_id = op_id_field()

    def clean_op_id(self) -> uuid.UUID:
        return self.cleaned_data["op_id"] or uuid7()


def was_sent(request: Any) -> bool:
    """Whether this person's form with this number was carried out before.

    What it did may have changed what the form offers: the second sending is read by what was offered to the first,
    so that the action can give the stored result.
    """
    try:
        number = uuid.UUID(request.POST.get("op_id", ""))
    except ValueError:
        return False
    return bool(Operation.objects.filter(pk=number, actor_id=request.user.pk).exists())


def posted_op_id(request: Any) -> uuid.UUID:
    """The number that came with a single button (``{% sending %}``); a fresh one when it is missing or damaged."""
    try:
        return uuid.UUID(request.POST.get("op_id", ""))
    except ValueError:
        return uuid7()
