"""Lines of the table about meetings: who came, cards, invitations, minutes, cost."""

from __future__ import annotations

from anyelir.documents.models import Paper
from anyelir.meetings import actions
from anyelir.meetings.models import Attendance, CostLine, MinutesAddendum, PersonCard, RundownItem
from anyelir.meetings.queries.inviting import InvitationRule
from anyelir.secretariat.models import Letter
from tests import factories as make
from tests import meetings
from tests.parallel.line import Line, lines, secretary

CHECK = "https://anyelir.example/cek/"


def a_meeting(town):
    return town.activity


def a_woman(town):
    return make.body_member(town.body, "Nani Suryani", number=40)


def one_who_came(town):
    return meetings.attendance(town.activity, a_woman(town))


def ready_minutes(town):
    meetings.attendance(town.activity, a_woman(town))
    return meetings.minutes(town.activity)


def signed_minutes(town):
    return actions.sign_minutes(activity=ready_minutes(town).activity, check_url=CHECK, by=secretary(town))


def came(town, given):
    return [Attendance.objects.filter(came_at__isnull=False).count()]


MEETINGS = [
    Line(
        "mark somebody at a meeting",
        lambda town, woman, op_id: actions.mark_present(
            activity=town.activity, body_member=woman, way="qr", by=secretary(town), op_id=op_id
        ),
        came,
        a_woman,
    ),
    Line(
        "mark a guest at a meeting",
        lambda town, given, op_id: actions.mark_guest(
            activity=town.activity, name="Titin", place="RW 3", by=secretary(town), op_id=op_id
        ),
        came,
    ),
    Line(
        "withdraw an attendance",
        lambda town, row, op_id: actions.withdraw_attendance(
            attendance=row, reason="Salah orang", by=secretary(town), op_id=op_id
        ),
        lambda town, row: [lines("attendance.withdraw")],
        one_who_came,
        frozenset({"not_present"}),
    ),
    Line(
        "invite to a meeting",
        lambda town, woman, op_id: actions.invite_people(
            activity=town.activity, rule=InvitationRule("all"), by=secretary(town), op_id=op_id
        ),
        lambda town, woman: [Attendance.objects.filter(body_member=woman, invited_at__isnull=False).count()],
        a_woman,
    ),
    Line(
        "sign minutes",
        lambda town, minutes, op_id: actions.sign_minutes(
            activity=town.activity, check_url=CHECK, by=secretary(town), op_id=op_id
        ),
        lambda town, minutes: [lines("minutes.sign"), Paper.objects.count(), lines("activity.hold")],
        ready_minutes,
        frozenset({"minuted"}),
    ),
    Line(
        "give cards to all of a body",
        lambda town, woman, op_id: actions.give_cards(body=town.body, by=secretary(town), op_id=op_id),
        lambda town, woman: [PersonCard.objects.filter(body_member=woman).count(), lines("card.give")],
        a_woman,
        frozenset({"cards_given"}),
    ),
    Line(
        "replace a card",
        lambda town, card, op_id: actions.replace_card(card=card, by=secretary(town), op_id=op_id),
        lambda town, card: [PersonCard.objects.filter(ended_at=None).count(), lines("card.replace")],
        lambda town: meetings.card(a_woman(town)),
        frozenset({"card_ended"}),
    ),
    Line(
        "name a line of the cash book as cost",
        lambda town, activity, op_id: actions.add_cost(
            activity=activity,
            source="swadaya",
            text="Konsumsi",
            amount_idr=10_000,
            entry=town.ledger_entry,
            by=secretary(town),
            op_id=op_id,
        ),
        lambda town, activity: [CostLine.objects.count()],
        lambda town: make.activity(town.ledger.body),
        frozenset({"entry_taken"}),
    ),
]
# Each form makes one, and who wants two of them fills two forms.
MEETINGS_AT_WILL = [
    Line(
        "add to the order of events",
        lambda town, activity, op_id: actions.add_rundown(
            activity=activity, starts_at="09:00", title="Pembukaan", by=secretary(town), op_id=op_id
        ),
        lambda town, activity: [RundownItem.objects.count(), lines("rundown.add")],
        a_meeting,
    ),
    Line(
        "draft the letter of an invitation",
        lambda town, activity, op_id: actions.draft_invitation(
            activity=activity, by=secretary(town), op_id=op_id
        ),
        lambda town, activity: [Letter.objects.filter(subject__startswith="Undangan: ").count()],
        a_meeting,
    ),
    Line(
        "add to signed minutes",
        lambda town, minutes, op_id: actions.add_addendum(
            minutes=minutes, text="Bazarnya tanggal 5.", check_url=CHECK, by=secretary(town), op_id=op_id
        ),
        lambda town, minutes: [MinutesAddendum.objects.count(), lines("minutes.add")],
        signed_minutes,
    ),
]
