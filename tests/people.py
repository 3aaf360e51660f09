"""One cast of roles for all tests, and the places where they work.

The kelurahan Ciriung in Cibinong (Kab. Bogor) has two posyandu in two RW under one puskesmas, the neighbour
kelurahan Pabuaran another puskesmas, and Kab. Karangasem in Bali is where the stranger comes from.
All names are invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from anyelir.accounts.models import User
from anyelir.arisan.models import Draw
from anyelir.books.models import BookLine, Goods, GoodsMove
from anyelir.calendars.models import CalendarFeed
from anyelir.channels.models import Message
from anyelir.contributions.models import MeetingSheet
from anyelir.enterprise.aid.models import Aid, AidItem, AidRound
from anyelir.enterprise.assistance.models import Assistance
from anyelir.enterprise.fund.models import CutOffLoan, Loan
from anyelir.enterprise.groups.models import Group, MemberCard
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.enterprise.orders.models import BuyerOrder
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.trade.models import Business, Product, Sentra
from anyelir.exchange.models import ImportRun
from anyelir.families.models import Family, MergeProposal, Person
from anyelir.handovers.models import HandOver
from anyelir.honours.models import Thanks
from anyelir.ledger.models import BudgetLine, Ledger, LedgerEntry
from anyelir.membership.models import Body, BodyMember, GrantEnding, Member, MemberPair, Post, Service
from anyelir.partners.models import Puskesmas
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.day.models import Measurement, PosyanduSession, Visit
from anyelir.posyandu.register.models import Posyandu, TransferRequest
from anyelir.regions.models import Region
from anyelir.secretariat.models import (
    Activity,
    Arrival,
    Dispatch,
    Disposition,
    Letter,
    PlanLine,
    ReportPicture,
)
from tests import aids, businesses, draws, funds, groups, helped, old_books, orders, permits
from tests import factories as make
from tests.meetings import MeetingRows

# Role name in the tests -> what the person is. The order is the order of the columns of the URL matrix.
CAST = {
    "anonymous": "not signed in",
    "kader": "Sari, kader of Posyandu Anyelir (RW 14)",
    "next_kader": "Rina, kader of Posyandu Mawar in the next RW",
    "chair": "Tuti, chair of Posyandu Anyelir and of Poklak Mekar Sari",
    "bidan": "Lilis, bidan of Puskesmas Cibinong, which supervises both posyandu",
    "other_puskesmas": "Nur, staff of Puskesmas Pabuaran Indah",
    "secretary": "Hendra, secretary of Kelurahan Ciriung",
    "dasawisma": "Yanti, kader dasawisma in RW 14, who keeps the money there, of the posyandu and of Poklak Mekar Sari",
    "kecamatan": "Endang, TP PKK Kecamatan Cibinong",
    "kabupaten": "Ratna, TP PKK Kabupaten Bogor",
    "provinsi": "Ani, TP PKK Provinsi Jawa Barat",
    "pusat": "Maya, TP PKK pusat",
    "health_office": "Bayu, Dinas Kesehatan Kabupaten Bogor",
    "stranger": "Wayan, TP PKK Kabupaten Karangasem, its chair, who keeps its money too until there is a treasurer",
}
ROLES = list(CAST)


@dataclass(frozen=True)
class World:
    """Everything a test needs to stand on; users by role name in ``users``."""

    users: dict[str, User | None]
    provinsi: Region
    kabupaten: Region
    kecamatan: Region
    kelurahan: Region
    next_kelurahan: Region
    rw: Region
    next_rw: Region
    rt: Region
    elsewhere: Region
    puskesmas: Puskesmas
    other_puskesmas: Puskesmas
    posyandu: Posyandu
    # Poklak Mekar Sari in RW 14, and one of its members.
    group: Group
    group_member: BodyMember
    group_card: MemberCard
    # Keripik Seruni of Nursiah in RW 14, and what it makes.
    business: Business
    product: Product
    # Its P-IRT, which is asked for.
    permit: Permit
    # Poklak Mekar Sari asks for a machine, Keripik Seruni got one, and the money for both.
    aid: Aid
    aid_item: AidItem
    aid_round: AidRound
    sentra: Sentra
    # Brought by Keripik Seruni yesterday, and not paid yet.
    order: BuyerOrder
    # Help with its packaging, three months ago.
    assistance: Assistance
    next_posyandu: Posyandu
    kader: Service
    member: Member
    # Sari, and a Sari Lestari of the next RW who may be the same human.
    member_pair: MemberPair
    body: Body
    post: Post
    # Of the plan of TP PKK Ciriung, and an activity of today.
    plan_line: PlanLine
    activity: Activity
    # The address at which the phone of Hendra reads the calendar of TP PKK Ciriung.
    calendar_feed: CalendarFeed
    family: Family
    mother: Person
    child: Person
    next_child: Person
    session: PosyanduSession
    next_session: PosyanduSession
    visit: Visit
    measurement: Measurement
    referral: Referral
    merge_proposal: MergeProposal
    import_run: ImportRun
    # A message to the puskesmas that somebody sends by WhatsApp.
    message: Message
    # The books of Posyandu Anyelir, and their opening entry.
    ledger: Ledger
    ledger_entry: LedgerEntry
    budget_line: BudgetLine
    # A letter of the kelurahan that was sent, and one that came in and was handed to the post.
    letter: Letter
    dispatch: Dispatch
    arrival: Arrival
    disposition: Disposition
    # Who saves there, and the open sheet of a meeting.
    saver: BodyMember
    sheet: MeetingSheet
    # Of the arisan there, locked.
    draw: Draw
    # A running loan of its fund.
    loan: Loan
    # In the old books of that fund, which nobody closed yet.
    cutoff_loan: CutOffLoan
    # Posyandu Mawar asks Posyandu Anyelir for the child.
    transfer_request: TransferRequest
    # Chairs of TP PKK Ciriung, and the day they came.
    goods: Goods
    goods_move: GoodsMove
    # Number one of its guest book.
    book_line: BookLine
    # The post of Wulan, prepared for another.
    handover: HandOver
    # TP PKK Ciriung thanked Sari; there is no paper of it.
    thanks: Thanks
    # Of the roles of Ciriung, proposed by its secretary.
    ending: GrantEnding
    # In the draft of the annual report of TP PKK Ciriung; with it there is a file, which few tests want.
    picture: ReportPicture | None = None
    # Promises and points of TP PKK Ciriung by name (``promises.of_a_team``), which most tests make as they need them.
    promised: Mapping[str, Any] | None = None
    programmes: Mapping[str, Any] | None = None
    # Rows of the activity, which few tests want.
    meeting: MeetingRows | None = None

    def user(self, role: str) -> User | None:
        return self.users[role]


def _places() -> dict[str, Region]:
    for code, name in [("32", "Jawa Barat"), ("32.01", "Kab. Bogor"), ("32.01.01", "Cibinong")]:
        make.region(code, name)
    for code, name in [("51", "Bali"), ("51.07", "Kab. Karangasem"), ("51.07.06", "Karangasem")]:
        make.region(code, name)
    return {
        "provinsi": make.region("32"),
        "kabupaten": make.region("32.01"),
        "kecamatan": make.region("32.01.01"),
        "kelurahan": make.region("32.01.01.1010", "Ciriung", kind="kelurahan"),
        "next_kelurahan": make.region("32.01.01.1001", "Pabuaran", kind="kelurahan"),
        "rw": make.region("32.01.01.1010/RW014", "RW 14"),
        "next_rw": make.region("32.01.01.1010/RW015", "RW 15"),
        "rt": make.region("32.01.01.1010/RW014/RT003", "RT 3"),
        "elsewhere": make.region("51.07"),
    }


def _units(at: dict[str, Region]) -> dict:
    centre = make.puskesmas(at["kecamatan"], "Cibinong", serves=[at["kelurahan"]], phone="0812-3456-7890")
    return {
        "puskesmas": centre,
        "other_puskesmas": make.puskesmas(at["kecamatan"], "Pabuaran Indah", serves=[at["next_kelurahan"]]),
        "posyandu": make.posyandu(at["rw"], "Anyelir", centre, is_self_funded=True),
        "next_posyandu": make.posyandu(at["next_rw"], "Mawar", centre),
        "group": groups.group(at["rw"]),
        "business": businesses.business(at["rw"]),
    }


def _users(at: dict[str, Region], units: dict) -> dict[str, User | None]:
    grants = {
        "kader": ("Sari Lestari", "kader_posyandu", {"unit": units["posyandu"]}),
        "next_kader": ("Rina Marlina", "kader_posyandu", {"unit": units["next_posyandu"]}),
        "chair": ("Tuti Alawiyah", "posyandu_chair", {"unit": units["posyandu"]}),
        "bidan": ("Lilis Suryani", "puskesmas_staff", {"unit": units["puskesmas"]}),
        "other_puskesmas": ("Nur Hasanah", "puskesmas_staff", {"unit": units["other_puskesmas"]}),
        "secretary": ("Hendra Gunawan", "village_secretary", {"place": at["kelurahan"]}),
        "dasawisma": ("Yanti Oktavia", "kader_dasawisma", {"place": at["rw"]}),
        "kecamatan": ("Endang Sulastri", "team_kecamatan", {"place": at["kecamatan"]}),
        "kabupaten": ("Ratna Komala", "team_kabkota", {"place": at["kabupaten"]}),
        "provinsi": ("Ani Rahmawati", "team_provinsi", {"place": at["provinsi"]}),
        "pusat": ("Maya Puspita", "team_national", {"place": None}),
        "health_office": ("Bayu Nugroho", "health_office", {"place": at["kabupaten"]}),
        "stranger": ("Wayan Sukerti", "team_kabkota", {"place": at["elsewhere"]}),
    }
    users: dict[str, User | None] = {"anonymous": None}
    for role, (name, slug, where) in grants.items():
        users[role] = make.user(role, name)
        make.grant(users[role], slug, **where)
    make.grant(users["dasawisma"], "group_officer", at["rw"])
    make.grant(users["dasawisma"], "posyandu_treasurer", unit=units["posyandu"])
    make.grant(users["dasawisma"], "group_treasurer", unit=units["group"])
    make.grant(users["chair"], "group_chair", unit=units["group"])
    make.grant(users["dasawisma"], "business_companion", at["rw"])
    make.grant(users["dasawisma"], "business_owner", unit=units["business"])
    # Reads of businesses and groups what the office of the movement reads there.
    make.grant(users["kabupaten"], "cooperative_office", at["kabupaten"])
    for role in ("team_chair", "team_treasurer"):
        make.grant(users["stranger"], role, at["elsewhere"])
    return users


def _day(at: dict[str, Region], units: dict) -> dict:
    """An open day at both posyandu, one measured child, one referral."""
    family = make.family(at["rt"])
    mother = make.person(family, "Dewi Anggraini", relation=Person.Relation.SPOUSE)
    child = make.child(family, "Putri Ayu", mother=mother)
    next_child = make.child(make.family(at["next_rw"], "Slamet Riyadi"), "Bagas Pratama", sex="M")
    make.enrolment(units["posyandu"], child)
    make.enrolment(units["next_posyandu"], next_child)
    session = make.session(units["posyandu"])
    visit = make.visit(session, child)
    return {
        "family": family,
        "mother": mother,
        "child": child,
        "next_child": next_child,
        "session": session,
        "next_session": make.session(units["next_posyandu"]),
        "visit": visit,
        "measurement": make.measurement(visit),
        "referral": make.referral(child, units["posyandu"], units["puskesmas"]),
    }


def build() -> World:
    """Make the world in the database of the running test."""
    at = _places()
    units = _units(at)
    users = _users(at, units)
    day = _day(at, units)
    kader = make.kader(at["rw"], "Sari Lestari", user=users["kader"])
    make.service(units["posyandu"], kader.member)
    body = make.body(at["kelurahan"])
    post, letter, arrival = make.post(body), make.letter(body), make.arrival(body)
    goods = make.goods(body)
    namesake = make.member(at["next_rw"], "Sari Lestari")
    ledger = make.ledger(units["posyandu"])
    make.ledger_of(body_of(units["group"]))
    group_member = make.body_member(body_of(units["group"]), "Sumiati Rahayu")
    product = businesses.product(units["business"])
    businesses.batch(product)
    loan = funds.running_loan(make.body_member(body_of(units["group"]), "Tuti Herawati"))
    twin = make.child(day["family"], "Putri Ayu L.", age_months=14)
    return World(
        users=users,
        **at,
        **units,
        **day,
        kader=kader,
        member=kader.member,
        member_pair=MemberPair.objects.create(kept=kader.member, other=namesake, region=at["kelurahan"]),
        product=product,
        permit=permits.permit(units["business"]),
        aid=aids.aid(units["group"]),
        aid_item=aids.item(units["business"]),
        aid_round=aids.aid_round(at["kabupaten"]),
        sentra=businesses.sentra(at["next_kelurahan"]),
        order=orders.order(product),
        assistance=helped.assistance(units["business"]),
        group_member=group_member,
        group_card=groups.card(group_member),
        body=body,
        plan_line=make.plan_line(body),
        activity=make.activity(body),
        calendar_feed=make.calendar_feed(body, users["secretary"]),
        post=post,
        goods=goods,
        goods_move=goods.moves.get(),
        book_line=make.book_line(body),
        handover=make.handover(post),
        thanks=make.thanks(body, kader.member),
        ending=make.ending(at["kelurahan"], users["secretary"]),
        message=make.message(units["puskesmas"]),
        ledger=ledger,
        ledger_entry=ledger.entries.get(),
        budget_line=make.budget_line(ledger),
        saver=make.body_member(ledger.body, "Ratmi Suherman"),
        draw=draws.locked_draw(make.body_member(ledger.body, "Nining Suhaeni")),
        loan=loan,
        cutoff_loan=old_books.cutoff_loan_of(loan),
        sheet=make.sheet(ledger.body),
        merge_proposal=MergeProposal.objects.create(
            kept=day["child"], other=twin, region=at["rt"], score=0.9, parts={}
        ),
        letter=letter,
        dispatch=make.dispatch(letter),
        arrival=arrival,
        disposition=make.disposition(arrival, post),
        transfer_request=TransferRequest.objects.create(
            to_posyandu=units["next_posyandu"],
            child=day["child"],
            child_name="Putri",
            reason="Keluarga pindah",
            asked_on=make.today(),
            asked_by=users["next_kader"].pk,
            asked_by_name="Rina Marlina",
        ),
        import_run=ImportRun.objects.create(
            kind="eppgbm",
            file_name="eppgbm.xlsx",
            sha256="0" * 64,
            upload_name="eppgbm.xlsx",
            state=ImportRun.State.PREVIEWED,
            started_by=users["secretary"],
        ),
    )
