"""Message catalogues: compiling ``locale/*/LC_MESSAGES/*.po`` for the running site, without the gettext programs.

Collecting the texts from code and templates into the catalogue is a developer's task (``make messages``).
"""

from __future__ import annotations

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_catalogues(folder: Path = LOCALE) -> list[Path]:
    """Write the .mo file beside each .po file that is newer; returns the files written."""
    return [_compile(source) for source in sorted(folder.glob("*/LC_MESSAGES/*.po")) if _is_stale(source)]


def _is_stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> Path:
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name)
    target = source.with_suffix(".mo")
    # Written aside and renamed: a site that starts at this moment never reads half a catalogue.
    part = target.with_suffix(f".{os.getpid()}.part")
    with part.open("wb") as file:
        write_mo(file, catalogue)
    part.replace(target)
    return target
