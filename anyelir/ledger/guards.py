"""What the database itself keeps of the books, once in the words of SQLite and once in those of PostgreSQL.

Lines are written first; inserting their entry is the seal, which proves them as a whole and moves the balances. Both
databases call it a violation of integrity, with a slug: ``ledger: unbalanced``.

On SQLite the words of an outer ``INSERT OR IGNORE`` or ``OR REPLACE`` rule inside a trigger as well. So nothing here
leans on a conflict clause, and the seal looks at its end whether each balance was moved.
"""

from __future__ import annotations

from anyelir.core.guards import SqlGuard


def _refuse(slug: str, condition: str) -> str:
    return f"SELECT RAISE(ABORT, 'ledger: {slug}') WHERE {condition};"


def _raise(slug: str, condition: str) -> str:
    code = "USING ERRCODE = 'integrity_constraint_violation'"
    return f"IF {condition} THEN RAISE EXCEPTION 'ledger: {slug}' {code}; END IF;"


EMPTY = "NOT EXISTS (SELECT 1 FROM ledger_line WHERE entry_id = NEW.id)"
UNBALANCED = "(SELECT sum(amount_idr) FROM ledger_line WHERE entry_id = NEW.id) <> 0"
FOREIGN = """EXISTS (
    SELECT 1 FROM ledger_line l LEFT JOIN ledger_account a ON a.id = l.account_id
    WHERE l.entry_id = NEW.id AND (l.ledger_id <> NEW.ledger_id OR a.id IS NULL OR a.ledger_id <> NEW.ledger_id))"""
NOT_NEXT = """NEW.no <> 1 + coalesce(
    (SELECT max(no) FROM ledger_entry WHERE ledger_id = NEW.ledger_id AND year = NEW.year), 0)"""
DAY_CLOSED = """NOT EXISTS (
    SELECT 1 FROM ledger_ledger WHERE id = NEW.ledger_id AND since <= NEW."on"
    AND (closed_through IS NULL OR closed_through < NEW."on") AND ("until" IS NULL OR "until" >= NEW."on"))"""
# A reversal gives back to the rupiah what its original took, and is not given back itself.
NOT_MIRRORED = """NEW.reverses_id IS NOT NULL AND (
    NOT EXISTS (
        SELECT 1 FROM ledger_entry o
        WHERE o.id = NEW.reverses_id AND o.ledger_id = NEW.ledger_id AND o.reverses_id IS NULL)
    OR EXISTS (
        SELECT 1 FROM ledger_line WHERE entry_id IN (NEW.id, NEW.reverses_id)
        GROUP BY account_id, party, matter HAVING sum(amount_idr) <> 0))"""
OF_PARTY = "CASE a.guard WHEN 'party' THEN l.party ELSE '' END"
MOVED = f"""SELECT l.account_id AS account_id, {OF_PARTY} AS party, sum(l.amount_idr) AS idr
    FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id WHERE l.entry_id = NEW.id GROUP BY 1, 2"""
# A row with 0 comes first: a new row that begins below zero would break the rule before its delta is added.
FIRST_BALANCES = f"""
    INSERT INTO ledger_balance (account_id, party, is_guarded, sign, amount_idr)
    SELECT DISTINCT l.account_id, {OF_PARTY}, a.guard <> 'none',
        CASE WHEN a.kind IN ('asset', 'expense') THEN 1 ELSE -1 END, 0
    FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id
    WHERE l.entry_id = NEW.id AND NOT EXISTS (
        SELECT 1 FROM ledger_balance b WHERE b.account_id = l.account_id AND b.party = {OF_PARTY});"""
MOVE_BALANCES = f"""
    UPDATE ledger_balance SET amount_idr = amount_idr + moved.idr, moved_by = NEW.id FROM ({MOVED}) AS moved
    WHERE ledger_balance.account_id = moved.account_id AND ledger_balance.party = moved.party;"""
