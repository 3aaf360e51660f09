"""Carry the queue out: by day, not during a campaign what can wait, each message at most once where nobody can know.

Who sends claims the row by one conditional UPDATE and sends outside of any transaction. A claim whose holder died is
``unsure`` and is not sent again by itself: an SMS that left cannot be called back.
"""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Callable

from django.conf import settings
from django.db.models import F
from django.utils import timezone, translation

from anyelir.channels.models import Message, MessageBase
from anyelir.channels.purposes import PURPOSES, Purpose
from anyelir.channels.recipients import Address, address_of, name_of
from anyelir.channels.transports import (
    TRANSPORTS,
    NotSent,
    Rejected,
    Transport,
    WrittenMessage,
    transport_for,
)
from anyelir.core.clock import day_at
from anyelir.rules.sending_hours import campaign_end, next_waking_hour
from anyelir.rules.time_zones import end_of_day

log = logging.getLogger("anyelir.channels")
State, Reason = MessageBase.State, MessageBase.Reason
PORTION = 50
# After the first try and each that failed; then it is given up.
PAUSES = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
# Longer than any transport may take.
PATIENCE = dt.timedelta(minutes=10)


def send_waiting(
    *, model: type[MessageBase] = Message, clock: Callable[[], dt.datetime] = timezone.now
) -> int:
    """Do what is due now; how many messages were dealt with."""
    _give_up_dead_claims(model, clock())
    due = model._base_manager.filter(state=State.QUEUED, next_try__lte=clock()).order_by("next_try", "id")
    return sum(_deal_with(message, clock()) for message in due[:PORTION])


def subject_and_text(message: MessageBase) -> tuple[str, str]:
    """Subject and text in the active language."""
    template = PURPOSES[message.purpose].templates[message.template]
    return str(template.subject), template.filled(message.counts)


def may_leave_at(purpose: Purpose, region: str, now: dt.datetime) -> dt.datetime:
    """``now``, or the first moment at which night and campaign are over."""
    last = None if purpose.runs_on else _campaign(day_at(region, now))
    return next_waking_hour(now if last is None else end_of_day(region, last), region)


def _campaign(on: dt.date) -> dt.date | None:
    configured = [last for first, last in settings.CAMPAIGNS if first <= on <= last]
    return max([*configured, *filter(None, [campaign_end(on)])], default=None)


def _deal_with(message: MessageBase, now: dt.datetime) -> bool:
    purpose = PURPOSES.get(message.purpose)
    leaves_at = now if purpose is None else may_leave_at(purpose, message.region, now)
    if purpose is None or leaves_at >= message.expires_at:
        return _change(message, state=State.EXPIRED)
    if leaves_at > now:
        return _change(message, next_try=leaves_at)
    address = address_of(message.to_kind, message.to_key)
    way = transport_for(address) if address is not None else None
    if address is None or way is None:
        return _change(message, state=State.FAILED, reason=Reason.NO_ADDRESS)
    if way.send is None:
        return _change(message, state=State.HANDED, transport=way.key)
    return _send(message, way, address, now)


def _send(message: MessageBase, way: Transport, address: Address, now: dt.datetime) -> bool:
    claim = uuid.uuid4()
    taken = {"state": State.SENDING, "claim": claim, "claimed_at": now, "transport": way.key}
    if not _change(message, tries=F("tries") + 1, **taken):
        return False
    message.claim, message.tries = claim, message.tries + 1
    assert way.send is not None
    try:
        way.send(_letter(message, address))
    except Rejected:
        _finish(message, state=State.FAILED, reason=Reason.REJECTED)
    except NotSent:
        _try_later(message, now)
    # Whatever else went wrong, it may have left: nobody sends it a second time without a person who says so.
    except Exception:
        log.exception("message %s: nobody knows whether it left by %s", message.pk, way.key)
        _finish(message, state=State.UNSURE)
    else:
        _finish(message, state=State.SENT, sent_at=now)
    return True


def _letter(message: MessageBase, address: Address) -> WrittenMessage:
    with translation.override(address.language):
        subject, text = subject_and_text(message)
        return WrittenMessage(message.pk, subject, text, address, name_of(message.to_kind, message.to_key))


def _try_later(message: MessageBase, now: dt.datetime) -> None:
    if message.tries > len(PAUSES):
        _finish(message, state=State.FAILED, reason=Reason.UNREACHABLE)
    else:
        again = now + PAUSES[message.tries - 1]
        _finish(message, state=State.QUEUED, next_try=again, claim=None, claimed_at=None)


def _change(message: MessageBase, **values: object) -> bool:
    """Only while the row is queued as it was read; whoever comes second changes nothing."""
    rows = type(message)._base_manager.filter(pk=message.pk, state=State.QUEUED, next_try=message.next_try)
    return bool(rows.update(updated_at=timezone.now(), **values))


def _finish(message: MessageBase, **values: object) -> None:
    """Mine alone; also when somebody took me for dead meanwhile."""
    held = (State.SENDING, State.UNSURE)
    rows = type(message)._base_manager.filter(pk=message.pk, claim=message.claim, state__in=held)
    rows.update(updated_at=timezone.now(), **values)


def _give_up_dead_claims(model: type[MessageBase], now: dt.datetime) -> None:
    dead = model._base_manager.filter(state=State.SENDING, claimed_at__lte=now - PATIENCE)
    repeatable = [way.key for way in TRANSPORTS if way.is_repeatable]
    dead.filter(transport__in=repeatable).update(
        state=State.QUEUED, claim=None, claimed_at=None, updated_at=now
    )
    dead.exclude(transport__in=repeatable).update(state=State.UNSURE, updated_at=now)
