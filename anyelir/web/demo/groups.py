"""Poksus Ciriung and Poklak Mekar Sari of RW 14: invented women, their savings at three meetings, two gradings."""

from __future__ import annotations

import datetime as dt

from anyelir.accounts.models import User
from anyelir.contributions import actions as table
from anyelir.contributions.actions.drafting import RowDraft
from anyelir.core.audit import SYSTEM
from anyelir.core.clock import today_at
from anyelir.enterprise.groups import actions
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.ledger.actions import open_ledger
from anyelir.membership.models import BodyMember
from anyelir.rules.dates import add_months
from anyelir.rules.journal import JournalLine
from anyelir.rules.months import first_of_month
from anyelir.secretariat.actions import plan_activity
from anyelir.web.demo.dasawisma import close, save
from anyelir.web.demo.places import DemoPlaces

POKLAK = "Mekar Sari"
FOUNDED = dt.date(2024, 3, 4)
CHAIR, TREASURER = "Sumiati Wijaya", "Lina Marlina"
WOMEN = (
    *("Ani Suryani", "Cucu Cahyani", "Dedeh Rohayati", "Elis Lisnawati", "Fitri Handayani", "Ida Farida"),
    *("Juju Juariah", "Kokom Komalasari", "Lela Nurlaela", "Maryati", "Neneng Hasanah", "Oom Rohmah"),
    *("Pipit Fitriani", "Rukmini", "Sarah Maulida", "Titin Supartini", "Uum Umamah", "Wati Karwati"),
    *("Yati Nurhayati", "Yoyoh Rokayah", "Atik Kartika", "Beti Sulastri", "Cicih Kurnia", "Diah Permata"),
    *("Evi Noviyanti", "Gina Agustina", "Hani Hanifah", "Ika Kartika"),
)
DUES = {"iuran": 2_000, "simpanan:wajib": 10_000}
MONTHS = 3
DAY = 14
HOST = "Balai RW 14"


def found_groups(places: DemoPlaces) -> None:
    """Before the accounts, because two of them work for the poklak."""
    poksus = actions.found_group(
        region=places.kelurahan["Ciriung"],
        name="Ciriung",
        kind=Group.Kind.POKSUS,
        programme=Group.Programme.UP2K,
        founded_on=FOUNDED,
        chair_name="Rosita Anggraeni",
        treasurer_name="Wiwi Wiarsih",
        decree_no="411.4/17-TPPKK/2024",
        decree_on=FOUNDED,
        by=SYSTEM,
    )
    poklak = actions.found_group(
        region=places.rw,
        name=POKLAK,
        kind=Group.Kind.POKLAK,
        programme=Group.Programme.UP2K,
        founded_on=FOUNDED,
        parent=poksus,
        chair_name=CHAIR,
        treasurer_name=TREASURER,
        decree_no="411.4/18-TPPKK/2024",
        decree_on=FOUNDED,
        category=Group.Category.FOOD,
        products="Kue basah\nKeripik singkong\nSambal kemasan",
        by=SYSTEM,
    )
    _grade(poklak)


def _grade(group: Group) -> None:
    reasons = {"pemula": "Baru berdiri", "madya": "Kas ditutup tiap bulan, 30 anggota menabung"}
    for years, (stage, reason) in enumerate(reasons.items()):
        on = FOUNDED.replace(year=FOUNDED.year + years)
        facts = {"stage": stage, "reason": reason, "on": on, "assessor_name": "Hendra Gunadi"}
        actions.assess_group(group=group, by=SYSTEM, **facts)


def keep_groups(places: DemoPlaces) -> None:
    """The women of the poklak, its cash box and its meetings so far."""
    by = User.objects.get(username="lina")
    group = Group.objects.get(name=POKLAK, region=places.rw)
    body = body_of(group)
    since = add_months(first_of_month(today_at(body.region_id)), -MONTHS)
    for name in WOMEN:
        actions.join_group(group=group, name=name, since=since, by=by)
    people = list(body.people.order_by("number"))
    open_ledger(body=body, on=since, opening=[JournalLine("kas", 3_500_000)], by=by)
    for place in range(MONTHS):
        _meeting(body, people, add_months(since, place).replace(day=DAY), by)
    coming = {"kind": "meeting", "title": "Rapat bulanan", "place": HOST}
    plan_activity(body=body, on=add_months(since, MONTHS + 1).replace(day=DAY), by=by, **coming)


def _meeting(body, people: list[BodyMember], on: dt.date, by: User) -> None:
    """Every ninth was excused; every fifth saves a little more."""
    sheet = table.start_meeting(body=body, on=on, place=HOST, by=by)
    save(sheet, by, dues=DUES)
    table.save_sheet(sheet=sheet, rows=[_row(person, on) for person in people], by=by)
    close(sheet, people, by, second=User.objects.get(username="sumiati"))


def _row(person: BodyMember, on: dt.date) -> RowDraft:
    if (person.number + on.month) % 9 == 0 and person.number > 3:
        return RowDraft(person, 0, "away", {}, None)
    more = {"simpanan:sukarela": 15_000} if person.number % 5 == 0 else {}
    return RowDraft(person, 0, "here", DUES | more, None)
