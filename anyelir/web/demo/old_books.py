"""A group of Tangerang Selatan that came with old books: invented women, balances and loans taken over by a cut-off."""

from __future__ import annotations

from decimal import Decimal

from anyelir.accounts.models import User
from anyelir.core.audit import SYSTEM
from anyelir.core.clock import today_at
from anyelir.enterprise.fund import actions as funds
from anyelir.enterprise.fund.models import CutOff, Fund, LoanProduct
from anyelir.enterprise.fund.old_books import CAPITAL, OldBalance
from anyelir.enterprise.groups import actions
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.ledger.actions import open_ledger
from anyelir.membership.models import BodyMember
from anyelir.regions.models import Region
from anyelir.rules.dates import add_months
from anyelir.rules.months import first_of_month
from anyelir.web.demo.groups import FOUNDED

# Pamulang in Kota Tangerang Selatan.
KECAMATAN = "36.74.06"
NAME = "Kencana"
CHAIR, TREASURER = "Neneng Fatimah", "Siti Maesaroh"
WOMEN = (
    "Iyah Rokayah",
    "Nurlela Sari",
    "Wati Suwarti",
    "Yuyun Yuningsih",
    "Mimin Mintarsih",
    "Eneng Sukaesih",
)
# What the old books said of each on the first of this month: pokok and wajib by number.
SAVED_IDR = (25_000, 180_000)
CASH_IDR, BANK_IDR = 640_000, 1_500_000
# Whose, for what, what is left of it, its charges, and over how many months; the second is a month behind.
LOANS = (
    (4, "Warung sayur", 600_000, 54_000, 6, 0),
    (6, "Mesin jahit", 800_000, 96_000, 8, -1),
)


def found_old_group() -> None:
    """Before the accounts, because two of them work for it."""
    place = Region.objects.current().filter(parent_id=KECAMATAN).order_by("code")[0]
    actions.found_group(
        region=place,
        name=NAME,
        kind=Group.Kind.POKLAK,
        programme=Group.Programme.UP2K,
        founded_on=FOUNDED,
        chair_name=CHAIR,
        treasurer_name=TREASURER,
        category=Group.Category.TRADE,
        products="Sayur dan bumbu\nJahitan",
        by=SYSTEM,
    )


def take_over_old_books() -> None:
    """The treasurer fills the sheet, the chair closes it before two members."""
    chair, treasurer = (User.objects.get(username=name) for name in ("neneng", "maesaroh"))
    group = Group.objects.get(name=NAME, region__parent_id=KECAMATAN)
    body = body_of(group)
    on = first_of_month(today_at(body.region_id))
    for name in WOMEN:
        actions.join_group(group=group, name=name, since=FOUNDED, by=treasurer)
    people = {person.number: person for person in BodyMember.objects.filter(body=body)}
    open_ledger(body=body, on=on, by=treasurer)
    fund = funds.open_fund(body=body, on=on, max_loan_idr=2_000_000, quorum_percent=50, by=chair)
    flat = {"method": "flat", "rate_percent": Decimal("1.5"), "months_max": 10, "ahead": "next"}
    product = funds.add_product(fund=fund, name="Pinjaman usaha", payoff="to_date", on=on, by=chair, **flat)
    cutoff = _fill(fund, product, people, treasurer)
    witnesses = [people[3], people[5]]
    funds.close_cutoff(cutoff=cutoff, witnesses=witnesses, seen=cutoff.version, by=chair)


def _fill(fund: Fund, product: LoanProduct, people: dict[int, BodyMember], by: User) -> CutOff:
    accounts = zip(("simpanan:pokok", "simpanan:wajib"), SAVED_IDR, strict=True)
    saved = [OldBalance(account, person, idr) for account, idr in accounts for person in people.values()]
    lent_idr = sum(principal_idr for _number, _purpose, principal_idr, *_more in LOANS)
    own_idr = CASH_IDR + BANK_IDR + lent_idr - sum(row.amount_idr for row in saved)
    money = [
        OldBalance(*row)
        for row in (("kas", None, CASH_IDR), ("bank", None, BANK_IDR), (CAPITAL, None, own_idr))
    ]
    funds.save_cutoff(fund=fund, balances=[*money, *saved], by=by)
    for number, purpose, principal_idr, service_idr, months, late in LOANS:
        funds.keep_cutoff_loan(
            fund=fund,
            person=people[number],
            product=product,
            purpose=purpose,
            principal_idr=principal_idr,
            service_idr=service_idr,
            months=months,
            first_month=add_months(fund.since, late),
            by=by,
        )
    cutoff: CutOff = fund.cutoff
    return cutoff
