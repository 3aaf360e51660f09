"""Lines of the table about the own book: what a member asks from her own book, and its answer."""

from __future__ import annotations

from anyelir.core.audit import NOBODY
from anyelir.enterprise.groups import actions
from anyelir.enterprise.groups.models import BookQuestion
from anyelir.enterprise.groups.queries.register import body_of
from tests import factories as make
from tests import groups
from tests.parallel.line import Line, lines, secretary


def a_member(town):
    return make.body_member(body_of(groups.group(town.kelurahan)), "Ratih Kusuma")


QUESTIONS = [
    Line(
        "ask about her book",
        lambda town, person, op_id: actions.ask_about_book(
            person=person, matter="savings", text="", by=NOBODY, op_id=op_id
        ),
        lambda town, person: [BookQuestion.objects.count(), lines("book.ask")],
        a_member,
        frozenset({"question_waits"}),
    ),
    Line(
        "answer her",
        lambda town, question, op_id: actions.answer_question(
            question=question, answer="Sudah dicatat", by=secretary(town), op_id=op_id
        ),
        lambda town, question: [BookQuestion.objects.exclude(answered_at=None).count(), lines("book.answer")],
        lambda town: groups.question(a_member(town)),
        frozenset({"question_answered"}),
    ),
]
