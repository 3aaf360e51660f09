"""Lines of the table about people: registering, moving, referring, granting."""

from __future__ import annotations

import datetime as dt

from anyelir.families import actions as families
from anyelir.families.models import Family, MergeProposal, Move, Person
from anyelir.membership import actions as membership
from anyelir.membership.models import Post, RoleGrant, Service
from anyelir.posyandu.care import actions as care_posyandu
from anyelir.posyandu.care.models import Referral, ReferralEvent
from anyelir.posyandu.day import actions as day_posyandu
from anyelir.posyandu.day.models import Visit
from anyelir.posyandu.register import actions as register_posyandu
from anyelir.posyandu.register.models import Enrolment
from anyelir.regions import actions as regions
from anyelir.regions.models import Level, Region
from tests import factories as make
from tests.parallel.line import Line, a_kader, an_enrolled, an_orphan, kader, lines, secretary

NIK = "3201016503250001"
CARD = "3201011203200007"
BORN = dt.date(2025, 3, 25)


def welcome(town, given, op_id):
    return day_posyandu.welcome_child(session=town.session, by=kader(town), op_id=op_id, **given)


def new_child(**changed):
    child = {"name": "Salsa Putri", "sex": "F", "born_on": BORN, "mother_name": "Wati Suryani"}
    return lambda town: child | changed


def welcomed(town, given):
    child = Person.objects.filter(name="Salsa Putri")
    return [
        child.count(),
        Family.objects.filter(people__in=child).count(),
        Enrolment.objects.filter(child__in=child).count(),
        Visit.objects.filter(child__in=child).count(),
    ]


def register_family(**number):
    def act(town, given, op_id):
        head = {"name": "Budi Hartono", "sex": "M", "born_on": dt.date(1990, 5, 17), **given}
        return families.register_family(region=town.rt, head=head, by=secretary(town), op_id=op_id, **number)

    return act


def registered(town, given):
    return [
        Family.objects.filter(head_name="Budi Hartono").count(),
        Person.objects.filter(name="Budi Hartono").count(),
    ]


def add_member(town, given, op_id):
    return families.add_member(
        family=town.family,
        name="Siti Aminah",
        sex="F",
        born_on=dt.date(1991, 2, 3),
        relation=Person.Relation.OTHER,
        nik=given,
        by=secretary(town),
        op_id=op_id,
    )


def a_referral(town):
    child = an_enrolled(town)
    return care_posyandu.create_referral(
        child=child, posyandu=town.posyandu, reasons=["not_gained_twice"], by=kader(town)
    )


def two_alike(town):
    names = ("Raka Pratama", "Raka Pratame")
    return tuple(make.child(town.family, name, sex="M", age_months=20) for name in names)


def propose_either_way(town, pair, op_id):
    """No constraint knows that the first and the second are the second and the first."""
    person, other = pair if op_id.int % 2 else pair[::-1]
    return families.propose_merge(person=person, other=other, by=secretary(town), op_id=op_id)


def a_pair(town):
    first, second = two_alike(town)
    return MergeProposal.objects.create(kept=first, other=second, region=town.kelurahan, score=0.95)


