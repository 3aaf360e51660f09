"""Replacing the keys of encrypted columns and blind indexes while the site runs.

1. A new key becomes the first line of its ring: from then on every process writes with it and reads with both.
2. All writes that began before have ended (``_settle``), so no value under the old key comes any more.
3. Rows are sealed anew in small portions, each a short transaction of its own that reads its rows again when it has
   them: what somebody wrote meanwhile is what is sealed.
4. Only when nothing needs an old key it leaves the ring, for the folder ``retired`` (old backups may need it).

Each step looks what is done already. Killed at any moment, the next run goes on where this one was.
"""

from __future__ import annotations

import fcntl
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Model

from anyelir import keyfiles
from anyelir.core import crypto
from anyelir.core.key_check import Findings, KeyProblem, Report, narrow, portions, sealed_models
from anyelir.core.locking import hold
from anyelir.core.sealed import Box, EncryptedField
from anyelir.keyring import BOUND, Ring, read_lines

# Longer than a statement that was prepared under the old key needs until its transaction has begun: on SQLite it
# may wait for other writers as long as the site allows (``timeout`` of settings).
SETTLE_SECONDS = {"postgresql": 2.0, "sqlite": 22.0}
# Between two portions, so that others who wait for the database get it.
PAUSE_SECONDS = 0.01
MARK = "rotating.txt"
ADDED = "added"
# Rows that a process which did not see the new key wrote meanwhile are found by looking again.
ATTEMPTS = 3
STALE = "belum dapat disegel ulang; mungkin nomornya juga dipakai baris lain"


FROM_OUTSIDE = """\
Kunci diberikan lewat lingkungan, jadi kunci baru dipasang di sana.
1. Isi CODE_KEY dengan INDEX_KEY yang sekarang, bila CODE_KEY belum ada.
2. Pindahkan kunci lama ke FIELD_KEY_OLD dan INDEX_KEY_OLD, isi FIELD_KEY dan INDEX_KEY dengan kunci baru.
3. Mulai ulang situs, lalu ulangi perintah ini."""


class CannotRotate(Exception):
    """The rotation does not begin; the text says what to do."""


@dataclass
class Rotation:
    """What a run did: rows sealed anew, values that could not be, keys that left, rings that keep their old ones."""

    renewed: int = 0
    problems: list[KeyProblem] = field(default_factory=list)
    stale: int = 0
    retired: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def rotate(report: Report = lambda _text: None) -> Rotation:
    """Begin a rotation, or go on with one that was interrupted. Raises CannotRotate."""
    with alone():
        _add_keys()
        _settle(report)
        done = Rotation()
        for _attempt in range(ATTEMPTS):
            for model, columns in sealed_models():
                for rows in portions(model, columns, report):
                    done.renewed += _renew(
                        model, columns, [row.pk for row in rows if _is_stale(row, columns)]
                    )
            _look_again(done, report)
            if not done.stale:
                break
        _retire(done)
        return done


def rings() -> dict[str, Ring]:
    return {"FIELD_KEY": settings.FIELD_KEYS, "INDEX_KEY": settings.INDEX_KEYS}


def is_unfinished() -> bool:
    return _mark().exists() or any(len(ring.secrets()) > 1 for ring in rings().values())


def _mark() -> Path:
    return Path(settings.KEYS) / MARK


@contextmanager
def alone() -> Iterator[None]:
    """One rotation at a time; the lock ends with its process, however that ends."""
    folder = Path(settings.KEYS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "rotating.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotRotate("Penggantian kunci lain sedang berjalan. Tunggu sampai selesai.") from error
        yield


def _add_keys() -> None:
    """A new first key in each ring that has a file. The mark says which still wait for theirs, then that all have."""
    mark = _mark()
    if mark.exists():
        waiting = [name for name in read_lines(mark) if name != ADDED]
    elif is_unfinished():
        waiting = []
    else:
        waiting = [name for name, ring in rings().items() if ring.path]
        if not waiting:
            raise CannotRotate(FROM_OUTSIDE)
        keyfiles.replace(mark, "\n".join(waiting))
    for name in waiting:
        ring = rings()[name]
        if ring.path and len(ring.secrets()) == 1:
            keyfiles.replace(ring.path, f"{BOUND}{secrets.token_urlsafe(48)}\n{ring.current}\n")
    if waiting:
        keyfiles.replace(mark, ADDED)


def _settle(report: Report) -> None:
    """Wait until no write is under way that was prepared before the new key."""
    report("Menunggu penulisan yang dimulai sebelum kunci baru")
    if connection.vendor != "postgresql":
        time.sleep(SETTLE_SECONDS["sqlite"])
        _wait_for_the_writer()
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        since = cursor.fetchone()[0]
        time.sleep(SETTLE_SECONDS["postgresql"])
        while _writers_before(cursor, since):
            time.sleep(0.5)


def _wait_for_the_writer() -> None:
    """SQLite has one writer, and a transaction of the site is a writer from its first statement on."""
    while True:
        try:
            with transaction.atomic():
                return
        except OperationalError:
            time.sleep(0.5)


def _writers_before(cursor: Any, since: Any) -> bool:
    cursor.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND backend_type = 'client backend' AND xact_start < %s",
        [since],
    )
    return bool(cursor.fetchone()[0])


