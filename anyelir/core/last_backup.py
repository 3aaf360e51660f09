"""When the last good backup was made: a note in the data folder, and what the doctor says of it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir import keyfiles
from anyelir.core.clock import today_at
from anyelir.core.health import CHECKS, Check, Finding, sound, warning
from anyelir.rules import operating

NOTE = "last_backup.json"


def note(folder: Path, *, at: dt.datetime, name: str, size: int) -> None:
    """Only of a backup that was written and read again whole."""
    keyfiles.replace(folder / NOTE, json.dumps({"at": at.isoformat(), "name": name, "size": size}))


def last(folder: Path) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(json.loads((folder / NOTE).read_text())["at"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def look_at_backup() -> Finding:
    """A demo has nothing to lose."""
    at, now = last(Path(settings.VAR)), timezone.now()
    if settings.DEMO:
        return sound()
    if at is None:
        return warning(_("Belum pernah ada cadangan yang lengkap. Jalankan: anyelir backup create FOLDER"))
    age = (now - at).total_seconds()
    if age > operating.limit("backup_days", today_at("")) * 86400:
        text = _("Cadangan terakhir sudah %d hari. Jalankan: anyelir backup create FOLDER")
        return warning(text % (age // 86400), backup_age_seconds=age)
    return sound(backup_age_seconds=age)


CHECKS.declare(Check("backup", gettext_lazy("Cadangan"), look_at_backup, needs=(), rank=64))
