"""Forms about the own sign-in."""

from __future__ import annotations

from django import forms
from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _

from anyelir.accounts.identity import find_user
from anyelir.accounts.models import User
from anyelir.core.forms import TextField


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

    def clean(self):
        typed = self.cleaned_data.get("username")
        password = self.cleaned_data.get("password")
        if typed and password:
            # Name and phone of one person count as one for the lock-out.
            known = find_user(typed)
            name = known.username if known else typed.strip().lower()
            self.user = authenticate(self.request, username=name, password=password)
            if self.user is None:
                self.add_error(
                    "password", _("Belum cocok. Coba lagi, atau minta kode kepada sekretaris PKK.")
                )
        return self.cleaned_data


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
        present = self.cleaned_data["present"]
        if not self.user.check_password(present):
            raise forms.ValidationError(_("Kata sandi sekarang belum cocok."))
        return present

    def clean(self):
        if self.cleaned_data.get("password") != self.cleaned_data.get("again"):
            self.add_error("again", _("Belum sama dengan kata sandi baru di atas."))
        return self.cleaned_data


class ProfileForm(forms.Form):
    name = TextField(label=_("Nama"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = TextField(
        label=_("Nomor HP"),
        max_length=40,
        required=False,
        help_text=_("Bisa dipakai untuk masuk. Hanya Anda dan pengelola akun yang melihatnya."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )


class PreferencesForm(forms.Form):
    theme = forms.ChoiceField(label=_("Tampilan"), choices=User.Theme.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("Bahasa"), choices=[("id", "Bahasa Indonesia"), ("en", "English")], widget=forms.RadioSelect
    )
