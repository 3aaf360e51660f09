"""Lines of the table about a post that changes hands, many roles that end, and thanks."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from anyelir.core.clock import today_at
from anyelir.handovers import actions
from anyelir.handovers.models import HandOver, PackSignature
from anyelir.handovers.pack import digest_of
from anyelir.honours.actions import thank_members
from anyelir.honours.models import Thanks
from anyelir.membership import actions as membership
from anyelir.membership.models import GrantEnding, RoleGrant
from tests import factories as make
from tests.apps.handovers.desk import CHECK, drawn, open_desk
from tests.parallel.line import Line, lines, secretary

LONG_AGO = dt.timedelta(days=100)


def a_post(town):
    """That of a treasurer, for whom nothing is prepared."""
    return make.post(town.body, "treasurer", "Eka Susanti"), make.member(town.kelurahan, "Nani Suryani")


def prepared_by(town, given, op_id):
    post, member = given
    today = today_at(town.kelurahan.code)
    return actions.prepare_handover(post=post, member=member, on=today, by=secretary(town), op_id=op_id)


def a_desk(town):
    desk = open_desk(town)
    handover = desk.prepare()
    return handover, desk.outgoing, desk.above, desk.code(handover)


def signed(town, given, op_id):
    handover, outgoing, _above, _code = given
    return actions.sign_pack(
        handover=handover, seen=digest_of(handover), picture=drawn(), by=outgoing, op_id=op_id
    )


def confirmed(town, given, op_id):
    handover, _outgoing, above, code = given
    return actions.confirm_handover(handover=handover, check_url=CHECK, code=code, by=above, op_id=op_id)


def held_by_laras(town, given) -> list[int]:
    handovers = HandOver.objects.filter(state="confirmed").count()
    return [handovers, RoleGrant.objects.filter(user__username="laras").count(), lines("post.hand_over")]


def a_role(town):
    RoleGrant.objects.update(created_at=timezone.now() - LONG_AGO)
    return make.grant(make.user("penerima", "Penerima"), "kader_dasawisma", town.rw).user


def proposed(town, _user, op_id=None):
    given = {"region": town.kelurahan, "roles": ["kader_dasawisma"], "until": today_at(town.kelurahan.code)}
    return membership.propose_ending(reason="Pilkades", by=secretary(town), op_id=op_id, **given)


def a_proposal(town):
    a_role(town)
    return proposed(town, None)


def agreed(town, ending, op_id):
    return membership.confirm_ending(ending=ending, by=town.user("kecamatan"), op_id=op_id)


def ended_once(town, _ending) -> list[int]:
    ended = RoleGrant.objects.filter(user__username="penerima").exclude(until=None)
    return [lines("grant.confirm_ending"), ended.count()]


def who_served(town):
    return make.kader(town.rw, "Zubaidah", since=dt.date(2001, 1, 1))


HANDOVERS = [
    Line(
        "prepare a hand-over",
        prepared_by,
        lambda town, given: [HandOver.objects.filter(post=given[0]).count(), lines("handover.prepare")],
        a_post,
        frozenset({"handover_open"}),
    ),
    Line(
        "sign the pack of a hand-over",
        signed,
        lambda town, given: [PackSignature.objects.count(), lines("handover.sign")],
        a_desk,
    ),
    Line("confirm a hand-over", confirmed, held_by_laras, a_desk, frozenset({"handover_closed"})),
    Line(
        "propose to end many roles",
        proposed,
        lambda town, _user: [GrantEnding.objects.filter(reason="Pilkades").exclude(digest="0" * 64).count()],
        a_role,
        frozenset({"ending_proposed"}),
    ),
    Line(
        "agree to end many roles",
        agreed,
        ended_once,
        a_proposal,
        frozenset({"ending_closed"}),
    ),
]  # fmt: skip
# How many were thanked is no record.
HANDOVERS_WITHOUT_ID = [
    Line(
        "thank for years of service",
        lambda town, _kader, op_id: thank_members(body=town.body, check_url=CHECK, by=secretary(town), op_id=op_id),
        lambda town, kader: [Thanks.objects.filter(member=kader.member).count(), lines("honours.thank")],
        who_served,
        frozenset({"nobody_to_thank"}),
    ),
]  # fmt: skip
