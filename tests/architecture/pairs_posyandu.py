"""Lists of the room `posyandu` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.families.models import Person
from anyelir.membership.access import can
from anyelir.posyandu.care import access as care
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.day import access as day
from anyelir.posyandu.day.models import Measurement, PosyanduSession
from anyelir.posyandu.register import access as register
from anyelir.posyandu.register.models import Posyandu, TransferRequest
from tests import factories as make
from tests.architecture.access_pairs import pair
from tests.architecture.pairs_books import goods_of


def in_reach(user, child: Person) -> bool:
    """Near or enrolled where the user sees a posyandu, or seen for another reason."""
    near = can(user, P.POSYANDU_VIEW, child.region_id)
    enrolled = (register.can_view_posyandu(user, enrolment.posyandu) for enrolment in child.enrolments.all())
    return near or any(enrolled) or register.can_view_child(user, child)


def populate(world) -> None:
    """Gone, referred elsewhere, in no posyandu, far away, protected."""
    gone = make.child(world.family, "Pindah")
    make.enrolment(world.posyandu, gone, until=make.today())
    make.enrolment(world.next_posyandu, gone, since=make.today())
    referred = make.child(world.family, "Dirujuk")
    make.enrolment(world.next_posyandu, referred)
    make.referral(referred, world.next_posyandu, world.other_puskesmas)
    make.referral(world.next_child, world.next_posyandu, world.other_puskesmas, status="closed")
    hidden = make.child(make.family(world.next_kelurahan), "Dilindungi", is_protected=True)
    make.referral(hidden, world.posyandu, world.puskesmas)
    far = make.posyandu(world.elsewhere, "Jepun")
    make.enrolment(far, make.child(make.family(world.elsewhere), "Jauh"))
    make.session(far)
    goods_of(make.body_of(world.posyandu))
    goods_of(make.body_of(far))
    make.budget_line(make.ledger(far))


PAIRS = {
    "posyandu.register.visible_posyandu": pair(
        register.visible_posyandu, register.can_view_posyandu, Posyandu, P.POSYANDU_VIEW
    ),
    "posyandu.day.closable_posyandu": pair(
        day.closable_posyandu, day.can_close_month, Posyandu, P.MONTH_CLOSE
    ),
    "posyandu.day.visible_sessions": pair(
        day.visible_sessions, lambda u, s: register.can_view_posyandu(u, s.posyandu), PosyanduSession,
        P.POSYANDU_VIEW,
    ),
    "posyandu.register.runnable_posyandu": pair(
        register.runnable_posyandu, register.can_run_session, Posyandu, P.SESSION_RUN
    ),
    "posyandu.register.caring_children": pair(register.caring_children, register.cares_for, Person, P.CHILD_VIEW),
    "posyandu.register.visible_children": pair(
        register.visible_children, register.can_view_child, Person, P.CHILD_VIEW
    ),
    "posyandu.register.known_children": pair(register.known_children, in_reach, Person, P.POSYANDU_VIEW, P.CHILD_VIEW),
    "posyandu.day.known_measurements": pair(
        day.known_measurements, lambda u, m: in_reach(u, m.child), Measurement, P.POSYANDU_VIEW, P.CHILD_VIEW
    ),
    "posyandu.care.known_referrals": pair(
        care.known_referrals,
        lambda u, r: care.can_view_referral(u, r) or register.can_view_posyandu(u, r.posyandu),
        Referral, P.REFERRAL_CREATE, P.REFERRAL_ANSWER, P.POSYANDU_VIEW,
    ),
    "posyandu.care.visible_referrals": pair(
        care.visible_referrals, care.can_view_referral, Referral, P.REFERRAL_CREATE, P.REFERRAL_ANSWER
    ),
    "posyandu.register.answerable_requests": pair(
        register.answerable_requests, register.can_answer_request, TransferRequest, P.SESSION_RUN
    ),
    "posyandu.register.sent_requests": pair(
        register.sent_requests, lambda u, r: register.can_run_session(u, r.to_posyandu), TransferRequest,
        P.SESSION_RUN,
    ),
}  # fmt: skip
