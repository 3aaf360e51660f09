"""Where uploaded workbooks lie while they are needed."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def uploads_folder() -> Path:
    """A folder inside the data of the site that its own account alone may read."""
    path: Path = settings.VAR / "imports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path
