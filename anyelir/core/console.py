"""Lines of the log, written to the standard error that the process has at that moment."""

from __future__ import annotations

import logging
import sys
from typing import TextIO


class Console(logging.Handler):
    """A handler that keeps no stream: where standard error is another one now, the line goes there, and a stream
    that was closed meanwhile (as pytest closes its own) takes no line with it."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            stream = _standard_error()
            stream.write(f"{self.format(record)}\n")
            stream.flush()
        except Exception:
            self.handleError(record)


def _standard_error() -> TextIO:
    return sys.__stderr__ if sys.stderr.closed and sys.__stderr__ is not None else sys.stderr
