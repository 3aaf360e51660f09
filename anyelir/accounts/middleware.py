"""What comes with a signed-in person: the device in use, the language, and the steps before the first page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.shortcuts import redirect
from django.utils import timezone, translation
from django_htmx.http import HttpResponseClientRedirect

from anyelir.accounts.models import Device, User

# Rooms above say here which people need a second factor; accounts knows no roles.
second_factor_rules: list[Callable[[User], bool]] = []

SEEN_EVERY = dt.timedelta(minutes=10)
ALWAYS_OPEN = {"accounts:sign-out", "accounts:language", "web:health"}
SECOND_FACTOR_PAGES = {"accounts:second-factor", "accounts:enrol"}


class DeviceMiddleware:
    """Keeps the last use of a device and speaks the person's language."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            _touch(request.session)
        _speak(request)
        return self.get_response(request)


def _touch(session) -> None:
    now = timezone.now()
    seen = session.get("seen_at", 0)
    if now.timestamp() - seen >= SEEN_EVERY.total_seconds():
        session["seen_at"] = int(now.timestamp())
        Device.objects.filter(session_key=session.session_key).update(last_seen_at=now)


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
    is_required = settings.REQUIRE_SECOND_FACTOR and any(rule(user) for rule in second_factor_rules)
    return "accounts:enrol" if is_required and not user.is_verified() else ""


def _pages_of(step: str) -> set[str]:
    return SECOND_FACTOR_PAGES if step == "accounts:enrol" else {step}
