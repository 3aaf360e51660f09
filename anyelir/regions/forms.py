"""Forms of places: shape only, the rules are in the actions."""

from __future__ import annotations

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import DayField, PlacedForm, TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.regions.local_regions import NAME_LENGTH
from anyelir.regions.models import Level, Region
from anyelir.regions.queries import level_names, search
from anyelir.regions.scope import LAST_NUMBER, levels_below, within
from anyelir.regions.tree import plain_rows
from anyelir.rules.texts import clean_text

REQUIRED = {"required": _("Bagian ini belum diisi.")}
NUMBER_ERRORS = {**REQUIRED, "invalid": _("Tulis dengan angka, misalnya 14.")}


def number_field(label, help_text="") -> WholeField:
    return WholeField(
        label=label,
        help_text=help_text,
        required=False,
        least=1,
        most=LAST_NUMBER,
        example="14",
        error_messages=NUMBER_ERRORS,
    )


class AddForm(SentOnce):
    """A new place directly in ``above``, or a row of numbered ones."""

    level = forms.ChoiceField(label=_("Yang ditambah"), widget=forms.RadioSelect, error_messages=REQUIRED)
    number = number_field(_("Nomor"), _("Misalnya 14 untuk RW 14. Dusun dan dasawisma boleh tanpa nomor."))
    last = number_field(_("Sampai nomor"), _("Isi bila menambah beberapa sekaligus, misalnya RT 1 sampai 6."))
    name = TextField(
        label=_("Nama"),
        max_length=NAME_LENGTH,
        required=False,
        help_text=_("Misalnya Krajan atau Melati 2. Kosongkan untuk RW dan RT biasa."),
    )

    def __init__(self, *args, above: Region, **kwargs):
        super().__init__(*args, **kwargs)
        names = level_names(above.code)
        choices = [(level.value, names[level]) for level in levels_below(Level(above.level))]
        self.fields["level"].choices = choices
        if len(choices) == 1:
            self.fields["level"].initial = choices[0][0]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("last") and not cleaned.get("number"):
            self.add_error("number", _("Isi juga nomor yang pertama."))
        if cleaned.get("last") and cleaned.get("name"):
            self.add_error("name", _("Nama hanya untuk satu wilayah. Kosongkan bila menambah beberapa."))
        return cleaned


class RenameForm(forms.Form):
    name = TextField(label=_("Nama"), max_length=NAME_LENGTH, error_messages=REQUIRED)


class EndRegionForm(PlacedForm):
    """The last day of a place, and which of its desa's other places takes its people over."""

    on = DayField(label=_("Hari terakhir berlaku"), proposes_today=True, error_messages=REQUIRED)
    successor = forms.ModelChoiceField(
        label=_("Digantikan oleh"),
        queryset=Region.objects.none(),
        required=False,
        empty_label=_("Tidak ada (wilayah ini kosong)"),
        help_text=_("Keluarga dan posyandu di wilayah ini pindah ke wilayah penggantinya."),
        error_messages={"invalid_choice": _("Pilih wilayah lain yang masih berlaku.")},
    )

    def __init__(self, *args, region: Region, desa_code: str, **kwargs):
        super().__init__(*args, place=region.code, **kwargs)
        places = within(Region.objects.current(), desa_code, "code").filter(level=region.level)
        self.fields["successor"].queryset = places.exclude(pk=region.pk)
        self.fields["successor"].label_from_instance = lambda place: place.label


class RegionWidget(forms.Widget):
    """A text to search by, and the places found as choices; a page without JavaScript finds them on sending."""

    template_name = "regions/_picker.html"

    def __init__(self, *, within_code: str = "", level: str = "", attrs=None):
        super().__init__(attrs)
        self.within_code, self.level = within_code, level

    def get_context(self, name, value, attrs):
        code, text = value if isinstance(value, tuple) else (str(value or ""), "")
        chosen = Region.objects.filter(pk=code).first() if code else None
        places = (
            search(text, codes=[self.within_code], level=self.level or None) if text and not chosen else []
        )
        context = super().get_context(name, code, attrs)
        context |= {"name": name, "text": text, "chosen": chosen, "rows": plain_rows(places)}
        is_wrong = context["widget"]["attrs"].get("aria-invalid")
        return context | {"within": self.within_code, "level": self.level, "is_wrong": is_wrong}

    def render(self, name, value, attrs=None, renderer=None):
        # The site's own templates, with their tags; the renderer of forms knows only Django's.
        return mark_safe(render_to_string(self.template_name, self.get_context(name, value, attrs)))

    def value_from_datadict(self, submitted, files, name):
        code, text = (clean_text(submitted.get(key, "")) for key in (name, f"{name}_teks"))
        return code, text[:80]

    def value_omitted_from_data(self, submitted, files, name):
        return name not in submitted and f"{name}_teks" not in submitted

    def id_for_label(self, id_):
        return f"{id_}_teks" if id_ else id_


class RegionField(forms.Field):
    """A place by its code, or by a text that fits exactly one place; gives a Region or None."""

    widget = RegionWidget
    default_error_messages = {
        **REQUIRED,
        "unknown": _("Tempat ini tidak ditemukan. Periksa ejaannya."),
        "several": _("Ada beberapa tempat dengan nama itu. Pilih salah satu."),
    }

    def clean(self, value):
        code, text = value if isinstance(value, tuple) else (str(value or ""), "")
        if not code and not text:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        places = self._by_code(code) if code else self._by_text(text)
        if len(places) == 1:
            return places[0]
        kind = "several" if places else "unknown"
        raise forms.ValidationError(self.error_messages[kind], code=kind)

    def _by_code(self, code: str) -> list[Region]:
        return list(Region.objects.current().filter(pk=code))

    def _by_text(self, text: str) -> list[Region]:
        return search(text, codes=[self.widget.within_code], level=self.widget.level or None)
