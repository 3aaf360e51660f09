"""Posts of a body: appointing, handing over, ending, mending. The history is never overwritten."""

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
from anyelir.membership.actions.members import member_meant
from anyelir.membership.bodies import body_of_region
from anyelir.membership.models import Body, Member, Post
from anyelir.membership.summaries import post_words
from anyelir.regions.models import Region

Office = Post.Office
POKJA_OFFICES = {Office.POKJA_CHAIR, Office.POKJA_DEPUTY, Office.POKJA_SECRETARY}
# One holder at a time, so that a signature has one owner. An acting one may stand beside a holder who is away.
SINGLE = {Office.PATRON, Office.CHAIR, Office.SECRETARY, Office.TREASURER, Office.POKJA_CHAIR}
ONE_DAY = dt.timedelta(days=1)


@action("post.appoint", stored=post_words)
def appoint_member(
    *,
    region: Region,
    by: Actor,
    op_id: uuid.UUID | None = None,
    body: Body | None = None,
    member: Member | None = None,
    name: str = "",
    sex: str = "",
    is_namesake: bool = False,
    **terms: Any,
) -> Post:
    """A post in the body of the region, or in ``body``; with nobody named it is a vacancy.

    One member may hold several posts.

    Refuses: named_twice, pokja_extra, pokja_missing, post_filled, several_namesakes, term_not_in_order.
    """
    post = Post(body=held(body if body is not None else body_of_region(region)), **terms)
    post.member = member_meant(region, member, name, sex, is_namesake)
    _check(post)
    post.save()
    verb = "post.vacant" if post.member is None else "post.appoint"
    note(by=by, verb=verb, what=post, region=region.pk, **_marks(post))
    return post


@action("post.hand_over", stored=post_words)
def hand_over_post(
    *,
    post: Post,
    since: dt.date,
    by: Actor,
    op_id: uuid.UUID | None = None,
    member: Member | None = None,
    name: str = "",
    sex: str = "",
    is_namesake: bool = False,
    **terms: Any,
) -> Post:
    """Somebody else (or nobody) holds the post from ``since``; the holder ends the day before.

    Refuses: handover_order, named_twice, pokja_extra, pokja_missing, post_ended, post_filled, several_namesakes,
    term_not_in_order.
    """
    held(post.body)
    post.refresh_from_db()
    if post.until is not None and post.until < since - ONE_DAY:
        raise Refused("post_ended", _("Masa jabatan ini sudah berakhir. Tambahkan jabatan baru."))
    if since <= post.since and post.member is not None:
        raise Refused(
            "handover_order",
            _("Pengganti mulai sesudah hari pertama yang digantikan."),
            field="since",
            status=422,
        )
    following = _following(post, since)
    set_fields(following, terms)
    following.member = member_meant(post.body.region, member, name, sex, is_namesake)
    _check(following)
    following.save()
    note(by=by, verb="post.hand_over", what=following, region=post.body.region_id, **_marks(following))
    return following


@action("post.end", stored=post_words)
def end_post(*, post: Post, until: dt.date, by: Actor, op_id: uuid.UUID | None = None) -> Post:
    """The term ends after ``until``; the post stays in the history of the body.

    An end written anew does not reach into the term of whoever holds the post since.

    Refuses: pokja_extra, pokja_missing, post_filled, term_not_in_order.
    """
    held(post.body)
    post = held(post)
    post.until = until
    _check(post)
    post.save(update_fields=["until", "updated_at"])
    note(by=by, verb="post.end", what=post, region=post.body.region_id, **_marks(post))
    return post


@action("post.correct")
def correct_post(*, post: Post, by: Actor, **values: Any) -> Post:
    """Mend what was written wrongly. Another person in the post is a hand-over, not a correction.

    Refuses: pokja_extra, pokja_missing, post_filled, term_not_in_order.
    """
    held(post.body)
    post = held(post)
    changed = set_fields(post, values)
    _check(post)
    post.save()
    note(by=by, verb="post.correct", what=post, region=post.body.region_id, fields=changed)
    return post


@action("team.address")
def set_address(*, region: Region, address: str, by: Actor) -> Body:
    """Where the secretariat is."""
    body = body_of_region(region)
    body.address = " ".join(address.split())
    body.save(update_fields=["address", "updated_at"])
    note(by=by, verb="team.address", what=body, region=region.pk)
    return body


def _marks(post: Post) -> dict[str, Any]:
    return {"office": str(post.office), "pokja": post.pokja}


def _following(post: Post, since: dt.date) -> Post:
    """The post from ``since``; a vacancy noted on the very day on which it is filled never was one, and is filled."""
    following = Post(body=post.body, office=post.office, pokja=post.pokja, since=since)
    if since <= post.since:
        following.pk, following.created_at, following._state.adding = post.pk, post.created_at, False
    else:
        post.until = since - ONE_DAY
        post.save(update_fields=["until", "updated_at"])
    return following


def _check(post: Post) -> None:
    if post.office in POKJA_OFFICES and not post.pokja:
        raise Refused("pokja_missing", _("Pilih pokja I sampai IV."), field="pokja", status=422)
    if post.pokja and post.office not in POKJA_OFFICES | {Office.MEMBER}:
        text = _("Jabatan ini bukan jabatan pokja. Kosongkan pokjanya.")
        raise Refused("pokja_extra", text, field="pokja", status=422)
    if post.until and post.until < post.since:
        raise _not_in_order()
    if post.office in SINGLE:
        _check_alone(post)
    elif post.member is not None:
        _check_once(post)


def _check_once(post: Post) -> None:
    """The same member in the same post from the same day is told by two people or in two tabs."""
    same = Post.objects.filter(
        body=post.body, office=post.office, pokja=post.pokja, member=post.member, since=post.since
    )
    if same.exclude(pk=post.pk).exists():
        text = _("%s sudah tercatat pada jabatan ini sejak tanggal itu.")
        raise Refused("post_filled", text % post.name, field="name")


def _check_alone(post: Post) -> None:
    others = Post.objects.filter(
        overlapping(post.since, post.until),
        body=post.body,
        office=post.office,
        pokja=post.pokja,
        is_acting=post.is_acting,
    ).exclude(pk=post.pk)
    if holder := others.select_related("member").first():
        text = _("Jabatan ini masih tercatat untuk %s. Pakai tombol Ganti di baris itu.")
        raise Refused("post_filled", text % (holder.name or _("jabatan lowong")), field="office")


def _not_in_order() -> Refused:
    return Refused(
        "term_not_in_order", _("Tanggal selesai sebelum tanggal mulai."), field="until", status=422
    )
