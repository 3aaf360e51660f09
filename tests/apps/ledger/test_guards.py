"""What the database itself refuses, whoever sends the statement and whatever the actions would have said."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from anyelir.core.guards import guard, is_guarded, triggers_of, unguard
from anyelir.core.ids import uuid7
from anyelir.ledger import actions
from anyelir.ledger.models import Balance, Closing, Ledger, LedgerAccount, LedgerEntry, LedgerLine
from anyelir.ledger.queries import held_now
from tests import factories as make
from tests.apps.ledger.conftest import open_books

pytestmark = pytest.mark.django_db
GUARDED = [Ledger, LedgerAccount, LedgerEntry, LedgerLine, Balance, Closing]


def why_not(act) -> str:
    """The slug with which the database refuses, "" when it lets it happen."""
    try:
        with transaction.atomic():
            act()
            connection.check_constraints()
    except IntegrityError as error:
        return str(error).splitlines()[0]
    return ""


def run(sql: str, *parameters):
    def act():
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)

    return act


@pytest.fixture
def write(ledger):
    """``write(lines, **fields)`` stores lines and their entry with nothing in between that could refuse."""

    def past_the_actions(lines=(("kas", 10), ("iuran", -10)), books=None, **fields):
        books = books or ledger
        numbers = (
            LedgerEntry.objects.filter(ledger=books, year=2026).order_by("-no").values_list("no", flat=True)
        )
        fields = {"on": dt.date(2026, 10, 5), "year": 2026, "no": (numbers.first() or 0) + 1, **fields}
        entry = LedgerEntry(id=uuid7(), ledger=books, kind="receipt", words="x", at=timezone.now(), **fields)
        for code, amount, *more in lines:
            account = code if isinstance(code, LedgerAccount) else books.accounts.get(code=code)
            party, matter = [*more, "", ""][:2]
            LedgerLine(
                entry=entry, ledger=books, account=account, amount_idr=amount, party=party, matter=matter
            ).save()
        entry.save(force_insert=True)
        return entry

    return past_the_actions


def test_a_whole_entry_is_taken(ledger, write):
    assert why_not(write) == ""
    assert held_now(ledger)["kas"] == 500_010


@pytest.mark.parametrize(
    ("lines", "slug"),
    [
        ([], "empty"),
        ([("kas", 10), ("iuran", -9)], "unbalanced"),
        ([("kas", 10)], "unbalanced"),
        ([("kas", -500_001), ("iuran", 500_001)], "not_below_zero"),
        ([("bank", -1), ("kas", 1)], "not_below_zero"),
        ([("simpanan:wajib", 1, "7"), ("kas", -1)], "not_below_zero"),
        ([("kas", 0), ("iuran", 0)], "amount_not_zero"),
        ([("kas", 10**11 + 1), ("iuran", -(10**11) - 1)], "amount_not_zero"),
    ],
)
def test_lines_that_do_not_make_an_entry(ledger, write, lines, slug):
    before = held_now(ledger)
    assert slug in why_not(lambda: write(lines))
    assert held_now(ledger) == before


@pytest.mark.parametrize(
    ("fields", "slug"),
    [
        ({"no": 3}, "not_next"),
        ({"no": 1}, "not_next"),
        ({"year": 2027, "no": 1}, "wrong_year"),
        ({"on": dt.date(2026, 8, 31)}, "day_closed"),
    ],
)
def test_an_entry_of_another_number_or_day(write, fields, slug):
    assert slug in why_not(lambda: write(**fields))


def test_accounts_of_other_books(write):
    other = open_books(code="32.01.01.1010/RW014", name="RW 14")
    foreign = other.accounts.get(code="iuran")
    assert "foreign" in why_not(lambda: write([("kas", 10), (foreign, -10)]))


def test_a_line_of_other_books_under_an_own_account(ledger, write):
    other = open_books(code="32.01.01.1010/RW014", name="RW 14")
    entry = LedgerEntry(
        id=uuid7(), ledger=ledger, year=2026, no=2, on="2026-10-05", kind="x", words="x", at=timezone.now()
    )

    def act():
        for code, amount in (("kas", 10), ("iuran", -10)):
            LedgerLine(
                entry=entry, ledger=other, account=ledger.accounts.get(code=code), amount_idr=amount
            ).save()
        entry.save(force_insert=True)

    assert "foreign" in why_not(act)


def test_a_line_without_an_entry_and_one_after_the_seal(ledger, write):
    kas = ledger.accounts.get(code="kas")
    assert why_not(LedgerLine(entry_id=uuid7(), ledger=ledger, account=kas, amount_idr=5).save) != ""
    entry = write()
    assert "sealed" in why_not(LedgerLine(entry=entry, ledger=ledger, account=kas, amount_idr=5).save)


def test_after_the_end_of_the_books(ledger, write):
    Ledger.objects.filter(pk=ledger.pk).update(until=dt.date(2026, 10, 4))
    assert "day_closed" in why_not(write)


class TestReversals:
    def test_the_mirror_is_taken_once(self, write):
        entry, mirror = write(), [("kas", -10), ("iuran", 10)]
        write(mirror, reverses=entry)
        assert why_not(lambda: write(mirror, reverses=entry)) != ""

    @pytest.mark.parametrize(
        "lines",
        [
            [("kas", -9), ("iuran", 9)],
            [("kas", -10), ("jimpitan", 10)],
            [("kas", -10), ("iuran", 10, "3")],
            [("kas", -10), ("iuran", 10, "", "apbd")],
        ],
    )
    def test_what_is_no_mirror(self, write, lines):
        entry = write()
        assert "not_mirrored" in why_not(lambda: write(lines, reverses=entry))

    def test_of_a_reversal_or_of_other_books(self, ledger, write):
        entry = write()
        back = write([("kas", -10), ("iuran", 10)], reverses=entry)
        assert "not_mirrored" in why_not(lambda: write(reverses=back))
        other = open_books(code="32.01.01.1010/RW014", name="RW 14")
        theirs = write(books=other)
        lines = [("kas", -10), ("iuran", 10)]
        assert "not_mirrored" in why_not(lambda: write(lines, reverses=theirs))


def test_a_record_of_another_room_is_posted_once(write):
    write(source_kind="loan", source_key="1")
    assert why_not(lambda: write(source_kind="loan", source_key="1")) != ""
    assert why_not(lambda: write(source_kind="loan")) != ""


class TestWithoutTheActions:
    """Statements of somebody who opened the database with another tool."""

    @pytest.fixture
    def closed(self, ledger, write, treasurer, chairwoman):
        write()
        made = actions.propose_closing(ledger=ledger, counted_idr=500_000, by=treasurer)
        closing = actions.confirm_closing(proposal=made, by=chairwoman)
        connection.check_constraints()
        return closing

    @pytest.mark.parametrize("model", [LedgerEntry, LedgerLine, Closing, Ledger, LedgerAccount, Balance])
    def test_no_row_goes_away(self, closed, model):
        table = model._meta.db_table
        assert "append-only" in why_not(run(f"DELETE FROM {table}")) or model is Balance
        assert why_not(run(f"DELETE FROM {table}")) != ""
        if connection.vendor == "postgresql":
            assert why_not(run(f"TRUNCATE {table} CASCADE")) != ""

    @pytest.mark.parametrize(
        "change",
        [
            "ledger_entry SET words = 'y'",
            "ledger_entry SET no = no + 7",
            "ledger_line SET amount_idr = amount_idr * 2",
            "ledger_line SET party = 'y'",
            "ledger_closing SET counted_idr = 0",
            "ledger_closing SET digest = 'y'",
            "ledger_account SET guard = 'none'",
            "ledger_account SET kind = 'asset'",
            "ledger_account SET code = code || 'y'",
            "membership_body SET kind = 'dasawisma'",
            "ledger_ledger SET since = '2020-01-01'",
            "ledger_ledger SET closed_through = NULL",
            "ledger_ledger SET closed_through = '2026-08-31'",
            "ledger_ledger SET closed_through = '2026-10-31'",
            "ledger_balance SET amount_idr = amount_idr + 1000000",
            "ledger_balance SET is_guarded = (1 = 0) WHERE is_guarded",
            "ledger_balance SET sign = -sign",
            "ledger_balance SET party = 'y'",
        ],
    )
    def test_nothing_is_edited(self, closed, change):
        assert why_not(run(f"UPDATE {change}")) != ""

    def test_a_balance_is_not_moved_again_by_a_sealed_entry(self, closed):
        entry = LedgerEntry.objects.last()
        change = "UPDATE ledger_balance SET amount_idr = amount_idr + 10, moved_by = %s"
        assert "balance_moved" in why_not(run(change, entry.pk.hex))
        assert "balance_moved" in why_not(run(change, uuid7().hex))

    def test_a_balance_is_not_born_with_money_or_under_another_rule(self, ledger):
        balance = {
            "account": ledger.accounts.get(code="simpanan:wajib"),
            "party": "9",
            "is_guarded": True,
            "sign": -1,
        }
        assert why_not(Balance(**balance).save) == ""
        for wrong in ({"amount_idr": -5}, {"is_guarded": False}, {"sign": 1}, {"moved_by": uuid.uuid4()}):
            assert "balance_born" in why_not(Balance(**balance | {"party": "10"} | wrong).save), wrong
        pot = balance | {"account": ledger.accounts.get(code="arisan"), "party": "10"}
        assert "balance_born" in why_not(Balance(**pot).save)

    def test_sides_and_the_end_do_change(self, closed):
        for change in ("sides = 'receipts_both'", "until = '2027-01-01'"):
            assert why_not(run(f"UPDATE ledger_ledger SET {change}")) == ""

    def test_books_do_not_end_before_what_is_in_them(self, ledger, post):
        post("2026-10-05")
        assert "ended_last" in why_not(run("UPDATE ledger_ledger SET \"until\" = '2026-10-04'"))
        assert why_not(run("UPDATE ledger_ledger SET \"until\" = '2026-10-05'")) == ""


@pytest.mark.only_on("sqlite")
class TestSqlite:
    """Ways around triggers that only SQLite has."""

    @pytest.fixture(autouse=True)
    def as_it_was(self, db):
        yield
        run("PRAGMA recursive_triggers=ON")()

    @pytest.mark.parametrize("recursive", ["ON", "OFF"])
    @pytest.mark.parametrize("table", ["ledger_entry", "ledger_line", "ledger_account", "ledger_ledger"])
    def test_insert_or_replace_replaces_nothing(self, write, table, recursive):
        write()
        run(f"PRAGMA recursive_triggers={recursive}")()
        assert why_not(run(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")) != ""

    def test_replacing_by_another_unique_key_asks_the_triggers_too(self, write):
        entry = write()
        columns = [field.column for field in LedgerEntry._meta.concrete_fields]
        other = ", ".join(f"'{uuid7().hex}'" if column == "id" else f'"{column}"' for column in columns)
        names = ", ".join(f'"{column}"' for column in columns)
        sql = f"INSERT OR REPLACE INTO ledger_entry ({names}) SELECT {other} FROM ledger_entry WHERE id = %s"
        assert why_not(run(sql, entry.pk.hex)) != ""
        [(setting,)] = connection.cursor().execute("PRAGMA recursive_triggers").fetchall()
        assert setting == 1

    @pytest.mark.parametrize("word", ["IGNORE", "REPLACE", "FAIL"])
    def test_an_overdraft_is_not_ignored(self, ledger, word):
        key, kas, iuran = uuid7().hex, *(ledger.accounts.get(code=code).pk.hex for code in ("kas", "iuran"))

        def act():
            for account, amount in ((kas, -500_001), (iuran, 500_001)):
                run(
                    "INSERT INTO ledger_line (entry_id, ledger_id, account_id, party, matter, amount_idr)"
                    " VALUES (%s, %s, %s, '', '', %s)",
                    *(key, ledger.pk.hex, account, amount),
                )()
            run(
                f'INSERT OR {word} INTO ledger_entry (id, ledger_id, year, no, "on", kind, words, receipt_no,'
                " source_kind, source_key, at, by_name)"
                " VALUES (%s, %s, 2026, 2, '2026-10-05', 'x', 'x', '', '', '', '2026-10-05', '')",
                *(key, ledger.pk.hex),
            )()

        assert why_not(act) != ""
        assert held_now(ledger)["kas"] == 500_000

    def test_half_rupiah_and_words_are_no_amounts(self, ledger):
        for amount in ("0.5", "'x'"):
            sql = (
                f"INSERT INTO ledger_line (entry_id, ledger_id, account_id, party, matter, amount_idr) VALUES"
                f" (%s, %s, %s, '', '', {amount})"
            )
            account = ledger.accounts.get(code="kas").pk.hex
            assert "not_whole" in why_not(run(sql, uuid7().hex, ledger.pk.hex, account))

    def test_a_day_that_is_no_day(self, write):
        """As text it would stand between others wherever it likes."""
        columns = [field.column for field in LedgerEntry._meta.concrete_fields]
        given = {"id": f"'{uuid7().hex}'", "no": "3", "on": "'2026-10-5'"}
        values = ", ".join(given.get(column, f'"{column}"') for column in columns)
        names = ", ".join(f'"{column}"' for column in columns)
        sql = f"INSERT INTO ledger_entry ({names}) SELECT {values} FROM ledger_entry WHERE id = %s"
        assert "no_day" in why_not(run(sql, write().pk.hex))


class TestClosings:
    @pytest.fixture
    def insert(self, ledger):
        def past_the_actions(through="2026-09-30", books=None, **fields):
            values = {
                "previous_digest": "",
                "digest": "d",
                "balances": {},
                "last_no": 0,
                "counted_idr": 0,
                "difference_idr": 0,
                "treasurer": uuid.UUID(int=1),
                "chair": uuid.UUID(int=2),
            }
            values |= {"ledger": books or ledger, "through": through, "kind": "month", "at": timezone.now()}
            return Closing(id=uuid7(), **values | fields).save(force_insert=True)

        return past_the_actions

    def test_a_closing_moves_the_books_forward(self, ledger, insert):
        insert()
        ledger.refresh_from_db()
        assert ledger.closed_through == dt.date(2026, 9, 30)
        assert "not_next_month" in why_not(insert)
        assert "not_chained" in why_not(lambda: insert("2026-10-31"))
        assert why_not(lambda: insert("2026-10-31", previous_digest="d")) == ""

    @pytest.mark.parametrize("through", ["2026-09-29", "2026-10-31", "2026-08-31", "2027-09-30"])
    def test_another_day_than_the_end_of_the_next_month(self, insert, through):
        assert "not_next_month" in why_not(lambda: insert(through))

    def test_two_people(self, insert):
        assert "two_people_close" in why_not(lambda: insert(chair=uuid.UUID(int=1)))
        names = {"chair": None, "witness_one": "Eti", "witness_two": "Ida"}
        assert "two_accounts" in why_not(lambda: insert(**names))
        for above in ("32.01.01.1010/RW014", "32.01.01.1010/RW014/RT003"):
            make.region(above)
        book = open_books(code="32.01.01.1010/RW014/RT003/DW01")
        for wrong in ({"witness_two": "Eti"}, {"witness_two": ""}, {"chair": uuid.UUID(int=2)}):
            assert "two_people_close" in why_not(lambda wrong=wrong: insert(books=book, **names | wrong))
        assert why_not(lambda: insert(books=book, **names)) == ""

    def test_nothing_enters_a_closed_month(self, insert, write):
        insert()
        assert "day_closed" in why_not(lambda: write(on=dt.date(2026, 9, 30)))
        assert why_not(lambda: write(on=dt.date(2026, 10, 1))) == ""


@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
def test_a_trigger_that_is_gone_or_says_something_else_is_seen(db, model):
    room = apps.get_app_config("ledger")
    assert is_guarded(connection, model) and run_checks(tags=["database"], databases=["default"]) == []
    table = connection.ops.quote_name(model._meta.db_table)
    for trigger in triggers_of(connection, model):
        place = f" ON {table}" if connection.vendor == "postgresql" else ""
        run(f'DROP TRIGGER "{trigger.name}"{place}')()
        assert not is_guarded(connection, model), trigger.name
        if connection.vendor == "sqlite":
            empty = f'CREATE TRIGGER "{trigger.name}" BEFORE INSERT ON {table} WHEN 0 BEGIN SELECT 1; END'
            run(empty)()
            assert not is_guarded(connection, model), trigger.name
        guard(room, using="default")
        assert is_guarded(connection, model)
    unguard(room, using="default")
    [said] = {message.id for message in run_checks(tags=["database"], databases=["default"])}
    assert said == "core.W001"
    guard(room, using="default")


@pytest.mark.only_on("postgresql")
def test_a_trigger_that_was_switched_off_is_seen(db):
    run("ALTER TABLE ledger_entry DISABLE TRIGGER guard_entry_seal")()
    assert not is_guarded(connection, LedgerEntry)
    run("ALTER TABLE ledger_entry ENABLE TRIGGER guard_entry_seal")()
    assert is_guarded(connection, LedgerEntry)
