"""The health of the funds of a kabupaten with 5,000 groups and 100,000 running loans, and of one kecamatan of it.

``make bench-fund`` runs it on SQLite and on PostgreSQL, each a fresh site: 40 kecamatan with 25 desa with 5 RW, a group
with a fund and 20 borrowers in each RW, ten instalments a loan, a tenth of the borrowers behind, a quarter of the books
not closed. Measured is the whole page as the office of the kabupaten reads it, beside the read alone, in a process that
is started as the server starts it. More than 300 ms at the 95th percentile of the clock is a failure; the time of the
processor stands beside it, for machines with other work.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import two_databases  # noqa: E402
from bench.pages import (  # noqa: E402
    BATCH,
    SINCE,
    build_places,
    client_of,
    open_pages,
    page_of,
    queries_of,
    start_as_a_server,
    tell,
)

KABUPATEN, KECAMATAN = "32.01", "32.01.07"
KECAMATAN_EACH, DESA_EACH, RW_EACH, BORROWERS = 40, 25, 5, 20
LIMIT_MS = 300
# How many months ago a loan was paid out.
AGES = range(1, 10)


def rw_codes() -> Iterator[str]:
    for kecamatan in range(1, KECAMATAN_EACH + 1):
        for desa in range(1, DESA_EACH + 1):
            for rw in range(1, RW_EACH + 1):
                yield f"{KABUPATEN}.{kecamatan:02d}.{2000 + desa}/RW{rw:03d}"


def build_funds(codes: list[str], today: dt.date) -> list:
    """A group, its body, its books and its fund in each place."""
    from anyelir.enterprise.fund.models import Fund, LoanProduct
    from anyelir.enterprise.groups.models import Group, GroupStage
    from anyelir.ledger.models import Ledger
    from anyelir.membership.models import Body

    last_month = today.replace(day=1) - dt.timedelta(days=1)
    groups = [
        Group(region_id=code, name=f"Kelompok {number}", kind="poklak", programme="up2k", founded_on=SINCE)
        for number, code in enumerate(codes)
    ]
    bodies = [
        Body(kind="up2k", region_id=group.region_id, unit_kind="group", unit_id=group.pk, since=SINCE)
        for group in groups
    ]
    ledgers = [
        Ledger(body=body, since=SINCE, closed_through=last_month if number % 4 else None)
        for number, body in enumerate(bodies)
    ]
    funds = [Fund(ledger=ledger, since=SINCE) for ledger in ledgers]
    products = [
        LoanProduct(
            fund=fund,
            name="Pinjaman usaha",
            method="flat",
            rate_percent=Decimal("1.5"),
            months_max=10,
            ahead="next",
            payoff="to_date",
            since=SINCE,
        )
        for fund in funds
    ]
    stages = [
        GroupStage(group=group, stage=stage, on=SINCE, reason="Dinilai bersama", assessor_name="Tim")
        for number, group in enumerate(groups)
        for stage in GroupStage.Stage.values[: number % 4]
    ]
    for model, rows in (
        (Group, groups),
        (Body, bodies),
        (Ledger, ledgers),
        (Fund, funds),
        (LoanProduct, products),
        (GroupStage, stages),
    ):
        model.objects.bulk_create(rows, batch_size=BATCH)
    return list(zip(bodies, funds, products, strict=True))


class Loans:
    """Borrowers with running loans, in portions; how far each is paid is drawn."""

    def __init__(self, today: dt.date) -> None:
        self.choose = random.Random(14)
        self.today = today
        self.plan_of_age = cache(self._plan_of_age)
        self.standing_of = cache(self._standing_of)

    def _plan_of_age(self, age: int) -> tuple:
        """The day, the plan, and how many of its instalments are over."""
        from anyelir.rules import fund as rules
        from anyelir.rules.dates import add_months

        lent_on = add_months(self.today, -age)
        terms = rules.LoanTerms(1_000_000, 10, Decimal("1.5"), rules.ServiceChargeMethod.FLAT, lent_on)
        plan = rules.schedule(terms)
        return lent_on, plan, sum(row.due_on < self.today for row in plan.instalments)

    def _standing_of(self, age: int, covered: int) -> tuple:
        from anyelir.rules import fund as rules

        paid = rules.Paid(100_000 * covered, 15_000 * covered)
        plan = self.plan_of_age(age)[1]
        return paid.principal_idr, paid.service_idr, rules.standing(plan, paid, self.today)

    def build(self, funds: list, borrowers: int) -> None:
        from django.db import transaction

        for first in range(0, len(funds), 250):
            with transaction.atomic():
                self._portion(funds[first : first + 250], borrowers)
        with transaction.atomic():
            self._instalments()

    def _portion(self, funds: list, borrowers: int) -> None:
        from anyelir.enterprise.fund.models import Loan, LoanPlan
        from anyelir.membership.models import BodyMember

        people, loans, plans = [], [], []
        for body, fund, product in funds:
            for number in range(1, borrowers + 1):
                member = BodyMember(body=body, number=number, name=f"Ibu {number}", since=SINCE)
                loan, plan = self._loan(fund, product, member, number)
                people.append(member)
                loans.append(loan)
                plans.append(plan)
        for model, made in ((BodyMember, people), (Loan, loans), (LoanPlan, plans)):
            model.objects.bulk_create(made, batch_size=BATCH)

    def _instalments(self) -> None:
        """A million rows, of which those of loans lent on one day are the same: the database copies them."""
        from django.db import connection

        from anyelir.enterprise.fund.models import LoanPlan, PlanInstalment

        table = PlanInstalment._meta.db_table
        copied = ("number", "due_on", "principal_idr", "service_idr", "cum_principal_idr", "cum_service_idr")
        columns, of_line = ", ".join(copied), ", ".join(f"line.{name}" for name in copied)
        for lent_on, plan, _over in map(self.plan_of_age, AGES):
            first = LoanPlan.objects.filter(starts_on=lent_on).first()
            PlanInstalment.objects.bulk_create(self._rows(first, plan))
            with connection.cursor() as cursor:
                cursor.execute(
                    f"INSERT INTO {table} (plan_id, {columns}) SELECT plan.id, {of_line} "
                    f"FROM {LoanPlan._meta.db_table} plan CROSS JOIN {table} line "
                    "WHERE plan.starts_on = %s AND plan.id <> %s AND line.plan_id = %s",
                    [lent_on, *[LoanPlan._meta.pk.get_db_prep_value(first.pk, connection)] * 2],
                )

    @staticmethod
    def _rows(kept, plan) -> list:
        from anyelir.enterprise.fund.models import PlanInstalment

        return [
            PlanInstalment(
                plan=kept,
                number=row.number,
                due_on=row.due_on,
                principal_idr=row.principal_idr,
                service_idr=row.service_idr,
                cum_principal_idr=1_000_000 - row.balance_idr,
                cum_service_idr=15_000 * row.number,
            )
            for row in plan.instalments
        ]

    def _loan(self, fund, product, member, number: int) -> tuple:
        from anyelir.enterprise.fund.models import Loan, LoanPlan

        age = self.choose.choice(AGES)
        lent_on, plan, over = self.plan_of_age(age)
        covered = max(over - self.choose.choice([1, 2, 3, 4]), 0) if self.choose.random() < 0.1 else over
        paid_idr, service_idr, now = self.standing_of(age, covered)
        loan = Loan(
            fund=fund,
            number=number,
            body_member=member,
            product=product,
            purpose="Modal kue basah",
            requested_on=lent_on,
            requested_idr=1_000_000,
            requested_months=10,
            state="running",
            decided_on=lent_on,
            disbursed_on=lent_on,
            principal_idr=1_000_000,
            months=10,
            service_idr=150_000,
            paid_principal_idr=paid_idr,
            paid_service_idr=service_idr,
            next_due_on=now.next_due_on,
            at_risk_on=now.at_risk_on,
        )
        kept = LoanPlan(
            loan=loan,
            number=1,
            why="disbursed",
            starts_on=lent_on,
            months=10,
            method="flat",
            rate_percent=Decimal("1.5"),
            principal_idr=1_000_000,
            service_idr=150_000,
        )
        # Each names the other: both databases look when the transaction ends.
        loan.plan_id = kept.pk
        return loan, kept


def office(code: str):
    """Whoever reads the page of a place."""
    from anyelir.regions.models import Region
    from tests import factories as make

    user = make.user(f"tp_{code.replace('.', '_')}")
    make.grant(user, "team_kabkota" if code == KABUPATEN else "team_kecamatan", Region.objects.get(pk=code))
    return user


def measure_health(rounds: int) -> bool:
    from anyelir.enterprise.fund.supervision import funds_of_place, needing_help

    on = dt.date.today()
    funds = funds_of_place(KABUPATEN, on)
    assert len(funds) == KECAMATAN_EACH * DESA_EACH * RW_EACH, len(funds)
    print(
        f"  {len(funds)} funds, {sum(each.sums.borrowers for each in funds)} borrowers, "
        f"{len(needing_help(funds))} need help"
    )
    tell("read of the kabupaten", lambda: funds_of_place(KABUPATEN, on), rounds)
    p95 = 0.0
    for name, code in (("page of the kabupaten", KABUPATEN), ("page of a kecamatan", KECAMATAN)):
        open_page = page_of(client_of(office(code)), f"/usaha/dana/{code}/")
        queries = queries_of(open_page)
        p95 = max(p95, tell(f"{name}, {queries} queries", open_page, rounds))
    return p95 <= LIMIT_MS


def measure(rounds: int) -> bool:
    open_pages()
    from django.db import connection

    print(f"{connection.vendor}:")
    today, codes = dt.date.today(), list(rw_codes())
    build_places(codes)
    Loans(today).build(build_funds(codes, today), BORROWERS)
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")
    start_as_a_server()
    return measure_health(rounds)


if __name__ == "__main__":
    sys.exit(two_databases.run(__file__, __doc__, measure, rounds=30))
