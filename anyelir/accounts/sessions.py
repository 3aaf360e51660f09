"""Beginning a session, and the devices on which one runs."""

from __future__ import annotations

import datetime as dt
import re

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.contrib.auth import login
from django.db.models import QuerySet
from django.utils import timezone

from anyelir.accounts.models import Device, User
from anyelir.accounts.second_factor import has_authenticator
from anyelir.core import audit

SYSTEMS = [("Android", "Android"), ("iPhone", "iPhone"), ("Windows", "Windows"), ("Mac OS X", "Mac")]
BROWSERS = [("EdgA?/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]


def begin_session(request, user: User, *, is_shared: bool = False) -> None:
    """Sign in, remember the device, and ask for the code of the authenticator where there is one."""
    login(request, user)
    if is_shared:
        request.session.set_expiry(0)
    if has_authenticator(user):
        request.session["asks_code"] = True
    now = timezone.now()
    request.session["seen_at"] = int(now.timestamp())
    Device.objects.create(
        user=user,
        session_key=request.session.session_key,
        label=label_of(request.META.get("HTTP_USER_AGENT", "")),
        address=get_client_ip_address(request) or "",
        last_seen_at=now,
    )
    audit.note(by=user, verb="user.sign_in", what=user)


def follow_session(old_key: str, new_key: str | None) -> None:
    """The session got a new key (after a change of password); its device goes along."""
    Device.objects.filter(session_key=old_key).update(session_key=new_key)


def label_of(agent: str) -> str:
    """A browser in words: "Chrome di Android"."""
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    browser = next((name for mark, name in BROWSERS if re.search(mark, agent)), "")
    return " · ".join(part for part in (browser, system) if part) or "Perangkat lain"


def open_devices(user: User) -> QuerySet[Device]:
    """Devices that are still signed in, the latest first."""
    oldest = timezone.now() - dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return Device.objects.filter(user=user, ended_at=None, last_seen_at__gte=oldest)
