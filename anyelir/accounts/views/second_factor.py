"""The authenticator: setting it up, and its code at sign-in."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django_otp import login as otp_login

from anyelir.accounts import second_factor as factor
from anyelir.accounts.forms import TokenForm
from anyelir.accounts.sessions import prove
from anyelir.accounts.views.proof import proved
from anyelir.core.screens import answer, methods
from anyelir.core.submissions import posted


@never_cache
@methods("GET", "POST")
def second_factor(request):
    """The six digits after the password, or a recovery code."""
    form = TokenForm(posted(request))

    def save(cleaned):
        otp_login(request, factor.check(user=request.user, typed=cleaned["token"]))
        prove(request)
        return redirect(request.session.pop("wanted", "web:home"))

    return answer(request, form, save, "accounts/second_factor.html")


@never_cache
@methods("GET", "POST")
@proved
def enrol(request):
    """Scan, type one code, keep the recovery codes."""
    if factor.has_authenticator(request.user) and not request.user.is_verified():
        return redirect("accounts:second-factor")
    device = factor.begin(request.user)
    form = TokenForm(posted(request))

    def save(cleaned):
        codes = factor.confirm(user=request.user, token=cleaned["token"])
        otp_login(request, request.user.totpdevice_set.get(confirmed=True))
        return render(request, "accounts/recovery_codes.html", {"codes": codes})

    context = {"qr": factor.qr_picture(device), "key": factor.written_key(device)}
    return answer(request, form, save, "accounts/enrol.html", context)


@never_cache
@methods("POST")
@proved
def recovery_codes(request):
    """Ten new recovery codes in place of the old ones."""
    if not request.user.is_verified():
        messages.error(request, _("Pasang autentikator dulu."))
        return redirect("accounts:enrol")
    codes = factor.new_recovery_codes(user=request.user)
    return render(request, "accounts/recovery_codes.html", {"codes": codes})
