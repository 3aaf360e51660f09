"""A referral is answered by its last day: late ones are listed, and the puskesmas is reminded by a count."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.channels.models import Message
from anyelir.channels.queueing import queue_message
from anyelir.channels.recipients import To
from anyelir.core.audit import Actor
from anyelir.core.clock import day_at
from anyelir.core.deadlines import KINDS, DeadlineKind, Owed, Step
from anyelir.deadlines.keeping import set_deadline, settle_deadline, text_keys
from anyelir.deadlines.models import Deadline
from anyelir.partners.channels import PUSKESMAS
from anyelir.partners.models import Puskesmas
from anyelir.posyandu.care.access import visible_referrals
from anyelir.posyandu.care.channels import REMINDER
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.care.models.referral import NOT_SEEN, UNANSWERED
from anyelir.rules.time_zones import end_of_day

ANSWER = "referral.answer"
AGAIN = dt.timedelta(days=7)


def expect_answer(referral: Referral) -> None:
    """From now on somebody waits for the answer."""
    place = referral.posyandu.region_id
    due_at = end_of_day(place, referral.last_day)
    set_deadline(Deadline, kind=ANSWER, record=referral, region=place, due_at=due_at)


def follow_status(referral: Referral, *, by: Actor) -> None:
    """A child that was seen is waited for no longer."""
    if referral.status not in NOT_SEEN:
        settle_deadline(Deadline, kind=ANSWER, record=referral, by=by)


def unanswered(puskesmas: Puskesmas, now: dt.datetime) -> int:
    """How many referrals to a puskesmas are late without a word from it."""
    waiting = Referral.objects.filter(puskesmas=puskesmas, status__in=UNANSWERED)
    late = Deadline.objects.filter(kind=ANSWER, done_at=None, due_at__lte=now)
    return late.filter(object_key__in=text_keys(waiting)).count()


def remind(deadline: Deadline, now: dt.datetime) -> Message | None:
    """One text a day to the puskesmas, whatever the number of referrals; none when it has answered all."""
    puskesmas = Puskesmas.objects.get(referrals__pk=deadline.object_key)
    count = unanswered(puskesmas, now)
    if not count:
        return None
    return queue_message(
        Message,
        purpose=REMINDER,
        template="overdue",
        counts={"count": count},
        to=To(PUSKESMAS, str(puskesmas.pk)),
        region=puskesmas.region_id,
        now=now,
        once=f"{REMINDER}/{puskesmas.pk}/{day_at(puskesmas.region_id, now)}",
    )


def waiting_referrals(user):
    return visible_referrals(user).select_related("child", "posyandu", "puskesmas")


def owed(referral: Referral) -> Owed:
    params = {"puskesmas": referral.puskesmas.name, "posyandu": referral.posyandu.name}
    note = _("Puskesmas %(puskesmas)s, dari Posyandu %(posyandu)s") % params
    return Owed(referral.child.name, note, reverse("posyandu:referral", args=[referral.pk]))


KINDS.declare(
    DeadlineKind(
        ANSWER,
        gettext_lazy("rujukan yang anaknya belum diperiksa"),
        "hospital",
        (Step("reminder", dt.timedelta(), remind), Step("again", AGAIN, remind)),
        waiting_referrals,
        owed,
        only_last=True,
    )
)
