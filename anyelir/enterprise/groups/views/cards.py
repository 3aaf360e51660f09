"""Cards of members, for chair and treasurer, and what members ask about their books."""

from __future__ import annotations

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from anyelir.core.screens import answer, done, load_or_refuse, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted
from anyelir.documents.qr import qr_picture
from anyelir.enterprise.groups import access, actions
from anyelir.enterprise.groups.card_secrets import shown_code
from anyelir.enterprise.groups.forms.cards import BookAnswerForm, CardForm
from anyelir.enterprise.groups.models import MemberCard
from anyelir.enterprise.groups.queries.register import group_of


def _may_serve(user, person) -> bool:
    group = group_of(person.body)
    return group is not None and access.can_read_people(user, group)


@never_cache
@methods("GET", "POST")
def issue(request, pk):
    """She types her digits on the turned phone; then the code is shown once, to be printed or written down."""
    people = access.known_group_people(request.user).select_related("body__region")
    person = load_or_refuse(people, lambda each: _may_serve(request.user, each), pk=pk)
    group = group_of(person.body)
    context = {"person": person, "group": group, "region": group.region}

    def save(cleaned):
        issued = actions.issue_card(person=person, by=request.user, **cleaned)
        address = request.build_absolute_uri(reverse("groups:book"))
        shown = {"code": shown_code(issued.code), "qr": qr_picture(f"{address}#{issued.code}")}
        return render(
            request,
            "groups/card.html",
            {**context, **shown, "address": address, "first_name": person.name.split()[0]},
        )

    return answer(request, CardForm(posted(request)), save, "groups/card_form.html", context)


def _card_at(request, pk) -> MemberCard:
    known = access.known_cards(request.user).select_related("body_member__body__region")
    return load_or_refuse(known, lambda card: _may_serve(request.user, card.body_member), pk=pk)


@methods("POST")
def end(request, pk):
    card = _card_at(request, pk)

    def act() -> str:
        why = MemberCard.Ending.LOST
        actions.end_card(card=card, why=why, by=request.user, op_id=posted_op_id(request))
        return _("Kartu lama tidak berlaku lagi. Buat kartu baru bersama orangnya.")

    return press(request, act, "groups:members", pk=card.body_member.body.unit_id)


@methods("POST")
def unlock(request, pk):
    card = _card_at(request, pk)

    def act() -> str:
        actions.unlock_card(card=card, by=request.user, op_id=posted_op_id(request))
        return _("Kartu terbuka lagi: lima kali percobaan baru.")

    return press(request, act, "groups:members", pk=card.body_member.body.unit_id)


@methods("GET", "POST")
def answer_question(request, pk):
    """What she says is not right, and what came out when both looked into the books."""
    known = access.known_questions(request.user).select_related("body_member__body__region")
    question = load_or_refuse(known, lambda each: access.can_answer_question(request.user, each), pk=pk)
    group = group_of(question.body_member.body)
    form = BookAnswerForm(posted(request))

    def save(cleaned):
        actions.answer_question(question=question, by=request.user, **cleaned)
        return done(request, _("Jawaban tersimpan di buku anggota itu."), "groups:members", pk=group.pk)

    context = {"question": question, "group": group, "region": group.region}
    return answer(request, form, save, "groups/question.html", context)
