"""The keys of one purpose: the first writes, all of them read, so that a key can be replaced while the site runs."""

from __future__ import annotations

import os
from pathlib import Path

# A key that starts so was made when every cipher text already named its key and its row: it opens no older form.
BOUND = "k1-"


class Ring:
    """One secret a line in a file, or those of the environment. The file is read again when it changes."""

    def __init__(self, *given: str, path: Path | None = None) -> None:
        self.path = path
        self._secrets = given
        self._state: tuple[int, ...] = ()

    def __repr__(self) -> str:
        return f"<Ring of {len(self._secrets)}>"

    def secrets(self) -> tuple[str, ...]:
        """All secrets, the one that writes first. A file that is gone for a moment changes nothing."""
        if self.path is not None and (state := self._state_of(self.path)) not in ((), self._state):
            if lines := read_lines(self.path):
                self._secrets, self._state = lines, state
        return self._secrets

    @property
    def current(self) -> str:
        return self.secrets()[0]

    @staticmethod
    def _state_of(path: Path) -> tuple[int, ...]:
        try:
            status = os.stat(path)
        except OSError:
            return ()
        return status.st_mtime_ns, status.st_ino, status.st_size


def read_lines(path: Path) -> tuple[str, ...]:
    return tuple(line.strip() for line in path.read_text().splitlines() if line.strip())
