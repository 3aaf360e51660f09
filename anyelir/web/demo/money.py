"""The own money of Posyandu Anyelir, and the books of TP PKK Ciriung: the months before the last one closed."""

from __future__ import annotations

import datetime as dt

from anyelir.accounts.models import User
from anyelir.core.clock import today_at
from anyelir.ledger import actions
from anyelir.ledger.cashbook import expense_lines, receipt_lines
from anyelir.ledger.kinds import EXPENSE, RECEIPT
from anyelir.ledger.models import Ledger
from anyelir.ledger.queries import cash_idr, next_to_close
from anyelir.membership import actions as membership
from anyelir.membership.bodies import body_of_region, body_of_unit
from anyelir.membership.models import Body, BodyMember
from anyelir.rules.dates import add_months
from anyelir.rules.journal import JournalLine
from anyelir.rules.months import first_of_month
from anyelir.web.demo.letters import CHECK_URL
from anyelir.web.demo.places import DemoPlaces

# Months before this one, day, words, amount, account, fund of what is spent.
OF_THE_POSYANDU = [
    (4, 3, "Jimpitan RT 1", 96_000, "jimpitan", ""),
    (4, 4, "Jimpitan RT 2", 84_500, "jimpitan", ""),
    (4, 10, "Telur dan pisang untuk PMT", 118_000, "belanja:pmt", "swadaya"),
    (4, 24, "Susu untuk PMT", 41_000, "belanja:pmt", "swadaya"),
    (3, 3, "Jimpitan RT 1", 101_500, "jimpitan", ""),
    (3, 4, "Jimpitan RT 2", 88_000, "jimpitan", ""),
    (3, 5, "Bantuan kelurahan untuk lomba", 150_000, "dana:apbd", ""),
    (3, 10, "Telur dan buah untuk PMT", 126_500, "belanja:pmt", "swadaya"),
    (3, 17, "Hadiah lomba balita", 140_000, "belanja:kegiatan", "apbd"),
    (2, 3, "Jimpitan RT 1", 97_000, "jimpitan", ""),
    (2, 4, "Jimpitan RT 2", 88_000, "jimpitan", ""),
    (2, 6, "Sumbangan toko beras", 200_000, "dana:csr", ""),
    (2, 7, "Kotak sumbangan hari buka", 37_500, "lain:masuk", ""),
    (2, 10, "Telur, pisang dan susu untuk PMT", 162_500, "belanja:pmt", "swadaya"),
    (2, 11, "Bubur kacang hijau untuk PMT", 58_000, "belanja:pmt", "swadaya"),
    (2, 12, "Fotokopi kartu bantu", 24_000, "belanja:atk", "swadaya"),
    (1, 3, "Jimpitan RW 14", 201_000, "jimpitan", ""),
    (1, 5, "Sumbangan toko sembako", 300_000, "dana:csr", ""),
    (1, 10, "Bahan PMT dan air minum", 174_000, "belanja:pmt", "swadaya"),
    (1, 11, "Baterai timbangan, dua buah", 36_000, "belanja:barang", "csr"),
    (0, 2, "Jimpitan RW 14", 192_000, "jimpitan", ""),
]
SAVERS = ("Eti Rohaeti", "Ida Farida", "Cucu Cahyati", "Neneng Hasanah", "Titin Supriatin")
OF_THE_TEAM = [
    (2, 6, "Dana kegiatan PKK kelurahan", 5_000_000, "dana:apbd", ""),
    (2, 21, "Konsumsi pertemuan kader", 640_000, "belanja:konsumsi", "apbd"),
    (1, 8, "Fotokopi buku catatan keluarga", 275_000, "belanja:atk", "apbd"),
    (1, 19, "Transport pembinaan dasawisma", 450_000, "belanja:transport", "apbd"),
]
# Account, source and amount of a year.
BUDGET_OF_THE_TEAM = [
    ("dana:apbd", "apbd", 10_000_000, "Dua kali pencairan"),
    ("dana:csr", "csr", 1_500_000, "Diajukan ke dua toko"),
    ("belanja:konsumsi", "apbd", 2_400_000, "Pertemuan kader tiap bulan"),
    ("belanja:atk", "apbd", 250_000, "Buku catatan keluarga"),
    ("belanja:transport", "apbd", 450_000, "Pembinaan dasawisma"),
    ("belanja:kegiatan", "apbd", 5_000_000, "Lomba dan jambore"),
    ("belanja:bantuan", "csr", 1_500_000, "Paket gizi"),
]


def keep_money(places: DemoPlaces) -> None:
    users = {user.username: user for user in User.objects.all()}
    post = places.posyandu["Anyelir"]
    own_body = body_of_unit(Body.Kind.POSYANDU, "posyandu", post.pk, post.region)
    books = _books(own_body, OF_THE_POSYANDU, 412_000, users["nani"], users["tuti"])
    _savings(books, users["nani"])
    actions.open_wall_page(ledger=books, by=users["tuti"])
    team = body_of_region(places.kelurahan["Ciriung"])
    _plan(_books(team, OF_THE_TEAM, 1_350_000, users["eka"], users["dedi"]), users["eka"])


def _books(body: Body, entries: list[tuple], held_idr: int, treasurer: User, chair: User) -> Ledger:
    this = first_of_month(today_at(body.region_id))
    first = add_months(this, -max(months for months, *_rest in entries))
    opening = [JournalLine("kas", held_idr)]
    ledger = actions.open_ledger(body=body, on=first, opening=opening, by=treasurer)
    for months, day, description, amount_idr, account, fund in entries:
        on = add_months(this, -months).replace(day=day)
        if on <= today_at(body.region_id):
            _enter(ledger, on, description, amount_idr, account, fund, treasurer)
    while next_to_close(ledger) < add_months(this, -1):
        _close(ledger, treasurer, chair)
        ledger.refresh_from_db()
    return ledger


def _close(ledger: Ledger, treasurer: User, chair: User) -> None:
    counted_idr = cash_idr(ledger, next_to_close(ledger))
    count = actions.propose_closing(ledger=ledger, counted_idr=counted_idr, by=treasurer)
    closing = actions.confirm_closing(proposal=count, by=chair)
    actions.issue_closing_paper(closing=closing, check_url=CHECK_URL, by=chair)


def _plan(ledger: Ledger, by: User) -> None:
    year = today_at(ledger.body.region_id).year
    for account, source, planned_idr, description in BUDGET_OF_THE_TEAM:
        given = {"account": account, "source": source, "planned_idr": planned_idr, "words": description}
        actions.add_budget_line(ledger=ledger, year=year, by=by, **given)


def _savings(ledger: Ledger, by: User) -> None:
    """The kader save Rp 10.000 each month that is open; one takes something back for the new school year."""
    this = first_of_month(today_at(ledger.body.region_id))
    since = add_months(this, -2)
    people = [membership.join_body(body=ledger.body, name=name, since=since, by=by) for name in SAVERS]
    for months in (1, 0):
        on = add_months(this, -months).replace(day=10)
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
