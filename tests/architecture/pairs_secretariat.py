"""Lists of the room `secretariat` with their rules."""

from __future__ import annotations

from django.utils import timezone

from anyelir.core.permission import Permission as P
from anyelir.deadlines.keeping import set_deadline
from anyelir.deadlines.models import Deadline
from anyelir.membership.models import Body
from anyelir.secretariat import access as secretariat
from anyelir.secretariat.models import Activity, Disposition, Letter, PlanLine, ReportPicture
from tests import factories as make
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    for place in (world.rw, world.elsewhere):
        make.plan_line(make.body(place))
        make.activity(make.body(place))
        make.picture(make.body(place))
    letters_of_places(world)


def letters_of_places(world):
    """Limited ones, one to another body that nobody opened, one that was opened, one handed to a holder of a post."""
    here, far, group = make.body(world.kelurahan), make.body(world.elsewhere), make.body(world.rw)
    chair = make.post(here, "chair", "Yanti", pokja=2)
    chair.member.user = world.user("dasawisma")
    chair.member.save()
    limited = {"secrecy": "limited"}
    make.letter(here, **limited)
    make.letter(here, written_by=world.user("secretary").pk, **limited)
    make.letter(here, signatory=chair, **limited)
    make.letter(here, to_body=far)
    make.letter(here, to_body=far, **limited)
    make.arrival(far, make.letter(here, to_body=far, state="received"))
    make.arrival(here, make.letter(far, to_body=here, **limited))
    make.letter(group)
    kept = make.arrival(here, **limited)
    make.disposition(kept, chair)
    given = {"arrival": make.arrival(here), "pokja": 2, "instruction": "Jawab", "given_by_name": "Dewi"}
    Disposition.objects.create(**given)
    given = {"kind": "secretariat.disposition", "record": world.disposition, "region": here.region_id}
    set_deadline(Deadline, due_at=timezone.now(), **given)


PAIRS = {
    "secretariat.planning_bodies": pair(secretariat.planning_bodies, secretariat.can_view_plan, Body, P.ACTIVITY_VIEW),
    "secretariat.run_bodies": pair(secretariat.run_bodies, secretariat.can_run_plan, Body, P.ACTIVITY_RUN),
    "secretariat.known_plan_lines": pair(secretariat.known_plan_lines, secretariat.can_know_line, PlanLine, *P),
    "secretariat.known_activities": pair(secretariat.known_activities, secretariat.can_know_activity, Activity, *P),
    "secretariat.letter_bodies": pair(
        secretariat.letter_bodies, secretariat.can_view_letters, Body, P.LETTER_VIEW, P.LETTER_WRITE, P.LETTER_SIGN
    ),
    "secretariat.visible_letters": pair(
        secretariat.visible_letters, secretariat.can_view_letter, Letter, P.LETTER_VIEW, P.LETTER_WRITE, P.LETTER_SIGN
    ),
    "secretariat.known_letters": pair(secretariat.known_letters, secretariat.can_know_letter, Letter, *P),
    "secretariat.arriving_letters": pair(
        secretariat.arriving_letters, secretariat.can_take_in, Letter, P.LETTER_WRITE, P.LETTER_SIGN
    ),
    "secretariat.visible_dispositions": pair(secretariat.visible_dispositions, secretariat.is_handed_to, Disposition),
    "secretariat.followed_dispositions": pair(
        secretariat.followed_dispositions, secretariat.can_work_on, Disposition, P.LETTER_WRITE, P.LETTER_SIGN
    ),
    "secretariat.known_pictures": pair(secretariat.known_pictures, secretariat.can_know_picture, ReportPicture, *P),
}  # fmt: skip
