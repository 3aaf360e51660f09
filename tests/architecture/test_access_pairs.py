"""A list holds exactly what its rule lets one see, for every role of the cast, every right alone and every record.

The last is what finds a list that is open to any right: a person who holds one right only, in a region, at a
posyandu or at a puskesmas, sees what that right opens and nothing else.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from anyelir.books import access as books
from anyelir.books.models import BookLine, Goods, GoodsMove
from anyelir.channels import access as channels
from anyelir.channels.models import Message
from anyelir.core.audit import note
from anyelir.core.models import AuditEntry
from anyelir.core.permission import Permission as P
from anyelir.deadlines import access as deadlines
from anyelir.deadlines.keeping import set_deadline
from anyelir.deadlines.models import Deadline
from anyelir.exchange import access as exchange
from anyelir.exchange.models import ImportRun
from anyelir.families import access as families
from anyelir.families.models import Family, MergeProposal, Person
from anyelir.ledger import access as ledger
from anyelir.ledger.models import BudgetLine, Ledger, LedgerEntry
from anyelir.membership import access as rights
from anyelir.membership.access import can, is_inside
from anyelir.membership.models import Body, BodyMember, Member, MemberPair, Post, Service
from anyelir.membership.places import places_of
from anyelir.membership.queries import members as membership
from anyelir.membership.roles import ROLES as ROLE_REGISTRY
from anyelir.membership.roles import Role
from anyelir.partners import access as partners
from anyelir.partners.models import Puskesmas
from anyelir.posyandu.care import access as care
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.day import access as day
from anyelir.posyandu.day.models import Measurement, PosyanduSession
from anyelir.posyandu.register import access as register
from anyelir.posyandu.register.models import Posyandu, TransferRequest
from anyelir.regions import access as regions
from anyelir.regions.models import Region
from anyelir.regions.scope import is_within_any
from anyelir.reports import access as reports
from anyelir.secretariat import access as secretariat
from anyelir.secretariat.models import Activity, Disposition, Letter, PlanLine, ReportPicture
from anyelir.web import trail
from tests import factories as make
from tests.architecture.sources import python_files, room_of
from tests.people import ROLES

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Pair:
    """A list, the rule of one record of it, all records there are, and the rights that open it."""

    listed: Callable[[Any], Any]
    rule: Callable[[Any, Any], bool]
    model: Any
    rights: frozenset[P]


def pair(listed, rule, model, *rights: P) -> Pair:
    return Pair(listed, rule, model, frozenset(rights))


def regions_below(codes: list[str]):
    return Region.objects.filter(is_within_any(codes, "code"))


def in_reach(user, child: Person) -> bool:
    """Near or enrolled where the user sees a posyandu, or seen for another reason."""
    near = can(user, P.POSYANDU_VIEW, child.region_id)
    enrolled = (register.can_view_posyandu(user, enrolment.posyandu) for enrolment in child.enrolments.all())
    return near or any(enrolled) or register.can_view_child(user, child)


PAIRS = {
    "channels.visible_messages": pair(
        channels.visible_messages, channels.can_see_message, Message, P.MESSAGE_SEND
    ),
    "deadlines.visible_deadlines": pair(
        deadlines.visible_deadlines, deadlines.can_view_deadline, Deadline, P.REFERRAL_CREATE, P.REFERRAL_ANSWER,
        P.LETTER_WRITE, P.LETTER_SIGN,
    ),
    "exchange.visible_runs": pair(
        exchange.visible_runs, exchange.can_view_run, ImportRun, P.IMPORT_RUN
    ),
    "families.known_families": pair(
        families.known_families, lambda u, f: families.can_view_families(u, f.region_id) or is_inside(u, f.region_id),
        Family, *P,
    ),
    "families.known_people": pair(
        families.known_people, lambda u, p: families.can_view_person(u, p) or is_inside(u, p.region_id), Person, *P
    ),
    "families.known_proposals": pair(
        families.known_proposals, lambda u, m: families.can_merge(u, m.region_id) or is_inside(u, m.region_id),
        MergeProposal, *P,
    ),
    "families.visible_families": pair(
        families.visible_families, lambda u, f: families.can_view_families(u, f.region_id), Family, P.FAMILY_VIEW
    ),
    "families.editable_families": pair(
        families.editable_families, lambda u, f: families.can_edit_families(u, f.region_id), Family, P.FAMILY_EDIT
    ),
    "families.editable_places": pair(
        lambda u: families.editable_places(u, ""), lambda u, r: families.can_edit_families(u, r.pk), Region,
        P.FAMILY_EDIT,
    ),
    "families.visible_people": pair(families.visible_people, families.can_view_person, Person, P.FAMILY_VIEW),
    "families.visible_proposals": pair(
        families.visible_proposals, lambda u, m: families.can_merge(u, m.region_id), MergeProposal, P.PERSON_MERGE
    ),
    "ledger.known_people": pair(
        ledger.known_people, lambda u, p: ledger.can_know_ledger(u, p.body.ledger), BodyMember, *P
    ),
    "ledger.openable_bodies": pair(
        ledger.openable_bodies,
        lambda u, b: rights.holds_body(u, b, P.MONEY_KEEP) and not Ledger.objects.filter(body=b).exists(),
        Body, P.MONEY_KEEP,
    ),
    "ledger.visible_ledgers": pair(ledger.visible_ledgers, ledger.can_view_ledger, Ledger, P.MONEY_VIEW),
    "ledger.closable_ledgers": pair(
        ledger.closable_ledgers, ledger.can_close_ledger, Ledger, P.MONEY_KEEP, P.MONEY_CLOSE
    ),
    "ledger.totalled_ledgers": pair(ledger.totalled_ledgers, ledger.can_see_totals, Ledger, P.MONEY_TOTALS),
    "ledger.known_ledgers": pair(ledger.known_ledgers, ledger.can_know_ledger, Ledger, *P),
    "ledger.known_entries": pair(
        ledger.known_entries, lambda u, e: ledger.can_know_ledger(u, e.ledger), LedgerEntry, *P
    ),
    "ledger.known_budget_lines": pair(
        ledger.known_budget_lines, lambda u, b: ledger.can_know_ledger(u, b.account.ledger), BudgetLine, *P
    ),
    "membership.known_bodies": pair(rights.known_bodies, rights.can_know_body, Body, *P),
    "membership.bodies_with": pair(
        lambda u: rights.bodies_with(u, P.TEAM_VIEW), lambda u, b: rights.holds_body(u, b, P.TEAM_VIEW), Body,
        P.TEAM_VIEW,
    ),
    "membership.known_members": pair(
        rights.known_members, lambda u, m: any(is_inside(u, code) for code in places_of(m)), Member, *P
    ),
    "membership.known_services": pair(rights.known_services, lambda u, s: is_inside(u, s.region_id), Service, *P),
    "membership.known_posts": pair(rights.known_posts, lambda u, p: is_inside(u, p.body.region_id), Post, *P),
    "membership.known_pairs": pair(rights.known_pairs, lambda u, m: is_inside(u, m.region_id), MemberPair, *P),
    "partners.visible_puskesmas": pair(
        partners.visible_puskesmas, partners.can_edit_puskesmas, Puskesmas, P.MESSAGE_SEND
    ),
    "membership.visible_services": pair(
        membership.visible_services, lambda u, s: can(u, P.TEAM_VIEW, s.region_id), Service, P.TEAM_VIEW
    ),
    "membership.visible_members": pair(
        membership.visible_members, rights.can_view_member, Member, P.TEAM_VIEW
    ),
    "posyandu.register.visible_posyandu": pair(
        register.visible_posyandu, register.can_view_posyandu, Posyandu, P.POSYANDU_VIEW
    ),
    "posyandu.day.closable_posyandu": pair(
        day.closable_posyandu, day.can_close_month, Posyandu, P.MONTH_CLOSE
    ),
    "posyandu.day.visible_sessions": pair(
        day.visible_sessions, lambda u, s: register.can_view_posyandu(u, s.posyandu), PosyanduSession,
        P.POSYANDU_VIEW,
    ),
    "posyandu.register.runnable_posyandu": pair(
        register.runnable_posyandu, register.can_run_session, Posyandu, P.SESSION_RUN
    ),
    "posyandu.register.caring_children": pair(register.caring_children, register.cares_for, Person, P.CHILD_VIEW),
    "posyandu.register.visible_children": pair(
        register.visible_children, register.can_view_child, Person, P.CHILD_VIEW
    ),
    "posyandu.register.known_children": pair(register.known_children, in_reach, Person, P.POSYANDU_VIEW, P.CHILD_VIEW),
    "posyandu.day.known_measurements": pair(
        day.known_measurements, lambda u, m: in_reach(u, m.child), Measurement, P.POSYANDU_VIEW, P.CHILD_VIEW
    ),
    "posyandu.care.known_referrals": pair(
        care.known_referrals,
        lambda u, r: care.can_view_referral(u, r) or register.can_view_posyandu(u, r.posyandu),
        Referral, P.REFERRAL_CREATE, P.REFERRAL_ANSWER, P.POSYANDU_VIEW,
    ),
    "posyandu.care.visible_referrals": pair(
        care.visible_referrals, care.can_view_referral, Referral, P.REFERRAL_CREATE, P.REFERRAL_ANSWER
    ),
    "posyandu.register.answerable_requests": pair(
        register.answerable_requests, register.can_answer_request, TransferRequest, P.SESSION_RUN
    ),
    "posyandu.register.sent_requests": pair(
        register.sent_requests, lambda u, r: register.can_run_session(u, r.to_posyandu), TransferRequest,
        P.SESSION_RUN,
    ),
    "regions.visible_codes": pair(
        lambda u: regions_below(regions.visible_codes(u)), lambda u, r: regions.can_view_region(u, r.pk), Region,
        P.REPORT_VIEW,
    ),
    "reports.highest_regions": pair(
        lambda u: regions_below(reports.highest_regions(u)), lambda u, r: reports.can_view_region(u, r.pk), Region,
        P.REPORT_VIEW,
    ),
    "secretariat.planning_bodies": pair(secretariat.planning_bodies, secretariat.can_view_plan, Body, P.ACTIVITY_VIEW),
    "secretariat.run_bodies": pair(secretariat.run_bodies, secretariat.can_run_plan, Body, P.ACTIVITY_RUN),
    "secretariat.known_plan_lines": pair(secretariat.known_plan_lines, secretariat.can_know_line, PlanLine, *P),
    "secretariat.known_activities": pair(secretariat.known_activities, secretariat.can_know_activity, Activity, *P),
    "secretariat.letter_bodies": pair(
        secretariat.letter_bodies, secretariat.can_view_letters, Body, P.LETTER_VIEW, P.LETTER_WRITE, P.LETTER_SIGN
    ),
    "secretariat.visible_letters": pair(
        secretariat.visible_letters, secretariat.can_view_letter, Letter, P.LETTER_VIEW, P.LETTER_WRITE, P.LETTER_SIGN
    ),
    "secretariat.known_letters": pair(secretariat.known_letters, secretariat.can_know_letter, Letter, *P),
    "secretariat.arriving_letters": pair(
        secretariat.arriving_letters, secretariat.can_take_in, Letter, P.LETTER_WRITE, P.LETTER_SIGN
    ),
    "secretariat.visible_dispositions": pair(secretariat.visible_dispositions, secretariat.is_handed_to, Disposition),
    "secretariat.followed_dispositions": pair(
        secretariat.followed_dispositions, secretariat.can_work_on, Disposition, P.LETTER_WRITE, P.LETTER_SIGN
    ),
    "books.visible_bodies": pair(books.visible_bodies, books.can_view_books, Body, P.BOOK_VIEW),
    "books.visible_goods": pair(books.visible_goods, books.can_view_goods, Goods, P.BOOK_VIEW),
    "books.known_goods": pair(books.known_goods, books.can_know_goods, Goods, *P),
    "books.known_moves": pair(books.known_moves, lambda u, m: books.can_know_goods(u, m.goods), GoodsMove, *P),
    "books.visible_book_lines": pair(books.visible_book_lines, books.can_view_book_line, BookLine, P.BOOK_VIEW),
    "books.known_book_lines": pair(books.known_book_lines, books.can_know_book_line, BookLine, *P),
    "secretariat.known_pictures": pair(secretariat.known_pictures, secretariat.can_know_picture, ReportPicture, *P),
    "web.lines": pair(
        trail.lines, lambda u, line: can(u, P.AUDIT_VIEW, line.region_code), AuditEntry, P.AUDIT_VIEW
    ),
}  # fmt: skip
# Scopes inside of others, which are no list of a screen by themselves.
PARTS = {
    *("posyandu.register.current_enrolments", "posyandu.day.measurements_in", "posyandu.care.referrals_in"),
    *("posyandu.care._received", "posyandu.care._caring", "membership._own_bodies"),
}


@pytest.fixture
def everybody(world):
    """More relations than the world has: gone, referred elsewhere, in no posyandu, far away, protected."""
    gone = make.child(world.family, "Pindah")
    make.enrolment(world.posyandu, gone, until=make.today())
    make.enrolment(world.next_posyandu, gone, since=make.today())
    referred = make.child(world.family, "Dirujuk")
    make.enrolment(world.next_posyandu, referred)
    make.referral(referred, world.next_posyandu, world.other_puskesmas)
    make.referral(world.next_child, world.next_posyandu, world.other_puskesmas, status="closed")
    hidden = make.child(make.family(world.next_kelurahan), "Dilindungi", is_protected=True)
    make.referral(hidden, world.posyandu, world.puskesmas)
    far = make.posyandu(world.elsewhere, "Jepun")
    away = make.child(make.family(world.elsewhere), "Jauh")
    make.enrolment(far, away)
    make.session(far)
    make.kader(world.elsewhere, "Ketut")
    make.budget_line(make.ledger(far))
    books_of_places(world)
    for place in (world.rw, world.elsewhere):
        make.plan_line(make.body(place))
        make.activity(make.body(place))
        make.picture(make.body(place))
    for place in (world.rw, world.next_rw, world.elsewhere, world.kabupaten):
        note(by=world.user("kader"), verb="person.view", what="families.person", region=place.pk)
    note(by=world.user("kader"), verb="person.view", what="families.person")
    goods_of_places(world, far)
    make.message(make.puskesmas(world.elsewhere, "Karangasem I"))
    make.message(world.puskesmas, region=world.rw.pk)
    letters_of_places(world)
    return world


def books_of_places(world):
    """A team, a group and another desa, each with books of its own."""
    for place in (world.kelurahan, world.rw, world.next_kelurahan):
        Ledger.objects.create(body=make.body(place), since=make.SINCE)


def letters_of_places(world):
    """Limited ones, one to another body that nobody opened, one that was opened, one handed to a holder of a post."""
    here, far, group = make.body(world.kelurahan), make.body(world.elsewhere), make.body(world.rw)
    chair = make.post(here, "chair", "Yanti", pokja=2)
    chair.member.user = world.user("dasawisma")
    chair.member.save()
    limited = {"secrecy": "limited"}
    make.letter(here, **limited)
    make.letter(here, written_by=world.user("secretary").pk, **limited)
    make.letter(here, signatory=chair, **limited)
    make.letter(here, to_body=far)
    make.letter(here, to_body=far, **limited)
    make.arrival(far, make.letter(here, to_body=far, state="received"))
    make.arrival(here, make.letter(far, to_body=here, **limited))
    make.letter(group)
    kept = make.arrival(here, **limited)
    make.disposition(kept, chair)
    given = {"arrival": make.arrival(here), "pokja": 2, "instruction": "Jawab", "given_by_name": "Dewi"}
    Disposition.objects.create(**given)
    given = {"kind": "secretariat.disposition", "record": world.disposition, "region": here.region_id}
    set_deadline(Deadline, due_at=timezone.now(), **given)


def goods_of_places(world, far: Posyandu):
    """A group, a posyandu, an office above and another desa, each with goods of its own."""
    bodies = [make.body(world.rw), make.body(world.kecamatan), make.body(world.elsewhere)]
    for body in [*bodies, make.body_of(world.posyandu), make.body_of(far)]:
        make.goods(body, "Meja")
        make.book_line(body)


@pytest.fixture
def holders(everybody, monkeypatch):
    """Somebody for each right alone, in the desa, in a kabupaten far away, at a posyandu and at a puskesmas."""
    places = {
        "region": {"place": everybody.kelurahan},
        "elsewhere": {"place": everybody.elsewhere},
        "posyandu": {"unit": everybody.posyandu},
        "puskesmas": {"unit": everybody.puskesmas},
        "nation": {"place": None},
    }
    roles = {f"only_{right}": Role(f"only_{right}", right, right, frozenset({right})) for right in P}
    monkeypatch.setattr(ROLE_REGISTRY, "_declared", ROLE_REGISTRY._declared | roles)
    held = {}
    for right in P:
        for kind, where in places.items():
            held[right, kind] = make.user(f"only-{right}-{kind}".replace(".", "-"))
            make.grant(held[right, kind], f"only_{right}", **where)
            ImportRun.objects.create(
                kind="eppgbm",
                file_name="x.csv",
                sha256="0" * 64,
                upload_name="x.csv",
                started_by=held[right, kind],
            )
    return held


def differing(wanted: Pair, user) -> list[str]:
    """Records of which the list and the rule say different things."""
    listed = set(wanted.listed(user).values_list("pk", flat=True))
    return [
        str(record)
        for record in wanted.model.objects.all()
        if wanted.rule(user, record) != (record.pk in listed)
    ]


@pytest.mark.parametrize("name", PAIRS)
def test_the_list_and_the_rule_agree_for_the_whole_cast(everybody, name):
    wanted = PAIRS[name]
    assert wanted.model.objects.exists()
    by_role = {role: differing(wanted, everybody.user(role)) for role in ROLES if role != "anonymous"}
    assert {role: records for role, records in by_role.items() if records} == {}


@pytest.mark.parametrize("name", PAIRS)
def test_a_right_alone_opens_its_own_lists_and_no_other(holders, name):
    wanted = PAIRS[name]
    opened = {right for (right, _kind), user in holders.items() if wanted.listed(user).exists()}
    assert opened == wanted.rights
    by_key = {key: differing(wanted, user) for key, user in holders.items() if key[0] in wanted.rights}
    assert {key: records for key, records in by_key.items() if records} == {}


def test_whoever_holds_nothing_sees_nothing(everybody):
    nobody = make.user("tanpa-peran")
    assert [name for name, wanted in PAIRS.items() if wanted.listed(nobody).exists()] == []


def test_the_dead_are_seen_at_both_places_and_listed_where_it_happened(world):
    """The one difference: a family page shows its members, also one who died before the family moved."""
    dead = make.person(world.family, "Karto", died_on=make.today())
    Person.objects.filter(pk=dead.pk).update(region=world.elsewhere)
    dead.refresh_from_db()
    here, there = world.user("secretary"), world.user("stranger")
    assert families.can_view_person(here, dead) and dead not in families.visible_people(here)
    assert families.can_view_person(there, dead) == (dead in families.visible_people(there))


def lists_of_the_code() -> set[str]:
    """Every function of an access.py, and every visible_... of other modules, that gives a query set."""
    lists = set()
    for path in python_files():
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.FunctionDef) or "QuerySet" not in ast.unparse(
                node.returns or ast.Pass()
            ):
                continue
            if path.name == "access.py" or node.name.startswith("visible_"):
                lists.add(f"{room_of(path)}.{node.name}")
    return lists


def test_every_list_of_every_room_has_its_pair():
    assert lists_of_the_code() - PARTS - set(PAIRS) == set()
    assert len(PAIRS) >= 18
