"""Savings of named people: each has her own, nobody takes more, and nobody above the body reads a name."""

from __future__ import annotations

import datetime as dt
import io
import itertools

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.ledger import actions
from anyelir.ledger.exporting import exported
from anyelir.ledger.queries import held_now
from anyelir.ledger.savings import saved_by, savers, savings_book
from anyelir.ledger.verifying import faults_of
from anyelir.membership.actions import join_body, leave_body
from tests import factories as make
from tests.apps.ledger.conftest import OPENED, open_books
from tests.architecture.url_matrix import every_row
from tests.refusals import refused_with

pytestmark = pytest.mark.django_db
SIGN_OUT = {"accounts:sign-out", "accounts:logout"}
OCTOBER = dt.date(2026, 10, 5)
NUMBERS = itertools.count(1)


@pytest.fixture
def eti(ledger, treasurer):
    return join_body(body=ledger.body, name="Eti Rohaeti", since=OPENED, by=treasurer)


@pytest.fixture
def move(ledger, eti, treasurer):
    """``move(amount)`` is money that Eti brings, or takes when it is below zero."""

    def moved(amount_idr, **more):
        values = {"person": eti, "account": "simpanan:wajib", "place": "kas", "on": OCTOBER, "by": treasurer}
        return actions.save_money(ledger=ledger, amount_idr=amount_idr, **values | more)

    return moved


def code_of(act, *args, **given) -> str:
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    return refusal.value.code


class TestSaving:
    def test_money_goes_into_the_box_and_stays_hers(self, ledger, eti, move):
        entry = move(25_000)
        assert (entry.kind, entry.words) == ("saving", "Simpanan wajib, anggota nomor 1")
        assert "Eti" not in entry.words
        assert held_now(ledger)["kas"] == 525_000 and saved_by(eti) == 25_000
        [saver] = savers(ledger, [eti])
        assert (saver.held_idr, saver.sum_idr) == ([0, 25_000, 0], 25_000)

    def test_she_takes_no_more_than_she_has_of_that_kind(self, eti, move):
        move(25_000)
        move(10_000, account="simpanan:sukarela")
        assert code_of(move, -25_001) == "not_enough"
        assert move(-25_000).kind == "saving_paid"
        assert saved_by(eti) == 10_000

    def test_nobody_takes_what_another_saved(self, ledger, eti, move, treasurer):
        move(25_000)
        ida = join_body(body=ledger.body, name="Ida Farida", since=OPENED, by=treasurer)
        assert code_of(move, -1, person=ida) == "not_enough"

    def test_her_book_is_in_order_of_days(self, ledger, eti, move):
        move(5_000, on=dt.date(2026, 10, 9))
        move(7_000)
        rows = [(row.in_idr, row.out_idr, row.balance_idr) for row in savings_book(ledger, eti)]
        assert rows == [(7_000, 0, 7_000), (5_000, 0, 12_000)]

    @pytest.mark.parametrize(
        ("more", "code"),
        [
            ({"account": "iuran"}, "not_savings"),
            ({"account": "simpanan:emas"}, "account_unknown"),
            ({"place": "laci"}, "account_unknown"),
            ({"on": OPENED - dt.timedelta(days=1)}, "party_left"),
            ({"on": dt.date(2030, 1, 1)}, "date_ahead"),
        ],
    )
    def test_is_refused(self, move, more, code):
        assert code_of(move, 1000, **more) == code

    def test_of_another_body_is_refused(self, move, treasurer):
        other = open_books(code="32.01.01.1010/RW014", name="RW 14")
        stranger = join_body(body=other.body, name="Wati", by=treasurer)
        assert code_of(move, 1000, person=stranger) == "not_of_body"

    def test_who_left_saves_no_more(self, eti, move, treasurer):
        leave_body(person=eti, until=OCTOBER, by=treasurer)
        assert code_of(move, 1000, on=OCTOBER + dt.timedelta(days=1)) == "party_left"

    def test_nobody_leaves_before_all_is_paid_out(self, eti, move, treasurer):
        move(25_000)
        assert code_of(leave_body, person=eti, until=OCTOBER, by=treasurer) == "something_left"
        move(-25_000)
        assert leave_body(person=eti, until=OCTOBER, by=treasurer).until == OCTOBER


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(-30, 30).filter(bool)), max_size=12))
def test_random_savings_are_those_of_a_model(db, moves):
    """Three women save and take; what each has is what a dictionary says, and nobody falls below nothing."""
    by = make.user()
    make.region("32.01.01.1010/RW014", "RW 14")
    ledger = open_books(code=f"32.01.01.1010/RW014/RT{next(NUMBERS):03d}", by=by)
    people = [join_body(body=ledger.body, name=f"Ibu {no}", since=OPENED, by=by) for no in range(3)]
    model = dict.fromkeys(range(3), 0)
    for no, amount in moves:
        given_now = {"account": "simpanan:wajib", "place": "kas", "on": OCTOBER, "amount_idr": amount}
        try:
            actions.save_money(ledger=ledger, person=people[no], by=by, **given_now)
        except Refused as refusal:
            assert refusal.code == "not_enough" and model[no] + amount < 0
        else:
            model[no] += amount
    assert {no: saved_by(person) for no, person in enumerate(people)} == model
    assert held_now(ledger)["kas"] == sum(model.values()) and faults_of(ledger) == []


