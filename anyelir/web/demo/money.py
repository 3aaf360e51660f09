"""The own money of Posyandu Anyelir, and the books of TP PKK Ciriung: three months, the first of them closed."""

from __future__ import annotations

import datetime as dt

from anyelir.accounts.models import User
from anyelir.core.clock import today_at
from anyelir.ledger import actions
from anyelir.ledger.cashbook import expense_lines, receipt_lines
from anyelir.ledger.kinds import EXPENSE, RECEIPT
from anyelir.ledger.models import Ledger
from anyelir.membership import actions as membership
from anyelir.membership.bodies import body_of_region, body_of_unit
from anyelir.membership.models import Body, BodyMember
from anyelir.rules.dates import add_months
from anyelir.rules.journal import JournalLine
from anyelir.rules.months import first_of_month
from anyelir.web.demo.places import DemoPlaces

# Month from the first, day, words, amount, account, fund of what is spent.
OF_THE_POSYANDU = [
    (0, 4, "Jimpitan RW 14", 185_000, "jimpitan", ""),
    (0, 10, "Telur, pisang dan susu untuk PMT", 162_500, "belanja:pmt", "swadaya"),
    (1, 3, "Jimpitan RW 14", 201_000, "jimpitan", ""),
    (1, 5, "Sumbangan toko sembako", 300_000, "dana:csr", ""),
    (1, 10, "Bahan PMT dan air minum", 174_000, "belanja:pmt", "swadaya"),
    (1, 11, "Baterai timbangan, dua buah", 36_000, "belanja:barang", "csr"),
    (2, 2, "Jimpitan RW 14", 192_000, "jimpitan", ""),
]
SAVERS = ("Eti Rohaeti", "Ida Farida", "Cucu Cahyati", "Neneng Hasanah", "Titin Supriatin")
OF_THE_TEAM = [
    (0, 6, "Dana kegiatan PKK kelurahan", 5_000_000, "dana:apbd", ""),
    (0, 21, "Konsumsi pertemuan kader", 640_000, "belanja:konsumsi", "apbd"),
    (1, 8, "Fotokopi buku catatan keluarga", 275_000, "belanja:atk", "apbd"),
    (1, 19, "Transport pembinaan dasawisma", 450_000, "belanja:transport", "apbd"),
]


def keep_money(places: DemoPlaces) -> None:
    users = {user.username: user for user in User.objects.all()}
    post = places.posyandu["Anyelir"]
    own_body = body_of_unit(Body.Kind.POSYANDU, "posyandu", post.pk, post.region)
    books = _books(own_body, OF_THE_POSYANDU, 412_000, users["nani"], users["tuti"])
    _savings(books, users["nani"])
    _books(body_of_region(places.kelurahan["Ciriung"]), OF_THE_TEAM, 1_350_000, users["eka"], users["dedi"])


def _books(body: Body, entries: list[tuple], cash_idr: int, treasurer: User, chair: User) -> Ledger:
    first = add_months(first_of_month(today_at(body.region_id)), -2)
    opening = [JournalLine("kas", cash_idr)]
    ledger = actions.open_ledger(body=body, on=first, opening=opening, by=treasurer)
    for months, day, description, amount_idr, account, fund in entries:
        on = add_months(first, months).replace(day=day)
        if on <= today_at(body.region_id):
            _enter(ledger, on, description, amount_idr, account, fund, treasurer)
    counted = cash_idr + sum(
        amount if not fund else -amount
        for months, _day, _description, amount, _account, fund in entries
        if not months
    )
    count = actions.propose_closing(ledger=ledger, counted_idr=counted, by=treasurer)
    actions.confirm_closing(proposal=count, by=chair)
    return ledger


def _savings(ledger: Ledger, by: User) -> None:
    """The kader save Rp 10.000 each month that is open; one takes something back for the new school year."""
    people = [membership.join_body(body=ledger.body, name=name, since=ledger.since, by=by) for name in SAVERS]
    for months in (1, 2):
        on = add_months(ledger.since, months).replace(day=10)
        if on <= today_at(ledger.body.region_id):
            for person in people:
                _save(ledger, person, 10_000, on, by)
    _save(ledger, people[2], -5_000, today_at(ledger.body.region_id), by)


def _save(ledger: Ledger, person: BodyMember, amount_idr: int, on: dt.date, by: User) -> None:
    where = {"account": "simpanan:wajib", "place": "kas", "on": on}
    actions.save_money(ledger=ledger, person=person, amount_idr=amount_idr, by=by, **where)


def _enter(
    ledger: Ledger, on: dt.date, description: str, amount_idr: int, account: str, fund: str, by: User
) -> None:
    spent = bool(fund)
    lines = (
        expense_lines(account, "kas", amount_idr, fund)
        if spent
        else receipt_lines(account, "kas", amount_idr)
    )
    kind = EXPENSE if spent else RECEIPT
    actions.post_entry(ledger=ledger, on=on, kind=kind, lines=lines, words=description, by=by)
