"""The one way in which an action says no."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_said: ContextVar[list[str] | None] = ContextVar("refusals_said", default=None)


@contextmanager
def listening() -> Iterator[list[str]]:
    """The codes of all refusals inside the block, also of those that a form or a message shows."""
    codes: list[str] = []
    token = _said.set(codes)
    try:
        yield codes
    finally:
        _said.reset(token)


class Refused(Exception):
    """An action refuses what was asked; the text is for people, in Indonesian, and says what to do next.

    ``code`` is a stable slug for tests and programs, ``field`` the form field it belongs to ("" for the whole
    form), ``status`` the HTTP status when no form can show the text.
    """

    def __init__(self, code: str, text: str, *, field: str = "", status: int = 409) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.field = field
        self.status = status
        said = _said.get()
        if said is not None:
            said.append(code)
