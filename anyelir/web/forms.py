"""Forms of the shell."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import DayField, NumberField, TextField


class ExampleForm(forms.Form):
    """Fields as the gallery shows them: good, empty and wrong."""

    name = TextField(label=_("Nama anak"), help_text=_("Seperti di buku KIA"))
    weight_kg = NumberField(label=_("Berat"), least=0, most=200, decimals=3)
    sex = forms.ChoiceField(
        label=_("Jenis kelamin"),
        choices=[("F", _("Perempuan")), ("M", _("Laki-laki"))],
        widget=forms.RadioSelect,
    )
    born_on = DayField(label=_("Tanggal lahir"), required=False)
    agreed = forms.BooleanField(label=_("Ibu setuju hasil dikirim"), required=False)


class TrailForm(forms.Form):
    """What to look for in the trail. Field names stand in the address, so they are Indonesian."""

    orang = TextField(label=_("Nama pelaku"), max_length=60, required=False)
    tindakan = forms.ChoiceField(label=_("Tindakan"), required=False)
    dari = DayField(label=_("Dari tanggal"), required=False)
    sampai = DayField(label=_("Sampai tanggal"), required=False)
    # A record and a place come from links on the page and stay when the rest is changed.
    catatan = TextField(max_length=64, required=False, widget=forms.HiddenInput)
    tempat = TextField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, verbs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tindakan"].choices = [("", _("semua tindakan")), *verbs]

    def criteria(self) -> dict:
        """The criteria of ``trail.lines``; a field that was not understood filters nothing and says so."""
        self.full_clean()
        cleaned = self.cleaned_data if self.is_bound else {}
        names = {
            "who": "orang",
            "what": "tindakan",
            "since": "dari",
            "until": "sampai",
            "record": "catatan",
            "place": "tempat",
        }
        return {name: cleaned[field] for name, field in names.items() if cleaned.get(field)}
