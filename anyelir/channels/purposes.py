"""What is ever said: each purpose with its templates. A template takes counts and nothing else.

No name, no sum, no state of health can stand in a message, because no text can be put into one. Declared by
``channels.py`` of the rooms.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from anyelir.core.registry import Registry


@dataclass(frozen=True)
class Template:
    """``text`` with ``%(count)d`` for each of ``counts``; a plural form is chosen by ``ngettext_lazy``."""

    subject: str | Promise
    text: Any
    counts: tuple[str, ...] = ()

    def filled(self, counts: Mapping[str, int]) -> str:
        return str(self.text % counts) if counts else str(self.text)


@dataclass(frozen=True)
class Purpose:
    """Why something is said. ``lasts`` is how long it is still worth saying; older words are never sent.

    ``runs_on``: goes on during a campaign, because somebody's health hangs on it.
    """

    key: str
    label: str | Promise
    templates: Mapping[str, Template]
    lasts: dt.timedelta
    runs_on: bool = False


PURPOSES: Registry[Purpose] = Registry("channels.purposes", is_required=False)


def checked_counts(template: Template, counts: Mapping[str, int]) -> dict[str, int]:
    """The counts of a message. Raises ValueError for anything but the whole numbers that the template names."""
    whole = all(type(value) is int and value >= 0 for value in counts.values())
    if set(counts) != set(template.counts) or not whole:
        raise ValueError(f"a message takes the counts {template.counts} and nothing else")
    return dict(counts)
