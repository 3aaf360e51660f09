"""Bringing a site to the state in which it can run. Every step looks whether it is needed, so a second run is quick."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from anyelir.rules.numbers_id import format_number


def start_django() -> None:
    """Load the settings and the apps; commands call it first, because only some commands need Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyelir.settings")
    import django

    # Before the apps, which read the catalogues.
    from anyelir.core.messages import compile_catalogues

    compile_catalogues()
    django.setup()


class Marks:
    """What was done in this data folder, by step: a fingerprint of what the step was done with."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "prepared.json"

    def read(self) -> dict[str, str]:
        try:
            return json.loads(self.path.read_text())
        except (FileNotFoundError, ValueError):
            return {}

    def set(self, step: str, fingerprint: str) -> None:
        part = self.path.with_suffix(".part")
        part.write_text(json.dumps(self.read() | {step: fingerprint}, indent=1))
        part.replace(self.path)


def _timed(out: TextIO, text: str, work: Callable[[], object]) -> None:
    began = time.monotonic()
    print(f"{text} ...", end=" ", file=out, flush=True)
    work()
    print(f"{format_number(time.monotonic() - began, 1)} detik", file=out, flush=True)


def prepare_site(out: TextIO) -> None:
    """Databases, static files and the national list of regions, each only where it is not in place yet."""
    if _waiting_migrations():
        _timed(out, "Menyiapkan basis data", _migrate)
    _collect_static(out)
    from anyelir.regions.loading import load_national
    from anyelir.regions.models import Region

    if Region.objects.exists():
        load_national()
    else:
        _timed(out, "Memuat wilayah Indonesia", load_national)


def _waiting_migrations() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def _collect_static(out: TextIO) -> None:
    from django.conf import settings
    from django.core.management import call_command

    marks = Marks(settings.VAR)
    fingerprint = _fingerprint(_static_files())
    if (settings.STATIC_ROOT / "staticfiles.json").exists() and marks.read().get("static") == fingerprint:
        return
    _timed(
        out,
        "Mengumpulkan berkas tampilan",
        lambda: call_command("collectstatic", interactive=False, verbosity=0, clear=True),
    )
    marks.set("static", fingerprint)


def _static_files() -> Iterator[Path]:
    from django.contrib.staticfiles.finders import get_finders

    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name))


def _fingerprint(files: Iterator[Path]) -> str:
    """Changes when a file comes, goes or is written."""
    digest = hashlib.sha256()
    for path in sorted(files):
        state = path.stat()
        digest.update(f"{path}:{state.st_size}:{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def prepare_demo(out: TextIO) -> None:
    """The site, and on it the demo: made once for a database, then left as people changed it."""
    prepare_site(out)
    from anyelir.web import demo

    if not demo.is_prepared():
        demo.prepare(out)
