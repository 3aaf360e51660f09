"""Forms of letters: shape only, the rules are in the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anyelir.core.clock import today_at
from anyelir.core.forms import DayField, PlacedForm, TextField
from anyelir.core.sending import SentOnce
from anyelir.files.forms import AttachmentField
from anyelir.membership.bodies import known_body
from anyelir.membership.models import Body, Post
from anyelir.regions.forms import RegionField
from anyelir.rules.letter_numbers import LONGEST_PATTERN, STANDARD
from anyelir.rules.numbers_id import roman
from anyelir.secretariat.letter_papers import sign_title
from anyelir.secretariat.models import Arrival, Dispatch, Disposition, Letter
from anyelir.secretariat.models.letters import LONGEST_LETTER, NAME_LENGTH
from anyelir.secretariat.queries import addressed_posts, signing_posts

REQUIRED = {"required": _("Bagian ini belum diisi.")}
POKJA = [(f"pokja:{number}", f"Pokja {roman(number)}") for number in range(1, 5)]


def _text(label: Any, length: int, *, required: bool = False, **options: Any) -> TextField:
    return TextField(label=label, max_length=length, required=required, error_messages=REQUIRED, **options)


def _lines(label: Any, length: int, rows: int = 3, **options: Any) -> TextField:
    widget = forms.Textarea(attrs={"rows": rows})
    return _text(label, length, keeps_lines=True, widget=widget, **options)


class LetterForm(PlacedForm, SentOnce):
    """A letter out; only its subject must be there from the beginning."""

    kind = forms.ChoiceField(label=_("Jenis surat"), choices=Letter.Kind.choices, initial=Letter.Kind.PLAIN)
    party = _text(_("Kepada"), 160, help_text=_("Misalnya Ketua RW 14, atau Ketua TP PKK Kabupaten Bogor."))
    party_place = _text(_("Di tempat"), 80, help_text=_("Misalnya Cibinong."))
    to_region = RegionField(
        label=_("Lembaga PKK yang memakai Anyelir"),
        required=False,
        help_text=_("Kalau diisi, surat ini juga tiba di agenda surat masuk lembaga itu."),
    )
    subject = _text(_("Perihal"), 200, required=True)
    text = _lines(
        _("Isi surat"),
        LONGEST_LETTER,
        12,
        help_text=_("Satu baris kosong memulai alinea baru. Kop, nomor, tanggal dan nama dicetak sendiri."),
    )
    attachments = _text(_("Lampiran"), 80, help_text=_("Misalnya 1 lembar."))
    copies = _lines(_("Tembusan"), 400, help_text=_("Satu penerima satu baris."))
    signatory = forms.ModelChoiceField(
        label=_("Ditandatangani oleh"),
        queryset=Post.objects.none(),
        required=False,
        empty_label=_("Pilih jabatan"),
        error_messages={"invalid_choice": _("Pilih jabatan dari daftar.")},
    )
    secrecy = forms.ChoiceField(
        label=_("Sifat"),
        choices=Letter.Secrecy.choices,
        initial=Letter.Secrecy.NORMAL,
        help_text=_("Surat terbatas hanya dibaca penulis, penanda tangan, dan penerima disposisinya."),
    )
    class_code = _text(
        _("Kode klasifikasi"),
        20,
        help_text=_("Hanya kalau nomor surat lembaga ini memakainya, misalnya 005."),
    )
    on = DayField(
        label=_("Tanggal surat"),
        required=False,
        help_text=_("Kosongkan untuk memakai hari surat ditandatangani."),
    )

    def __init__(self, *args: Any, body: Body, **options: Any) -> None:
        super().__init__(*args, place=body.region_id, **options)
        self.body = body
        self.fields["to_region"].widget.within_code = ""
        posts = signing_posts(body, today_at(body.region_id))
        self.fields["signatory"].queryset = posts
        self.fields["signatory"].label_from_instance = _post_label
        held = [post for post in posts if post.member_id is not None]
        if held:
            self.fields["signatory"].initial = held[0].pk

    def clean_class_code(self) -> str:
        code: str = self.cleaned_data["class_code"]
        if "/" in code or " " in code:
            raise forms.ValidationError(_("Tulis kode tanpa garis miring dan tanpa spasi, misalnya 005."))
        return code

    def clean_to_region(self) -> Body | None:
        region = self.cleaned_data["to_region"]
        if region is None:
            return None
        body = known_body(region.pk)
        if body is None:
            text = _(
                "Lembaga di sana belum memakai Anyelir. Kosongkan bagian ini dan tulis penerimanya di atas."
            )
            raise forms.ValidationError(text)
        if body == self.body:
            raise forms.ValidationError(_("Ini lembaga Ibu/Bapak sendiri. Pilih lembaga lain."))
        return body

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        to_body = cleaned.pop("to_region", None)
        cleaned["to_body"] = to_body
        if to_body is not None and not cleaned.get("party"):
            cleaned["party"] = f"Ketua {to_body}"
        return cleaned


def _post_label(post: Any) -> str:
    vacant = gettext("kosong")
    return f"{sign_title(post)}, {post.name or vacant}"


class PaperLetterForm(PlacedForm, SentOnce):
    """A letter that came in, as it reads on the paper."""

    party = _text(_("Dari"), 160, required=True, help_text=_("Misalnya TP PKK Kabupaten Karangasem."))
    number_text = _text(_("Nomor surat"), 100, help_text=_("Seperti tertulis di surat."))
    on = DayField(label=_("Tanggal surat"), not_later=True, error_messages=REQUIRED)
    received_on = DayField(
        label=_("Tanggal terima"), proposes_today=True, not_later=True, error_messages=REQUIRED
    )
    subject = _text(_("Perihal"), 200, required=True)
    kind = forms.ChoiceField(label=_("Jenis surat"), choices=Letter.Kind.choices, initial=Letter.Kind.PLAIN)
    attachments = _text(_("Lampiran"), 80, help_text=_("Misalnya 1 lembar."))
    secrecy = LetterForm.base_fields["secrecy"]
    scan = AttachmentField(
        label=_("Foto atau PDF surat"),
        required=False,
        help_text=_("Boleh menyusul. Sebelum didisposisi, suratnya harus sudah difoto atau dipindai."),
    )


class CorrectLetterForm(PaperLetterForm):
    """The same, without what belongs to the arrival."""

    received_on = None
    scan = None


class ScanForm(SentOnce):
    file = AttachmentField(
        label=_("Foto atau PDF surat"),
        help_text=_("JPEG, PNG, WebP atau PDF. Foto dikecilkan, lokasi dan data kamera dihapus."),
    )


class VoidForm(SentOnce):
    reason = _lines(_("Alasan dibatalkan"), 300, required=True)


class SendForm(PlacedForm, SentOnce):
    """To whom a signed letter is handed."""

    recipient = _text(_("Kepada"), 160, required=True)
    way = forms.ChoiceField(label=_("Cara mengirim"), choices=Dispatch.Way.choices)
    handed_on = DayField(
        label=_("Tanggal dikirim"), proposes_today=True, not_later=True, error_messages=REQUIRED
    )
    carrier = _text(_("Dibawa oleh"), NAME_LENGTH)

    def __init__(self, *args: Any, letter: Letter, **options: Any) -> None:
        super().__init__(*args, place=letter.body.region_id, **options)
        ways = [choice for choice in Dispatch.Way.choices if letter.to_body_id or choice[0] != "site"]
        self.fields["way"].choices = ways
        if not letter.dispatches.exists():
            self.fields["recipient"].initial = letter.party


class DispatchReceiptForm(PlacedForm, SentOnce):
    received_by = _text(_("Diterima oleh"), NAME_LENGTH, required=True)
    received_on = DayField(
        label=_("Tanggal diterima"), proposes_today=True, not_later=True, error_messages=REQUIRED
    )


class DispositionForm(PlacedForm, SentOnce):
    """To whom a letter is handed on, and what for."""

    addressee = forms.ChoiceField(label=_("Diteruskan kepada"), error_messages=REQUIRED)
    instruction = _lines(
        _("Isi disposisi"), 500, required=True, help_text=_("Misalnya: jawab dan siapkan acaranya.")
    )
    due_on = DayField(label=_("Tenggat"), required=False, not_earlier=True)

    def __init__(self, *args: Any, arrival: Arrival, **options: Any) -> None:
        super().__init__(*args, place=arrival.body.region_id, **options)
        self.posts = {
            f"post:{post.pk}": post
            for post in addressed_posts(arrival.body, today_at(arrival.body.region_id))
        }
        offered = [(key, _post_label(post)) for key, post in self.posts.items()]
        self.fields["addressee"].choices = [("", _("Pilih penerima")), *offered, *POKJA]

    def clean(self) -> dict[str, Any]:
        """``post`` or ``pokja``, as the action takes them."""
        cleaned: dict[str, Any] = super().clean()
        kind, _colon, key = cleaned.pop("addressee", "").partition(":")
        cleaned["post"] = self.posts.get(f"post:{key}") if kind == "post" else None
        cleaned["pokja"] = int(key) if kind == "pokja" else None
        return cleaned


class WorkForm(SentOnce):
    """How far a disposition is."""

    state = forms.ChoiceField(label=_("Keadaan"), error_messages=REQUIRED)
    result = _lines(_("Yang dikerjakan"), 500)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        states = (Disposition.State.WORKING, Disposition.State.DONE)
        self.fields["state"].choices = [(state.value, state.label) for state in states]


class LetterheadForm(forms.Form):
    """How a body heads and numbers its letters."""

    organ = _text(
        _("Tanda lembaga di nomor surat"), 30, required=True, help_text=_("Misalnya PKK.Kel atau PKK.KRS.")
    )
    pattern = _text(
        _("Susunan nomor surat"),
        LONGEST_PATTERN,
        required=True,
        help_text=_(
            "Bagian di antara garis miring: {no} nomor urut, {no:03} tiga angka, {kind} tanda jenis surat, {code} kode"
            " klasifikasi, {organ} tanda lembaga, {month} bulan Romawi, {year} tahun."
        ),
        initial=STANDARD,
    )
    town = _text(_("Tempat surat ditulis"), 60, required=True)
    contact = _text(_("Telepon atau surel di kop"), 120)

    def clean_organ(self) -> str:
        organ: str = self.cleaned_data["organ"]
        if "/" in organ or " " in organ:
            raise forms.ValidationError(_("Tulis tanpa garis miring dan tanpa spasi, misalnya PKK.Kel."))
        return organ
