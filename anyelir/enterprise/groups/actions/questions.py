"""Something in her book is not as she knows it: she tells it from her own page, and an officer answers there."""

from __future__ import annotations

import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.enterprise.groups.models import BookQuestion
from anyelir.enterprise.groups.summaries import question_words
from anyelir.membership.models import BodyMember
from anyelir.rules.texts import clean_text


@action("book.ask", stored=question_words)
def ask_about_book(
    *, person: BodyMember, matter: str, text: str, by: Actor, op_id: uuid.UUID | None = None
) -> BookQuestion:
    """Waits with treasurer and chair. Refuses: matter_unknown, question_waits."""
    person = held(person)
    if matter not in BookQuestion.Matter.values:
        raise Refused("matter_unknown", _("Pilih yang tidak cocok."), field="matter", status=422)
    if BookQuestion.objects.filter(body_member=person, answered_at=None).exists():
        said = _("Bendahara sudah diberi tahu dan belum menjawab. Tanyakan langsung di rapat.")
        raise Refused("question_waits", said)
    asked = BookQuestion.objects.create(body_member=person, matter=matter, text=text)
    note(by=by, verb="book.ask", what=asked, region=person.body.region_id)
    return asked


@action("book.answer", stored=question_words)
def answer_question(
    *, question: BookQuestion, answer: str, by: Actor, op_id: uuid.UUID | None = None
) -> BookQuestion:
    """She reads it in her own book. Refuses: answer_missing, question_answered."""
    question, answer = held(question), clean_text(answer)
    if question.answered_at is not None:
        raise Refused("question_answered", _("Pertanyaan ini sudah dijawab. Muat ulang halaman."))
    if not answer:
        said = _("Tulis apa yang ditemukan waktu buku diperiksa bersama.")
        raise Refused("answer_missing", said, field="answer", status=422)
    question.answer, question.answered_at, question.answered_by_name = answer, timezone.now(), by.name
    question.save(update_fields=["answer", "answered_at", "answered_by_name", "updated_at"])
    note(by=by, verb="book.answer", what=question, region=question.body_member.body.region_id)
    return question