NOT_MOVED = f"""EXISTS (SELECT 1 FROM ({MOVED}) AS moved WHERE NOT EXISTS (
    SELECT 1 FROM ledger_balance b
    WHERE b.account_id = moved.account_id AND b.party = moved.party AND b.moved_by = NEW.id))"""
SAME_FOR_BOTH = {
    "empty": EMPTY,
    "unbalanced": UNBALANCED,
    "foreign": FOREIGN,
    "not_next": NOT_NEXT,
    "day_closed": DAY_CLOSED,
    "not_mirrored": NOT_MIRRORED,
}
# A key of an entry is a lock of its own, so that a line for it in another transaction waits for its end and then looks.
KEY_OF_ENTRY = "pg_advisory_xact_lock(hashtextextended({}::text, 0))"

SEAL = SqlGuard(
    "entry_seal",
    "BEFORE INSERT",
    sqlite="BEGIN\n"
    + _refuse("no_day", 'date(NEW."on") IS NOT NEW."on"')
    + _refuse("wrong_year", """NEW.year <> CAST(strftime('%Y', NEW."on") AS INTEGER)""")
    + "\n".join(_refuse(slug, condition) for slug, condition in SAME_FOR_BOTH.items())
    + FIRST_BALANCES
    + MOVE_BALANCES
    + _refuse("not_moved", NOT_MOVED)
    + "\nEND",
    postgresql="\nBEGIN\n"
    + f"PERFORM {KEY_OF_ENTRY.format('NEW.id')};\n"
    + "PERFORM 1 FROM ledger_ledger WHERE id = NEW.ledger_id FOR UPDATE;\n"
    + _raise("wrong_year", 'NEW.year <> extract(year FROM NEW."on")')
    + "\n".join(_raise(slug, condition) for slug, condition in SAME_FOR_BOTH.items())
    + FIRST_BALANCES
    + MOVE_BALANCES
    + _raise("not_moved", NOT_MOVED)
    + "\nRETURN NEW;\nEND\n",
)

UNSEALED = SqlGuard(
    "line_unsealed",
    "BEFORE INSERT",
    sqlite="BEGIN\n"
    + _refuse("sealed", "EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.entry_id)")
    + _refuse("not_whole", "typeof(NEW.amount_idr) <> 'integer'")
    + "\nEND",
    on_postgresql="AFTER INSERT",
    scope="REFERENCING NEW TABLE AS added FOR EACH STATEMENT",
    postgresql="\nBEGIN\n"
    + f"PERFORM {KEY_OF_ENTRY.format('entry_id')} FROM (SELECT DISTINCT entry_id FROM added ORDER BY 1) AS entries;\n"
    + _raise("sealed", "EXISTS (SELECT 1 FROM added a JOIN ledger_entry e ON e.id = a.entry_id)")
    + "\nRETURN NULL;\nEND\n",
)

BALANCE_BORN = """NEW.amount_idr <> 0 OR NEW.moved_by IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM ledger_account a WHERE a.id = NEW.account_id AND NEW.is_guarded = (a.guard <> 'none')
    AND NEW.sign = CASE WHEN a.kind IN ('asset', 'expense') THEN 1 ELSE -1 END
    AND (a.guard = 'party' OR NEW.party = ''))"""
BALANCE_MOVED = """NEW.id <> OLD.id OR NEW.account_id <> OLD.account_id OR NEW.party <> OLD.party
    OR NEW.is_guarded <> OLD.is_guarded OR NEW.sign <> OLD.sign OR NEW.moved_by IS NULL
    OR NEW.moved_by = OLD.moved_by OR EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.moved_by)
    OR NEW.amount_idr - OLD.amount_idr <> coalesce((
        SELECT sum(l.amount_idr) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id
        WHERE l.entry_id = NEW.moved_by AND l.account_id = NEW.account_id
        AND (a.guard <> 'party' OR l.party = NEW.party)), 0)"""


def _kept(name: str, when: str, condition: str) -> SqlGuard:
    row = "OLD" if "DELETE" in when else "NEW"
    return SqlGuard(
        name,
        when,
        sqlite=f"BEGIN\n{_refuse(name, condition)}\nEND",
        postgresql=f"\nBEGIN\n{_raise(name, condition)}\nRETURN {row};\nEND\n",
    )


