"""Kinds of programme that come with the software: one file each, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from anyelir.rules.programmes import Pattern, PatternKind, ProgrammeType, read_pattern

FOLDER = Path(__file__).parent / "patterns"


@cache
def shipped_types() -> dict[str, Pattern]:
    """Key and pattern, the local kind last: it is for whatever fits nowhere else."""
    documents = (tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml"))
    kinds = [pattern for pattern in map(read_pattern, documents) if pattern.kind is PatternKind.TYPE]
    kinds.sort(key=lambda pattern: (pattern.key == "lokal", pattern.title))
    return {pattern.key: pattern for pattern in kinds}


def type_title(key: str) -> str:
    return shipped_types()[key].title if key in shipped_types() else key


def type_unit(key: str) -> str:
    """The unit that programmes of this kind count by themselves; "" for a kind that is not shipped any more."""
    pattern = shipped_types().get(key)
    return pattern.body.counts if pattern is not None and isinstance(pattern.body, ProgrammeType) else ""
