"""The files that the tests of this folder look at."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "anyelir"


@cache
def tracked_files() -> list[Path]:
    """Every file of the project that exists: known to git or new, never an ignored one."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    return sorted(ROOT / name for name in names if name and (ROOT / name).is_file())


def python_files(room: str = "") -> list[Path]:
    """Modules of the package or of one room, without migrations."""
    return [path for path in sorted((PACKAGE / room).rglob("*.py")) if "migrations" not in path.parts]


def room_of(path: Path) -> str:
    """The room that a module of the package stands in: ``families``, ``posyandu.day``; else its first folder."""
    place = path.relative_to(PACKAGE).parts
    rooms = {config.name for config in apps.get_app_configs()}
    ways = (".".join(place[:depth]) for depth in range(len(place) - 1, 0, -1))
    return next((way for way in ways if f"anyelir.{way}" in rooms), place[0])


def place_in_room(path: Path) -> tuple[str, ...]:
    """The parts of the path of a module behind its room."""
    return path.relative_to(PACKAGE).parts[room_of(path).count(".") + 1 :]


def templates() -> list[Path]:
    return sorted((PACKAGE / "templates").rglob("*.html"))
