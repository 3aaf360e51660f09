"""What stands in a member's own book, and what she asks the officers from there."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from anyelir.core.audit import NOBODY
from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.enterprise.groups import actions, opening
from anyelir.enterprise.groups.models import BookQuestion, MemberCard
from anyelir.enterprise.groups.queries.own_book import own_book
from anyelir.enterprise.groups.waiting import questions
from anyelir.ledger import actions as ledger_actions
from tests import factories as make
from tests import groups
from tests.groups import CODE, PIN

pytestmark = pytest.mark.django_db
BOOK = "/buku/"


@pytest.fixture
def visitor() -> Client:
    return Client()


def enter(client, code=CODE, pin=PIN):
    return client.post(BOOK, {"code": code, "pin": pin})


def save(world, person, amount_idr, account="simpanan:wajib", on=None):
    return ledger_actions.save_money(
        ledger=person.body.ledger,
        person=person,
        account=account,
        place="kas",
        amount_idr=amount_idr,
        on=on or make.today(),
        by=world.user("dasawisma"),
    )


def ask(world, **changes):
    facts = {"person": world.group_member, "matter": "savings", "text": "Bulan lalu saya setor dua kali"}
    return actions.ask_about_book(by=NOBODY, **facts | changes)


def test_her_newest_entries_are_named_and_cut(world, visitor):
    person = world.group_member
    for amount_idr in (50_000, 20_000):
        save(world, person, amount_idr)
    taken = save(world, person, -15_000)
    ledger_actions.reverse_entry(entry=taken, reason="Salah", on=make.today(), by=world.user("dasawisma"))
    rows = own_book(person)["rows"]
    assert [(row.title, row.amount_idr, row.is_taken, row.is_reversal) for row in rows] == [
        ("Simpanan wajib", 15_000, False, True),
        ("Simpanan wajib", 15_000, True, False),
        ("Simpanan wajib", 20_000, False, False),
        ("Simpanan wajib", 50_000, False, False),
    ]
    enter(visitor)
    text = " ".join(visitor.get(BOOK).content.decode().split())
    assert "Lihat 4 catatan terakhir" in text and "diambil 15.000" in text and "dibatalkan 15.000" in text


def test_no_more_than_twenty_four_entries_stand_there(world):
    for _time in range(26):
        save(world, world.group_member, 1_000)
    assert len(own_book(world.group_member)["rows"]) == 24


def test_last_opened_is_the_time_before_this_one(world, visitor):
    enter(visitor)
    assert "Terakhir dibuka" not in visitor.get(BOOK).content.decode()
    # Looked at again while it is open, it is still this opening.
    assert "Terakhir dibuka" not in visitor.get(BOOK).content.decode()
    first = MemberCard.objects.get(pk=world.group_card.pk).seen_at
    enter(visitor)
    for _time in range(2):
        assert visitor.get(BOOK).context["seen_before"] == first


def test_the_page_goes_when_the_book_closes(world, visitor):
    enter(visitor)
    MemberCard.objects.update(session_until=timezone.now() + dt.timedelta(seconds=100))
    text = visitor.get(BOOK).content.decode()
    assert 1 < visitor.get(BOOK).context["closes_in"] <= 101 and 'http-equiv="refresh"' in text


@pytest.mark.parametrize("code", [CODE, "ZZZZZZZZ"])
def test_what_is_wrong_takes_as_long_for_a_known_card_as_for_none(world, visitor, monkeypatch, code):
    slept = []
    monkeypatch.setattr(opening, "ANSWER_SECONDS", 60.0)
    monkeypatch.setattr(opening.time, "sleep", slept.append)
    began = time.monotonic()
    assert enter(visitor, code, "0000").status_code == 422
    [seconds] = slept
    assert 60.0 - (time.monotonic() - began) <= seconds <= 60.0


def test_right_digits_wait_for_nothing(world, visitor, monkeypatch):
    monkeypatch.setattr(opening.time, "sleep", lambda _seconds: pytest.fail("waited"))
    assert enter(visitor).status_code == 302


def test_she_tells_the_treasurer_without_an_account(world, visitor):
    enter(visitor)
    answer = visitor.post(BOOK + "tanya/", {"matter": "savings", "text": "Setoran bulan lalu belum ada"})
    assert (answer.status_code, answer.headers["Location"]) == (302, BOOK)
    asked = BookQuestion.objects.get()
    assert (asked.body_member, asked.text) == (world.group_member, "Setoran bulan lalu belum ada")
    text = visitor.get(BOOK).content.decode()
    assert "sudah diberi tahu" in text and "Kirim ke bendahara" not in text
    [line] = AuditEntry.objects.filter(verb="book.ask")
    assert (line.actor_id, line.actor_name) == (None, "Belum masuk")
    assert "Setoran" not in str(line.detail)


def test_without_an_open_book_nothing_is_asked(world, visitor):
    answer = visitor.post(BOOK + "tanya/", {"matter": "savings"})
    assert answer.headers["Location"] == BOOK and not BookQuestion.objects.exists()
    enter(visitor)
    visitor.post(BOOK + "tutup/")
    visitor.post(BOOK + "tanya/", {"matter": "savings"})
    assert not BookQuestion.objects.exists()


def test_what_is_asked_must_be_about_something(world, visitor):
    enter(visitor)
    answer = visitor.post(BOOK + "tanya/", {"matter": "husband", "text": "x" * 301})
    assert answer.status_code == 422 and "no-store" in answer.headers["Cache-Control"]
    assert {"matter", "text"} <= set(answer.context["form"].errors) and not BookQuestion.objects.exists()
    with pytest.raises(Refused) as refused:
        ask(world, matter="husband")
    assert refused.value.code == "matter_unknown"


def test_while_it_waits_she_does_not_ask_again(world, visitor):
    asked = ask(world)
    with pytest.raises(Refused) as refused:
        ask(world)
    assert refused.value.code == "question_waits"
    actions.answer_question(question=asked, answer="Sudah dibetulkan", by=world.user("dasawisma"))
    assert ask(world) != asked


def test_it_waits_with_treasurer_and_chair_by_number(world):
    ask(world)
    for role in ("dasawisma", "chair"):
        [task] = questions(world.user(role))
        assert (
            "Anggota nomor 1" in task.note and "Sumiati" not in task.note + task.title and not task.is_urgent
        )
    for role in ("secretary", "kecamatan", "kader", "stranger"):
        assert questions(world.user(role)) == []
    BookQuestion.objects.update(created_at=timezone.now() - dt.timedelta(days=16))
    assert questions(world.user("chair"))[0].is_urgent


def test_an_answer_stands_in_her_book(world, visitor, sign_in):
    asked = ask(world)
    client = sign_in(world.user("dasawisma"))
    address = reverse("groups:answer-question", args=[asked.pk])
    assert "Bulan lalu saya setor dua kali" in client.get(address).content.decode()
    assert client.post(address, {"answer": " "}).status_code == 422
    assert client.post(address, {"answer": "Satu setoran belum disalin, sudah dicatat"}).status_code == 302
    assert questions(world.user("chair")) == []
    enter(visitor)
    text = visitor.get(BOOK).content.decode()
    assert "Satu setoran belum disalin" in text and "Yanti" in text and "Kirim ke bendahara" in text
    with pytest.raises(Refused) as refused:
        actions.answer_question(question=asked, answer="Lagi", by=world.user("chair"))
    assert refused.value.code == "question_answered"
    with pytest.raises(Refused) as refused:
        actions.answer_question(question=ask(world), answer=" ", by=world.user("chair"))
    assert refused.value.code == "answer_missing"


def test_nobody_reads_the_question_of_another_member(world, visitor):
    ask(world, text="Rahasia saya")
    groups.card(world.loan.body_member, "BCDF2345")
    enter(visitor, "BCDF2345")
    text = visitor.get(BOOK).content.decode()
    assert "Rahasia saya" not in text and "Kirim ke bendahara" in text
