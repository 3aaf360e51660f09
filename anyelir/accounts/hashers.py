"""Argon2id with stated parameters, and a queue so that many sign-ins at once leave the processor to other pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils.translation import gettext as _

from anyelir.core.refusal import Refused

# In one process: one password is hashed at a time, some wait; the web server has more threads than these.
AT_ONCE, IN_LINE = 1, 8
WAIT_SECONDS = 8.0
_hashing = BoundedSemaphore(AT_ONCE)
_line = BoundedSemaphore(AT_ONCE + IN_LINE)


class QueuedArgon2PasswordHasher(Argon2PasswordHasher):
    """The least that OWASP advises (19 MiB, two passes, one lane): a hash takes tens of milliseconds on old servers."""

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1

    def encode(self, password, salt):
        with _turn():
            return super().encode(password, salt)

    def verify(self, password, encoded):
        with _turn():
            return super().verify(password, encoded)


@contextmanager
def _turn() -> Iterator[None]:
    """One's turn at the processor; a full line is refused at once, because waiting threads are pages not served."""
    if not _line.acquire(blocking=False):
        raise _busy()
    try:
        if not _hashing.acquire(timeout=WAIT_SECONDS):
            raise _busy()
        try:
            yield
        finally:
            _hashing.release()
    finally:
        _line.release()


def _busy() -> Refused:
    text = _("Sedang banyak yang masuk bersamaan. Tunggu beberapa detik, lalu tekan Masuk sekali lagi.")
    return Refused("sign_in_busy", text, status=503)
