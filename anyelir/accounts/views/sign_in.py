"""Coming in and going out."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django_htmx.http import HttpResponseClientRedirect

from anyelir.accounts.forms import SignInForm
from anyelir.accounts.sessions import begin_session, end_session
from anyelir.accounts.throttle import WAIT, remember_device
from anyelir.core.destinations import wanted_page
from anyelir.core.screens import methods
from anyelir.core.submissions import posted

TOO_MANY = 429


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@methods("GET", "POST")
def sign_in(request):
    if request.htmx and request.method == "GET":
        return HttpResponseClientRedirect(_back_to_page(request))
    if request.user.is_authenticated:
        return redirect(_wanted(request))
    form = SignInForm(request, posted(request))
    is_valid = request.method == "POST" and form.is_valid()
    if form.is_locked:
        return locked_out(request)
    if is_valid:
        return _come_in(request, form.user, is_shared=form.cleaned_data["is_shared"])
    context = {"form": form, "next": request.GET.get("next", "")}
    return render(request, "accounts/sign_in.html", context, status=422 if form.is_bound else 200)


@methods("POST")
def sign_out(request):
    end_session(request)
    response = redirect(settings.LOGOUT_REDIRECT_URL)
    # What the browser kept of the pages and of half-filled forms is for nobody who comes after.
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def locked_out(request):
    """The page for a name and address that have tried too often."""
    minutes = round(WAIT.total_seconds() / 60)
    page = render(request, "accounts/locked_out.html", {"minutes": minutes}, status=TOO_MANY)
    page["Retry-After"] = str(minutes * 60)
    return page


def _come_in(request, user, *, is_shared: bool):
    begin_session(request, user, is_shared=is_shared)
    if request.session.get("asks_code"):
        request.session["wanted"] = _wanted(request)
    response = redirect(_wanted(request))
    if not is_shared:
        remember_device(response, user)
    return response


def _wanted(request) -> str:
    """Where the person was going, if it is a page of this site."""
    return wanted_page(request, request.GET.get("next", ""), resolve_url(settings.LOGIN_REDIRECT_URL))


def _back_to_page(request) -> str:
    """For a part of a page that is asked after the session ended: sign in, then the whole page again."""
    here = urlsplit(request.htmx.current_url_abs_path or "")
    query = f"?next={here.path}" if here.path else ""
    return f"{resolve_url(settings.LOGIN_URL)}{query}"
