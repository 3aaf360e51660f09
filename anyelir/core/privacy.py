"""The privacy class of every model field, declared beside the model as ``privacy = {...}``.

An architecture test fails when a field of a model has no class, so that nobody adds a personal field unseen.
"""

from __future__ import annotations

from enum import StrEnum


class Privacy(StrEnum):
    OPEN = "open"  # may be published
    INTERNAL = "internal"  # any signed-in person with a right in the region
    PERSONAL = "personal"  # names a person or tells of one; every read of the detail is audited
    SECRET = "secret"  # encrypted in the database, shown only on request
