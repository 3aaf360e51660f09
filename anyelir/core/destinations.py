"""Where somebody goes on to when an address or a form says it (``?next=``): a page of this site, nothing else."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme


def wanted_page(request: Any, target: str, otherwise: str) -> str:
    """``target``, or ``otherwise`` when that is no path of this site, or the address of a button.

    A button may have been pressed after the session had ended: its address only takes what is sent, and shows nothing.
    """
    is_here = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if is_here and target.startswith("/") and _is_page(target) else otherwise


def _is_page(target: str) -> bool:
    """An address that leads nowhere counts: the page there says so."""
    try:
        view = resolve(unquote(urlsplit(target).path)).func
    except Resolver404:
        return True
    return "GET" in getattr(view, "methods", {"GET"})
