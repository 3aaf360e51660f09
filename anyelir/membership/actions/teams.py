"""Posts of a team: appointing, handing over, ending, mending. The history is never overwritten."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note, set_fields
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.terms import overlapping
from anyelir.membership.models import Team, TeamMember
from anyelir.membership.summaries import post_words
from anyelir.regions.models import Region

Office = TeamMember.Office
POKJA_OFFICES = {Office.POKJA_CHAIR, Office.POKJA_DEPUTY, Office.POKJA_SECRETARY}
# One holder at a time. An acting one may stand beside a holder who is away.
SINGLE = {Office.PATRON, Office.CHAIR, Office.POKJA_CHAIR}
ONE_DAY = dt.timedelta(days=1)


@action("post.appoint", stored=post_words)
def appoint_member(*, region: Region, by: Actor, op_id: uuid.UUID | None = None, **post: Any) -> TeamMember:
    """A post in the team of the region; an empty name is a vacancy. One person may hold several posts.

    Refuses: pokja_extra, pokja_missing, post_filled, term_not_in_order.
    """
    team = _locked_team(region)
    member = TeamMember(team=team, **post)
    _check(member)
    member.save()
    verb = "post.appoint" if member.name else "post.vacant"
    note(by=by, verb=verb, what=member, region=region.pk, **_post_detail(member))
    return member


@action("post.hand_over", stored=post_words)
def hand_over_post(
    *, member: TeamMember, since: dt.date, by: Actor, op_id: uuid.UUID | None = None, **person: Any
) -> TeamMember:
    """Somebody else (or, without a name, nobody) holds the post from ``since``; the holder ends the day before.

    Refuses: handover_order, pokja_extra, pokja_missing, post_ended, post_filled, term_not_in_order.
    """
    _locked_team(member.team.region)
    member.refresh_from_db()
    if member.until is not None and member.until < since - ONE_DAY:
        raise Refused("post_ended", _("Masa jabatan ini sudah berakhir. Tambahkan jabatan baru."))
    if since <= member.since and member.name:
        raise Refused(
            "handover_order",
            _("Pengganti mulai sesudah hari pertama yang digantikan."),
            field="since",
            status=422,
        )
    heir = _heir(member, since)
    set_fields(heir, person)
    _check(heir)
    heir.save()
    note(by=by, verb="post.hand_over", what=heir, region=heir.team.region_id, **_post_detail(heir))
    return heir


@action("post.end", stored=post_words)
def end_post(*, member: TeamMember, until: dt.date, by: Actor, op_id: uuid.UUID | None = None) -> TeamMember:
    """The term ends after ``until``; the post stays in the history of the team.

    An end written anew does not reach into the term of whoever holds the post since.

    Refuses: pokja_extra, pokja_missing, post_filled, term_not_in_order.
    """
    _locked_team(member.team.region)
    member = held(member)
    member.until = until
    _check(member)
    member.save(update_fields=["until", "updated_at"])
    note(by=by, verb="post.end", what=member, region=member.team.region_id, **_post_detail(member))
    return member


@action("post.correct")
def correct_post(*, member: TeamMember, by: Actor, **values: Any) -> TeamMember:
    """Mend what was written wrongly. Another person in the post is a hand-over, not a correction.

    Refuses: pokja_extra, pokja_missing, post_filled, term_not_in_order.
    """
    _locked_team(member.team.region)
    member = held(member)
    changed = set_fields(member, values)
    _check(member)
    member.save()
    note(by=by, verb="post.correct", what=member, region=member.team.region_id, fields=changed)
    return member


@action("team.address")
def set_address(*, region: Region, address: str, by: Actor) -> Team:
    """Where the secretariat is."""
    team, _created = Team.objects.get_or_create(region=region)
    team.address = " ".join(address.split())
    team.save(update_fields=["address", "updated_at"])
    note(by=by, verb="team.address", what=team, region=region.pk)
    return team


def _locked_team(region: Region) -> Team:
    """The team, so that two who fill a post at once come one after the other."""
    team, _created = Team.objects.get_or_create(region=region)
    return held(team)


def _post_detail(member: TeamMember) -> dict[str, Any]:
    return {"office": str(member.office), "pokja": member.pokja}


def _heir(member: TeamMember, since: dt.date) -> TeamMember:
    """The post from ``since``; a vacancy noted on the very day on which it is filled never was one, and is filled."""
    heir = TeamMember(team=member.team, office=member.office, pokja=member.pokja, since=since)
    if since <= member.since:
        heir.pk, heir.created_at, heir._state.adding = member.pk, member.created_at, False
    else:
        member.until = since - ONE_DAY
        member.save(update_fields=["until", "updated_at"])
    return heir


def _check(member: TeamMember) -> None:
    member.name = " ".join(member.name.split())
    if member.office in POKJA_OFFICES and not member.pokja:
        raise Refused("pokja_missing", _("Pilih pokja I sampai IV."), field="pokja", status=422)
    if member.pokja and member.office not in POKJA_OFFICES | {Office.MEMBER}:
        text = _("Jabatan ini bukan jabatan pokja. Kosongkan pokjanya.")
        raise Refused("pokja_extra", text, field="pokja", status=422)
    if member.until and member.until < member.since:
        raise _not_in_order()
    if member.office in SINGLE:
        _check_alone(member)
    elif member.name:
        _check_once(member)


def _check_once(member: TeamMember) -> None:
    """The same name in the same post from the same day is one person, told by two people or in two tabs."""
    same = TeamMember.objects.filter(
        team=member.team, office=member.office, pokja=member.pokja, name=member.name, since=member.since
    )
    if same.exclude(pk=member.pk).exists():
        text = _("%s sudah tercatat pada jabatan ini sejak tanggal itu.")
        raise Refused("post_filled", text % member.name, field="name")


def _check_alone(member: TeamMember) -> None:
    others = TeamMember.objects.filter(
        overlapping(member.since, member.until),
        team=member.team,
        office=member.office,
        pokja=member.pokja,
        is_acting=member.is_acting,
    ).exclude(pk=member.pk)
    if holder := others.first():
        text = _("Jabatan ini masih tercatat untuk %s. Pakai tombol Ganti di baris itu.")
        raise Refused("post_filled", text % (holder.name or _("jabatan lowong")), field="office")


def _not_in_order() -> Refused:
    return Refused(
        "term_not_in_order", _("Tanggal selesai sebelum tanggal mulai."), field="until", status=422
    )
