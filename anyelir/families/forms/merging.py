"""Proposing that two records are one person."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from anyelir.core.sending import SentOnce
from anyelir.families.forms.fields import CHOICE_ERRORS
from anyelir.families.models import Person


class TwinField(forms.ModelChoiceField):
    def label_from_instance(self, person: Person) -> str:
        """Who it is and where, for telling namesakes apart."""
        return f"{person.name}, {person.region.label}"


class TwinForm(SentOnce):
    other = TwinField(
        label=gettext_lazy("Catatan mana yang sama?"),
        queryset=Person.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages=CHOICE_ERRORS,
    )

    def __init__(self, *args, people: QuerySet[Person], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = people
