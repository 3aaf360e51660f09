"""Model fields that the domains share."""

from __future__ import annotations

from typing import Any

from django.db import models

from anyelir.core import crypto


class CodeField(models.CharField):
    """Text compared byte by byte on both databases, so that a range filter over region codes uses the index."""

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        parameters: dict[str, Any] = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class EncryptedField(models.TextField):
    """Text that is plain in Python and AES-GCM in the database; it cannot be filtered, use its blind index."""

    def get_prep_value(self, value: Any) -> str:
        return crypto.encrypt(value or "")

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str:
        return crypto.decrypt(value or "")

    def get_lookup(self, lookup_name: str) -> Any:
        raise TypeError(f"an encrypted field cannot be filtered ({lookup_name}); use its blind index")
