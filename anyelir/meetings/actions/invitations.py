"""Who is invited: by a rule or a list; and the draft of the letter that says so."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import weekday
from anyelir.meetings.actions.attendance import new_attendance
from anyelir.meetings.models import Attendance, RundownItem
from anyelir.meetings.queries.attendance import rows_of_person
from anyelir.meetings.queries.inviting import InvitationRule, Invitee, invitees
from anyelir.secretariat.actions.activities import refuse_closed
from anyelir.secretariat.actions.letters import LetterContent, draft_letter
from anyelir.secretariat.models import Activity, Letter
from anyelir.secretariat.queries import signing_posts
from anyelir.secretariat.summaries import activity_words


@action("meeting.invite", stored=activity_words)
def invite_people(
    *, activity: Activity, rule: InvitationRule, by: Actor, op_id: uuid.UUID | None = None
) -> Activity:
    """Everybody whom the rule names is on the list; who is there already stays as she is.

    Refuses: nobody_fits; as refuse_closed.
    """
    activity = held(activity)
    refuse_closed(activity)
    people = invitees(activity, rule)
    if not people:
        text = _(
            "Belum ada orang yang cocok dengan pilihan ini. Periksa pengurus atau anggotanya, atau pilih lain."
        )
        raise Refused("nobody_fits", text, field="rule", status=422)
    invited = _invite(activity, people)
    note(by=by, verb="meeting.invite", what=activity, region=activity.body.region_id, invited=invited)
    return activity


def _invite(activity: Activity, people: Iterable[Invitee]) -> int:
    """How many were not invited before."""
    now, count = timezone.now(), 0
    for each in people:
        row = rows_of_person(activity, each.member, each.body_member).first()
        row = row or new_attendance(activity, each.member, each.body_member)
        if row.invited_at is None:
            row.invited_at = now
            row.save()
            count += 1
    return count


@action("meeting.uninvite")
def uninvite_person(*, attendance: Attendance, by: Actor) -> None:
    """Off the list; who came stays on the list of who came. Refuses: not_invited; as refuse_closed."""
    activity = held(attendance.activity)
    refuse_closed(activity)
    row = Attendance.objects.filter(pk=attendance.pk, invited_at__isnull=False).first()
    if row is None:
        raise Refused("not_invited", _("Undangan ini sudah dihapus. Muat ulang halamannya."))
    note(by=by, verb="meeting.uninvite", what=row, region=activity.body.region_id)
    if row.came_at is None:
        row.delete()
        return
    row.invited_at = None
    row.save(update_fields=["invited_at", "updated_at"])


@action("meeting.draft_invitation", stored=str)
def draft_invitation(*, activity: Activity, by: Actor, op_id: uuid.UUID | None = None) -> Letter:
    """A draft in the letters of the body, with day, place and order of events filled in.

    Refuses: as refuse_closed, draft_letter.
    """
    refuse_closed(activity)
    post = signing_posts(activity.body, activity.on).exclude(member=None).first()
    content = LetterContent(
        kind=Letter.Kind.PLAIN,
        party=_("Ibu-ibu yang diundang"),
        subject=(_("Undangan: %s") % activity.title)[:200],
        text=invitation_text(activity),
        signatory=post,
    )
    return draft_letter(body=activity.body, content=content, by=by)


def invitation_text(activity: Activity) -> str:
    """What the letter says, in the plain words of such letters; the secretary goes on from there."""
    when = weekday(activity.on)
    if activity.starts_at is not None:
        when = _("%(day)s, pukul %(time)s") % {"day": when, "time": time_format(activity.starts_at, "H.i")}
    rows = [
        (_("Acara"), activity.title),
        (_("Hari, tanggal"), when),
        (_("Tempat"), activity.place),
    ]
    lines = [f"{label}: {text}" for label, text in rows]
    order = [rundown_line(each) for each in activity.rundown.all()]
    parts = [_("Dengan hormat, kami mengundang Ibu untuk hadir pada:"), "\n".join(lines)]
    if order:
        parts.append("\n".join([_("Susunan acara:"), *order]))
    parts.append(_("Atas perhatian dan kehadiran Ibu, kami ucapkan terima kasih."))
    return "\n\n".join(parts)


def rundown_line(line: RundownItem) -> str:
    """``09.00 Pembukaan, oleh Ibu Mira``."""
    text = f"{time_format(line.starts_at, 'H.i')} {line.title}"
    by_whom = _("oleh %s") % line.speaker
    return f"{text}, {by_whom}" if line.speaker else text
