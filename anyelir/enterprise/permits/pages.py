"""A permit as a line of a page: state, dates and how it is marked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.states import is_proven, status_on
from anyelir.enterprise.permits.wording import PLAIN, TONES, state_word


class PermitLine:
    """One permit on a day."""

    def __init__(self, permit: Permit, on: dt.date) -> None:
        self.permit = permit
        self.status = status_on(permit, on)
        self.word = state_word(self.status.state)
        self.tone, self.icon = TONES.get(self.status.state, PLAIN)
        self.is_proven = is_proven(permit, self.status)
        self.may_renew = permit.revoked_on is None and self.status.ends_on is not None
        self.needs_commitments = (
            self.status.state.is_valid
            and self.status.commitments_due_on is not None
            and permit.commitments_met_on is None
        )


def lines_of(permits: Iterable[Permit], on: dt.date) -> list[PermitLine]:
    return [PermitLine(permit, on) for permit in permits]
