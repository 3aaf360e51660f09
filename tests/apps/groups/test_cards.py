"""A member's own book: card and four digits, and nothing of anybody else."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from anyelir.core.models import AuditEntry, Operation
from anyelir.core.refusal import Refused
from anyelir.enterprise.groups import actions
from anyelir.enterprise.groups.book_parts import OWN_BOOK_PARTS, OwnBookPart
from anyelir.enterprise.groups.card_secrets import SIGNS, new_card_code, read_card_code, shown_code
from anyelir.enterprise.groups.models import MemberCard
from anyelir.enterprise.groups.opening import open_book
from anyelir.enterprise.groups.views.book import COOKIE_NAME
from anyelir.ledger import actions as ledger_actions
from tests import factories as make
from tests.groups import CODE, PIN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
BOOK = "/buku/"
WORDS = "Buku belum terbuka."


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch) -> None:
    """What is wrong is told at once here; test_own_book has how long it takes."""
    monkeypatch.setattr("anyelir.enterprise.groups.opening.ANSWER_SECONDS", 0.0)


@pytest.fixture
def visitor() -> Client:
    return Client()


def enter(client, code=CODE, pin=PIN, **more):
    return client.post(BOOK, {"code": code, "pin": pin}, **more)


def issue(world, **changes):
    values = {"person": world.group_member, "pin": "5183", "by": world.user("dasawisma")}
    return actions.issue_card(**{**values, **changes})


def test_a_card_opens_her_book_and_hers_alone(world, visitor):
    book = world.group_member.body.ledger
    for name, amount in (("Sumiati Rahayu", 50_000), ("Tuti Herawati", 77_000)):
        ledger_actions.save_money(
            ledger=book,
            person=world.group_member.body.people.get(name=name),
            account="simpanan:wajib",
            place="kas",
            amount_idr=amount,
            on=make.today(),
            by=world.user("dasawisma"),
        )
    answer = enter(visitor, "k7md-9xq2")
    assert (answer.status_code, answer.headers["Location"]) == (302, BOOK)
    page = visitor.get(BOOK)
    text = page.content.decode()
    assert "Buku Sumiati" in text and "Rp 50.000" in text and "77.000" not in text and "Tuti" not in text
    # The group stands on the page, not in its title or address.
    assert "<title>Buku saya" in text.replace("\n", "")
    assert page.headers["X-Robots-Tag"].startswith("noindex") and "no-store" in page.headers["Cache-Control"]


def test_a_browser_that_proves_its_form_is_let_in(world):
    """As browsers do: with the token of the form and the address that it came from."""
    strict = Client(enforce_csrf_checks=True)
    door = strict.get(BOOK)
    assert door.headers["Referrer-Policy"] == "same-origin"
    assert enter(strict).status_code == 403
    sent = {"code": CODE, "pin": PIN, "csrfmiddlewaretoken": strict.cookies["csrf"].value}
    assert strict.post(BOOK, sent, headers={"Origin": "http://testserver"}).status_code == 302


def test_the_cookie_stays_in_its_path_for_a_quarter_of_an_hour(world, visitor):
    cookie = enter(visitor).cookies[COOKIE_NAME]
    assert (cookie["path"], cookie["samesite"], cookie["max-age"]) == (BOOK, "Strict", 900)
    assert cookie["httponly"]
    MemberCard.objects.update(session_until=timezone.now() - dt.timedelta(seconds=1))
    assert "Kode di kartu" in visitor.get(BOOK).content.decode()


def test_back_after_closing_shows_the_door(world, visitor):
    token = enter(visitor).cookies[COOKIE_NAME].value
    assert visitor.post(BOOK + "tutup/").status_code == 302
    visitor.cookies[COOKIE_NAME] = token
    assert "Sumiati" not in visitor.get(BOOK).content.decode()


def test_whatever_is_wrong_has_the_same_words(world, visitor):
    ended = make.body_member(world.group_member.body, "Ratih")
    from tests import groups

    actions.end_card(card=groups.card(ended, "BCDF2345"), why="lost", by=world.user("dasawisma"))
    tries = [("ZZZZZZZZ", PIN), (CODE, "0000"), ("BCDF2345", PIN), ("x", "1")]
    answers = [enter(visitor, code, pin) for code, pin in tries]
    MemberCard.objects.filter(pk=world.group_card.pk).update(tries=5)
    answers.append(enter(visitor))
    assert [answer.status_code for answer in answers] == [422] * 5
    errors = {str(answer.context["form"].errors) for answer in answers}
    assert len(errors) == 1 and WORDS in errors.pop()
    codes = {answer.context["form"].refused_code for answer in answers}
    assert codes == {"book_not_opened"}


def test_five_wrong_digits_lock_until_an_officer_opens_it(world, visitor):
    for guess in range(5):
        enter(visitor, pin=f"000{guess}")
    assert enter(visitor).status_code == 422
    world.group_card.refresh_from_db()
    assert world.group_card.is_locked
    actions.unlock_card(card=world.group_card, by=world.user("chair"))
    assert enter(visitor).status_code == 302
    world.group_card.refresh_from_db()
    assert world.group_card.tries == 0 and AuditEntry.objects.filter(verb="card.unlock").count() == 1


def test_many_networks_have_five_tries_between_them(world):
    answers = [
        enter(Client(), pin=f"{guess:04}", REMOTE_ADDR=f"198.51.{guess // 250}.{guess % 250 + 1}").status_code
        for guess in range(40)
    ]
    world.group_card.refresh_from_db()
    assert set(answers) == {422} and world.group_card.tries == 5


def test_unknown_codes_of_one_network_end_after_twenty(world, visitor):
    answers = [enter(visitor, new_card_code()) for _guess in range(21)]
    assert [answer.status_code for answer in answers] == [422] * 20 + [429]
    assert answers[-1].context["form"].refused_code == "book_too_often"
    assert WORDS in answers[-1].content.decode()
    # A known card of the same network waits as well, one of another does not.
    assert enter(visitor).status_code == 429
    assert enter(Client(), REMOTE_ADDR="203.0.113.9").status_code == 302


def test_right_digits_cost_the_network_nothing(world, visitor):
    assert {enter(visitor).status_code for _time in range(25)} == {302}


def test_a_new_card_ends_the_old_one_and_closes_its_book(world, visitor):
    enter(visitor)
    issued = issue(world)
    world.group_card.refresh_from_db()
    assert world.group_card.ended_why == "replaced"
    assert "Sumiati" not in visitor.get(BOOK).content.decode()
    assert open_book(CODE, PIN)[0] is None
    assert open_book(issued.code, "5183")[0] == issued.card
    assert AuditEntry.objects.filter(verb="card.issue").count() == 1


def test_nothing_of_code_or_digits_is_stored(world):
    issued = issue(world)
    stored = [str(value) for row in MemberCard.objects.values_list() for value in row]
    stored += [str(row) for row in AuditEntry.objects.values_list()] + [
        str(row) for row in Operation.objects.values_list()
    ]
    assert not [text for text in stored if issued.code in text or "5183" in text.split()]
    assert issued.card.pin_hash != issue(world).card.pin_hash


@pytest.mark.parametrize("pin", ["123", "12345", "12a4", "1111", "1234", "9876", "٤٥٦٧"])
def test_digits_are_four_and_not_the_first_that_come_to_mind(world, pin):
    with pytest.raises(Refused) as refused:
        issue(world, pin=pin)
    assert refused.value.code == "pin_shape"
    assert MemberCard.objects.get().ended_at is None


def test_the_page_of_the_card_shows_the_code_once(world, sign_in):
    client = sign_in(world.user("dasawisma"))
    address = reverse("groups:issue-card", args=[world.group_member.pk])
    op_id = "01981d5e-7a5b-7000-8000-000000000002"
    first = client.post(address, {"pin": "5183", "pin_again": "5183", "op_id": op_id})
    assert first.status_code == 200 and "no-store" in first.headers["Cache-Control"]
    code = first.context["code"]
    assert code in first.content.decode() and open_book(read_card_code(code), "5183")[0] is not None
    # No group and no amount on what is printed.
    card = first.content.decode().partition('class="gro-card"')[2].partition("</section>")[0]
    assert "Mekar" not in card and "Rp" not in card
    again = client.post(address, {"pin": "5183", "pin_again": "5183", "op_id": op_id})
    assert again.context["form"].refused_code == "code_was_shown"
    differs = client.post(address, {"pin": "5183", "pin_again": "5184"})
    assert differs.status_code == 422 and MemberCard.objects.filter(ended_at=None).count() == 1


def test_a_card_that_ends_keeps_no_open_book(world, visitor):
    assert enter(visitor).status_code == 302
    world.group_card.refresh_from_db()
    assert world.group_card.session_hash
    actions.end_card(card=world.group_card, why="lost", by=world.user("chair"))
    world.group_card.refresh_from_db()
    assert (world.group_card.session_hash, world.group_card.session_until) == ("", None)


def test_a_lost_card_is_ended_once(world, sign_in):
    client = sign_in(world.user("chair"))
    for _time in range(2):
        client.post(reverse("groups:end-card", args=[world.group_card.pk]))
    world.group_card.refresh_from_db()
    assert world.group_card.ended_why == "lost"
    assert AuditEntry.objects.filter(verb="card.end").count() == 1
    for act in (actions.unlock_card, lambda **card: actions.end_card(why="lost", **card)):
        with pytest.raises(Refused) as refused:
            act(card=world.group_card, by=world.user("chair"))
        assert refused.value.code == "card_ended"


def test_members_say_who_has_a_card(world, sign_in):
    client = sign_in(world.user("dasawisma"))
    address = reverse("groups:members", args=[world.group.pk])
    text = client.get(address).content.decode()
    assert (text.count("punya kartu buku"), text.count("belum punya kartu buku")) == (2, 1)
    MemberCard.objects.update(tries=5)
    text = client.get(address).content.decode()
    assert "kartu terkunci" in text and "Buka kunci" in text


def test_rooms_above_add_their_part(world, visitor, monkeypatch):
    part = OwnBookPart(
        "sample",
        "groups/_stages.html",
        lambda person, today: {"stages": []},
        headline=lambda person, today: "Sisa pinjaman Rp 600.000.",
        due=lambda person, today: [("angsuran", 115_000), ("iuran", 2_000)],
    )
    monkeypatch.setitem(OWN_BOOK_PARTS._declared, "sample", part)
    make.activity(world.group_member.body, "Rapat bulanan", on=make.today() + dt.timedelta(days=5))
    enter(visitor)
    text = visitor.get(BOOK).content.decode()
    assert "Sisa pinjaman Rp 600.000." in text and "Rp 117.000" in text and "angsuran 115.000" in text


def test_codes_have_no_vowels_and_are_read_as_typed():
    codes = {new_card_code() for _each in range(500)}
    assert len(codes) == 500 and set("".join(codes)) <= set(SIGNS) and not set("AEIOU01") & set(SIGNS)
    assert read_card_code(" k7md - 9xq2 ") == CODE and shown_code(CODE) == "K7MD-9XQ2"


def test_a_borrower_reads_her_own_loan(world, visitor):
    """Of Tuti Herawati, who borrowed a million in September at 1.5 % flat and has not paid yet."""
    from tests import groups

    groups.card(world.loan.body_member, "BCDF2345")
    enter(visitor, "BCDF2345")
    text = " ".join(visitor.get(BOOK).content.decode().split())
    assert "Sisa pinjaman Rp 1.000.000." in text and "Rp 1.000.000, sudah 0 dari 10 kali." in text
    # October is over, November runs: 115,000 each; paid off today with the charges of both months.
    assert "Rp 230.000" in text and "angsuran 230.000" in text and "Rp 1.030.000" in text
    assert "1,50% sebulan" in text and "2,625% sebulan" in text
    # Who borrows nothing reads of no loan, and least of all of that one.
    enter(visitor)
    text = visitor.get(BOOK).content.decode()
    assert "Pinjaman:" not in text and "Sisa pinjaman" not in text and "115.000" not in text
