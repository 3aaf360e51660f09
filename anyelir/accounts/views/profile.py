"""The own profile, password, devices and language."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anyelir.accounts import actions
from anyelir.accounts.codes import maker_of, open_codes
from anyelir.accounts.forms import PasswordForm, PreferencesForm, ProfileForm
from anyelir.accounts.second_factor import has_authenticator
from anyelir.accounts.sessions import follow_session, here, is_proved, open_devices, prove
from anyelir.core.posted import posted
from anyelir.core.refusal import Refused

YEAR_SECONDS = 365 * 24 * 60 * 60


@require_http_methods(["GET", "POST"])
def profile(request):
    user = request.user
    initial = {"name": user.name, "phone": user.phone}
    form = ProfileForm(user, is_proved(request), posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_person(user=user, by=user, **form.cleaned_data)
            messages.success(request, _("Profil tersimpan."))
            return redirect("accounts:profile")
        except Refused as refused:
            form.add_error(refused.field or None, refused.text)
    context = {
        "form": form,
        "preferences": PreferencesForm(initial={"theme": user.theme, "language": user.language}),
        "has_authenticator": has_authenticator(user),
        "code": open_codes(user).first(),
    }
    context["maker"] = maker_of(context["code"]) if context["code"] else ""
    return render(request, "accounts/profile.html", context, status=422 if form.is_bound else 200)


@require_POST
def refuse_codes(request):
    """The owner says that nobody asked for the code."""
    actions.refuse_codes(user=request.user, by=request.user)
    messages.success(request, _("Kode itu tidak bisa dipakai lagi. Ceritakan kepada sekretaris PKK."))
    return redirect("accounts:profile")


@require_POST
def preferences(request):
    form = PreferencesForm(request.POST)
    if form.is_valid():
        actions.change_preferences(user=request.user, by=request.user, **form.cleaned_data)
        messages.success(request, _("Tampilan disimpan."))
    else:
        messages.error(request, _("Pilihan itu tidak ada. Pilih salah satu yang tersedia."))
    return redirect("accounts:profile")


@sensitive_post_parameters("present", "password", "again")
@require_http_methods(["GET", "POST"])
def password(request):
    form = PasswordForm(request.user, posted(request))
    if request.method == "POST" and form.is_valid():
        key = here(request)
        try:
            actions.change_password(
                user=request.user, by=request.user, password=form.cleaned_data["password"], session_key=key
            )
            update_session_auth_hash(request, request.user)
            follow_session(key, request)
            prove(request)
            messages.success(request, _("Kata sandi baru tersimpan. Perangkat lain sudah dikeluarkan."))
            return redirect("web:home")
        except Refused as refused:
            form.add_error(refused.field or None, refused.text)
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
def devices(request):
    context = {"devices": open_devices(request.user), "here": here(request)}
    return render(request, "accounts/devices.html", context)


@require_POST
def end_device(request, pk):
    device = get_object_or_404(open_devices(request.user), pk=pk)
    actions.end_device(device=device, by=request.user)
    messages.success(request, _("%(device)s sudah dikeluarkan.") % {"device": device.label})
    return redirect("accounts:devices")


@require_POST
def end_other_devices(request):
    actions.end_other_devices(user=request.user, session_key=here(request), by=request.user)
    messages.success(request, _("Semua perangkat lain sudah dikeluarkan."))
    return redirect("accounts:devices")


@login_not_required
@require_POST
def language(request):
    """Switch the language from any page, also before sign-in."""
    chosen = request.POST.get("language", "")
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = redirect(target)
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
