"""System checks of the declarations: an empty registry that is required means that a room was not found."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error

from anyelir.core.registry import REGISTRIES


def every_required_registry_is_filled(**_kwargs: Any) -> list[CheckMessage]:
    return [
        Error(f"Nothing is declared in {registry.name}.", id="anyelir.E001")
        for registry in REGISTRIES
        if registry.is_required and not len(registry)
    ]
