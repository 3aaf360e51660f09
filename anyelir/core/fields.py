"""Model fields that the domains share; encrypted ones are in ``sealed``."""

from __future__ import annotations

from typing import Any

from django.db import models

from anyelir.rules.texts import clean_text


class CleanCharField(models.CharField):
    """Text that people type, without unseen signs, through whichever door it comes: the last of the doors.

    Texts that are compared whole are cleaned in the same way. The database sees an ordinary CharField.
    """

    def __init__(self, *args: Any, keeps_lines: bool = False, **options: Any) -> None:
        self.keeps_lines = keeps_lines
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options

    def clone(self) -> Any:
        field = super().clone()
        field.keeps_lines = self.keeps_lines
        return field

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return clean_text(value, keeps_lines=self.keeps_lines) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The record in hand says what the row says."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = clean_text(value, keeps_lines=self.keeps_lines)
            setattr(model_instance, self.attname, value)
        return value


class CodeField(models.CharField):
    """Text compared byte by byte on both databases, so that a range filter over region codes uses the index."""

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        parameters: dict[str, Any] = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
