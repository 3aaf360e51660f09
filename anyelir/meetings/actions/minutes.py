"""Minutes are written, signed by whoever leads the body, and corrected by an addendum alone."""

from __future__ import annotations

import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.agendas.actions.points import carry_over
from anyelir.core.action import action
from anyelir.core.audit import Actor, note, set_fields
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.terms import in_force
from anyelir.documents.issuing import issue_paper
from anyelir.documents.models import Paper, PaperSequence
from anyelir.meetings.actions.attendance import refuse_ahead
from anyelir.meetings.minutes_papers import addendum_order, minutes_of, minutes_order
from anyelir.meetings.models import Minutes, MinutesAddendum
from anyelir.meetings.queries.attendance import present_at
from anyelir.meetings.summaries import addendum_words, minutes_words
from anyelir.membership.models import Body, Post
from anyelir.membership.offices import post_name
from anyelir.rules.texts import clean_text
from anyelir.secretariat.actions.activities import change_activity, minute_activity, refuse_closed
from anyelir.secretariat.actions.plans import refuse_unseen
from anyelir.secretariat.models import Activity

LEADING = (Post.Office.CHAIR, Post.Office.DEPUTY)


@action("minutes.write", stored=minutes_words)
def write_minutes(
    *,
    activity: Activity,
    led_by: str,
    course: str,
    conclusions: str,
    closing: str,
    by: Actor,
    seen: str = "",
    op_id: uuid.UUID | None = None,
) -> Minutes:
    """The draft; what came of it is written into the activity, where the book 4.13 reads it.

    Refuses: changed_since; as change_activity, refuse_closed.
    """
    held(activity.body)
    activity = held(activity)
    refuse_closed(activity)
    minutes = minutes_of(activity) or Minutes(activity=activity)
    if not minutes._state.adding:
        refuse_unseen(minutes, seen)
    texts = {"course": clean_text(course, keeps_lines=True), "closing": clean_text(closing, keeps_lines=True)}
    changed = set_fields(minutes, {"led_by": clean_text(led_by), **texts})
    minutes.save()
    conclusions = clean_text(conclusions, keeps_lines=True)
    if conclusions != activity.conclusions:
        change_activity(activity=activity, conclusions=conclusions, by=by)
    note(by=by, verb="minutes.write", what=minutes, region=activity.body.region_id, fields=changed)
    return minutes


@action("minutes.sign", stored=minutes_words, circumstances=("check_url",))
def sign_minutes(*, activity: Activity, check_url: str, by: Actor, op_id: uuid.UUID | None = None) -> Minutes:
    """They become a paper with number and code, the list of who came is closed with them, and what was decided for
    somebody to do becomes a promise of hers.

    Refuses: minutes_empty, no_attendance, paper_too_large; as carry_over, minute_activity, refuse_ahead,
    refuse_closed, signature_of.
    """
    body = held(activity.body)
    activity = held(activity)
    refuse_closed(activity)
    refuse_ahead(activity)
    minutes = minutes_of(activity)
    if minutes is None or not minutes.course or not activity.conclusions:
        text = _("Notulen belum lengkap. Tulis dulu jalannya rapat dan kesimpulannya, lalu tanda tangani.")
        raise Refused("minutes_empty", text)
    if not present_at(activity).exists():
        text = _("Daftar hadir masih kosong. Catat dulu siapa yang hadir, lalu tanda tangani.")
        raise Refused("no_attendance", text)
    minutes = held(minutes)
    minutes.signed_name, minutes.signed_post = signature_of(body, by)
    minutes.signed_at, minutes.signed_by = timezone.now(), by.id
    minutes.save()
    minute_activity(activity=activity, by=by)
    carry_over(activity=activity, by=by)
    issue_paper(Paper, PaperSequence, minutes_order(minutes), check_url=check_url, by=by)
    note(by=by, verb="minutes.sign", what=minutes, region=body.region_id)
    return minutes


@action("minutes.add", stored=addendum_words, circumstances=("check_url",))
def add_addendum(
    *, minutes: Minutes, text: str, check_url: str, by: Actor, op_id: uuid.UUID | None = None
) -> MinutesAddendum:
    """What was wrong in signed minutes, as a paper of its own beside them.

    Refuses: addendum_empty, not_minuted, paper_too_large; as signature_of.
    """
    body = held(minutes.activity.body)
    minutes = held(minutes)
    text = clean_text(text, keeps_lines=True)
    if minutes.signed_at is None:
        raise Refused("not_minuted", _("Notulen ini belum ditandatangani. Ubah saja konsepnya."))
    if not text:
        raise Refused("addendum_empty", _("Tulis apa yang dibetulkan."), field="text", status=422)
    name, post = signature_of(body, by)
    addendum = MinutesAddendum.objects.create(
        minutes=minutes, words=text, signed_by=by.id, signed_name=name, signed_post=post
    )
    issue_paper(Paper, PaperSequence, addendum_order(addendum), check_url=check_url, by=by)
    note(by=by, verb="minutes.add", what=addendum, region=body.region_id)
    return addendum


def signature_of(body: Body, by: Actor) -> tuple[str, str]:
    """Name and post of who signs: whoever leads the body and has an account; where nobody does, who may sign for it.

    Refuses: not_chair.
    """
    posts = Post.objects.filter(in_force(today_at(body.region_id)), body=body, office__in=LEADING)
    leading = [*posts.exclude(member=None).select_related("member").order_by("office", "since", "id")]
    for post in leading:
        if post.member is not None and post.member.user_id == by.id and by.id is not None:
            return post.name, post_name(post)
    with_account = [post for post in leading if post.member is not None and post.member.user_id is not None]
    if with_account:
        text = _("Notulen ditandatangani oleh %s. Minta beliau masuk dengan akunnya sendiri.")
        raise Refused("not_chair", text % with_account[0].name, status=403)
    return by.name, str(_("Pengurus %s") % body)