def _is_stale(row: Model, columns: list[EncryptedField]) -> bool:
    return bool(_changes(Findings(), row, columns))


def _renew(model: type[Model], columns: list[EncryptedField], keys: list[Any]) -> int:
    """Seal these rows anew in one short transaction; one by one where the number of one of them is taken."""
    if not keys:
        return 0
    try:
        return _written(model, columns, keys)
    except IntegrityError:
        return sum(_written_alone(model, columns, key) for key in keys)
    finally:
        time.sleep(PAUSE_SECONDS)


def _written_alone(model: type[Model], columns: list[EncryptedField], key: Any) -> int:
    try:
        return _written(model, columns, [key])
    except IntegrityError:
        return 0


def _written(model: type[Model], columns: list[EncryptedField], keys: list[Any]) -> int:
    renewed = 0
    with transaction.atomic():
        for row in hold(narrow(model, columns).filter(pk__in=keys).order_by("pk")):
            if changes := _changes(Findings(), row, columns):
                renewed += model._base_manager.filter(pk=row.pk).update(**changes)
    return renewed


def _changes(findings: Findings, row: Model, columns: list[EncryptedField]) -> dict[str, str]:
    """The columns of this row as they are under the keys that write; those that are so already are left out."""
    current, changes = crypto.key_id(settings.FIELD_KEYS.current), dict[str, str]()
    for column in columns:
        box = row.__dict__[column.attname]
        if isinstance(box, Box) and (text := findings.open(row, column)) is not None:
            if crypto.key_of(box.stored) != current:
                changes[column.attname] = column.seal(text, row.pk)
            if column.index and getattr(row, column.index) not in ("", index := column.index_of(text)):
                changes[column.index] = index
    return changes


def _look_again(done: Rotation, report: Report) -> None:
    """What still needs an old key, asked of all rows: before this nobody takes a key away."""
    findings, done.stale, taken = Findings(), 0, list[KeyProblem]()
    for model, columns in sealed_models():
        for rows in portions(model, columns, report):
            for row in rows:
                if _changes(findings, row, columns):
                    done.stale += 1
                    taken.append(KeyProblem(model._meta.label, columns[0].name, row.pk, "", STALE))
    done.problems = findings.problems + taken


def _retire(done: Rotation) -> None:
    """Take the old keys out of the rings that no value needs any more, and end the rotation when none is left."""
    needed = {"FIELD_KEY": bool(done.stale) or _opens_with_old(done), "INDEX_KEY": bool(done.problems)}
    for name, ring in rings().items():
        current, *old = ring.secrets()
        if old and (needed[name] or ring.path is None):
            done.kept.append(name)
        elif old and ring.path:
            for secret in old:
                _keep_retired(name, secret)
                done.retired.append(f"{name} {crypto.key_id(secret)}")
            keyfiles.replace(ring.path, f"{current}\n")
    _mark().unlink(missing_ok=True)


def _opens_with_old(done: Rotation) -> bool:
    """Whether a value that does not open names an old key, or none."""
    old = {crypto.key_id(secret) for secret in settings.FIELD_KEYS.secrets()[1:]} | {crypto.UNBOUND}
    return any(problem.key in old for problem in done.problems)


def _keep_retired(name: str, secret: str) -> None:
    folder = Path(settings.KEYS) / "retired"
    folder.mkdir(mode=0o700, exist_ok=True)
    keyfiles.write_once(folder / f"{name.lower()}-{crypto.key_id(secret)}.txt", f"{secret}\n")