class TestPages:
    @pytest.fixture
    def nani(self, world):
        user = make.user("nani", "Nani Suryani")
        make.grant(user, "posyandu_treasurer", unit=world.posyandu)
        return user

    @pytest.fixture
    def page(self, sign_in, nani, world):
        browser = sign_in(nani)

        def open_page(name, sent=None, *, key=None, query=""):
            address = reverse(f"ledger:{name}", args=[key or world.ledger.pk]) + query
            return browser.get(address) if sent is None else browser.post(address, sent)

        return open_page

    def saved(self, world, amount="25.000"):
        values = {"person": str(world.saver.pk), "account": "simpanan:wajib", "place": "kas"}
        return values | {"amount_idr": amount, "on": "05-10-2026"}

    def test_somebody_joins_saves_and_takes(self, page, world):
        assert page("join", {"name": "Ida Farida", "since": "01-10-2026"}).status_code == 302
        assert page("save", self.saved(world)).status_code == 302
        text = page("savings").content.decode()
        assert "Ida Farida" in text and "Rp 25.000" in text
        with refused_with("not_enough"):
            refused = page("pay_out", self.saved(world, "25.001"))
        assert refused.status_code == 422 and 'value="25.001"' in refused.content.decode()
        page("pay_out", self.saved(world, "5.000"))
        book = page("saver", key=world.saver.pk).content.decode()
        assert "Rp 20.000" in book and world.saver.name in book

    def test_leaving_says_what_is_left(self, page, world):
        page("save", self.saved(world))
        with refused_with("something_left"):
            answer = page("saver", {"until": "05-10-2026"}, key=world.saver.pk)
        assert "masih punya simpanan Rp 25.000" in answer.content.decode()

    def test_the_entry_names_her_to_the_officers_of_the_body(self, page, world):
        page("save", self.saved(world))
        entry = world.ledger.entries.get(kind="saving")
        assert world.saver.name in page("entry", key=entry.pk).content.decode()


class TestNobodyAboveReadsANamedSaving:
    """The secretary of the desa, kecamatan, kabupaten, provinsi, the nation, the puskesmas and the health office."""

    ABOVE = ("secretary", "kecamatan", "kabupaten", "provinsi", "pusat", "bidan", "health_office")

    @pytest.fixture
    def saved(self, world):
        given_now = {"account": "simpanan:wajib", "place": "kas", "on": OCTOBER, "amount_idr": 27_351}
        return actions.save_money(
            ledger=world.ledger, person=world.saver, by=world.user("dasawisma"), **given_now
        )

    @pytest.mark.parametrize("role", ABOVE)
    def test_on_no_page(self, saved, world, sign_in, role):
        browser, ledger = sign_in(world.user(role)), world.ledger.pk
        keys = {"saver": world.saver.pk, "entry": saved.pk}
        for name in ("book", "print", "savings", "save", "pay_out", "join", "saver", "entry", "close"):
            answer = browser.get(reverse(f"ledger:{name}", args=[keys.get(name, ledger)]))
            assert answer.status_code in (403, 404), name
            assert world.saver.name not in answer.content.decode() and "27.351" not in answer.content.decode()
        totals = browser.get(reverse("ledger:totals")).content.decode()
        assert world.saver.name not in totals and "27.351" not in totals

    @pytest.mark.parametrize("role", ["secretary", "kecamatan", "kabupaten"])
    def test_at_no_address_of_the_site(self, saved, world, sign_in, role):
        browser, opened = sign_in(world.user(role)), 0
        for name, row in every_row().items():
            if name.startswith("POST ") or name in SIGN_OUT:
                continue
            answer = browser.get(reverse(name, kwargs=row.url_arguments(world)) + row.query)
            opened += answer.status_code == 200
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            text = content.decode(errors="replace")
            assert world.saver.name not in text and "27.351" not in text and "27351" not in text, name
        assert opened > 40

    def test_in_no_download_and_not_in_the_trail(self, saved, world):
        files = [
            exported(world.ledger, form).decode(errors="replace") for form in ("beancount", "hledger", "csv")
        ]
        assert all(world.saver.name not in text and str(world.saver.pk) not in text for text in files)
        cells = _cells(exported(world.ledger, "xlsx"))
        assert world.saver.name not in cells and str(world.saver.pk) not in cells and "M0001" in cells
        trail = str(list(AuditEntry.objects.values_list("detail", "verb", "object_id")))
        assert world.saver.name not in trail and "27351" not in trail


def _cells(content: bytes) -> set[str]:
    from openpyxl import load_workbook

    rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return {str(cell) for row in rows for cell in row}
