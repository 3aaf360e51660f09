"""Sessions whose keys are not in the database: who reads a copy of it cannot take a session over."""

from __future__ import annotations

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.utils import timezone

from anyelir.core.crypto import blind_index

COLUMN = 40


def stored_key(session_key: str | None) -> str:
    """What stands in the database for a session key, 240 bits of a keyed digest."""
    return blind_index(session_key or "", "session")[:COLUMN]


class SessionStore(DatabaseSessionStore):
    def _get_session_from_db(self):
        row = self.model.objects.filter(
            session_key=stored_key(self.session_key), expire_date__gt=timezone.now()
        ).first()
        if row is None:
            self._session_key = None
        return row

    def exists(self, session_key):
        return super().exists(stored_key(session_key))

    def create_model_instance(self, session_data):
        row = super().create_model_instance(session_data)
        row.session_key = stored_key(row.session_key)
        return row

    def delete(self, session_key=None):
        key = session_key or self.session_key
        if key is not None:
            self.model.objects.filter(session_key=stored_key(key)).delete()
