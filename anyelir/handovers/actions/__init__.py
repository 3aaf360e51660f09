"""Writes of hand-overs: preparing, counting, signing, confirming, calling one off."""

from anyelir.handovers.actions.confirming import accept_handover, confirm_handover
from anyelir.handovers.actions.preparing import (
    cancel_handover,
    change_handover,
    count_money,
    prepare_handover,
)
from anyelir.handovers.actions.signing import sign_pack

__all__ = [
    "accept_handover",
    "cancel_handover",
    "change_handover",
    "confirm_handover",
    "count_money",
    "prepare_handover",
    "sign_pack",
]
