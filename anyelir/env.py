"""Typed readers of the environment that refuse nonsense instead of guessing."""

from __future__ import annotations

import os
from ipaddress import IPv4Network, IPv6Network, ip_network


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
