"""Forms of the shell."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ExampleForm(forms.Form):
    """Fields as the gallery shows them: good, empty and wrong."""

    name = forms.CharField(label=_("Nama anak"), help_text=_("Seperti di buku KIA"))
    weight_kg = forms.DecimalField(label=_("Berat"), widget=forms.TextInput)
    sex = forms.ChoiceField(
        label=_("Jenis kelamin"),
        choices=[("F", _("Perempuan")), ("M", _("Laki-laki"))],
        widget=forms.RadioSelect,
    )
    born_on = forms.DateField(
        label=_("Tanggal lahir"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    agreed = forms.BooleanField(label=_("Ibu setuju hasil dikirim"), required=False)


DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TrailForm(forms.Form):
    """What to look for in the trail. Field names stand in the address, so they are Indonesian."""

    orang = forms.CharField(label=_("Nama pelaku"), max_length=60, required=False)
    tindakan = forms.ChoiceField(label=_("Tindakan"), required=False)
    dari = forms.DateField(label=_("Dari tanggal"), required=False, widget=DAY)
    sampai = forms.DateField(label=_("Sampai tanggal"), required=False, widget=DAY)
    # A record and a place come from links on the page and stay when the rest is changed.
    catatan = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    tempat = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, verbs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tindakan"].choices = [("", _("semua tindakan")), *verbs]

    def criteria(self) -> dict:
        """The criteria of ``trail.lines``; a field that was not understood filters nothing and says so."""
        self.full_clean()
        found = self.cleaned_data if self.is_bound else {}
        names = {
            "who": "orang",
            "what": "tindakan",
            "since": "dari",
            "until": "sampai",
            "record": "catatan",
            "place": "tempat",
        }
        return {name: found[field] for name, field in names.items() if found.get(field)}
