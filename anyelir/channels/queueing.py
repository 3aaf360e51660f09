"""Put words into the queue of any model of MessageBase; transaction and right are for the room to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TypeVar

from anyelir.channels.models import MessageBase
from anyelir.channels.purposes import PURPOSES, checked_counts
from anyelir.channels.recipients import To

Queued = TypeVar("Queued", bound=MessageBase)


def queue_message(
    model: type[Queued],
    *,
    purpose: str,
    template: str,
    counts: Mapping[str, int],
    to: To,
    region: str,
    now: dt.datetime,
    once: str = "",
) -> Queued:
    """The message, or the one that was queued with the same ``once`` before.

    Raises KeyError for a purpose or template that no room declares, ValueError for anything but its counts.
    """
    declared = PURPOSES[purpose]
    values = {
        "purpose": purpose,
        "template": template,
        "counts": checked_counts(declared.templates[template], counts),
        "to_kind": to.kind,
        "to_key": to.key,
        "region": region,
        "next_try": now,
        "expires_at": now + declared.lasts,
    }
    if not once:
        return model._base_manager.create(**values)
    message, _is_new = model._base_manager.get_or_create(once=once, defaults=values)
    return message
