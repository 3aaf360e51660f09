"""Small functions that make one valid row each; every argument has a default that a reader can guess.

They write models directly, because a test of one room must not depend on the actions of the rooms below it.
"""

from __future__ import annotations

import datetime as dt
from itertools import count

from django.db import transaction
from django.utils import timezone

from anyelir.accounts.models import User
from anyelir.books.models import BookLine, Goods, GoodsMove
from anyelir.calendars.models import CalendarFeed
from anyelir.channels.models import Message
from anyelir.contributions.models import MeetingSheet
from anyelir.core.ids import uuid7
from anyelir.core.numbers import take_number
from anyelir.deadlines.models import Deadline
from anyelir.families.models import Family, House, Household, Person
from anyelir.files.models import StoredFile
from anyelir.handovers.models import HandOver
from anyelir.honours.models import Thanks
from anyelir.ledger.chart import seeded_accounts
from anyelir.ledger.models import BudgetLine, Ledger, LedgerAccount, LedgerEntry, LedgerLine
from anyelir.membership.actions.members import key_of
from anyelir.membership.bodies import body_of_grant, body_of_unit, kind_of
from anyelir.membership.models import Body, BodyMember, GrantEnding, Member, Post, RoleGrant, Service, Sex
from anyelir.partners.models import Puskesmas
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.care.models.referral import NOT_SEEN
from anyelir.posyandu.day.models import Measurement, PosyanduSession, Visit
from anyelir.posyandu.register.models import Enrolment, Posyandu, PosyanduKader
from anyelir.regions.models import Region
from anyelir.regions.scope import level_of, parent
from anyelir.rules.names import name_key
from anyelir.rules.time_zones import end_of_day
from anyelir.rules.work_plan import month_bits
from anyelir.secretariat.models import (
    Activity,
    AnnualReport,
    Arrival,
    Dispatch,
    Disposition,
    Letter,
    PlanLine,
    ReportPicture,
    WorkItem,
)

PASSWORD = "anyelir mekar 14"
SINCE = dt.date(2020, 1, 1)
_serial = count(1)


def today() -> dt.date:
    return timezone.localdate()


def region(code: str, name: str = "", *, kind: str = "", valid_from: dt.date = SINCE, **fields) -> Region:
    """A region whose parent exists already (or has none); the same code twice gives the same row."""
    if known := Region.objects.filter(code=code).first():
        return known
    above = Region.objects.filter(code=parent(code)).first()
    name = name or code.rsplit("/", 1)[-1]
    label = f"{name}, {above.label}" if above else name
    fields.setdefault("search_key", label.lower())
    return Region.objects.create(
        code=code,
        name=name,
        level=level_of(code),
        kind=kind,
        parent=above,
        label=label,
        valid_from=valid_from,
        **fields,
    )


def user(username: str = "", name: str = "", *, phone: str = "", **fields) -> User:
    """A person who can sign in with PASSWORD."""
    username = username or f"pengguna{next(_serial)}"
    made = User(username=username, name=name or username.title(), phone=phone, **fields)
    made.phone_index = User.index_of_phone(phone)
    made.set_password(PASSWORD)
    made.save()
    return made


def grant(to: User, role: str, place: Region | None = None, *, unit=None, since: dt.date = SINCE, **fields):
    """The user holds the role in a region, or for one unit (a posyandu or a puskesmas)."""
    if unit is not None:
        fields |= {"unit_kind": unit._meta.model_name, "unit_id": unit.pk}
        place = place or unit.region
    made = RoleGrant.objects.create(user=to, role=role, region=place, since=since, **fields)
    body_of_grant(made)
    to.__dict__.pop("_grants_today", None)
    return made


def puskesmas(place: Region, name: str = "Cibinong", *, serves=(), **fields) -> Puskesmas:
    made = Puskesmas.objects.create(region=place, name=name, **fields)
    made.serves.set(serves)
    return made


def message(to: Puskesmas, **fields) -> Message:
    """Words to a puskesmas that wait for somebody who sends them by WhatsApp."""
    now = timezone.now()
    values = {
        "purpose": "referral.reminder",
        "template": "overdue",
        "counts": {"count": 2},
        "state": "handed",
    }
    values |= {"to_kind": "puskesmas", "to_key": str(to.pk), "region": to.region_id, "transport": "whatsapp"}
    return Message.objects.create(next_try=now, expires_at=now + dt.timedelta(days=3), **values | fields)


