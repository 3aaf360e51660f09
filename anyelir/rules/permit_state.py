"""The states of a permit on a day: one vocabulary for what papers say and for what a number alone says.

Source: enterprise.md sections 1 and 2; ``rules.business.permits`` draws them from papers, ``rules.identity.pirt`` from
a P-IRT number.
"""

from __future__ import annotations

from enum import StrEnum


class PermitState(StrEnum):
    """States in the order of a permit's life. IN_FORCE is for permits without commitments.

    UNCLEAR: the number tells the year of the end alone and that year has come, or it tells no end; the day must be
    read on the certificate.
    """

    NOT_STARTED = "not_started"
    FILE_READY = "file_ready"
    SUBMITTED = "submitted"
    ISSUED_CONDITIONAL = "issued_conditional"
    COMMITMENTS_MET = "commitments_met"
    IN_FORCE = "in_force"
    EXPIRING = "expiring"
    UNCLEAR = "unclear"
    EXPIRED = "expired"
    REVOKED = "revoked"

    @property
    def is_valid(self) -> bool:
        """The paper may be used on this day; while it is unclear nobody may say so."""
        return self in VALID_STATES


VALID_STATES = frozenset(
    {
        PermitState.ISSUED_CONDITIONAL,
        PermitState.COMMITMENTS_MET,
        PermitState.IN_FORCE,
        PermitState.EXPIRING,
    }
)
