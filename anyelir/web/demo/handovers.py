"""A hand-over in Tenggarong Seberang, prepared for today: two officers who sign, a secretary, an office above."""

from __future__ import annotations

import datetime as dt

from anyelir.accounts.models import User
from anyelir.books.actions import add_goods, move_goods
from anyelir.books.models import Condition, GoodsMove
from anyelir.core.audit import SYSTEM
from anyelir.core.clock import today_at
from anyelir.handovers import actions
from anyelir.ledger.actions import confirm_closing, open_ledger, propose_closing
from anyelir.ledger.models import Ledger
from anyelir.ledger.queries import cash_idr, next_to_close
from anyelir.membership.actions import appoint_member
from anyelir.membership.bodies import body_of_region
from anyelir.membership.models import Body, Post, RoleGrant, Sex
from anyelir.regions.models import Level, Region
from anyelir.rules.dates import add_months
from anyelir.rules.journal import JournalLine
from anyelir.rules.months import first_of_month
from anyelir.secretariat.actions import add_line
from anyelir.secretariat.models import WorkItem
from anyelir.web.demo.accounts import Invented

PLACE, DESA = "Tenggarong Seberang", "Bangun Rejo"
OFFICERS = [
    (Post.Office.CHAIR, None, "Murniati Saleh"),
    (Post.Office.SECRETARY, None, "Rahma Aulia"),
    (Post.Office.TREASURER, None, "Sitti Hadijah"),
    (Post.Office.POKJA_CHAIR, 2, "Noor Latifah"),
    (Post.Office.POKJA_CHAIR, 4, ""),
]
OF_THE_HANDOVER = [
    Invented("rahma", "Rahma Aulia", "team_kecamatan", "kecamatan"),
    Invented("murni", "Murniati Saleh", "team_chair", "kecamatan"),
    Invented("laras", "Laras Prameswari", "team_chair", "desa"),
    Invented("sitti", "Sitti Hadijah", "team_treasurer", "kecamatan"),
    Invented("aji", "Aji Ratnasari", "team_kabkota", "kabupaten"),
]
SINCE = dt.date(2021, 3, 12)
GOODS = [("Meja rapat", 6), ("Kursi", 38), ("Pengeras suara", 1), ("Papan data", 4)]
PLAN = [
    ("kelembagaan", "Pembinaan TP PKK desa", "18 desa", (2, 5, 8, 11)),
    ("stunting", "Dapur sehat keluarga", "12 desa", (4, 9)),
    ("hatinya", "Kebun keluarga di pekarangan", "18 desa", (3, 10)),
]
LESSONS = """Datangi desa di seberang sungai lewat jadwal perahu, bukan jadwal kantor.
Tanyakan dulu kepada ketua RT sebelum mengirim undangan.
Buku kas dihitung setiap tanggal 2, berdua, sebelum pulang."""


def prepare_handover(password: str) -> None:
    """Nothing where the regions of the site do not reach so far."""
    place = Region.objects.filter(name=PLACE, level=Level.KECAMATAN).first()
    desa = Region.objects.filter(name=DESA, parent=place).first() if place is not None else None
    if place is None or desa is None or place.parent is None:
        return
    body = body_of_region(place)
    places = {"kecamatan": place, "desa": desa, "kabupaten": place.parent}
    made = {person.username: _account(person, places[person.place], password) for person in OF_THE_HANDOVER}
    by, chair, heir, treasurer = (made[username] for username in ("rahma", "murni", "laras", "sitti"))
    posts = [_post(place, *officer) for officer in OFFICERS]
    _link(posts[0], chair)
    _link(posts[1], by)
    took_over = appoint_member(
        region=desa, office=Post.Office.CHAIR, name=heir.name, sex=Sex.FEMALE, since=SINCE, by=SYSTEM
    )
    _link(took_over, heir)
    _link(posts[2], treasurer)
    _records(body, by, chair, treasurer)
    handover = actions.prepare_handover(
        post=posts[0], on=today_at(place.code), member=took_over.member, decree_no="411.4/117/2026",
        lessons=LESSONS, by=by,
    )  # fmt: skip
    ledger = Ledger.objects.get(body=body)
    counted_idr = cash_idr(ledger, today_at(place.code))
    actions.write_count(handover=handover, counted_idr=counted_idr, by=by)


def _account(person: Invented, place: Region, password: str) -> User:
    user = User(username=person.username, name=person.name)
    user.set_password(password)
    user.save()
    RoleGrant.objects.create(user=user, role=person.role, region=place, since=SINCE)
    return user


def _post(place: Region, office: Post.Office, pokja: int | None, name: str) -> Post:
    terms = {"since": SINCE, "decree_no": "411.4/31/2021", "decree_on": SINCE}
    sex = Sex.FEMALE if name else ""
    return appoint_member(region=place, office=office, pokja=pokja, name=name, sex=sex, by=SYSTEM, **terms)


def _link(post: Post, user: User) -> None:
    assert post.member is not None
    post.member.user = user
    post.member.save()


def _records(body: Body, by: User, chair: User, treasurer: User) -> None:
    """Money with two closed months, goods of which one is broken, a plan."""
    today = today_at(body.region_id)
    for name, count in GOODS:
        goods = add_goods(
            body=body,
            name=name,
            acquired_on=dt.date(2023, 2, 14),
            count=count,
            origin="APBD",
            place="Sekretariat",
            by=by,
        )
        if name == "Pengeras suara":
            change = {"reason": GoodsMove.Reason.BROKEN, "count": 1, "on": dt.date(2026, 6, 1)}
            change |= {"from_condition": Condition.GOOD, "to_condition": Condition.LIGHT}
            move_goods(goods=goods, by=by, **change)
    for code, title, target, months in PLAN:
        work_item = WorkItem.objects.get(code=code, region=None)
        line = {"work_item": work_item, "title": title, "target": target, "months": months, "source": "apbd"}
        add_line(body=body, year=today.year, by=by, **line)
    opening = [JournalLine("kas", 3_412_500)]
    first = add_months(first_of_month(today), -2)
    ledger = open_ledger(body=body, on=first, opening=opening, by=treasurer)
    while next_to_close(ledger) < today:
        counted_idr = cash_idr(ledger, next_to_close(ledger))
        proposal = propose_closing(ledger=ledger, counted_idr=counted_idr, by=treasurer)
        confirm_closing(proposal=proposal, by=chair)
        ledger.refresh_from_db()
