"""Forms of an arisan: a new cycle, a share more or handed on, a word, the glass, a round that does not count."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.arisan.actions.cycles import LARGEST_STAKE_IDR
from anyelir.core.forms import DayField, PlacedForm, TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.membership.models import Body, BodyMember

REQUIRED = {"required": _("Isi dulu.")}
IN_LIST = {"invalid_choice": _("Pilih dari daftar."), "required": _("Pilih dari daftar.")}


class OwnMemberField(forms.ModelChoiceField):
    """One of the body, by number and name."""

    def __init__(self, **options: Any) -> None:
        values = {"empty_label": _("pilih"), **options}
        super().__init__(queryset=BodyMember.objects.none(), error_messages=IN_LIST, **values)


class OwnMembersField(forms.ModelMultipleChoiceField):
    """Several of the body; each tick is one share."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=BodyMember.objects.none(), error_messages=IN_LIST, **options)


class OfBody(forms.Form):
    """Its fields of people offer those who belong to the body today."""

    def __init__(self, *args: Any, body: Body, **options: Any) -> None:
        super().__init__(*args, **options)
        present = BodyMember.objects.filter(body=body, until=None).order_by("number")
        for field in self.fields.values():
            if isinstance(field, OwnMemberField | OwnMembersField):
                field.queryset = present


class StartArisanForm(OfBody, PlacedForm, SentOnce):
    """A new cycle; who holds two shares joins once more on the page of the arisan."""

    title = TextField(label=_("Nama arisan"), max_length=80, error_messages=REQUIRED)
    stake_idr = WholeField(
        label=_("Setoran satu bagian"), least=1, most=LARGEST_STAKE_IDR, error_messages=REQUIRED
    )
    on = DayField(label=_("Mulai"), proposes_today=True)
    people = OwnMembersField(label=_("Siapa yang ikut"))

    def __init__(self, *args: Any, body: Body, **options: Any) -> None:
        super().__init__(*args, body=body, place=body.region_id, **options)


class JoinArisanForm(OfBody, SentOnce):
    """One more share."""

    person = OwnMemberField(label=_("Siapa"))


class LeaveArisanForm(OfBody, SentOnce):
    """Who takes the share over; nobody before the first round."""

    successor = OwnMemberField(
        label=_("Diteruskan oleh"), required=False, empty_label=_("tidak ada, bagiannya hilang")
    )


class WordForm(SentOnce):
    """A word from the room."""

    word = TextField(label=_("Kata dari ibu-ibu di tempat"), max_length=60, required=False)


class GlassForm(SentOnce):
    """The number that fell out."""

    number = WholeField(label=_("Nomor yang keluar"), least=1, most=10_000, error_messages=REQUIRED)


class VoidDrawForm(OfBody, SentOnce):
    """Why a round does not count, and who saw it."""

    reason = TextField(label=_("Mengapa tidak dihitung"), max_length=200, error_messages=REQUIRED)
    witness_one = OwnMemberField(label=_("Saksi pertama"))
    witness_two = OwnMemberField(label=_("Saksi kedua"))
