"""What waits for the officers of a group: a member says that something in her book is not right."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.waiting import WAITING, Task, Waiting
from anyelir.core.wording import day
from anyelir.enterprise.groups.access import visible_questions
from anyelir.enterprise.groups.models import BookQuestion

MOST = 5
URGENT_AFTER_DAYS = 14


def questions(user) -> list[Task]:
    """By number and without a name; two weeks without an answer are too long."""
    rows = visible_questions(user).filter(answered_at=None).select_related("body_member__body")
    return [_task(question) for question in rows.order_by("created_at", "id")[:MOST]]


def _task(question: BookQuestion) -> Task:
    person = question.body_member
    today = today_at(person.body.region_id)
    facts = {
        "number": person.number,
        "day": day(question.created_at),
        "matter": question.get_matter_display(),
    }
    return Task(
        _("Anggota merasa bukunya tidak cocok"),
        _("Anggota nomor %(number)s, %(matter)s, sejak %(day)s") % facts,
        reverse("groups:answer-question", args=[question.pk]),
        "chat",
        is_urgent=(today - question.created_at.date()).days > URGENT_AFTER_DAYS,
    )


WAITING.declare(Waiting("groups.questions", questions))
