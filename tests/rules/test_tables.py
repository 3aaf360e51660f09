"""The dated tables: what the loader accepts, which rule holds on a day, and every table as it was last reviewed."""

import datetime as dt
import hashlib
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.commands import main
from anyelir.rules import tables
from anyelir.rules.dates import add_days
from anyelir.rules.tables import RuleTableError, parse
from tests.rules.golden import FOLDER

HEAD = "# title: T\n# key: name\n# types: amount:int\n"
COLUMNS = "valid_from,valid_to,legal_basis,source,evidence,name,amount\n"
TWO_PERIODS = (
    HEAD + COLUMNS + "2020-01-01,2021-12-31,old law,book,B,a,1\n2022-01-01,,new law,book,C,a,2\n"
    "2021-01-01,2021-06-30,law,book,A,b,\n"
)


def amounts(rules):
    return {key: rule["amount"] for key, rule in rules.items()}


@pytest.mark.parametrize(
    ("on", "in_force", "nearest"),
    [
        ("2019-12-31", {}, {"a": 1, "b": None}),
        ("2020-01-01", {"a": 1}, {"a": 1, "b": None}),
        ("2020-12-31", {"a": 1}, {"a": 1, "b": None}),
        ("2021-01-01", {"a": 1, "b": None}, {"a": 1, "b": None}),
        ("2021-06-30", {"a": 1, "b": None}, {"a": 1, "b": None}),
        ("2021-07-01", {"a": 1}, {"a": 1, "b": None}),
        ("2021-12-31", {"a": 1}, {"a": 1, "b": None}),
        ("2022-01-01", {"a": 2}, {"a": 2, "b": None}),
        ("9999-12-31", {"a": 2}, {"a": 2, "b": None}),
    ],
)
def test_the_rule_of_a_day(on, in_force, nearest):
    table, on = parse("t", TWO_PERIODS), dt.date.fromisoformat(on)
    assert amounts(table.by_key(on)) == in_force
    assert amounts(table.nearest(on)) == nearest
    assert tuple(table.by_key(on).values()) == table.as_of(on)


@pytest.mark.parametrize(
    "table", [parse("t", TWO_PERIODS), *tables.every_table()], ids=lambda table: table.name
)
def test_the_rules_of_a_day_are_those_of_the_first_day_of_its_period(table):
    turns = {day for rule in table.rules for day in (rule.valid_from, rule.valid_to) if day}
    for on in {add_days(day, step) for day in turns for step in (-1, 0, 1)} | {dt.date.min, dt.date.max}:
        assert table.since(on) <= on
        assert table.as_of(table.since(on)) == table.as_of(on)


def test_a_rule_tells_what_it_rests_on():
    old, new, _ = parse("t", TWO_PERIODS).rules
    assert (old.legal_basis, old.source, old.evidence, old.is_confirmed) == ("old law", "book", "B", True)
    assert (new.valid_to, new.is_confirmed) == (None, False)


def test_several_key_columns_make_a_tuple():
    text = TWO_PERIODS.replace("# key: name", "# key: name, amount")
    assert list(parse("t", text).by_key(dt.date(2022, 1, 1))) == [("a", 2)]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("int", "12", 12),
        ("float", "0.5", 0.5),
        ("decimal", "0.10", Decimal("0.10")),
        ("date", "2026-10-17", dt.date(2026, 10, 17)),
        ("bool", "yes", True),
        ("bool", "no", False),
        ("str", "2m", "2m"),
        ("int", "", None),
        ("str", "", ""),
    ],
)
def test_kinds_of_values(kind, text, value):
    head = HEAD.replace("amount:int", f"amount:{kind}")
    (rule,) = parse("t", f"{head}{COLUMNS}2020-01-01,,law,book,A,a,{text}\n").rules
    assert rule["amount"] == value


ROW = "2020-01-01,,law,book,A,a,1\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (COLUMNS + ROW, "needs '# title:' and '# key:'"),
        ("# title: T\n" + COLUMNS + ROW, "needs '# title:' and '# key:'"),
        (HEAD, "columns missing"),
        (HEAD + COLUMNS.replace(",evidence", "") + ROW, "columns missing or named twice: evidence"),
        (HEAD.replace("key: name", "key: code") + COLUMNS + ROW, "columns missing or named twice: code"),
        (HEAD + COLUMNS.replace("amount", "name") + ROW, "columns missing or named twice"),
        (HEAD.replace("amount:int", "amont:int") + COLUMNS + ROW, "types:' names 'amont:int'"),
        (HEAD.replace("amount:int", "amount:number") + COLUMNS + ROW, "types:' names 'amount:number'"),
        (HEAD + COLUMNS + ROW.replace(",a,", ",a"), "rule 1: 6 cells, 7 columns"),
        (HEAD + COLUMNS + ROW.replace("1\n", "1,2\n"), "rule 1: 8 cells, 7 columns"),
        (HEAD + COLUMNS + ROW + ROW.replace("A", "E"), "rule 2: evidence 'E'"),
        (HEAD + COLUMNS + ROW.replace("A", ""), "rule 1: evidence ''"),
        (HEAD + COLUMNS + ROW.replace("2020", "20"), "rule 1"),
        (HEAD + COLUMNS + ROW.replace("a,1", "a,one"), "rule 1"),
        (HEAD.replace(":int", ":bool") + COLUMNS + ROW, "rule 1"),
        (HEAD.replace(":int", ":decimal") + COLUMNS + ROW.replace("a,1", "a,NaN"), "not finite"),
        (HEAD.replace(":int", ":float") + COLUMNS + ROW.replace("a,1", "a,inf"), "not finite"),
        (HEAD + COLUMNS + '2020-01-01,,"law,book,A,a,1\n', "t: "),
        (HEAD + COLUMNS + "2020-01-01,2019-12-31,law,book,A,a,1\n", "ends before it begins"),
        (HEAD + COLUMNS + ROW + ROW, "periods overlap at 2020-01-01"),
    ],
)
def test_a_malformed_table_is_refused(text, message):
    with pytest.raises(RuleTableError, match=message):
        parse("t", text)


