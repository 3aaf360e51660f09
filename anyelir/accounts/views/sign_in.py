"""Coming in and going out."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from anyelir.accounts.forms import SignInForm
from anyelir.accounts.models import Device
from anyelir.accounts.sessions import begin_session
from anyelir.core import audit
from anyelir.core.posted import posted

TOO_MANY = 429


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request):
    if request.htmx and request.method == "GET":
        return HttpResponseClientRedirect(_back_to_page(request))
    if request.user.is_authenticated:
        return redirect(_wanted(request))
    form = SignInForm(request, posted(request))
    if request.method == "POST" and form.is_valid():
        begin_session(request, form.user, is_shared=form.cleaned_data["is_shared"])
        if request.session.get("asks_code"):
            request.session["wanted"] = _wanted(request)
        return redirect(_wanted(request))
    context = {"form": form, "next": request.GET.get("next", "")}
    return render(request, "accounts/sign_in.html", context, status=422 if form.is_bound else 200)


@require_POST
def sign_out(request):
    Device.objects.filter(session_key=request.session.session_key, ended_at=None).delete()
    audit.note(by=request.user, verb="user.sign_out", what=request.user)
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def locked_out(request, response=None, credentials=None):
    """Called by the lock-out: the pair of name and address has tried too often."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    page = render(request, "accounts/locked_out.html", {"minutes": minutes}, status=TOO_MANY)
    page["Retry-After"] = str(minutes * 60)
    return page


def _wanted(request) -> str:
    """Where the person was going, if it is on this site."""
    target = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return target
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def _back_to_page(request) -> str:
    """A part of a page asked after the session ended: the whole page signs in and comes back to itself."""
    here = urlsplit(request.htmx.current_url_abs_path or "")
    query = f"?next={here.path}" if here.path else ""
    return f"{resolve_url(settings.LOGIN_URL)}{query}"