BALANCE = (
    _kept("balance_born", "BEFORE INSERT", BALANCE_BORN),
    _kept("balance_moved", "BEFORE UPDATE", BALANCE_MOVED),
    _kept("balance_kept", "BEFORE DELETE", "1 = 1"),
    SqlGuard(
        "balance_whole",
        "BEFORE TRUNCATE",
        sqlite="",
        scope="FOR EACH STATEMENT",
        postgresql=f"\nBEGIN\n{_raise('balance_kept', '1 = 1')}\nRETURN NULL;\nEND\n",
    ),
)

# The last day of the month after the last closing, or of the month in which the books were opened.
NEXT_ON_SQLITE = """(SELECT
    date(coalesce(date(closed_through, '+1 day'), since), 'start of month', '+1 month', '-1 day')
    FROM ledger_ledger WHERE id = NEW.ledger_id)"""
NEXT_ON_POSTGRESQL = """(SELECT (date_trunc('month', coalesce(closed_through + 1, since)::timestamp)
    + interval '1 month - 1 day')::date FROM ledger_ledger WHERE id = NEW.ledger_id)"""
NOT_CHAINED = """NEW.previous_digest <> coalesce((SELECT digest FROM ledger_closing
    WHERE ledger_id = NEW.ledger_id ORDER BY through DESC LIMIT 1), '')"""
WITNESSED = """NEW.chair IS NULL AND NOT EXISTS (
    SELECT 1 FROM ledger_ledger l JOIN membership_body b ON b.id = l.body_id
    WHERE l.id = NEW.ledger_id AND b.kind = 'dasawisma')"""

CLOSING_NEXT = SqlGuard(
    "closing_next",
    "BEFORE INSERT",
    sqlite="BEGIN\n"
    + _refuse("not_next_month", f"NEW.through IS NOT {NEXT_ON_SQLITE}")
    + _refuse("not_chained", NOT_CHAINED)
    + _refuse("two_accounts", WITNESSED)
    + "\nEND",
    postgresql="\nBEGIN\n"
    + "PERFORM 1 FROM ledger_ledger WHERE id = NEW.ledger_id FOR UPDATE;\n"
    + _raise("not_next_month", f"NEW.through IS DISTINCT FROM {NEXT_ON_POSTGRESQL}")
    + _raise("not_chained", NOT_CHAINED)
    + _raise("two_accounts", WITNESSED)
    + "\nRETURN NEW;\nEND\n",
)

FORWARD = "UPDATE ledger_ledger SET closed_through = NEW.through WHERE id = NEW.ledger_id;"
CLOSING_DONE = SqlGuard(
    "closing_done",
    "AFTER INSERT",
    sqlite=f"BEGIN\n{FORWARD}\nEND",
    postgresql=f"\nBEGIN\n{FORWARD}\nRETURN NULL;\nEND\n",
)

BACKWARD = """OLD.closed_through IS NOT NULL AND (
    NEW.closed_through IS NULL OR NEW.closed_through < OLD.closed_through)"""
WITHOUT_CLOSING = """NEW.closed_through IS NOT NULL AND (
    OLD.closed_through IS NULL OR NEW.closed_through <> OLD.closed_through) AND NOT EXISTS (
    SELECT 1 FROM ledger_closing WHERE ledger_id = NEW.id AND through = NEW.closed_through)"""
ENDED_BEFORE = """NEW."until" IS NOT NULL AND EXISTS (
    SELECT 1 FROM ledger_entry WHERE ledger_id = NEW.id AND "on" > NEW."until")"""
ENDED_LAST = _kept("ended_last", "BEFORE UPDATE", ENDED_BEFORE)
CLOSED_FORWARD = _kept("closed_forward", "BEFORE UPDATE", f"({BACKWARD}) OR ({WITHOUT_CLOSING})")
