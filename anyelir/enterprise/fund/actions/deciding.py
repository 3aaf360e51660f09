"""What only a meeting decides: enough of the group were there, and nobody writes down the decision on herself alone."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.contributions.presence import ways_of
from anyelir.contributions.queries import people_on
from anyelir.core.audit import Actor
from anyelir.core.clock import today_at
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.enterprise.fund.actions.opening import agreed_terms, refuse_meeting_elsewhere
from anyelir.enterprise.fund.models import Fund, Loan
from anyelir.secretariat.models import Activity


def refuse_no_decision(fund: Fund, meeting: Activity | None) -> Activity:
    """The meeting, when it can have decided: of this body, over or today, with its quorum.

    Refuses: meeting_elsewhere, meeting_not_held, needs_decision, quorum_missing, terms_missing.
    """
    if meeting is None:
        text = _("Ini keputusan kelompok. Pilih rapat yang memutuskannya.")
        raise Refused("needs_decision", text, field="meeting", status=422)
    refuse_meeting_elsewhere(fund, meeting)
    is_meeting = meeting.kind == Activity.Kind.MEETING and meeting.state != Activity.State.CANCELLED
    if not is_meeting or meeting.on > today_at(fund.body.region_id):
        text = _("Rapat ini belum berlangsung atau dibatalkan. Pilih rapat lain, atau tunggu harinya.")
        raise Refused("meeting_not_held", text, field="meeting", status=422)
    _refuse_quorum(fund, meeting)
    return meeting


def _refuse_quorum(fund: Fund, meeting: Activity) -> None:
    terms = agreed_terms(fund, meeting.on)
    people = list(people_on(fund.body, meeting.on).select_related("member"))
    here, wanted = len(ways_of(meeting, people)), -(-len(people) * terms.quorum_percent // 100)
    if here < max(wanted, 1):
        facts = {"day": day(meeting.on), "here": here, "all": len(people), "wanted": max(wanted, 1)}
        text = _(
            "Rapat %(day)s dihadiri %(here)s dari %(all)s anggota, kuorumnya %(wanted)s. Catat dulu semua yang hadir,"
            " atau putuskan di rapat berikutnya."
        )
        raise Refused("quorum_missing", text % facts, field="meeting")


def refuse_borrower(loan: Loan, by: Actor) -> None:
    """Refuses: same_person."""
    member = loan.body_member.member
    if member is not None and member.survivor.user_id is not None and member.survivor.user_id == by.id:
        text = _("Ini pinjaman Ibu sendiri. Minta pengurus lain yang mencatatnya.")
        raise Refused("same_person", text)
