"""Who may read and write what the secretary keeps: of the own body alone, none below; and what was handed on to her.

A limited letter is there for its writer, its signatory, the chair who receives it and whoever it was handed on to;
for everybody else, also in the same body, there is no such letter.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from anyelir.core.clock import today_anywhere
from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.core.terms import in_force
from anyelir.membership.access import bodies_with, can_know_body, holds_body, known_bodies
from anyelir.membership.models import Body, Post
from anyelir.secretariat.models import Activity, Arrival, Disposition, Letter, PlanLine, ReportPicture


def planning_bodies(user: Viewer) -> QuerySet[Body]:
    """Bodies whose plan, activities and annual report the person reads."""
    return bodies_with(user, P.ACTIVITY_VIEW)


def can_view_plan(user: Viewer, body: Body) -> bool:
    """Its plan, its activities and its annual report."""
    return holds_body(user, body, P.ACTIVITY_VIEW)


def run_bodies(user: Viewer) -> QuerySet[Body]:
    """Bodies whose plan and activities the person writes."""
    return bodies_with(user, P.ACTIVITY_RUN)


def can_run_plan(user: Viewer, body: Body) -> bool:
    return holds_body(user, body, P.ACTIVITY_RUN)


def known_plan_lines(user: Viewer) -> QuerySet[PlanLine]:
    """Lines of which the person may know that there are some: those of the bodies that she may know."""
    return PlanLine.objects.filter(body__in=known_bodies(user))


def can_know_line(user: Viewer, line: PlanLine) -> bool:
    return can_know_body(user, line.body)


def known_activities(user: Viewer) -> QuerySet[Activity]:
    return Activity.objects.filter(body__in=known_bodies(user))


def can_know_activity(user: Viewer, activity: Activity) -> bool:
    return can_know_body(user, activity.body)


LETTER_RIGHTS = (P.LETTER_VIEW, P.LETTER_WRITE, P.LETTER_SIGN)
IN_HAND = (P.LETTER_WRITE, P.LETTER_SIGN)
ON_THE_WAY = (Letter.State.SENT, Letter.State.RECEIVED)


def letter_bodies(user: Viewer) -> QuerySet[Body]:
    """Bodies whose letters the person reads."""
    return bodies_with(user, *LETTER_RIGHTS)


def can_view_letters(user: Viewer, body: Body) -> bool:
    return holds_body(user, body, *LETTER_RIGHTS)


def can_write_letters(user: Viewer, body: Body) -> bool:
    return holds_body(user, body, P.LETTER_WRITE)


def posts_held(user: Viewer) -> list[Post]:
    """The posts of the person today, read once per request."""
    reader: Any = user
    if not getattr(reader, "is_authenticated", False):
        return []
    if not hasattr(reader, "_posts_today"):
        rows = Post.objects.filter(in_force(today_anywhere()), member__user=reader.id)
        reader._posts_today = [*rows.only("body", "pokja", "member")]
    held: list[Post] = reader._posts_today
    return held


def _handed_to(user: Viewer) -> Q:
    """Dispositions to a post of the person, or to her pokja."""
    posts = posts_held(user)
    in_pokja = [Q(pokja=post.pokja, arrival__body=post.body_id) for post in posts if post.pokja]
    return functools.reduce(operator.or_, in_pokja, Q(post__in=[post.pk for post in posts]))


def is_handed_to(user: Viewer, disposition: Disposition) -> bool:
    posts = posts_held(user)
    if disposition.post_id is not None:
        return disposition.post_id in {post.pk for post in posts}
    return (disposition.pokja, disposition.arrival.body_id) in {(post.pokja, post.body_id) for post in posts}


def visible_dispositions(user: Viewer) -> QuerySet[Disposition]:
    """Those handed to the person."""
    return Disposition.objects.filter(_handed_to(user))


def followed_dispositions(user: Viewer) -> QuerySet[Disposition]:
    """The same, and those about letters of the own bodies, for whoever hands letters on there."""
    followed = Q(arrival__body__in=bodies_with(user, *IN_HAND), arrival__letter__in=visible_letters(user))
    return Disposition.objects.filter(_handed_to(user) | followed)


def visible_letters(user: Viewer) -> QuerySet[Letter]:
    """Letters of the own bodies, written or received, without limited ones of others; and those to work on."""
    reading, signing = letter_bodies(user), bodies_with(user, P.LETTER_SIGN)
    received = Arrival.objects.filter(body__in=reading)
    confided = Arrival.objects.filter(Q(body__in=signing) | Q(recorded_by=user.id), body__in=reading)
    nobodys = Q(signatory__member__user=None, body__in=signing, direction=Letter.Direction.OUT)
    limited = (Q(written_by=user.id) | Q(signatory__member__user=user.id) | nobodys) & Q(body__in=reading)
    normal = Q(secrecy=Letter.Secrecy.NORMAL) & (Q(body__in=reading) | _pk_of(received))
    handed = visible_dispositions(user).values("arrival__letter")
    return Letter.objects.filter(normal | limited | _pk_of(confided) | Q(pk__in=handed))


def _pk_of(arrivals: QuerySet[Arrival]) -> Q:
    return Q(pk__in=arrivals.values("letter"))


def can_view_letter(user: Viewer, letter: Letter) -> bool:
    arrivals = [*letter.arrivals.select_related("body")]
    if any(is_handed_to(user, each) for each in Disposition.objects.filter(arrival__in=arrivals)):
        return True
    at = [arrival for arrival in arrivals if can_view_letters(user, arrival.body)]
    is_own = can_view_letters(user, letter.body)
    if not letter.is_limited:
        return is_own or bool(at)
    return is_own and _is_party(user, letter) or any(_is_confided(user, arrival) for arrival in at)


def _is_party(user: Viewer, letter: Letter) -> bool:
    """Its writer or its signatory; whoever signs for the body where nobody's account holds the post."""
    signatory = letter.signatory.member if letter.signatory is not None else None
    account = signatory.user_id if signatory is not None else None
    if account is None and letter.is_out and holds_body(user, letter.body, P.LETTER_SIGN):
        return True
    return user.id is not None and user.id in (letter.written_by, account)


