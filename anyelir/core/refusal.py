"""The one way in which an action says no."""

from __future__ import annotations


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
