"""Forms about the own sign-in."""

from __future__ import annotations

from django import forms
from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _

from anyelir.accounts.duty import duty_of
from anyelir.accounts.identity import clean_phone, clean_username, find_user
from anyelir.accounts.models import User
from anyelir.accounts.throttle import PROOFS, Gate
from anyelir.core import audit
from anyelir.core.forms import TextField
from anyelir.core.metrics import SIGN_INS_REFUSED
from anyelir.core.refusal import Refused


class SignInForm(forms.Form):
    username = TextField(
        label=_("Nomor HP atau nama pengguna"),
        max_length=120,
        error_messages={"required": _("Isi nomor HP atau nama pengguna.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )
    password = forms.CharField(
        label=_("Kata sandi atau kode masuk"),
        max_length=128,
        strip=False,
        error_messages={"required": _("Isi kata sandi, atau kode dari sekretaris.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}, render_value=True),
    )
    is_shared = forms.BooleanField(label=_("HP ini dipakai bergantian"), required=False)

    def __init__(self, request, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.user = None
        self.is_locked = False

    def clean(self):
        typed = self.cleaned_data.get("username")
        password = self.cleaned_data.get("password")
        if typed and password:
            # Name and phone of one person count as one.
            known = find_user(typed)
            name = known.username if known else clean_username(typed)
            self._try(Gate(self.request, name, known), known, name, password)
        return self.cleaned_data

    def _try(self, gate: Gate, known: User | None, name: str, password: str) -> None:
        if not gate.open():
            self.is_locked = True
            SIGN_INS_REFUSED.labels("locked").inc()
            return
        try:
            self.user = authenticate(self.request, username=name, password=password)
        except Refused:
            gate.not_tried()
            SIGN_INS_REFUSED.labels("busy").inc()
            raise
        if self.user is not None:
            gate.passed()
            return
        SIGN_INS_REFUSED.labels("wrong").inc()
        self.is_locked = not gate.has_left()
        self.add_error("password", _("Belum cocok. Coba lagi, atau minta kode kepada sekretaris PKK."))
        verb = "user.locked" if self.is_locked else "user.sign_in_failed"
        # What was typed as a name stands nowhere: now and then it is the password.
        place = duty_of(known).place if known else ""
        audit.note(by=audit.NOBODY, verb=verb, what=known or "accounts.user", region=place)


class TokenForm(forms.Form):
    token = TextField(
        label=_("Kode"),
        max_length=20,
        error_messages={"required": _("Isi kode dari aplikasi.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class PasswordForm(forms.Form):
    """A new password, and the present one unless a code has just stood in for it."""

    present = forms.CharField(
        label=_("Kata sandi sekarang"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}, render_value=True),
    )
    password = forms.CharField(
        label=_("Kata sandi baru"),
        help_text=_("Paling sedikit 10 huruf atau angka. Kalimat pendek paling mudah diingat."),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
    )
    again = forms.CharField(
        label=_("Kata sandi baru, sekali lagi"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
    )

    def __init__(self, user: User, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        if user.must_change_password:
            del self.fields["present"]

    def clean_present(self):
        return check_present(self.user, self.cleaned_data["present"])

    def clean(self):
        if self.cleaned_data.get("password") != self.cleaned_data.get("again"):
            self.add_error("again", _("Belum sama dengan kata sandi baru di atas."))
        return self.cleaned_data


class ProofForm(forms.Form):
    """The own password once more, before something that protects the account is changed."""

    present = forms.CharField(
        label=_("Kata sandi Anda"),
        max_length=128,
        strip=False,
        error_messages={"required": _("Isi kata sandi Anda.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )

    def __init__(self, user: User, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_present(self):
        return check_present(self.user, self.cleaned_data["present"])


def check_present(user: User, typed: str) -> str:
    """The own password, if it is; whoever holds an open phone gets few tries."""
    if not PROOFS.take(str(user.pk)):
        raise forms.ValidationError(_("Terlalu sering mencoba. Tunggu 15 menit, lalu coba lagi."))
    if not user.check_password(typed):
        raise forms.ValidationError(_("Kata sandi sekarang belum cocok."))
    PROOFS.forget(str(user.pk))
    return typed


class ProfileForm(forms.Form):
    name = TextField(label=_("Nama"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = TextField(
        label=_("Nomor HP"),
        max_length=40,
        required=False,
        help_text=_("Bisa dipakai untuk masuk. Hanya Anda dan pengelola akun yang melihatnya."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    present = forms.CharField(
        label=_("Kata sandi Anda"),
        max_length=128,
        strip=False,
        required=False,
        help_text=_("Hanya perlu bila nomor HP diganti."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user: User, is_proved: bool, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        if is_proved:
            del self.fields["present"]

    def clean(self):
        """Whoever picks up an open phone cannot make another number the name for signing in."""
        typed, present = self.cleaned_data.get("phone", ""), self.cleaned_data.pop("present", "")
        if "present" in self.fields and (clean_phone(typed) or "") != self.user.phone:
            try:
                check_present(self.user, present)
            except forms.ValidationError as wrong:
                self.add_error("present", wrong)
        return self.cleaned_data


class PreferencesForm(forms.Form):
    theme = forms.ChoiceField(label=_("Tampilan"), choices=User.Theme.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("Bahasa"), choices=[("id", "Bahasa Indonesia"), ("en", "English")], widget=forms.RadioSelect
    )
