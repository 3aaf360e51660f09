"""Writes of hand-overs: preparing, counting, signing, confirming, calling one off."""

from anyelir.handovers.actions.confirming import accept_handover, confirm_handover
from anyelir.handovers.actions.preparing import (
    cancel_handover,
    change_handover,
    prepare_handover,
    write_count,
)
from anyelir.handovers.actions.signing import sign_pack

__all__ = [
    "accept_handover",
    "cancel_handover",
    "change_handover",
    "confirm_handover",
    "write_count",
    "prepare_handover",
    "sign_pack",
]