def ledger(of: Posyandu, cash_idr: int = 250_000) -> Ledger:
    """The books of a posyandu since September, with money in the box."""
    return ledger_of(body_of_unit(Body.Kind.POSYANDU, "posyandu", of.pk, of.region), cash_idr)


@transaction.atomic
def ledger_of(owner: Body, cash_idr: int = 250_000) -> Ledger:
    """The books of any body."""
    since = dt.date(2026, 9, 1)
    made = Ledger.objects.create(body=owner, since=since)
    LedgerAccount.objects.bulk_create(seeded_accounts(made, since))
    entry = LedgerEntry(
        id=uuid7(),
        ledger=made,
        year=2026,
        no=1,
        on=since,
        kind="opening",
        words="Saldo awal",
        at=timezone.now(),
    )
    for code, amount in (("kas", cash_idr), ("modal:awal", -cash_idr)):
        account = made.accounts.get(code=code)
        LedgerLine.objects.create(entry=entry, ledger=made, account=account, amount_idr=amount)
    entry.save(force_insert=True)
    return made


def budget_line(of: Ledger, code: str = "belanja:pmt", **fields) -> BudgetLine:
    """Planned for this year from the body's own money."""
    values = {"year": 2026, "source": "swadaya", "planned_idr": 1_500_000, **fields}
    return BudgetLine.objects.create(account=of.accounts.get(code=code), **values)


def body(place: Region, **fields) -> Body:
    """That of the region; a role given there has made it already."""
    values = {"kind": kind_of(place), "since": SINCE, **fields}
    return Body.objects.update_or_create(region=place, unit_kind="", defaults=values)[0]


def body_member(of: Body, name: str = "Eti Rohaeti", **fields) -> BodyMember:
    number = BodyMember.objects.filter(body=of).count() + 1
    values = {"number": number, "since": SINCE, **fields}
    return BodyMember.objects.create(body=of, name=name, **values)


def sheet(of: Body, **fields) -> MeetingSheet:
    """The open sheet of a meeting of today."""
    meeting = fields.pop("activity", None) or activity(of, "Rapat bulanan")
    return MeetingSheet.objects.create(body=of, activity=meeting, **fields)


def body_of(unit: Posyandu) -> Body:
    """That of a posyandu; a role given there has made it already."""
    kind = Body.Kind.POSYANDU
    return body_of_unit(kind, kind.value, unit.pk, unit.region)


def calendar_feed(of: Body, made_by: User) -> CalendarFeed:
    token = f"alamat-{made_by.pk}"
    index = CalendarFeed.index_of_token(token)
    return CalendarFeed.objects.create(
        body=of, made_by=made_by, token=token, token_index=index, read_on=today()
    )


def goods(of: Body, name: str = "Kursi lipat", count: int = 20, **fields) -> Goods:
    """A thing with so many good pieces since the first day."""
    made = Goods.objects.create(body=of, name=name, **{"acquired_on": SINCE, **fields})
    GoodsMove.objects.create(
        goods=made, on=made.acquired_on, reason="received", count=count, to_condition="good"
    )
    return made


def book_line(of: Body, book: str = "guests", **fields) -> BookLine:
    """A guest with the next number of the book."""
    values = {"name": "Euis Komariah", "address": "Desa Nanggewer", "purpose": "Belajar posyandu"}
    year = fields.setdefault("on", dt.date(2026, 3, 4)).year
    with transaction.atomic():
        no = take_number(f"book/{of.pk}/{book}", year)
    facts = {"year": year, "no": no, "values": values, "search_key": " ".join(values.values()).casefold()}
    return BookLine.objects.create(body=of, book=book, **facts | fields)


def member(place: Region, name: str = "Sari Lestari", **fields) -> Member:
    return Member.objects.create(region=place, name=name, name_key=key_of(name), **fields)


def post(of: Body, office: str = Post.Office.MEMBER, name: str = "Wulan", **fields) -> Post:
    """A post held by somebody of that name in the place of the body; with an empty name it is a vacancy."""
    known = Member.objects.filter(region=of.region, name=name).first()
    holder = known or member(of.region, name) if name else None
    return Post.objects.create(body=of, office=office, member=holder, **{"since": SINCE, **fields})


