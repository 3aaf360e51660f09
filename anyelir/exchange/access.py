"""Imports belong to the person who uploaded them; others of the same right do not see the file."""

from __future__ import annotations

from django.db.models import QuerySet

from anyelir.core.permission import Permission
from anyelir.exchange.models import ImportRun
from anyelir.membership.access import has_anywhere


def can_import(user) -> bool:
    return has_anywhere(user, Permission.IMPORT_RUN)


def can_view_run(user, run: ImportRun) -> bool:
    return can_import(user) and run.started_by_id == user.pk


def visible_runs(user) -> QuerySet[ImportRun]:
    return ImportRun.objects.filter(started_by=user) if can_import(user) else ImportRun.objects.none()