@pytest.mark.parametrize(
    ("until", "since", "message"),
    [
        ("2021-12-31", "2022-01-01", None),
        ("2021-12-30", "2022-01-01", "gap before 2022-01-01"),
        ("2022-01-01", "2022-01-01", "periods overlap at 2022-01-01"),
        ("", "2022-01-01", "periods overlap at 2022-01-01"),
    ],
)
def test_periods_of_a_key_follow_each_other(until, since, message):
    text = f"{HEAD}{COLUMNS}{since},,law,book,A,a,2\n2020-01-01,{until},law,book,A,a,1\n"
    if message is None:
        assert amounts(parse("t", text).by_key(dt.date.fromisoformat(since))) == {"a": 2}
    else:
        with pytest.raises(RuleTableError, match=message):
            parse("t", text)


DATES = st.dates(dt.date(2000, 1, 1), dt.date(2050, 12, 31))


@given(st.lists(DATES, min_size=2, max_size=6, unique=True).map(sorted), DATES)
def test_exactly_one_period_holds_on_every_day_between_the_first_and_the_last(starts, on):
    ends = [(start - dt.timedelta(1)).isoformat() for start in starts[1:]] + [""]
    rows = [
        f"{start},{end},law,book,A,a,{number}\n"
        for number, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
    table = parse("t", HEAD + COLUMNS + "".join(reversed(rows)))
    assert len(table.as_of(on)) == (on >= starts[0])
    begun = [number for number, start in enumerate(starts) if start <= on]
    assert table.nearest(on)["a"]["amount"] == max(begun, default=0)


PIECES = st.sampled_from(
    [*"#,:\n\"'", "# title: T\n", "# key: name\n", "# types: amount:int\n", COLUMNS, ROW]
)


@given(st.lists(PIECES | st.text(max_size=8), max_size=12).map("".join))
def test_any_text_is_a_table_or_refused(text):
    try:
        table = parse("t", text)
    except RuleTableError as error:
        assert str(error).startswith("t: ")
    else:
        table.as_of(dt.date(2026, 1, 1))


def digest(table):
    """Every row with its period, basis and certainty: any change of a table changes it."""
    rows = [
        [str(part) for part in (r.valid_from, r.valid_to, r.legal_basis, r.source, r.evidence)]
        + [f"{name}={value}" for name, value in r.values.items()]
        for r in table.rules
    ]
    return hashlib.sha256(json.dumps([table.name, table.key, rows]).encode()).hexdigest()[:16]


def test_every_table_is_as_it_was_last_reviewed():
    """A changed number must be meant: compare it with its source, then write the new digest down."""
    reviewed = json.loads((FOLDER / "tables.json").read_text(encoding="utf-8"))["digests"]
    assert {table.name: digest(table) for table in tables.every_table()} == reviewed


def test_every_rule_says_where_it_comes_from():
    for table in tables.every_table():
        assert table.title and table.rules
        for rule in table.rules:
            assert rule.legal_basis and rule.source, (table.name, rule.values)


def test_numbers_that_stand_in_two_tables_agree():
    """A term of a form, a clock and a law may name the same limit; each has its own basis, none may drift."""
    on = dt.date(2026, 11, 23)

    def rules(name):
        return tables.load(name).by_key(on)

    under_five = rules("age_terms")["under_five", "default"]
    skdn = rules("skdn_rules")
    assert (under_five["from_month"], under_five["to_month"]) == (
        skdn["first_month"]["value"],
        skdn["last_month"]["value"],
    )
    marriage = rules("case_not_before")["marriage"]
    assert rules("age_terms")["below_marriage_age", "default"]["to_month"] == marriage["amount"] * 12 - 1
    assert rules("case_limits")["child_below"]["value"] == rules("case_not_before")["consent_alone"]["amount"]
    assert (
        rules("life_stages")["elderly"]["from_month"]
        == rules("age_terms")["elderly", "default"]["from_month"]
    )
    postpartum = rules("life_limits")["postpartum"]["last_day"]
    assert rules("vitamin_a_postpartum")["red"]["to_day"] == postpartum
    assert rules("postnatal_windows")["KF4"]["to_day"] == postpartum
    assert rules("postnatal_windows")["KN3"]["to_day"] == rules("life_limits")["newborn"]["last_day"]


def test_the_command_lists_a_table_with_period_basis_and_certainty(capsys):
    assert main(["rules", "list", "halal_rules"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("halal_rules: Sertifikat halal")
    assert "2022-01-01 s.d. 2025-06-30" in printed and "[C] belum dipastikan" in printed
    assert "Kepkaban 146/2025" in printed and "2025-07-01 s.d. berlaku" in printed


def test_the_command_lists_every_table(capsys):
    assert main(["rules", "list"]) == 0
    printed = capsys.readouterr().out
    for table in tables.every_table():
        assert f"{table.name}: {table.title}\n" in printed


def test_the_command_refuses_an_unknown_table(capsys):
    assert main(["rules", "list", "nothing"]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and "nothing" in printed.err
