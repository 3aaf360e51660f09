"""How money handed over for a loan is divided, in one fixed order.

The oldest instalment first and in it the charge before the principal, then the running month, then ahead as the terms
say; what is beyond the debt never enters the loan. There are no penalties. Handing over the same money in two parts
of one month gives the same. Source: enterprise.md sections 3 and 8 [B]; the order is a reading [D].
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from anyelir.rules.finiteness import finite_numbers
from anyelir.rules.fund.loans import PaidAhead, Schedule
from anyelir.rules.fund.standing import Paid, unpaid_instalments
from anyelir.rules.months import last_day


@dataclass(frozen=True)
class InstalmentPart:
    """What one payment brings to one instalment."""

    number: int
    service_idr: int
    principal_idr: int


@dataclass(frozen=True)
class Allocation:
    """A payment by instalment; ``ahead_idr`` lowers the debt itself, ``left_idr`` is beyond it."""

    parts: tuple[InstalmentPart, ...]
    ahead_idr: int
    left_idr: int

    @property
    def service_idr(self) -> int:
        """The charges in it."""
        return sum(part.service_idr for part in self.parts)

    @property
    def principal_idr(self) -> int:
        """What the loan becomes smaller by."""
        return self.ahead_idr + sum(part.principal_idr for part in self.parts)


@finite_numbers
def allocate(plan: Schedule, paid: Paid, amount_idr: int, on: dt.date) -> Allocation:
    """Divide money received on ``on`` when ``paid`` was paid before.

    Charges, principal and what is left always sum to ``amount_idr``; nothing is taken from a negative amount. When
    there is ``ahead_idr``, the coming months follow ``shorten``.
    """
    to_principal = plan.terms.ahead is PaidAhead.PRINCIPAL
    money, parts, owed = max(amount_idr, 0), [], 0
    for row in unpaid_instalments(plan, paid):
        service = principal = 0
        if not to_principal or row.due_on <= last_day(on):
            service = min(money, row.service_idr)
            principal = min(money - service, row.principal_idr)
        owed += row.principal_idr - principal
        if service or principal:
            parts.append(InstalmentPart(row.number, service, principal))
            money -= service + principal
    ahead = min(money, owed) if to_principal else 0
    return Allocation(tuple(parts), ahead, money - ahead + min(amount_idr, 0))
