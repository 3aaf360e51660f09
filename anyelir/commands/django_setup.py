"""Loading Django for the commands that need it."""

from __future__ import annotations

import os


def prepare() -> None:
    """Load settings and apps once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyelir.settings")
    import django

    django.setup()
