"""Posts of a TP PKK: appointing with hand-over, ending, vacancies, corrections. History is never overwritten."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from anyelir.accounts.models import User
from anyelir.core import audit
from anyelir.core.refusal import Refused
from anyelir.membership.models import Team, TeamMember
from anyelir.regions.models import Region

Office = TeamMember.Office
POKJA_OFFICES = {Office.POKJA_CHAIR, Office.POKJA_DEPUTY, Office.POKJA_SECRETARY}
POKJA_ALLOWED = POKJA_OFFICES | {Office.MEMBER}
# One holder at a time; an acting one may stand beside a holder on leave.
SINGLE = {Office.PATRON, Office.CHAIR, Office.POKJA_CHAIR}
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Post:
    """A post as the decree words it."""

    office: str
    pokja: int | None = None
    decree_no: str = ""
    decree_on: dt.date | None = None
    since: dt.date = dt.date.min
    until: dt.date | None = None


@transaction.atomic
def appoint(
    *,
    region: Region,
    post: Post,
    name: str,
    sex: str = "",
    is_acting: bool = False,
    user: User | None = None,
    replaces: TeamMember | None = None,
    by,
) -> TeamMember:
    """A person takes a post. Whom they replace (or the vacancy they fill) ends on the day before."""
    name = " ".join(name.split())
    if not name:
        raise Refused(
            "name_missing",
            _("Nama perlu diisi. Untuk jabatan kosong, pilih Catat sebagai kosong."),
            field="name",
        )
    _check(post)
    team = team_of(region)
    if replaces is not None:
        _hand_over(team, replaces, post)
    _check_single(team, post, is_acting)
    member = _create(team, post, name=name, sex=sex, is_acting=is_acting, user=user)
    audit.note(
        by=by, verb="post.appoint", what=member, region=region.code, office=post.office, pokja=post.pokja
    )
    return member


@transaction.atomic
def leave_vacant(*, region: Region, post: Post, by) -> TeamMember:
    """The post exists by decree and nobody holds it; that is shown, not hidden."""
    _check(post)
    team = team_of(region)
    _check_single(team, post, is_acting=False)
    member = _create(team, post)
    audit.note(
        by=by, verb="post.vacant", what=member, region=region.code, office=post.office, pokja=post.pokja
    )
    return member


@transaction.atomic
def end_post(*, member: TeamMember, until: dt.date, stays_vacant: bool = False, by) -> None:
    """The holder leaves after ``until``; with ``stays_vacant`` the post is noted as vacant from the next day."""
    if member.until is not None:
        raise Refused("post_ended", _("Masa jabatan ini sudah berakhir."))
    if until < member.since:
        raise Refused("term_order", _("Hari terakhir tidak boleh sebelum hari mulai."), field="until")
    member.until = until
    member.save(update_fields=["until", "updated_at"])
    if stays_vacant and member.name:
        _create(member.team, Post(member.office, member.pokja, since=until + ONE_DAY))
    audit.note(
        by=by,
        verb="post.end",
        what=member,
        region=member.team.region_id,
        office=member.office,
        until=until.isoformat(),
    )


@transaction.atomic
def correct_post(*, member: TeamMember, by, **values) -> TeamMember:
    """Mend what was written wrongly (name, decree, dates); a change of person is an appointment."""
    for field, value in values.items():
        setattr(member, field, value)
    _check(Post(member.office, member.pokja, member.decree_no, member.decree_on, member.since, member.until))
    member.save()
    audit.note(
        by=by, verb="post.correct", what=member, region=member.team.region_id, fields=" ".join(sorted(values))
    )
    return member


@transaction.atomic
def set_address(*, region: Region, address: str, by) -> Team:
    """Where the secretariat is."""
    team = team_of(region)
    team.address = " ".join(address.split())
    team.save(update_fields=["address", "updated_at"])
    audit.note(by=by, verb="team.address", what=team, region=region.code)
    return team


def team_of(region: Region) -> Team:
    """The team of a place, made when its first fact arrives."""
    return Team.objects.get_or_create(region=region)[0]


def _create(team: Team, post: Post, **person) -> TeamMember:
    return TeamMember.objects.create(
        team=team,
        office=post.office,
        pokja=post.pokja,
        decree_no=post.decree_no,
        decree_on=post.decree_on,
        since=post.since,
        until=post.until,
        **person,
    )


def _check(post: Post) -> None:
    if post.office in POKJA_OFFICES and post.pokja is None:
        raise Refused("pokja_missing", _("Pilih pokja untuk jabatan ini."), field="pokja")
    if post.pokja is not None and post.office not in POKJA_ALLOWED:
        raise Refused(
            "pokja_extra", _("Jabatan ini bukan jabatan pokja. Kosongkan pilihan pokja."), field="pokja"
        )
    if post.until and post.until < post.since:
        raise Refused("term_order", _("Hari terakhir tidak boleh sebelum hari mulai."), field="until")


def _hand_over(team: Team, replaced: TeamMember, post: Post) -> None:
    if replaced.team_id != team.pk or (replaced.office, replaced.pokja) != (post.office, post.pokja):
        raise Refused("other_post", _("Yang digantikan memegang jabatan lain."), field="replaces")
    if replaced.until is not None:
        raise Refused("post_ended", _("Masa jabatan yang digantikan sudah berakhir."), field="replaces")
    last_day = post.since - ONE_DAY
    if last_day < replaced.since and replaced.name:
        raise Refused(
            "handover_order", _("Pengganti mulai sesudah hari pertama yang digantikan."), field="since"
        )
    if last_day < replaced.since:
        # A vacancy noted on the very day it was filled never was one.
        replaced.delete()
        return
    replaced.until = last_day
    replaced.save(update_fields=["until", "updated_at"])


def _check_single(team: Team, post: Post, is_acting: bool) -> None:
    if post.office not in SINGLE:
        return
    beside = TeamMember.objects.filter(
        Q(until=None) | Q(until__gte=post.since),
        team=team,
        office=post.office,
        pokja=post.pokja,
        is_acting=is_acting,
    )
    if post.until:
        beside = beside.filter(since__lte=post.until)
    holder = beside.first()
    if holder is not None:
        who = holder.name or _("jabatan kosong")
        raise Refused(
            "post_filled",
            _("Jabatan ini masih tercatat: %(who)s. Pilih siapa yang digantikan.") % {"who": who},
            field="replaces",
        )
