"""Random histories of a revolving fund as the rules alone make them: fourteen months of savings, loans and surpluses.

Every act ends in one entry of the journal, and each loan keeps the two sums that its card shows. What the entries and
the cards say is compared by tests, and the entries are read by beancount and hledger (``tools/judges.py``).
"""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal

from anyelir.rules import fund, tables
from anyelir.rules.dates import add_months
from anyelir.rules.journal import JournalEntry, JournalLine
from anyelir.rules.months import last_day

SINCE = dt.date(2025, 9, 1)
MONTHS = 16
SAVED, DUES = "simpanan:wajib", "iuran"
SHARES = (("anggota", 40), ("cadangan", 35), ("pengurus dan sosial", 25))


def kinds_of_accounts() -> dict[str, str]:
    """Those of the chart of PKK and those of a fund, as the tables have them."""
    charts = (tables.load(name).by_key(SINCE) for name in ("ledger_accounts", "fund_accounts"))
    return {code: rule["kind"] for chart in charts for code, rule in chart.items()}


@dataclass
class Card:
    """A loan: its plan in force, what was paid of this plan, and what was paid before it."""

    party: str
    lent_idr: int
    plan: fund.Schedule
    paid: fund.Paid = field(default_factory=fund.Paid)
    before_idr: int = 0
    charges_idr: int = 0
    written_off_idr: int = 0
    is_open: bool = True

    @property
    def outstanding_idr(self) -> int:
        return self.lent_idr - self.before_idr - self.paid.principal_idr - self.written_off_idr

    def follow(self, plan: fund.Schedule) -> None:
        self.before_idr += self.paid.principal_idr
        self.plan, self.paid = plan, fund.Paid()


