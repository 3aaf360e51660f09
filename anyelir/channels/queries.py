"""Reads for the outbox."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from anyelir.channels.models import NEEDS_SOMEBODY, Message
from anyelir.channels.purposes import PURPOSES
from anyelir.channels.recipients import name_of
from anyelir.channels.sending import subject_and_text
from anyelir.channels.transports import TRANSPORTS

State = Message.State
ORDER = ("-created_at", "-id")
# The boxes of the page in the order of work.
BOXES: dict[str, tuple[str, ...]] = {
    "somebody": NEEDS_SOMEBODY,
    "waiting": (State.QUEUED, State.SENDING),
    "done": (State.SENT, State.EXPIRED, State.CANCELLED),
}
TONES = {State.SENT: "ok", State.HANDED: "attn", State.FAILED: "attn", State.UNSURE: "attn"}


@dataclass(frozen=True)
class Line:
    """A message as people read it; never with an address."""

    message: Message
    purpose: str
    to: str
    way: str
    tone: str


def in_box(visible: QuerySet[Message], box: str) -> QuerySet[Message]:
    return visible.filter(state__in=BOXES[box]) if box in BOXES else visible


def box_sizes(visible: QuerySet[Message]) -> dict[str, int]:
    by_state = dict(visible.order_by().values_list("state").annotate(n=Count("pk")))
    return {box: sum(by_state.get(state, 0) for state in states) for box, states in BOXES.items()}


def line(message: Message) -> Line:
    purpose, way = PURPOSES.get(message.purpose), TRANSPORTS.get(message.transport)
    return Line(
        message,
        str(purpose.label) if purpose else message.purpose,
        name_of(message.to_kind, message.to_key) or _("penerima yang sudah tidak ada"),
        str(way.label) if way else "",
        TONES.get(State(message.state), "line"),
    )


def lines(messages: Iterable[Message]) -> list[Line]:
    return [line(message) for message in messages]


def text_of(message: Message) -> str:
    """What is said, "" for a purpose that no room declares any more."""
    return subject_and_text(message)[1] if message.purpose in PURPOSES else ""
