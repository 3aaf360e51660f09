"""Beginning and ending a session, the devices on which one runs, and how long it lasts."""

from __future__ import annotations

import datetime as dt
import re

from django.conf import settings
from django.contrib.auth import login, logout
from django.db.models import QuerySet
from django.utils import timezone

from anyelir.accounts.address import client_address
from anyelir.accounts.duty import SHARED, SessionTerms, duty_of
from anyelir.accounts.models import Device, User
from anyelir.accounts.second_factor import has_authenticator
from anyelir.accounts.session_store import stored_key
from anyelir.core import audit

SYSTEMS = [("Android", "Android"), ("iPhone", "iPhone"), ("Windows", "Windows"), ("Mac OS X", "Mac")]
BROWSERS = [("EdgA?/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]
# How long a password or code typed just now stands for the person before she changes what protects the account.
PROOF = dt.timedelta(minutes=10)


def begin_session(request, user: User, *, is_shared: bool = False) -> None:
    """Sign in, remember the device, and ask for the code of the authenticator where there is one."""
    login(request, user)
    now = timezone.now()
    session = request.session
    session["is_shared"] = is_shared
    session["is_by_code"] = getattr(user, "came_by_code", False)
    session["began_at"] = session["seen_at"] = int(now.timestamp())
    session.set_expiry(0 if is_shared else int(terms_of(request).longest.total_seconds()))
    if has_authenticator(user):
        session["asks_code"] = True
    prove(request)
    Device.objects.create(
        user=user,
        session_key=here(request),
        label=label_of(request.META.get("HTTP_USER_AGENT", "")),
        address=client_address(request),
        last_seen_at=now,
    )
    with audit.marked(**mark_of(request)):
        audit.note(by=user, verb="user.sign_in", what=user, region=duty_of(user).place)


def end_session(request, verb: str = "user.sign_out") -> None:
    """Sign out here, with a line in the trail."""
    Device.objects.filter(session_key=here(request), ended_at=None).delete()
    audit.note(by=request.user, verb=verb, what=request.user, region=duty_of(request.user).place)
    logout(request)


def terms_of(request) -> SessionTerms:
    """How long this session lasts: by the strictest role of the person, shorter on a shared phone."""
    terms = duty_of(request.user).terms
    return terms.stricter(SHARED) if request.session.get("is_shared") else terms


def is_over(request) -> bool:
    """Whether the session was left alone too long, or began too long ago."""
    now, session, terms = timezone.now().timestamp(), request.session, terms_of(request)
    idle, age = now - session.get("seen_at", now), now - session.get("began_at", now)
    return idle > terms.idle.total_seconds() or age > terms.longest.total_seconds()


def mark_of(request) -> dict[str, str]:
    """What every line of the trail says about a session that somebody else's code opened."""
    return {"session": "code"} if request.session.get("is_by_code") else {}


def prove(request) -> None:
    """The person has just shown that it is she: a password, or a code of the authenticator."""
    request.session["proved_at"] = int(timezone.now().timestamp())


def is_proved(request) -> bool:
    return timezone.now().timestamp() - request.session.get("proved_at", 0) <= PROOF.total_seconds()


def here(request) -> str:
    """The stored key of the session in use, by which its device is known."""
    return stored_key(request.session.session_key)


def follow_session(old_key: str, request) -> None:
    """The session got a new key (after a change of password); its device goes along."""
    Device.objects.filter(session_key=old_key).update(session_key=here(request))


def label_of(agent: str) -> str:
    """A browser in words: "Chrome di Android"."""
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    browser = next((name for mark, name in BROWSERS if re.search(mark, agent)), "")
    return " · ".join(part for part in (browser, system) if part) or "Perangkat lain"


def open_devices(user: User) -> QuerySet[Device]:
    """Devices that are still signed in, the latest first."""
    oldest = timezone.now() - dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return Device.objects.filter(user=user, ended_at=None, last_seen_at__gte=oldest)
