"""The content of a write as one text, so that two sendings of the same form can be told apart from two contents."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

from django.core.files.base import File
from django.db.models import Model
from django.utils.functional import Promise

from anyelir.core.crypto import blind_index

Plain = None | bool | str | list[Any] | dict[str, Any]


def keyed_hash(action: str, arguments: Mapping[str, Any]) -> str:
    """HMAC of the action and its arguments, 43 characters: whoever reads it cannot try values against it."""
    text = json.dumps([action, plain(arguments)], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return blind_index(text, "operation")


def plain(value: Any) -> Plain:
    """JSON that is equal exactly when the values are: a record is its key, a file its digest, 18.60 is 18.6.

    Raises TypeError for what has no content of its own, such as a queryset or a request.
    """
    if value is None or isinstance(value, bool | str) and not isinstance(value, Enum):
        return value
    if isinstance(value, Mapping):
        return {"map": {str(key): plain(part) for key, part in value.items()}}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, set | frozenset):
        return {"set": sorted((plain(part) for part in value), key=_text)}
    if isinstance(value, Model):
        return {value._meta.label_lower: str(_key_of(value))}
    return _single(value)


def _single(value: Any) -> Plain:
    match value:
        case Enum():
            return plain(value.value)
        case int() | float() | Decimal():
            return {"number": _number(value)}
        case dt.datetime() | dt.date() | dt.time():
            return {type(value).__name__: value.isoformat()}
        case uuid.UUID():
            return {"uuid": str(value)}
        case Promise():
            return str(value)
        case File():
            return {"file": _digest_of(value)}
        case bytes():
            return {"bytes": hashlib.sha256(value).hexdigest()}
    if dataclasses.is_dataclass(value):
        return {type(value).__name__: plain(vars(value))}
    raise TypeError(f"no content that can be compared: {type(value).__name__}")


def _text(value: Plain) -> str:
    return json.dumps(value, sort_keys=True)


def _key_of(record: Model) -> Any:
    if record.pk is None or record._state.adding:
        raise TypeError(f"not stored yet: {record._meta.label}")
    return record.pk


def _number(value: int | float | Decimal) -> str:
    """18, 18.0 and Decimal("18.00") are one number."""
    return f"{Decimal(str(value)).normalize():f}"


def _digest_of(file: File) -> str:
    """SHA-256 of the bytes; the file is left at its start, as whoever stores it expects."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
