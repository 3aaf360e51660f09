"""What the database itself keeps of the inventory: pieces of a thing are the sum of its moves, and never below zero.

A move is what is written; the database moves the kept sums with it. Nothing leans on a conflict clause, because on
SQLite an outer ``INSERT OR IGNORE`` rules inside a trigger as well.
"""

from __future__ import annotations

from anyelir.core.guards import SqlGuard

STOCK, MOVE = "books_goodsstock", "books_goodsmove"
PIECES = f"""coalesce((
    SELECT sum(CASE WHEN m.to_condition = NEW.condition THEN m.count ELSE 0 END
        - CASE WHEN m.from_condition = NEW.condition THEN m.count ELSE 0 END)
    FROM {MOVE} m WHERE m.goods_id = NEW.goods_id), 0)"""
NOT_THERE = f"""NEW.from_condition <> '' AND NOT EXISTS (
    SELECT 1 FROM {STOCK} s
    WHERE s.goods_id = NEW.goods_id AND s.condition = NEW.from_condition AND s.count >= NEW.count)"""
NEW_PLACE = f"""NEW.to_condition <> '' AND NOT EXISTS (
    SELECT 1 FROM {STOCK} s WHERE s.goods_id = NEW.goods_id AND s.condition = NEW.to_condition)"""
COUNT = f"""
    INSERT INTO {STOCK} (goods_id, condition, count) SELECT NEW.goods_id, NEW.to_condition, 0 WHERE {NEW_PLACE};
    UPDATE {STOCK} SET count = count - NEW.count WHERE goods_id = NEW.goods_id AND condition = NEW.from_condition;
    UPDATE {STOCK} SET count = count + NEW.count WHERE goods_id = NEW.goods_id AND condition = NEW.to_condition;"""
INTEGRITY = "USING ERRCODE = 'integrity_constraint_violation'"


def _refuse(slug: str, condition: str) -> str:
    return f"SELECT RAISE(ABORT, 'inventory: {slug}') WHERE {condition};"


def _raise(slug: str, condition: str) -> str:
    return f"IF {condition} THEN RAISE EXCEPTION 'inventory: {slug}' {INTEGRITY}; END IF;"


MOVES_ARE_COUNTED = SqlGuard(
    "moves_are_counted",
    "AFTER INSERT",
    sqlite=f"BEGIN {_refuse('not_enough', NOT_THERE)} {COUNT} END",
    postgresql=f"\nBEGIN\nPERFORM 1 FROM {STOCK} WHERE goods_id = NEW.goods_id ORDER BY id FOR UPDATE;\n"
    f"{_raise('not_enough', NOT_THERE)} {COUNT}\nRETURN NULL;\nEND\n",
)
_NOT_THE_SUM = f"""OLD.goods_id <> NEW.goods_id OR OLD.condition <> NEW.condition OR NEW.count <> {PIECES}"""
STOCK_IS_THE_SUM = SqlGuard(
    "stock_is_the_sum",
    "BEFORE UPDATE",
    sqlite=f"BEGIN {_refuse('not_the_sum', _NOT_THE_SUM)} END",
    postgresql=f"\nBEGIN\n{_raise('not_the_sum', _NOT_THE_SUM)}\nRETURN NEW;\nEND\n",
)
STOCK_BEGINS_EMPTY = SqlGuard(
    "stock_begins_empty",
    "BEFORE INSERT",
    sqlite=f"BEGIN {_refuse('not_empty', 'NEW.count <> 0')} END",
    postgresql=f"\nBEGIN\n{_raise('not_empty', 'NEW.count <> 0')}\nRETURN NEW;\nEND\n",
)
STOCK_STAYS = SqlGuard(
    "stock_stays",
    "BEFORE DELETE",
    sqlite=f"BEGIN {_refuse('stock_stays', '1')} END",
    postgresql=f"\nBEGIN\nRAISE EXCEPTION 'inventory: stock_stays' {INTEGRITY};\nEND\n",
)
