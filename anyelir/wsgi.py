"""The door for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application


def open_door():
    """The application, unless the keys are those of another site."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyelir.settings")
    door = get_wsgi_application()

    from anyelir.core.key_check import refuse_foreign_keys

    refuse_foreign_keys()
    return door


application = open_door()
