"""Lists of the room `deadlines` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.deadlines import access as deadlines
from anyelir.deadlines.models import Deadline
from tests.architecture.access_pairs import pair

PAIRS = {
    "deadlines.visible_deadlines": pair(
        deadlines.visible_deadlines, deadlines.can_view_deadline, Deadline, P.REFERRAL_CREATE, P.REFERRAL_ANSWER,
        P.LETTER_WRITE, P.LETTER_SIGN,
    ),
}  # fmt: skip
