"""Lines of the table about desks: messages, months, requests, merges, roles, regions and files."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from anyelir.accounts.models import User
from anyelir.channels import actions as channels
from anyelir.channels.models import Message
from anyelir.exchange import actions as exchange
from anyelir.families import actions as families
from anyelir.membership import actions as membership
from anyelir.membership.granting import GRANT_WAIT
from anyelir.membership.models import Post, RoleGrant
from anyelir.posyandu.day import actions as day_posyandu
from anyelir.posyandu.register import actions as register_posyandu
from anyelir.posyandu.register.models import TransferRequest
from anyelir.regions import actions as regions
from tests import factories as make
from tests.parallel.line import Line, an_enrolled, kader, lines, secretary
from tests.parallel.lines_people import a_pair

MOVING = frozenset({"message_moving"})


def moved_on(step, verb: str, state: str = "handed") -> Line:
    """One message that somebody moves on once; the others are told where it is by now."""
    return Line(
        verb,
        lambda town, message, op_id: step(message=message, by=town.user("kabupaten"), op_id=op_id),
        lambda town, message: [lines(verb)],
        lambda town: make.message(town.puskesmas, state=state),
        MOVING,
    )


def a_request(town):
    """For a child that has been here for long enough to go."""
    return TransferRequest.objects.create(
        to_posyandu=town.next_posyandu,
        child=an_enrolled(town),
        child_name="Dewi",
        reason="Keluarga pindah",
        asked_on=make.today(),
        asked_by_name="Rina Marlina",
    )


def a_closed_month(town):
    return day_posyandu.close_month(
        posyandu=town.next_posyandu, month=dt.date(2026, 9, 1), count=dict, by=kader(town)
    )


def a_merged_pair(town):
    return families.merge_people(proposal=a_pair(town), by=secretary(town))


def a_waiting_grant(town):
    """Given by the kecamatan; the secretary has managed people here for long enough to be the second person."""
    RoleGrant.objects.filter(user=secretary(town)).update(created_at=timezone.now() - 2 * GRANT_WAIT)
    return make.grant(
        town.user("dasawisma"),
        "kader_dasawisma",
        town.rt,
        waits_until=timezone.now() + GRANT_WAIT,
        given_by=town.user("kecamatan").pk,
    )


def confirm(town, grant, op_id):
    return membership.confirm_grant(grant=grant, by=User.objects.get(pk=secretary(town).pk))


def hand_over(town, post, op_id):
    return membership.hand_over_post(
        post=post,
        name="Haryati",
        since=dt.date(2026, 11, 1),
        by=secretary(town),
        op_id=op_id,
    )


OFFICE = [
    moved_on(channels.mark_sent, "message.mark_sent"),
    moved_on(channels.cancel_message, "message.cancel"),
    moved_on(channels.resend_message, "message.resend", Message.State.FAILED),
    Line(
        "open month again",
        lambda town, closing, op_id: day_posyandu.reopen_month(
            closing=closing, reason="Ada yang belum tercatat.", by=kader(town), op_id=op_id
        ),
        lambda town, closing: [lines("month.reopen")],
        a_closed_month,
        frozenset({"month_open"}),
    ),
    Line(
        "grant a transfer",
        lambda town, request, op_id: register_posyandu.grant_transfer(
            request=request, on=make.today(), by=kader(town), op_id=op_id
        ),
        lambda town, request: [lines("transfer.grant")],
        a_request,
        frozenset({"already_answered", "not_yours_to_answer"}),
    ),
    Line(
        "refuse a transfer",
        lambda town, request, op_id: register_posyandu.refuse_transfer(
            request=request, answer="Masih di sini.", by=kader(town), op_id=op_id
        ),
        lambda town, request: [lines("transfer.refuse")],
        a_request,
        frozenset({"already_answered"}),
    ),
    Line(
        "undo a merge",
        lambda town, pair, op_id: families.undo_merge(proposal=pair, by=secretary(town), op_id=op_id),
        lambda town, pair: [lines("person.merge_undone")],
        a_merged_pair,
        frozenset({"not_decided"}),
    ),
    Line(
        "hand over a post",
        hand_over,
        lambda town, member: [Post.objects.filter(member__name="Haryati").count()],
        lambda town: town.post,
        frozenset({"post_filled"}),
    ),
    Line(
        "appoint a member",
        lambda town, given, op_id: membership.appoint_member(
            region=town.kelurahan,
            office=Post.Office.MEMBER,
            name="Haryati",
            since=dt.date(2026, 1, 1),
            by=secretary(town),
            op_id=op_id,
        ),
        lambda town, given: [Post.objects.filter(member__name="Haryati").count()],
        refusals=frozenset({"post_filled"}),
    ),
    Line(
        "save an import",
        lambda town, run, op_id: exchange.confirm_import(run=run, by=secretary(town), op_id=op_id),
        lambda town, run: [lines("import.confirm")],
        lambda town: town.import_run,
        frozenset({"not_previewed"}),
    ),
]
# Buttons and forms that are not sent with an id: each press is a form of its own.
WITHOUT_ID = [
    Line(
        "confirm a role",
        confirm,
        lambda town, grant: [lines("grant.confirm")],
        a_waiting_grant,
        frozenset({"not_confirmable"}),
    ),
    Line(
        "end a region",
        lambda town, region, op_id: regions.end_region(region=region, on=make.today(), by=secretary(town)),
        lambda town, region: [lines("region.end")],
        lambda town: make.region("32.01.01.1010/RW014/RT009", "RT 9"),
        frozenset({"already_ended"}),
    ),
]