def _is_confided(user: Viewer, arrival: Arrival) -> bool:
    return holds_body(user, arrival.body, P.LETTER_SIGN) or arrival.recorded_by == user.id


def known_letters(user: Viewer) -> QuerySet[Letter]:
    """Letters of which the person may know that they exist: no limited one that she may not read."""
    known = known_bodies(user)
    around = Q(body__in=known) | _pk_of(Arrival.objects.filter(body__in=known))
    return Letter.objects.filter(
        Q(secrecy=Letter.Secrecy.NORMAL) & around | Q(pk__in=visible_letters(user).values("pk"))
    )


def can_know_letter(user: Viewer, letter: Letter) -> bool:
    bodies = [letter.body, *(arrival.body for arrival in letter.arrivals.select_related("body"))]
    is_around = not letter.is_limited and any(can_know_body(user, body) for body in bodies)
    return is_around or can_view_letter(user, letter)


def arriving_letters(user: Viewer) -> QuerySet[Letter]:
    """Letters that another body sent to an own one, where nobody has opened them yet."""
    opening = bodies_with(user, *IN_HAND)
    limited = Q(secrecy=Letter.Secrecy.LIMITED) & ~Q(to_body__in=bodies_with(user, P.LETTER_SIGN))
    opened = Arrival.objects.filter(letter=OuterRef("pk"), body=OuterRef("to_body"))
    sent = Letter.objects.filter(~Exists(opened), state__in=ON_THE_WAY, to_body__in=opening)
    return sent.exclude(limited)


def can_take_in(user: Viewer, letter: Letter) -> bool:
    rights = (P.LETTER_SIGN,) if letter.is_limited else IN_HAND
    if letter.state not in ON_THE_WAY or letter.to_body is None:
        return False
    is_opened = letter.arrivals.filter(body=letter.to_body).exists()
    return not is_opened and holds_body(user, letter.to_body, *rights)


def can_write(user: Viewer, letter: Letter) -> bool:
    return can_write_letters(user, letter.body) and can_view_letter(user, letter)


def can_sign(user: Viewer, letter: Letter) -> bool:
    """Whether the person may sign letters of the body; whether this one is hers to sign, the action says."""
    return holds_body(user, letter.body, P.LETTER_SIGN) and can_view_letter(user, letter)


def can_hand_on(user: Viewer, arrival: Arrival) -> bool:
    """Write dispositions about what arrived in the own body."""
    return holds_body(user, arrival.body, *IN_HAND) and can_view_letter(user, arrival.letter)


def can_work_on(user: Viewer, disposition: Disposition) -> bool:
    return is_handed_to(user, disposition) or can_hand_on(user, disposition.arrival)


def arrivals_at(user: Viewer, letter: Letter) -> Iterable[Arrival]:
    """The arrivals of a letter in own bodies, or where it was handed to the person."""
    return [
        arrival
        for arrival in letter.arrivals.select_related("body__region", "letter").order_by("id")
        if can_view_letters(user, arrival.body)
        or any(is_handed_to(user, each) for each in arrival.dispositions.all())
    ]


def known_pictures(user: Viewer) -> QuerySet[ReportPicture]:
    return ReportPicture.objects.filter(report__body__in=known_bodies(user))


def can_know_picture(user: Viewer, picture: ReportPicture) -> bool:
    return can_know_body(user, picture.report.body)
