"""Forms of this room."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from anyelir.core.forms import MailField, TextField


class ContactForm(forms.Form):
    phone = TextField(
        label=gettext_lazy("Nomor HP atau telepon kantor"),
        max_length=30,
        required=False,
        help_text=gettext_lazy(
            "Nomor HP bisa menerima WhatsApp dan SMS. Tulis nomor kantor, bukan nomor pribadi."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    email = MailField(
        label=gettext_lazy("Surel kantor"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