def handover(of: Post, to: str = "Laras Prameswari", *, user: User | None = None, **fields) -> HandOver:
    """Prepared for today; ``user`` is the account of whoever takes over."""
    values = {"on": today(), "outgoing": of.member, "prepared_name": "Rini Hapsari", **fields}
    values.setdefault("incoming", member(of.body.region, to, user=user))
    return HandOver.objects.create(body=of.body, post=of, **values)


def thanks(of: Body, to: Member, **fields) -> Thanks:
    """For ten years; without a paper."""
    values = {"award": Thanks.Award.TEN, "since": SINCE, "on": today(), "made_name": "Dedi Mulyana", **fields}
    return Thanks.objects.create(body=of, member=to, **values)


def ending(place: Region, by: User, roles=("kader_dasawisma",), **fields) -> GrantEnding:
    """A proposal to end the roles of a place; it is about nobody in particular."""
    until = today() + dt.timedelta(days=30)
    values = {"until": until, "reason": "Pilkades", "count": 1, "digest": "0" * 64, **fields}
    return GrantEnding.objects.create(
        region=place, roles=list(roles), proposed_by=by.pk, proposed_name=by.name, **values
    )


def work_item(code: str = "kiat") -> WorkItem:
    """A node of the national programme tree, which every site has."""
    return WorkItem.objects.get(code=code, region=None)


def plan_line(of: Body, title: str = "Rapat pleno", *, year: int = 2026, months=(1, 6), **fields) -> PlanLine:
    values = {
        "work_item": fields.pop("work_item", None) or work_item(),
        "months": month_bits(months),
        **fields,
    }
    return PlanLine.objects.create(body=of, year=year, title=title, **values)


def activity(of: Body, title: str = "Rapat pleno", **fields) -> Activity:
    """Planned for today at the hall; with a number of the book it was held."""
    values = {"kind": Activity.Kind.MEETING, "on": today(), "place": "Aula kelurahan", **fields}
    if values.get("book_no"):
        values = {"state": Activity.State.HELD, "book_year": values["on"].year, **values}
    return Activity.objects.create(body=of, title=title, **values)


def _next_no(series: str) -> int:
    with transaction.atomic():
        return take_number(series, 2026)


def letter(of: Body, **fields) -> Letter:
    """A letter of the body to a group, numbered and sent."""
    no = _next_no(f"letter/{of.pk}/letter")
    values = {
        "kind": "invitation",
        "subject": "Undangan rapat",
        "party": "Kelompok PKK RW 14",
        "text": "Mohon hadir.",
    }
    values |= {"series": "letter", "year": 2026, "no": no, "number_text": f"{no:02d}/UND/PKK/XI/2026"}
    values |= {"direction": "out", "state": "sent", "on": dt.date(2026, 10, 1)}
    return Letter.objects.create(body=of, **values | fields)


def dispatch(of: Letter, **fields) -> Dispatch:
    values = {"recipient": of.party, "way": "hand", "handed_on": of.on}
    return Dispatch.objects.create(letter=of, **values | fields)


def arrival(at: Body, of: Letter | None = None, **fields) -> Arrival:
    """A letter in the incoming agenda: one that came on paper, or that of another body."""
    values = {"direction": "in", "state": "received", "on": dt.date(2026, 10, 1)}
    values |= {"party": "Kantor Camat", "subject": "Undangan musrenbang", "number_text": "005/7"}
    came = of or Letter.objects.create(body=at, **values | fields)
    number = {"year": 2026, "no": _next_no(f"arrival/{at.pk}")}
    return Arrival.objects.create(letter=came, body=at, received_on=dt.date(2026, 10, 2), **number)


def disposition(of: Arrival, to: Post, **fields) -> Disposition:
    return Disposition.objects.create(
        arrival=of, post=to, instruction="Jawab", given_by_name="Dewi Lestari", **fields
    )


