"""Imports belong to the person who uploaded them; others of the same right do not see the file."""

from __future__ import annotations

from django.db.models import QuerySet

from anyelir.core.permission import Permission, Viewer
from anyelir.exchange.models import ImportRun
from anyelir.membership.access import has_anywhere


def can_import(user: Viewer) -> bool:
    return has_anywhere(user, Permission.IMPORT_RUN)


def can_view_run(user: Viewer, run: ImportRun) -> bool:
    return can_import(user) and run.started_by_id == user.id


def visible_runs(user: Viewer) -> QuerySet[ImportRun]:
    return ImportRun.objects.filter(started_by=user) if can_import(user) else ImportRun.objects.none()
