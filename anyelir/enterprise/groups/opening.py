"""Opening and closing a member's own book by card and digits. There is no account behind it and nobody signed in.

Whatever is wrong, the answer is the same and takes as long. A try is taken in one statement before the digits are
compared, so that many at once have no more than five between them.
"""

from __future__ import annotations

import datetime as dt
import hmac
import time

from django.db.models import F
from django.utils import timezone

from anyelir.core.budget import Allowance
from anyelir.enterprise.groups.card_secrets import hash_of_code, hash_of_pin, hash_of_token, new_token
from anyelir.enterprise.groups.models import MemberCard
from anyelir.enterprise.groups.models.card import MOST_TRIES

OPEN_FOR = dt.timedelta(minutes=15)
# What is wrong is told no sooner than this, because an unknown code has less to look up than a known one.
ANSWER_SECONDS = 0.25
UNKNOWN_CODES = Allowance("member-book.unknown", 20, dt.timedelta(hours=1))


def open_book(code: str, pin: str) -> tuple[MemberCard | None, str, bool]:
    """The card with the token of its open book; no card when anything is wrong. Last: whether the code is known."""
    card = MemberCard.objects.filter(code_hash=hash_of_code(code), ended_at=None).first()
    wanted = card.pin_hash if card is not None else ""
    # Counted also for nobody's card.
    given = hash_of_pin(card.pk if card is not None else MemberCard().pk, pin)
    if card is None:
        return None, "", False
    living = MemberCard.objects.filter(pk=card.pk, ended_at=None)
    has_try = living.filter(tries__lt=MOST_TRIES).update(tries=F("tries") + 1)
    if not has_try or not hmac.compare_digest(wanted, given):
        return None, "", True
    token = new_token()
    living.update(tries=0, session_hash=hash_of_token(token), session_until=timezone.now() + OPEN_FOR)
    return card, token, True


def wait_for_answer(since: float) -> None:
    """Sleep until ANSWER_SECONDS after ``since`` (of ``time.monotonic``)."""
    time.sleep(max(0.0, since + ANSWER_SECONDS - time.monotonic()))


def card_of_token(token: str) -> MemberCard | None:
    """Whose book is open in this browser."""
    if not token:
        return None
    living = MemberCard.objects.filter(
        session_hash=hash_of_token(token), session_until__gt=timezone.now(), ended_at=None
    )
    return living.select_related("body_member__body__region").first()


def see_book(card: MemberCard) -> dt.datetime | None:
    """When it was opened before this time; kept as long as the book stays open."""
    opened_at = card.session_until - OPEN_FOR if card.session_until is not None else None
    if opened_at is not None and (card.seen_at is None or card.seen_at < opened_at):
        card.seen_at, card.seen_before = opened_at, card.seen_at
        MemberCard.objects.filter(pk=card.pk).update(seen_at=card.seen_at, seen_before=card.seen_before)
    before: dt.datetime | None = card.seen_before
    return before


def close_book(token: str) -> None:
    """What the browser still holds opens nothing any more."""
    if token:
        MemberCard.objects.filter(session_hash=hash_of_token(token)).update(
            session_hash="", session_until=None
        )
