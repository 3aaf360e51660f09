"""Forms of promises: shape only, the rules are in the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anyelir.commitments.models import WORDS_LENGTH, Clause, Commitment, Party
from anyelir.core.clock import today_at
from anyelir.core.forms import DayField, PlacedForm, TextField
from anyelir.core.sending import SentOnce
from anyelir.core.terms import in_force
from anyelir.files.forms import AttachmentField
from anyelir.membership.models import NAME_LENGTH, Body, Post
from anyelir.membership.offices import post_name
from anyelir.regions.forms import RegionField
from anyelir.regions.models import Region
from anyelir.regions.queries import children

REQUIRED = {"required": _("Bagian ini belum diisi.")}
CHOOSE = {"required": _("Pilih paling sedikit satu."), "invalid_choice": _("Pilih dari daftar.")}


def _text(label: Any, length: int, *, required: bool = False, **options: Any) -> TextField:
    return TextField(label=label, max_length=length, required=required, error_messages=REQUIRED, **options)


def _lines(label: Any, length: int, rows: int = 3, **options: Any) -> TextField:
    return _text(label, length, keeps_lines=True, widget=forms.Textarea(attrs={"rows": rows}), **options)


class CommitmentForm(PlacedForm, SentOnce):
    """A paper with parties; what a meeting decided comes from its minutes."""

    kind = forms.ChoiceField(
        label=_("Jenis"),
        choices=[choice for choice in Commitment.Kind.choices if choice[0] != Commitment.Kind.MEETING],
        error_messages=REQUIRED,
    )
    title = _text(_("Judul"), 160, required=True, help_text=_("Misalnya: kebun bersama RW 14."))
    on = DayField(label=_("Tanggal"), proposes_today=True, not_later=True, error_messages=REQUIRED)


class PartyForm(SentOnce):
    """A body of PKK by its place, or an office outside by its name."""

    place = RegionField(
        label=_("Lembaga PKK"), required=False, help_text=_("Cari wilayahnya, misalnya Pabuaran Cibinong.")
    )
    name = _text(_("Atau lembaga di luar PKK"), NAME_LENGTH, help_text=_("Misalnya Dinas Pertanian."))
    role = forms.ChoiceField(label=_("Sebagai"), choices=Party.Role.choices, initial=Party.Role.SIGNS)
    signer = _text(_("Nama penanda tangan"), NAME_LENGTH)
    office = _text(_("Jabatan penanda tangan"), NAME_LENGTH)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].widget.within_code = ""


class PartySignForm(PlacedForm, SentOnce):
    signer = _text(_("Nama penanda tangan"), NAME_LENGTH)
    on = DayField(
        label=_("Ditandatangani pada"), proposes_today=True, not_later=True, error_messages=REQUIRED
    )


class ClauseForm(PlacedForm, SentOnce):
    """Who owes it: a party, or whoever holds a post of the body that keeps the paper."""

    owner = forms.ChoiceField(label=_("Yang mengerjakan"), required=False)
    what = _lines(_("Yang dijanjikan"), 400, required=True)
    due_on = DayField(
        label=_("Tenggat"), required=False, help_text=_("Kosongkan bila belum disepakati; boleh menyusul.")
    )
    indicator = _text(_("Ukuran keberhasilan"), 200, help_text=_("Misalnya: 30 kader terlatih."))
    taken_by = forms.ChoiceField(label=_("Yang menerima manfaat"), required=False)
    proof_needed = forms.BooleanField(
        label=_("Selesai hanya dengan bukti (foto atau PDF)"), required=False, initial=True
    )

    def __init__(self, *args: Any, commitment: Commitment, **options: Any) -> None:
        super().__init__(*args, place=commitment.body.region_id, **options)
        parties = commitment.parties.select_related("body__region")
        self.parties = {f"party:{party.pk}": party for party in parties}
        self.posts = {f"post:{post.pk}": post for post in _posts(commitment.body)}
        named = [(key, str(party)) for key, party in self.parties.items()]
        held = [(key, f"{post_name(post)}, {post.name}") for key, post in self.posts.items()]
        self.fields["owner"].choices = [("", gettext("pilih siapa")), *named, *held]
        self.fields["taken_by"].choices = [("", gettext("tidak disebut")), *named]

    def clean(self) -> dict[str, Any]:
        """``body`` or ``post`` or ``party``, as the action takes them."""
        cleaned: dict[str, Any] = super().clean()
        owner = cleaned.pop("owner", "")
        cleaned["post"], cleaned["party"] = self.posts.get(owner), self.parties.get(owner)
        cleaned["taken_by"] = self.parties.get(cleaned.get("taken_by", ""))
        return cleaned


def _posts(body: Body) -> list[Post]:
    rows = Post.objects.filter(in_force(today_at(body.region_id)), body=body).exclude(member=None)
    return [*rows.select_related("member", "body").order_by("pokja", "office", "id")]


class FollowForm(PlacedForm, SentOnce):
    words = _lines(_("Yang sudah dikerjakan"), WORDS_LENGTH, required=True)
    on = DayField(label=_("Tanggal"), proposes_today=True, not_later=True, error_messages=REQUIRED)
    proof = AttachmentField(
        label=_("Bukti"), required=False, help_text=_("Foto atau PDF. Catatan ini tidak bisa diubah lagi.")
    )


class DropForm(SentOnce):
    reason = _lines(_("Alasan dihentikan"), 300, required=True)


class DueForm(PlacedForm, SentOnce):
    due_on = DayField(label=_("Tenggat"), not_earlier=True, error_messages=REQUIRED)


class PassOnForm(PlacedForm, SentOnce):
    """The places directly below that have no part of the clause yet."""

    places = forms.MultipleChoiceField(
        label=_("Diteruskan ke"), widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE
    )
    due_on = DayField(
        label=_("Tenggat bagian ini"),
        required=False,
        help_text=_("Kosongkan untuk memakai tenggat butirnya."),
    )

    def __init__(self, *args: Any, clause: Clause, **options: Any) -> None:
        place = clause.doer.region_id
        super().__init__(*args, place=place, **options)
        having = {part.body.region_id for part in clause.parts.select_related("body") if part.body}
        self.offered = {region.pk: region for region in children(place) if region.pk not in having}
        self.fields["places"].choices = [(code, region.name) for code, region in self.offered.items()]
        self.fields["places"].initial = [*self.offered]

    def clean_places(self) -> list[Region]:
        return [self.offered[code] for code in self.cleaned_data["places"]]
