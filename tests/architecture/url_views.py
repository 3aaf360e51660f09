"""The view of every address of the site, by "app:name"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver


def views_of(patterns: Sequence[Any], namespace: str = "") -> dict[str, Callable[..., Any]]:
    """An address without a name has no reason to exist: it stands as "app:None" and has no row."""
    by_name: dict[str, Callable[..., Any]] = {}
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            by_name |= views_of(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            by_name[f"{namespace}{pattern.name}"] = pattern.callback
    return by_name


VIEWS = views_of(get_resolver().url_patterns)
