"""Lists of the room `channels` with their rules."""

from __future__ import annotations

from anyelir.channels import access as channels
from anyelir.channels.models import Message
from anyelir.core.permission import Permission as P
from tests import factories as make
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    make.message(make.puskesmas(world.elsewhere, "Karangasem I"))
    make.message(world.puskesmas, region=world.rw.pk)


PAIRS = {
    "channels.visible_messages": pair(
        channels.visible_messages, channels.can_see_message, Message, P.MESSAGE_SEND
    ),
}  # fmt: skip
