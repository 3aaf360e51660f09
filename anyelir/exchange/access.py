"""Imports belong to the person who uploaded them; others of the same right do not see the file.

Which right is needed is said by the kind of the sheet."""

from __future__ import annotations

from django.db.models import QuerySet

from anyelir.core.permission import Viewer
from anyelir.exchange.kinds import KINDS, ImportKind
from anyelir.exchange.models import ImportRun
from anyelir.membership.access import has_anywhere


def kinds_for(user: Viewer) -> list[ImportKind]:
    """Kinds of sheets that the person may import somewhere."""
    return [kind for kind in KINDS if has_anywhere(user, kind.right)]


def can_import(user: Viewer) -> bool:
    return bool(kinds_for(user))


def can_view_run(user: Viewer, run: ImportRun) -> bool:
    return run.started_by_id == user.id and any(kind.key == run.kind for kind in kinds_for(user))


def visible_runs(user: Viewer) -> QuerySet[ImportRun]:
    kinds = [kind.key for kind in kinds_for(user)]
    return ImportRun.objects.filter(started_by=user, kind__in=kinds) if kinds else ImportRun.objects.none()
