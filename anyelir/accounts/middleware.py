"""What comes with a signed-in person: the device in use, the language, and the steps before the first page."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import DatabaseError, transaction
from django.shortcuts import redirect
from django.utils import timezone, translation
from django_htmx.http import HttpResponseClientRedirect

from anyelir.accounts.duty import duty_of
from anyelir.accounts.models import Device
from anyelir.accounts.sessions import end_session, here, is_over, mark_of
from anyelir.core import audit
from anyelir.core.trouble import Trouble, trouble_of

SEEN_EVERY = dt.timedelta(minutes=2)
ALWAYS_OPEN = {"accounts:sign-out", "accounts:language"}
SECOND_FACTOR_PAGES = {"accounts:second-factor", "accounts:enrol", "accounts:prove"}


class DeviceMiddleware:
    """Ends a session that lasted too long, keeps the last use of a device, activates the person's language."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and is_over(request):
            end_session(request, "user.session_over")
        if request.user.is_authenticated:
            _touch(request)
        _speak(request)
        with audit.marked(**mark_of(request)):
            return self.get_response(request)


def _touch(request) -> None:
    now, session = timezone.now(), request.session
    if now.timestamp() - session.get("seen_at", 0) < SEEN_EVERY.total_seconds():
        return
    try:
        with transaction.atomic():
            Device.objects.filter(session_key=here(request)).update(last_seen_at=now)
    except DatabaseError as error:
        if trouble_of(error) is not Trouble.DISK_FULL:
            raise
        # Reading goes on; the session stays as old as it was and ends no later for it.
        return
    session["seen_at"] = int(now.timestamp())
    session.setdefault("began_at", session["seen_at"])


def _speak(request) -> None:
    """Indonesian first: a browser set to English changes nothing, the person's own choice does."""
    if request.user.is_authenticated:
        language = request.user.language
    else:
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    translation.activate(language)
    request.LANGUAGE_CODE = language


class SecondFactorMiddleware:
    """Leads to the code of the authenticator, to its set-up, or to a new password before anything else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated or request.resolver_match.view_name in ALWAYS_OPEN:
            return None
        step = next_step(request)
        if not step or request.resolver_match.view_name in _pages_of(step):
            return None
        return HttpResponseClientRedirect(redirect(step).url) if request.htmx else redirect(step)


def next_step(request) -> str:
    """The page a person must pass first, "" when none."""
    user = request.user
    if request.session.get("asks_code") and not user.is_verified():
        return "accounts:second-factor"
    if user.must_change_password:
        return "accounts:password"
    is_required = settings.REQUIRE_SECOND_FACTOR and duty_of(user).needs_second_factor
    return "accounts:enrol" if is_required and not user.is_verified() else ""


def _pages_of(step: str) -> set[str]:
    return SECOND_FACTOR_PAGES if step == "accounts:enrol" else {step}
