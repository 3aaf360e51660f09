"""Typed readers of the environment that refuse nonsense instead of guessing."""

from __future__ import annotations

import datetime as dt
import os
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any
from urllib.parse import unquote, urlsplit


class BadSetting(Exception):
    """An environment variable has a value that cannot be meant."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value not in ("0", "1"):
        raise BadSetting(f"{name} must be 0 or 1, not {value!r}")
    return value == "1"


def number(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not value.isdecimal():
        raise BadSetting(f"{name} must be a whole number, not {value!r}")
    return int(value)


def choice(name: str, default: str, values: tuple[str, ...]) -> str:
    value = os.environ.get(name) or default
    if value not in values:
        raise BadSetting(f"{name} must be one of {', '.join(values)}, not {value!r}")
    return value


def proxies(name: str) -> tuple[int, list[IPv4Network | IPv6Network]]:
    """A number of proxies, or their addresses and networks between commas."""
    value = os.environ.get(name, "").strip()
    if not value or value.isdecimal():
        return int(value or 0), []
    try:
        return 0, [ip_network(part.strip()) for part in value.split(",")]
    except ValueError as error:
        raise BadSetting(f"{name} must be a number or addresses between commas, not {value!r}") from error


def word_list(name: str, default: str, *, among: tuple[str, ...]) -> list[str]:
    """Some of the known words, between commas, in the order in which they were given."""
    chosen = [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]
    if unknown := [word for word in chosen if word not in among]:
        raise BadSetting(f"{name} takes {', '.join(among)}, not {', '.join(unknown)}")
    return chosen


def periods(name: str) -> list[tuple[dt.date, dt.date]]:
    """``2028-11-28:2029-02-14,...``: first and last days, both included."""
    return [_period(name, part.strip()) for part in os.environ.get(name, "").split(",") if part.strip()]


def _period(name: str, text: str) -> tuple[dt.date, dt.date]:
    try:
        first, last = map(dt.date.fromisoformat, text.split(":"))
    except ValueError as error:
        raise BadSetting(f"{name} takes periods like 2028-11-28:2029-02-14, not {text!r}") from error
    if last < first:
        raise BadSetting(f"{name}: {text!r} ends before it begins")
    return first, last


def web_address(name: str) -> str:
    """An address of http or https, or nothing."""
    value = os.environ.get(name, "").strip()
    if value and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname):
        raise BadSetting(f"{name} must be an address that begins with http:// or https://, not {value!r}")
    return value


def mail_server(name: str) -> dict[str, Any]:
    """Django's settings of mail from ``smtp://user:password@host:587?tls=1``, or ``smtps://`` for TLS at once."""
    value = os.environ.get(name, "").strip()
    if not value:
        return {}
    parts = urlsplit(value)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        # Never the value itself: it may hold a password.
        raise BadSetting(f"{name} must look like smtp://user:password@host:587?tls=1")
    is_encrypted = parts.scheme == "smtps"
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if is_encrypted else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": is_encrypted,
        "EMAIL_USE_TLS": not is_encrypted and "tls=1" in parts.query,
    }
