"""Troubles of the machine that are nobody's fault and pass: a full disk, a database that is away."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from enum import StrEnum

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from anyelir.core.refusal import Refused

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
FULL_ON_SQLITE = "SQLITE_FULL"
FULL_ON_POSTGRESQL = "53100"
# Connections are refused, cut or not answered: classes 08 and 57P, and an error without a state before signing in.
AWAY_ON_POSTGRESQL = ("08", "57P")
INSUFFICIENT_STORAGE, UNAVAILABLE = 507, 503


class Trouble(StrEnum):
    DISK_FULL = "storage_full"
    DATABASE_AWAY = "database_away"

    @property
    def status(self) -> int:
        return INSUFFICIENT_STORAGE if self is Trouble.DISK_FULL else UNAVAILABLE

    @property
    def heading(self) -> str:
        is_full = self is Trouble.DISK_FULL
        return str(_("Penyimpanan penuh") if is_full else _("Basis data sedang tidak menjawab"))

    @property
    def text(self) -> str:
        """Of a write."""
        if self is Trouble.DISK_FULL:
            return str(
                _("Penyimpanan penuh, sehingga isian Anda belum tersimpan. Beri tahu pengelola situs ini.")
            )
        return str(_("Isian Anda belum tersimpan. Biasanya pulih sendiri: tunggu sebentar, lalu coba lagi."))

    @property
    def text_of_reading(self) -> str:
        if self is Trouble.DISK_FULL:
            return str(
                _("Halaman ini tidak dapat dibuka karena penyimpanan penuh. Beri tahu pengelola situs ini.")
            )
        return str(_("Biasanya pulih sendiri: tunggu sebentar, lalu muat ulang halaman ini."))


def trouble_of(error: BaseException | None) -> Trouble | None:
    """Which trouble stands behind an error, or None when it is another fault."""
    for each in _chain(error):
        if _says_full(each):
            return Trouble.DISK_FULL
    return Trouble.DATABASE_AWAY if any(_says_away(each) for each in _chain(error)) else None


def as_refusal(error: BaseException) -> Refused | None:
    """A full disk as the refusal that a form shows beside what was typed; None for anything else."""
    if trouble_of(error) is not Trouble.DISK_FULL:
        return None
    return Refused("storage_full", Trouble.DISK_FULL.text, status=Trouble.DISK_FULL.status)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _says_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    is_sqlite = getattr(error, "sqlite_errorname", "") == FULL_ON_SQLITE
    return is_sqlite or getattr(error, "sqlstate", None) == FULL_ON_POSTGRESQL


def _says_away(error: BaseException) -> bool:
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    cause: BaseException = error.__cause__ or error
    if not type(cause).__module__.startswith("psycopg"):
        return False
    state = getattr(cause, "sqlstate", None)
    return state is None or state.startswith(AWAY_ON_POSTGRESQL)