def picture(of: Body, *, year: int = 2025) -> ReportPicture:
    """In the draft of a report; without bytes on the disk."""
    report = AnnualReport.objects.get_or_create(body=of, year=year)[0]
    values = {"kind": "photo", "media_type": "image/webp", "digest": "0" * 64, "size": 1}
    file = StoredFile.objects.create(owner_kind="secretariat.report", owner_key=str(report.pk), **values)
    return ReportPicture.objects.create(report=report, file=file, caption="Gotong royong RW 14")


def kader(place: Region, name: str = "Sari Lestari", *, user: User | None = None, **fields) -> Service:
    """Somebody of that name serves in the place; the same name there is the same member."""
    known = Member.objects.filter(region=place, name=name).first()
    serving = known or member(place, name, user=user, sex=Sex.FEMALE)
    return Service.objects.create(region=place, member=serving, **{"since": SINCE, **fields})


def posyandu(
    place: Region, name: str = "Anyelir", health_centre: Puskesmas | None = None, **fields
) -> Posyandu:
    return Posyandu.objects.create(region=place, name=name, puskesmas=health_centre, **fields)


def service(at: Posyandu, by: Member | Service, **fields) -> PosyanduKader:
    return PosyanduKader.objects.create(
        posyandu=at, member=by.member if isinstance(by, Service) else by, **{"since": SINCE, **fields}
    )


def family(place: Region, head_name: str = "Budi Santoso", *, card_no: str = "", **fields) -> Family:
    """A family with its house and household."""
    house = House.objects.create(region=place, address=fields.pop("address", "Gang Melati 3"))
    return Family.objects.create(
        household=Household.objects.create(house=house),
        region=place,
        head_name=head_name,
        head_key=name_key(head_name),
        card_no=card_no,
        card_index=Family.index_of_card(card_no),
        **fields,
    )


def person(of: Family, name: str = "Dewi Anggraini", *, nik: str = "", **fields) -> Person:
    fields = {"sex": Sex.FEMALE, "relation": Person.Relation.OTHER, **fields}
    return Person.objects.create(
        family=of,
        region=of.region,
        name=name,
        name_key=name_key(name),
        nik=nik,
        nik_index=Person.index_of_nik(nik),
        **fields,
    )


def child(of: Family, name: str = "Putri Ayu", *, age_months: int = 14, **fields) -> Person:
    """A child of about ``age_months`` today; pass born_on for an exact day."""
    born_on = fields.pop("born_on", today() - dt.timedelta(days=round(age_months * 30.4375)))
    fields = {"relation": Person.Relation.CHILD, "born_on": born_on, **fields}
    return person(of, name, **fields)


def growth_card(on: dt.date | None) -> dict[str, object]:
    """A card given on that day, or said to be not there."""
    return {"growth_card": "yes" if on else "no", "growth_card_on": on}


def enrolment(at: Posyandu, of: Person, **fields) -> Enrolment:
    return Enrolment.objects.create(posyandu=at, child=of, **{"since": of.born_on or SINCE, **fields})


def session(at: Posyandu, held_on: dt.date | None = None, **fields) -> PosyanduSession:
    """An open day; it is open until closed_at is given."""
    return PosyanduSession.objects.create(
        posyandu=at, held_on=held_on or today(), **{"opened_at": timezone.now(), **fields}
    )


def visit(on: PosyanduSession, of: Person, **fields) -> Visit:
    return Visit.objects.create(session=on, child=of, **{"registered_at": timezone.now(), **fields})


def measurement(at: Visit, weight_kg: str = "9.2", height_cm: str = "75.0", **fields) -> Measurement:
    """A stored row without computed results; use posyandu.day.actions where the results matter."""
    fields = {"posture": "recumbent", "measured_on": at.session.held_on, "rules_version": "test", **fields}
    return Measurement.objects.create(
        visit=at, child=at.child, weight_kg=weight_kg, height_cm=height_cm, **fields
    )


def referral(of: Person, at: Posyandu, to: Puskesmas, **fields) -> Referral:
    fields = {"referred_on": today(), "reasons": ["underweight"], **fields}
    made = Referral.objects.create(child=of, posyandu=at, puskesmas=to, **fields)
    if made.status in NOT_SEEN:
        place = at.region_id
        due_at = end_of_day(place, made.last_day)
        Deadline.objects.create(kind="referral.answer", object_key=made.pk.hex, region=place, due_at=due_at)
    return made
