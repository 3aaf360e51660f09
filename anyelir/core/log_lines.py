"""How a line of the log is written: JSON for programs, key=value on a terminal; keys and numbers, never a person.

What code of ours says stands in ``facts`` (``log.info(..., extra={"facts": ...})``). Messages and errors of others
may carry what somebody typed, so that of an error only its kind and the way through the code are written, and of
a message no long number.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from anyelir.core import request_id
from anyelir.core.crypto import blind_index

# NIK, KK and phone numbers; a time or a port is shorter.
LONG_NUMBER = re.compile(r"\d[\d .-]{4,}\d")
FRAMES, LAST = 12, 4
MARK = 12
PACKAGE = Path(__file__).resolve().parents[2]


def facts_of(record: logging.LogRecord) -> dict[str, Any]:
    """What one line says, in the order in which it is read."""
    facts: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "log": record.name,
        "request": request_id.current.get(),
    }
    given = getattr(record, "facts", None)
    facts |= given if given is not None else {"message": _message(record)}
    if record.exc_info and record.exc_info[1] is not None:
        facts |= _error(record.exc_info[1])
    return facts


def _message(record: logging.LogRecord) -> str:
    """Django names the address in lines about a request; which page it was is in the line of the request."""
    if hasattr(record, "request"):
        return f"answered with {getattr(record, 'status_code', 'an error')}"
    return LONG_NUMBER.sub("#", record.getMessage())


def _error(error: BaseException) -> dict[str, Any]:
    """The kinds of the error and its causes, and the way to it: our own steps and the last ones.

    Never its text, which may hold what was typed.
    """
    kinds: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(kinds) < FRAMES:
        number = f" {seen.errno}" if isinstance(seen, OSError) and seen.errno else ""
        kinds.append(f"{type(seen).__module__}.{type(seen).__qualname__}{number}")
        seen = seen.__cause__ or seen.__context__
    frames = traceback.extract_tb(error.__traceback__)
    our_frames = [frame for frame in frames[:-LAST] if _short(frame.filename).startswith("anyelir/")]
    shown = [*our_frames[-FRAMES:], *frames[-LAST:]]
    way = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in shown]
    return {"error": " < ".join(kinds), "way": way}


def _short(path: str) -> str:
    """Below the folder of the installed packages, or below the project."""
    _folder, is_installed, below = path.rpartition("site-packages/")
    if is_installed or not Path(path).is_relative_to(PACKAGE):
        return below
    return str(Path(path).relative_to(PACKAGE))


def actor_mark(key: object) -> str:
    """Who acts, as a mark by which lines belong together; only the site itself can tell whose it is. "-": nobody."""
    return blind_index(str(key), "log.actor")[:MARK] if key is not None else "-"


class Json(logging.Formatter):
    """One JSON object per line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(facts_of(record), ensure_ascii=False, default=str)


class Text(logging.Formatter):
    """``key=value`` for a person at a terminal; the way to an error stands below, one step per line."""

    def format(self, record: logging.LogRecord) -> str:
        facts = facts_of(record)
        way = facts.pop("way", [])
        line = " ".join(f"{key}={_quoted(str(value))}" for key, value in facts.items())
        return "\n    ".join([line, *way])


def _quoted(text: str) -> str:
    """On one line, and as one word where a program would split it."""
    return text if text and re.fullmatch(r"[^\s\"=]+", text) else json.dumps(text, ensure_ascii=False)


class OwnLineSaysIt(logging.Filter):
    """Leaves out what Django says of a request that had no error: the line of the request has its status."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.name != "django.request" or record.exc_info is not None
