"""Whether a site that was put back is what was saved: rows, keys, files, guards of the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from anyelir.backup import database
from anyelir.backup.archive import Progress
from anyelir.core.guards import check_guards
from anyelir.core.key_check import check_all
from anyelir.exchange.models import ImportRun
from anyelir.files.models import StoredFile


def problems(manifest: dict[str, Any], progress: Progress = lambda _text: None) -> list[str]:
    """What does not fit, in words; empty when the site is whole."""
    return [
        *_rows(manifest),
        *(f"basis data: {text}" for text in database.faults_of(connection.settings_dict)),
        *(str(problem) for problem in check_all(progress).problems),
        *_files(),
        *(str(message.msg) for message in check_guards(databases=["default"])),
    ]


def waiting_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _rows(manifest: dict[str, Any]) -> Iterator[str]:
    now = database.rows_of(connection.settings_dict)
    for table, count in manifest["tables"].items():
        if now.get(table) != count:
            yield f"tabel {table}: {now.get(table, 0)} baris, seharusnya {count}"


def _files() -> Iterator[str]:
    for file in StoredFile.objects.filter(erased_at=None):
        if not file.path.exists():
            yield f"berkas {file.pk} tidak ada"
    for run in ImportRun.objects.filter(removed_at=None):
        if run.upload is not None and not run.upload.exists():
            yield f"berkas impor {run.pk} tidak ada"
