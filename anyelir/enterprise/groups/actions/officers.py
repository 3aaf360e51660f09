"""Posts of a group: whoever takes one is a member of it, and chair and treasurer are two."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.enterprise.groups.summaries import officer_words
from anyelir.membership.actions import appoint_member, hand_over_post, join_body
from anyelir.membership.actions.members import member_meant
from anyelir.membership.models import Body, BodyMember, Member, Post
from anyelir.membership.queries import posts_of

APART = {Post.Office.CHAIR: Post.Office.TREASURER, Post.Office.TREASURER: Post.Office.CHAIR}


@action("group.officer", stored=officer_words)
def name_officer(
    *, group: Group, office: str, name: str, since: dt.date, by: Actor, op_id: uuid.UUID | None = None
) -> Post:
    """Somebody takes a post from that day; whoever held it ends the day before, and the history stays.

    Refuses: group_closed, name_missing, same_person, several_namesakes; as appoint_member, hand_over_post, join_body.
    """
    group = held(group)
    refuse_closed(group)
    body = held(body_of(group))
    member = _human(body, name, since, by)
    _check_two(body, office, member)
    current = posts_of(body).filter(office=office, is_acting=False).order_by("-since").first()
    if current is None:
        post: Post = appoint_member(
            region=group.region, body=body, office=office, member=member, since=since, by=by
        )
    else:
        post = hand_over_post(post=current, member=member, since=since, by=by)
    note(by=by, verb="group.officer", what=post, region=group.region_id, office=office)
    return post


def refuse_closed(group: Group) -> None:
    """Nothing new begins in a group that ended. Raises Refused."""
    if group.closed_on is not None:
        raise Refused("group_closed", _("Kelompok ini sudah ditutup. Catatannya tetap bisa dibaca."))


def _human(body: Body, name: str, since: dt.date, by: Actor) -> Member:
    """Of that name in the group; she joins when there is none."""
    name = " ".join(name.split())
    if not name:
        raise Refused("name_missing", _("Tuliskan namanya."), field="name", status=422)
    same = list(BodyMember.objects.filter(body=body, until=None, name__iexact=name)[:2])
    if len(same) > 1:
        text = _("Ada beberapa anggota bernama %s. Bedakan dulu namanya di daftar anggota.")
        raise Refused("several_namesakes", text % name, field="name")
    if same and same[0].member is not None:
        survivor: Member = same[0].member.survivor
        return survivor
    member: Member = member_meant(body.region, None, name, "", False)  # type: ignore[assignment]
    if same:
        same[0].member = member
        same[0].save(update_fields=["member", "updated_at"])
    else:
        join_body(body=body, member=member, since=since, by=by)
    return member


def _check_two(body: Body, office: str, member: Member) -> None:
    other = APART.get(Post.Office(office))
    if other and posts_of(body).filter(office=other, member=member).exists():
        text = _("Ketua dan bendahara dua orang yang berbeda, supaya uang dijaga berdua.")
        raise Refused("same_person", text, field="name")