PEOPLE = [
    Line("welcome child", welcome, welcomed, new_child(), frozenset({"perhaps_known"})),
    Line("welcome child with NIK", welcome, welcomed, new_child(nik=NIK)),
    Line(
        "register family with card",
        register_family(card_no=CARD),
        lambda town, given: [Family.objects.filter(card_index=Family.index_of_card(CARD)).count()],
        lambda town: {},
        frozenset({"card_taken"}),
    ),
    Line(
        "register family", register_family(), registered, lambda town: {}, frozenset({"already_registered"})
    ),
    Line(
        "register family with NIK",
        register_family(),
        registered,
        lambda town: {"nik": NIK},
        frozenset({"nik_taken"}),
    ),
    Line(
        "add member",
        add_member,
        lambda town, given: [Person.objects.filter(name="Siti Aminah").count()],
        lambda town: "",
        frozenset({"already_registered"}),
    ),
    Line(
        "add member with NIK",
        add_member,
        lambda town, given: [Person.objects.filter(name="Siti Aminah").count()],
        lambda town: NIK,
        frozenset({"nik_taken"}),
    ),
    Line(
        "move family",
        lambda town, family, op_id: families.move_family(
            family=family,
            moved_on=dt.date(2026, 11, 1),
            to_text="Depok",
            by=secretary(town),
            op_id=op_id,
        ),
        lambda town, family: [Move.objects.filter(family=family).count()],
        lambda town: town.family,
        frozenset({"moved_already"}),
    ),
    Line(
        "found family",
        lambda town, person, op_id: families.start_family(
            person=person, moved_on=dt.date(2026, 11, 1), by=secretary(town), op_id=op_id
        ),
        lambda town, person: [Family.objects.filter(head_name="Siti Aminah").count()],
        lambda town: make.person(town.family, "Siti Aminah"),
        frozenset({"head_already"}),
    ),
    Line(
        "merge",
        lambda town, pair, op_id: families.merge_people(proposal=pair, by=secretary(town), op_id=op_id),
        lambda town, pair: [lines("person.merge")],
        a_pair,
        frozenset({"already_decided"}),
    ),
    Line(
        "propose",
        propose_either_way,
        lambda town, pair: [
            MergeProposal.objects.filter(kept__in=pair, other__in=pair).count(),
            lines("person.propose"),
        ],
        two_alike,
    ),
    Line(
        "enrol",
        lambda town, child, op_id: register_posyandu.transfer_child(
            child=child, to=town.posyandu, on=dt.date(2026, 11, 1), by=kader(town), op_id=op_id
        ),
        lambda town, child: [Enrolment.objects.filter(child=child).count()],
        an_orphan,
        frozenset({"already_here"}),
    ),
    Line(
        "transfer",
        lambda town, child, op_id: register_posyandu.transfer_child(
            child=child, to=town.next_posyandu, on=dt.date(2026, 11, 1), by=kader(town), op_id=op_id
        ),
        lambda town, child: [Enrolment.objects.filter(child=child, posyandu=town.next_posyandu).count()],
        an_enrolled,
        frozenset({"already_here"}),
    ),
    Line(
        "refer",
        lambda town, child, op_id: care_posyandu.create_referral(
            child=child, posyandu=town.posyandu, reasons=["not_gained_twice"], by=kader(town), op_id=op_id
        ),
        lambda town, child: [
            Referral.objects.filter(child=child).count(),
            ReferralEvent.objects.filter(referral__child=child).count(),
        ],
        an_enrolled,
        frozenset({"referral_open"}),
    ),
    Line(
        "answer",
        lambda town, referral, op_id: care_posyandu.answer_referral(
            referral=referral, status="result", remark="Sehat.", by=town.user("bidan"), op_id=op_id
        ),
        lambda town, referral: [ReferralEvent.objects.filter(referral=referral, status="result").count()],
        a_referral,
        frozenset({"step_does_not_follow"}),
    ),
    Line(
        "grant",
        lambda town, given, op_id: membership.grant_role(
            user=town.user("dasawisma"),
            role="kader_posyandu",
            region=town.kelurahan,
            unit_id=town.posyandu.pk,
            by=secretary(town),
            op_id=op_id,
        ),
        lambda town, given: [
            RoleGrant.objects.filter(user=town.user("dasawisma"), role="kader_posyandu").count()
        ],
        refusals=frozenset({"granted_already"}),
    ),
    Line(
        "register kader",
        lambda town, given, op_id: membership.register_kader(
            region=town.rw, name="Nining", since=dt.date(2026, 1, 1), by=secretary(town), op_id=op_id
        ),
        lambda town, given: [Service.objects.filter(member__name="Nining").count()],
        refusals=frozenset({"kader_exists"}),
    ),
    Line(
        "end kader",
        lambda town, person, op_id: membership.end_kader(
            service=person, until=dt.date(2026, 11, 1), by=secretary(town), op_id=op_id
        ),
        lambda town, person: [lines("kader.end")],
        a_kader,
        frozenset({"kader_ended"}),
    ),
    Line(
        "appoint",
        lambda town, given, op_id: membership.appoint_member(
            region=town.kelurahan,
            office=Post.Office.PATRON,
            name="Haryati",
            since=dt.date(2026, 1, 1),
            by=secretary(town),
            op_id=op_id,
        ),
        lambda town, given: [Post.objects.filter(member__name="Haryati").count()],
        refusals=frozenset({"post_filled"}),
    ),
    Line(
        "add region",
        lambda town, given, op_id: regions.add_below(
            parent=town.kelurahan, level=Level.RW, number=77, by=secretary(town), op_id=op_id
        ),
        lambda town, given: [Region.objects.filter(code__endswith="/RW077").count()],
        refusals=frozenset({"number_taken"}),
    ),
]
