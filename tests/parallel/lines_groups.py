"""Lines of the table about groups: founded, joined, led, ended; cards of members; the surplus and the reserve."""

from __future__ import annotations

import datetime as dt

from anyelir.enterprise.fund import actions as funds
from anyelir.enterprise.fund.kinds import SET_ASIDE, SURPLUS_SPENT, SURPLUS_SPLIT
from anyelir.enterprise.fund.models import Surplus
from anyelir.enterprise.groups import actions
from anyelir.enterprise.groups.models import Group, GroupStage, MemberCard
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.ledger.models import LedgerEntry
from anyelir.membership.models import Body, BodyMember, Post
from tests import factories as make
from tests import groups
from tests.apps.enterprise.fund.years import BOOKED, begun_year, close_month, divide, year_closed
from tests.parallel.line import Line, lines, secretary

MET = dt.date(2026, 10, 5)


def a_group(town) -> Group:
    return groups.group(town.kelurahan)


def found(town, given, op_id):
    officers = {"chair_name": "Ratmi", "treasurer_name": "Wartini"}
    facts = {"name": "Melati", "kind": "poklak", "programme": "up2k", "founded_on": MET, **officers}
    return actions.found_group(region=town.kelurahan, by=secretary(town), op_id=op_id, **facts)


def name_treasurer(town, group, op_id):
    facts = {"office": Post.Office.TREASURER, "name": "Wartini", "since": MET}
    return actions.name_officer(group=group, by=secretary(town), op_id=op_id, **facts)


def assess(town, group, op_id):
    facts = {"stage": "madya", "on": MET, "reason": "Buku lengkap", "assessor_name": "Tim"}
    return actions.assess_group(group=group, by=secretary(town), op_id=op_id, **facts)


def a_saver(town) -> BodyMember:
    return make.body_member(body_of(a_group(town)))


def a_card(town) -> MemberCard:
    return groups.card(a_saver(town), "BCDF2345")


def a_locked_card(town) -> MemberCard:
    card = a_card(town)
    card.tries = 5
    card.save()
    return card


def a_closed_year(town):
    circle = year_closed(begun_year(a_group(town), secretary(town)))
    return circle.fund, circle.january


def a_divided_year(town):
    circle = year_closed(begun_year(a_group(town), secretary(town)))
    divide(circle)
    return circle.fund


def a_late_loan(town):
    """October is closed and the instalment of November was not paid in it."""
    circle = begun_year(a_group(town), secretary(town))
    close_month(circle)
    return circle.fund


def entries(kind: str):
    return lambda town, given: [LedgerEntry.objects.filter(kind=kind).count()]


GROUPS = [
    Line(
        "found a group",
        found,
        lambda town, given: [
            Group.objects.filter(name="Melati").count(),
            Body.objects.filter(unit_kind="group", unit_id=Group.objects.get(name="Melati").pk).count(),
            Post.objects.filter(office="treasurer", member__name="Wartini").count(),
        ],
        refusals=frozenset({"group_exists"}),
    ),
    Line(
        "join a group",
        lambda town, group, op_id: actions.join_group(
            group=group, name="Ida Farida", since=MET, by=secretary(town), op_id=op_id
        ),
        lambda town, group: [BodyMember.objects.filter(body=body_of(group)).count()],
        a_group,
        frozenset({"named_already"}),
    ),
    Line(
        "name an officer of a group",
        name_treasurer,
        lambda town, group: [
            Post.objects.filter(body=body_of(group), office="treasurer", until=None).count(),
            BodyMember.objects.filter(body=body_of(group)).count(),
        ],
        a_group,
        frozenset({"handover_order"}),
    ),
    Line(
        "close a group",
        lambda town, group, op_id: actions.close_group(
            group=group, on=MET, reason="Bubar", by=secretary(town), op_id=op_id
        ),
        lambda town, group: [Group.objects.exclude(closed_on=None).count(), lines("group.close")],
        a_group,
        frozenset({"group_closed"}),
    ),
    Line(
        "end a card",
        lambda town, card, op_id: actions.end_card(card=card, why="lost", by=secretary(town), op_id=op_id),
        lambda town, card: [
            MemberCard.objects.filter(pk=card.pk).exclude(ended_at=None).count(),
            lines("card.end"),
        ],
        a_card,
        frozenset({"card_ended"}),
    ),
    Line(
        "open a card again",
        lambda town, card, op_id: actions.unlock_card(card=card, by=secretary(town), op_id=op_id),
        lambda town, card: [MemberCard.objects.filter(pk=card.pk, tries=0).count()],
        a_locked_card,
    ),
    Line(
        "divide the surplus of a year",
        lambda town, given, op_id: funds.divide_surplus(
            fund=given[0],
            year=2025,
            meeting=given[1],
            saving_percent=50,
            on=BOOKED,
            by=secretary(town),
            op_id=op_id,
        ),
        lambda town, given: [Surplus.objects.count(), *entries(SURPLUS_SPLIT)(town, given)],
        a_closed_year,
        frozenset({"surplus_divided"}),
    ),
    Line(
        "take the division of a surplus back",
        lambda town, fund, op_id: funds.take_back_surplus(
            surplus=fund.surpluses.get(), reason="Persennya salah", by=secretary(town), op_id=op_id
        ),
        lambda town, fund: [LedgerEntry.objects.filter(reverses__kind=SURPLUS_SPLIT).count()],
        a_divided_year,
        frozenset({"reversed_already"}),
    ),
    Line(
        "spend what is not for members",
        lambda town, fund, op_id: funds.spend_surplus(
            fund=fund,
            amount_idr=30_000,
            words="Jasa pengurus",
            on=BOOKED,
            place="kas",
            by=secretary(town),
            op_id=op_id,
        ),
        entries(SURPLUS_SPENT),
        a_divided_year,
        frozenset({"not_enough"}),
    ),
    Line(
        "set the reserve of a month aside",
        lambda town, fund, op_id: funds.set_aside_reserve(fund=fund, by=secretary(town), op_id=op_id),
        entries(SET_ASIDE),
        a_late_loan,
        frozenset({"reserve_right"}),
    ),
]
GROUPS_AT_WILL = [
    Line("assess a group", assess, lambda town, group: [GroupStage.objects.count()], a_group),
]
# Its code is shown once, so a form that comes again is refused: the first part of the table is in test_cards.
GROUPS_SHOWN_ONCE = [
    Line(
        "issue a card",
        lambda town, person, op_id: actions.issue_card(
            person=person, pin="2746", by=secretary(town), op_id=op_id
        ),
        lambda town, person: [MemberCard.objects.filter(body_member=person, ended_at=None).count()],
        a_saver,
    ),
]
