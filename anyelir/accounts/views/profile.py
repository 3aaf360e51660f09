"""The own profile, password, devices and language."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from anyelir.accounts import actions
from anyelir.accounts.codes import maker_of, open_codes
from anyelir.accounts.forms import PasswordForm, PreferencesForm, ProfileForm
from anyelir.accounts.second_factor import has_authenticator
from anyelir.accounts.sessions import follow_session, here, is_proved, open_devices, prove
from anyelir.core.destinations import wanted_page
from anyelir.core.screens import answer, anybody, done, load_or_refuse, methods
from anyelir.core.submissions import posted

YEAR_SECONDS = 365 * 24 * 60 * 60


@methods("GET", "POST")
def profile(request):
    user = request.user
    initial = {"name": user.name, "phone": user.phone}
    form = ProfileForm(user, is_proved(request), posted(request), initial=initial)

    def save(cleaned):
        actions.change_person(user=user, by=user, **cleaned)
        return done(request, _("Profil tersimpan."), "accounts:profile")

    return answer(request, form, save, "accounts/profile.html", lambda: _beside_profile(user))


def _beside_profile(user) -> dict:
    code = open_codes(user).first()
    return {
        "preferences": PreferencesForm(initial={"theme": user.theme, "language": user.language}),
        "has_authenticator": has_authenticator(user),
        "code": code,
        "maker": maker_of(code) if code else "",
    }


@methods("POST")
def refuse_codes(request):
    """The owner says that nobody asked for the code."""
    actions.refuse_codes(user=request.user, by=request.user)
    text = _("Kode itu tidak bisa dipakai lagi. Ceritakan kepada sekretaris PKK.")
    return done(request, text, "accounts:profile")


@methods("POST")
def preferences(request):
    form = PreferencesForm(request.POST)
    if form.is_valid():
        actions.change_preferences(user=request.user, by=request.user, **form.cleaned_data)
        messages.success(request, _("Tampilan disimpan."))
    else:
        messages.error(request, _("Pilihan itu tidak ada. Pilih salah satu yang tersedia."))
    return redirect("accounts:profile")


@sensitive_post_parameters("present", "password", "again")
@methods("GET", "POST")
def password(request):
    form = PasswordForm(request.user, posted(request))

    def save(cleaned):
        key = here(request)
        actions.change_password(
            user=request.user, by=request.user, password=cleaned["password"], session_key=key
        )
        update_session_auth_hash(request, request.user)
        follow_session(key, request)
        prove(request)
        return done(request, _("Kata sandi baru tersimpan. Perangkat lain sudah dikeluarkan."), "web:home")

    return answer(request, form, save, "accounts/password.html")


@methods("GET")
def devices(request):
    context = {"devices": open_devices(request.user), "here": here(request)}
    return render(request, "accounts/devices.html", context)


@methods("POST")
def end_device(request, pk):
    device = load_or_refuse(open_devices(request.user), anybody, pk=pk)
    actions.end_device(device=device, by=request.user)
    return done(request, _("%(device)s sudah dikeluarkan.") % {"device": device.label}, "accounts:devices")


@methods("POST")
def end_other_devices(request):
    actions.end_other_devices(user=request.user, session_key=here(request), by=request.user)
    return done(request, _("Semua perangkat lain sudah dikeluarkan."), "accounts:devices")


@login_not_required
@methods("POST")
def language(request):
    """Switch the language from any page, also before sign-in."""
    chosen = request.POST.get("language", "")
    response = redirect(wanted_page(request, request.POST.get("next", ""), "/"))
    if chosen in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            actions.change_preferences(
                user=request.user, by=request.user, language=chosen, theme=request.user.theme
            )
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=YEAR_SECONDS,
            samesite="Lax",
            httponly=True,
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )
    return response
