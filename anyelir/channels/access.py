"""Who sees the outbox and may act in it: the right in the region from which something is said."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from anyelir.channels.models import Message
from anyelir.core.permission import Permission
from anyelir.regions.access import codes_of
from anyelir.regions.scope import contains, is_within_any


def can_see_outbox(user: Any) -> bool:
    return bool(codes_of(user, Permission.MESSAGE_SEND))


def can_see_message(user: Any, message: Message) -> bool:
    return any(contains(code, message.region) for code in codes_of(user, Permission.MESSAGE_SEND))


def visible_messages(user: Any) -> QuerySet[Message]:
    return Message.objects.filter(is_within_any(codes_of(user, Permission.MESSAGE_SEND), "region"))
