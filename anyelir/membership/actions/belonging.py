"""Who belongs to a body: a number for good, a name, a first and a last day."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import Max
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.membership.leaving import reasons_to_stay
from anyelir.membership.models import Body, BodyMember, Member
from anyelir.membership.summaries import belonging_words


@action("body.join", stored=belonging_words)
def join_body(
    *,
    body: Body,
    name: str = "",
    member: Member | None = None,
    since: dt.date | None = None,
    is_namesake: bool = False,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> BodyMember:
    """Somebody joins, chosen among the members of the movement or by name, and gets the next number.

    Refuses: belongs_already, date_ahead, name_missing, named_already.
    """
    body = held(body)
    today = today_at(body.region_id)
    name = " ".join((member.name if member is not None else name).split())
    if not name:
        raise Refused("name_missing", _("Tuliskan namanya."), field="name", status=422)
    if since is not None and since > today:
        text = _("Tanggal masuk belum tiba. Pilih hari ini atau sebelumnya.")
        raise Refused("date_ahead", text, field="since", status=422)
    present = BodyMember.objects.filter(body=body, until=None)
    if member is not None and present.filter(member=member.survivor).exists():
        raise Refused("belongs_already", _("%s sudah menjadi anggota di sini.") % name, field="member")
    if not is_namesake and present.filter(name__iexact=name).exists():
        text = _('Sudah ada anggota bernama %s. Kalau memang orang lain, centang "orang lain".') % name
        raise Refused("named_already", text, field="name")
    last = BodyMember.objects.filter(body=body).aggregate(no=Max("number"))["no"] or 0
    made = BodyMember.objects.create(
        body=body,
        number=last + 1,
        name=name,
        member=member.survivor if member is not None else None,
        since=since or today,
    )
    note(by=by, verb="body.join", what=made, region=body.region_id)
    return made


@action("body.leave", stored=belonging_words)
def leave_body(
    *, person: BodyMember, until: dt.date, by: Actor, op_id: uuid.UUID | None = None
) -> BodyMember:
    """Her last day; the number stays hers. Refuses: date_ahead, left_already, something_left, until_before_since."""
    person = held(person)
    if person.until is not None:
        raise Refused("left_already", _("%s sudah keluar.") % person.name)
    if until > today_at(person.body.region_id):
        text = _("Tanggal keluar belum tiba. Catat pada harinya.")
        raise Refused("date_ahead", text, field="until", status=422)
    if until < person.since:
        text = _("Ia baru masuk %s. Tanggal keluar tidak bisa sebelumnya.") % day(person.since)
        raise Refused("until_before_since", text, field="until", status=422)
    reasons = reasons_to_stay(person)
    if reasons:
        raise Refused("something_left", " ".join(reasons))
    person.until = until
    person.save(update_fields=["until", "updated_at"])
    note(by=by, verb="body.leave", what=person, region=person.body.region_id)
    return person
