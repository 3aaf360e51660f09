"""Dasawisma Melati 1 of RW 14: thirty invented women, their meetings with sheets, an arisan before its fifth round."""

from __future__ import annotations

import datetime as dt

from anyelir.accounts.models import User
from anyelir.arisan import actions as arisan
from anyelir.arisan.models import Arisan
from anyelir.contributions import actions
from anyelir.contributions.actions.drafting import HeadDraft, RowDraft
from anyelir.contributions.models import MeetingSheet
from anyelir.contributions.queries import SheetView
from anyelir.core.clock import today_at
from anyelir.ledger.actions import open_ledger
from anyelir.membership import actions as membership
from anyelir.membership.bodies import body_of_region
from anyelir.membership.models import BodyMember
from anyelir.rules.dates import add_months
from anyelir.rules.journal import JournalLine
from anyelir.rules.months import first_of_month
from anyelir.rules.table_money import NOTES_IDR
from anyelir.web.demo.places import DemoPlaces

WOMEN = (
    *("Ratmi Kusmiati", "Yuli Astuti", "Sri Wahyuni", "Umi Kalsum", "Tarni Sutarni", "Rohmah Nurjanah"),
    *("Kasmi Lestari", "Wasti Handayani", "Endang Purwati", "Iis Aisyah", "Entin Suhartini", "Onah Marlina"),
    *("Cicih Sukaesih", "Nunung Nurhayati", "Lilis Karlina", "Wiwin Winarti", "Aan Rohanah", "Tati Herawati"),
    *("Imas Masitoh", "Yeyet Suryati", "Popon Fatimah", "Euis Komariah", "Mimin Aminah", "Dedeh Kurniasih"),
    *("Ai Nurlaela", "Enok Rukmini", "Heni Suhaeni", "Nyai Juariah", "Rina Rosdiana", "Siti Maryam"),
)
DUES = {"iuran": 2_000, "jimpitan": 1_000, "simpanan:wajib": 5_000}
STAKE_IDR = 20_000
# What fell out of the glass in the rounds so far; the fifth is drawn by number.
WINNERS = (17, 4, 26, 11)
MONTHS = len(WINNERS)
DAY = 12
HOST = "Rumah Bu Ratmi, RT 3"


def keep_dasawisma(places: DemoPlaces) -> None:
    by = User.objects.get(username="ratmi")
    body = body_of_region(places.dasawisma)
    this = first_of_month(today_at(body.region_id))
    since = add_months(this, -MONTHS)
    people = [membership.join_body(body=body, name=name, since=since, by=by) for name in WOMEN]
    open_ledger(body=body, on=since, opening=[JournalLine("kas", 214_000)], by=by)
    given = {"title": "Arisan Melati", "stake_idr": STAKE_IDR, "on": since}
    cycle = arisan.start_arisan(body=body, people=people, by=by, **given)
    for place, winner in enumerate(WINNERS):
        _meeting(cycle, people, add_months(since, place).replace(day=DAY), winner, by)
    arisan.commit_draw(arisan=cycle, by=by)


def _meeting(cycle: Arisan, people: list[BodyMember], on: dt.date, winner: int, by: User) -> None:
    sheet = actions.start_meeting(body=cycle.body, on=on, place=HOST, by=by)
    save(sheet, by, dues=DUES)
    rows = [RowDraft(person, 0, *_brought(person, on, people)) for person in people]
    actions.save_sheet(sheet=sheet, rows=rows, by=by)
    arisan.record_glass(arisan=cycle, sheet=sheet, number=winner, by=by)
    close(sheet, people, by)


def _brought(person: BodyMember, on: dt.date, people: list[BodyMember]) -> tuple:
    """Three did not come and sent their money along; every seventh saves a little more."""
    paid = DUES | {"arisan": STAKE_IDR}
    if (person.number + on.month) % 10 == 0 and person.number > 3:
        return "entrusted", paid, people[0]
    return "here", paid | ({"simpanan:sukarela": 10_000} if person.number % 7 == 0 else {}), None


def save(sheet: MeetingSheet, by: User, **values) -> None:
    sheet.refresh_from_db()
    names = ("dues", "others", "chair", "keeper", "witness")
    kept = {name: getattr(sheet, name) for name in names} | values
    actions.save_sheet(sheet=sheet, rows=[], head=HeadDraft(seen=sheet.version, **kept), by=by)


def close(sheet: MeetingSheet, people: list[BodyMember], by: User, second: User | None = None) -> None:
    """The table holds what the book says; three who came close, where a body has two accounts with the ``second``."""
    spent = [{"account": "belanja:konsumsi", "amount_idr": 35_000, "text": "Teh dan gula", "receipt_no": ""}]
    chair, keeper, witness = people[:3]
    save(sheet, by, others=spent, chair=chair, keeper=keeper, witness=witness)
    sheet.refresh_from_db()
    left, notes = SheetView(sheet).money.table.expected_idr, {}
    for worth in NOTES_IDR:
        notes[worth], left = divmod(left, worth)
    save(sheet, by, notes=notes)
    sheet.refresh_from_db()
    if second is not None:
        actions.keep_count(sheet=sheet, by=by)
    actions.close_sheet(sheet=sheet, by=second or by)
