"""The surplus (SHU) of a closed year: how much it is, its parts, and what each member gets by both measures."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise

from anyelir.enterprise.fund.kinds import CHARGES, SURPLUS_OF_MEMBERS
from anyelir.enterprise.fund.models import Fund, FundTerms, Loan, Surplus
from anyelir.enterprise.fund.shares import SHARES
from anyelir.ledger.chart import SURPLUS
from anyelir.ledger.kinds import YEAR_END
from anyelir.ledger.models import Closing, Ledger, LedgerLine
from anyelir.ledger.queries import held_now
from anyelir.ledger.savings import savings_accounts
from anyelir.membership.models import BodyMember
from anyelir.rules.fund import Share, split_by_weight, split_surplus
from anyelir.rules.fund.weights import joined_weights, savings_days
from anyelir.rules.journal import JournalLine

PARTS = {share.slug: share for share in SHARES}


@dataclass(frozen=True)
class SurplusPart:
    """A purpose with its percentage and its rupiah."""

    slug: str
    label: str | Promise
    account: str
    percent: Decimal
    amount_idr: int


@dataclass(frozen=True)
class MemberPart:
    """What a member gets, beside both measures: rupiah kept for a day, and charges she paid."""

    person: BodyMember
    savings_days: int
    charges_idr: int
    amount_idr: int


@dataclass(frozen=True)
class SurplusDraft:
    """A year as it would be divided."""

    year: int
    amount_idr: int
    parts: list[SurplusPart]
    members: list[MemberPart]

    def lines(self) -> list[JournalLine]:
        """From the surplus of closed years to whom it belongs now; their sum is nothing."""
        to_members = [
            JournalLine(SURPLUS_OF_MEMBERS, -part.amount_idr, str(part.person.pk))
            for part in self.members
            if part.amount_idr
        ]
        others = [
            JournalLine(part.account, -part.amount_idr, matter=part.slug)
            for part in self.parts
            if part.amount_idr and part.account != SURPLUS_OF_MEMBERS
        ]
        return [JournalLine(SURPLUS, self.amount_idr), *to_members, *others]


def is_year_closed(ledger: Ledger, year: int) -> bool:
    return Closing.objects.filter(ledger=ledger, through=dt.date(year, 12, 31)).exists()


def surplus_idr(ledger: Ledger, year: int) -> int:
    """What closing the year moved to the surplus, as far as losses of other years left it there; below zero a loss."""
    lines = LedgerLine.objects.filter(ledger=ledger, account__code=SURPLUS, entry__kind=YEAR_END)
    of_year = -sum(lines.filter(entry__year=year).values_list("amount_idr", flat=True))
    return min(of_year, held_now(ledger)[SURPLUS])


def years_to_divide(fund: Fund) -> list[int]:
    """Closed years that nobody divided yet, the latest first."""
    closed = Closing.objects.filter(ledger=fund.ledger_id, through__month=12).values_list(
        "through", flat=True
    )
    done = set(fund.surpluses.filter(entry__reversed_by=None).values_list("year", flat=True))
    return sorted({through.year for through in closed if through >= fund.since} - done, reverse=True)


def divided_surplus(fund: Fund, year: int) -> Surplus | None:
    """As it was divided and not taken back."""
    rows = Surplus.objects.filter(fund=fund, year=year, entry__reversed_by=None)
    made: Surplus | None = rows.select_related("decision", "entry").first()
    return made


def draft_of(fund: Fund, terms: FundTerms, year: int, saving_percent: int) -> SurplusDraft:
    """For terms with shares; a loss has no parts."""
    amount_idr = surplus_idr(fund.ledger, year)
    declared = [(PARTS[row["share"]], Decimal(row["percent"])) for row in terms.shares]
    split = split_surplus(amount_idr, [Share(str(share.label), percent) for share, percent in declared])
    parts = [
        SurplusPart(share.slug, share.label, share.account, percent, idr)
        for (share, percent), idr in zip(declared, split.amounts_idr, strict=False)
    ]
    for_members = sum(part.amount_idr for part in parts if part.account == SURPLUS_OF_MEMBERS)
    return SurplusDraft(year, amount_idr, parts, _member_parts(fund, year, saving_percent, for_members))


def stored_draft(surplus: Surplus) -> SurplusDraft:
    """As it was divided: the parts that were agreed, and what its entry gave to each."""
    parts = [
        SurplusPart(
            row["share"],
            PARTS[row["share"]].label,
            PARTS[row["share"]].account,
            Decimal(row["percent"]),
            row["amount_idr"],
        )
        for row in surplus.shares
    ]
    first, last = dt.date(surplus.year, 1, 1), dt.date(surplus.year, 12, 31)
    ledger = surplus.fund.ledger
    saved, paid = _days_of_savings(ledger, first, last), _charges_paid(surplus.fund, first, last)
    given = {
        line.party: -line.amount_idr for line in surplus.entry.lines.filter(account__code=SURPLUS_OF_MEMBERS)
    }
    people = BodyMember.objects.filter(pk__in=given).order_by("number")
    members = [
        MemberPart(person, saved.get(str(person.pk), 0), paid.get(str(person.pk), 0), given[str(person.pk)])
        for person in people
    ]
    return SurplusDraft(surplus.year, surplus.amount_idr, parts, members)


def _member_parts(fund: Fund, year: int, saving_percent: int, amount_idr: int) -> list[MemberPart]:
    """Whoever saved or paid charges in the year, by number; where nobody did, whoever belonged to the group then."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    saved, paid = _days_of_savings(fund.ledger, first, last), _charges_paid(fund, first, last)
    keys = {key for key, weight in [*saved.items(), *paid.items()] if weight > 0}
    people = BodyMember.objects.filter(body=fund.body).order_by("number")
    chosen = [person for person in people if str(person.pk) in keys]
    chosen = chosen or [person for person in people if person.is_in_force(last)]
    measures = [(saved.get(str(person.pk), 0), paid.get(str(person.pk), 0)) for person in chosen]
    weights = joined_weights([each[0] for each in measures], [each[1] for each in measures], saving_percent)
    amounts = split_by_weight(amount_idr, weights)
    return [
        MemberPart(person, days, charges, idr)
        for person, (days, charges), idr in zip(chosen, measures, amounts, strict=True)
    ]


def _days_of_savings(ledger: Ledger, first: dt.date, last: dt.date) -> Mapping[str, int]:
    lines = LedgerLine.objects.filter(
        ledger=ledger, account__in=savings_accounts(ledger), entry__on__lte=last
    )
    moves: dict[str, list[tuple[dt.date, int]]] = defaultdict(list)
    for party, on, idr in lines.exclude(party="").values_list("party", "entry__on", "amount_idr"):
        moves[party].append((on, -idr))
    return {party: savings_days(each, first, last) for party, each in moves.items()}


def _charges_paid(fund: Fund, first: dt.date, last: dt.date) -> Mapping[str, int]:
    """By borrower; whoever brought the money, the charge is that of her loan."""
    borrowers = {
        str(pk): str(holder) for pk, holder in Loan.objects.filter(fund=fund).values_list("pk", "body_member")
    }
    lines = LedgerLine.objects.filter(
        ledger=fund.ledger_id, account__code=CHARGES, entry__on__range=(first, last)
    )
    paid: dict[str, int] = defaultdict(int)
    for matter, idr in lines.exclude(matter="").values_list("matter", "amount_idr"):
        paid[borrowers[matter]] -= idr
    return paid
