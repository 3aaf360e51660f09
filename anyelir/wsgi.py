"""The door for a WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver


def open_door():
    """The application, unless the keys are those of another site."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyelir.settings")
    door = get_wsgi_application()

    from anyelir.core.key_check import refuse_foreign_keys

    refuse_foreign_keys()
    return door


def settle() -> None:
    """Import what the pages need, and let the garbage collector pass over it from now on.

    Without it every third page of thousands of rows waits a tenth of a second while the whole site is walked through.
    """
    _pages = get_resolver().url_patterns
    gc.collect()
    gc.freeze()


application = open_door()
settle()