class FundHistory:
    """Everything that one group did, drawn from a seed."""

    def __init__(self, seed: int) -> None:
        self.choose = random.Random(seed)
        self.entries: list[JournalEntry] = []
        self.cards: list[Card] = []
        self.sums: dict[tuple[str, str], int] = defaultdict(int)
        self.members = [f"p{number}" for number in range(self.choose.randrange(3, 13))]
        self.in_trouble = {party for party in self.members if self.choose.random() < 0.2}
        self.post(SINCE, "opening", ("kas", 5_000_000), ("modal:bergulir", -5_000_000))
        for step in range(MONTHS):
            self.month(add_months(SINCE, step))

    def post(self, on: dt.date, kind: str, *lines: tuple) -> None:
        kept = tuple(JournalLine(code, amount, *party) for code, amount, *party in lines if amount)
        number = 1 + sum(entry.year == on.year for entry in self.entries)
        self.entries.append(JournalEntry(on.year, number, on, kind, kept))
        for line in kept:
            self.sums[line.account, line.party] += line.amount_idr

    def held(self, code: str) -> int:
        return sum(amount for (account, _party), amount in self.sums.items() if account == code)

    def month(self, month: dt.date) -> None:
        """One meeting, and what follows from it on the last day."""
        on = month + dt.timedelta(days=self.choose.randrange(28))
        saved = [(SAVED, -10_000, party) for party in self.members]
        dues = 2_000 * len(self.members)
        self.post(on, "collect", ("kas", 10_000 * len(saved)), *saved, ("kas", dues), (DUES, -dues))
        for card in [card for card in self.cards if card.is_open]:
            self.treat(card, on)
        for party in self.members:
            if self.choose.random() < 0.3 and not any(c.is_open and c.party == party for c in self.cards):
                self.lend(party, on)
        self.provide(last_day(month))
        if month.month == 12:
            self.end_year(last_day(month))

    def lend(self, party: str, on: dt.date) -> None:
        method = self.choose.choice([*fund.ServiceChargeMethod])
        terms = fund.LoanTerms(
            self.choose.randrange(1, 12) * 100_000 + self.choose.choice([0, 0, 1, 333]),
            self.choose.randrange(1, 13),
            Decimal(self.choose.choice(["1", "1.5", "2.25"])),
            method,
            on,
            grace_months=self.choose.choice([0, 0, 1, 2]),
            rounding_idr=self.choose.choice([1, 1, 500]),
            ahead=self.choose.choice([*fund.PaidAhead]),
        )
        plan = fund.schedule(terms)
        joint = terms.principal_idr // 20
        if plan.problems or self.held("kas") < terms.principal_idr - joint:
            return
        self.cards.append(Card(party, terms.principal_idr, plan))
        paid_out = ("kas", joint - terms.principal_idr)
        kept = ("tanggung-renteng", -joint, party)
        self.post(on, "disburse", ("pinjaman", terms.principal_idr, party), paid_out, kept)

    def treat(self, card: Card, on: dt.date) -> None:
        """What she or the group does this month."""
        now = fund.standing(card.plan, card.paid, on)
        month = now.month_principal_idr + now.month_service_idr
        due = month + now.arrears_principal_idr + now.arrears_service_idr
        drawn = self.choose.random() * (0.6 if card.party in self.in_trouble else 1)
        if card.party in self.in_trouble and drawn >= 0.1 and now.missed < 4:
            return
        if now.missed >= 4 and drawn < 0.5:
            self.write_off(card, on)
        elif drawn < 0.05:
            self.pay_off(card, on)
        elif drawn < 0.1:
            self.agree_anew(card, on)
        elif drawn < 0.2:
            self.pay(card, self.choose.randrange(1, due + 2), on)
        elif drawn < 0.3:
            self.pay(card, 2 * due + 1_000, on)
        elif drawn < 0.8:
            self.pay(card, due, on)

    def pay(self, card: Card, amount_idr: int, on: dt.date) -> None:
        """Now and then an entry was wrong: it is reversed and written again."""
        divided = fund.allocate(card.plan, card.paid, amount_idr, on)
        self.enter_payment(card, divided.principal_idr, divided.service_idr, divided.left_idr, on)
        if amount_idr > 0 and self.choose.random() < 0.1:
            self.take_back(card, divided, on)
            self.enter_payment(card, divided.principal_idr, divided.service_idr, divided.left_idr, on)
        if divided.ahead_idr and card.is_open:
            card.follow(fund.shorten(card.plan, card.paid, on))

    def enter_payment(self, card: Card, principal: int, charge: int, left: int, on: dt.date) -> None:
        if principal + charge + left:
            to_party = (("pinjaman", -principal, card.party), ("titipan", -left, card.party))
            self.post(on, "payment", ("kas", principal + charge + left), *to_party, ("jasa", -charge))
        card.charges_idr += charge
        paid = card.paid
        card.paid = replace(
            paid, principal_idr=paid.principal_idr + principal, service_idr=paid.service_idr + charge
        )
        card.is_open = not fund.standing(card.plan, card.paid, on).is_paid_off

    def take_back(self, card: Card, divided: fund.Allocation, on: dt.date) -> None:
        last = self.entries[-1]
        back = [(line.account, -line.amount_idr, line.party) for line in last.lines]
        self.post(on, "reversal", *back)
        card.charges_idr -= divided.service_idr
        card.paid = replace(
            card.paid,
            principal_idr=card.paid.principal_idr - divided.principal_idr,
            service_idr=card.paid.service_idr - divided.service_idr,
        )

    def pay_off(self, card: Card, on: dt.date) -> None:
        needed = fund.payoff(card.plan, card.paid, on)
        card.paid = replace(card.paid, waived_idr=needed.waived_idr)
        self.enter_payment(card, needed.principal_idr, needed.service_idr, 0, on)

    def agree_anew(self, card: Card, on: dt.date) -> None:
        plan = fund.replan(card.plan, card.paid, on, months=self.choose.randrange(2, 13))
        if not plan.problems:
            card.follow(plan)

    def write_off(self, card: Card, on: dt.date) -> None:
        """Out of the joint savings of the borrower, then of what was set aside, then as a cost."""
        owed = card.outstanding_idr
        joint = min(owed, -self.sums["tanggung-renteng", card.party])
        reserve = min(owed - joint, -self.held("cadangan:risiko"))
        cost = owed - joint - reserve
        given = (
            ("tanggung-renteng", joint, card.party),
            ("cadangan:risiko", reserve),
            ("biaya:cadangan", cost),
        )
        self.post(on, "write_off", *given, ("pinjaman", -owed, card.party))
        card.written_off_idr, card.is_open = owed, False
        if self.choose.random() < 0.5:
            self.post(on, "recovered", ("kas", 50_000), ("pemulihan", -50_000))

    def provide(self, on: dt.date) -> None:
        """The difference to what the classes of the loans ask for."""
        standings = [fund.standing(card.plan, card.paid, on) for card in self.cards if card.is_open]
        balances = [
            fund.LoanBalance("", now.outstanding_idr, now.arrears_principal_idr, now.missed)
            for now in standings
        ]
        needed = sum(line.provision_idr for line in fund.provisions(balances, on))
        change = needed + self.held("cadangan:risiko")
        if change:
            self.post(on, "provide", ("biaya:cadangan", change), ("cadangan:risiko", -change))

    def end_year(self, on: dt.date) -> None:
        """Income and cost become the surplus, and a surplus is split to the rupiah."""
        kinds = kinds_of_accounts()
        over = {code: self.held(code) for code, kind in kinds.items() if kind in ("income", "expense")}
        lines = [(code, -amount) for code, amount in over.items()]
        self.post(on, "year_end", *lines, ("modal:surplus", sum(over.values())))
        surplus = -self.held("modal:surplus")
        split = fund.split_surplus(surplus, [fund.Share(name, Decimal(part)) for name, part in SHARES])
        if split.problem:
            return
        weights = [-self.sums[SAVED, party] for party in self.members]
        members = fund.split_by_weight(split.amounts_idr[0], weights)
        to_members = [
            ("shu:anggota", -part, party) for part, party in zip(members, self.members, strict=True)
        ]
        others = (("cadangan:umum", -split.amounts_idr[1]), ("shu:lain", -split.amounts_idr[2]))
        self.post(on, "surplus", ("modal:surplus", surplus), *to_members, *others)
