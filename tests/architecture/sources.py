"""The files that the tests of this folder look at."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

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


def templates() -> list[Path]:
    return sorted((PACKAGE / "templates").rglob("*.html"))
