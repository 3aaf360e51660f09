"""A plain model of the inventory: a list of what happened, and every question answered by counting it again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

ORDER = ["good", "light", "heavy"]
CHANGES = (
    {("received", "", after): True for after in ORDER}
    | {(reason, before, ""): True for reason in ("given", "lost") for before in ORDER}
    | {
        ("broken", "good", "light"): True,
        ("broken", "good", "heavy"): True,
        ("broken", "light", "heavy"): True,
        ("repaired", "light", "good"): True,
        ("repaired", "heavy", "good"): True,
        ("repaired", "heavy", "light"): True,
    }
)


@dataclass
class PlainMove:
    on: dt.date
    reason: str
    count: int
    before: str
    after: str
    undone: bool = False


@dataclass
class PlainGoods:
    """One thing; ``today`` is the day on which everything is written."""

    today: dt.date
    moves: list[PlainMove] = field(default_factory=list)

    def there(self, condition: str, until: dt.date = dt.date.max) -> int:
        came = sum(move.count for move in self.moves if move.after == condition and move.on <= until)
        return came - sum(move.count for move in self.moves if move.before == condition and move.on <= until)

    def move(self, on: dt.date, reason: str, count: int, before: str, after: str) -> str:
        """The code of the refusal, "" when it was done."""
        if on > self.today:
            return "date_ahead"
        if not 0 < count <= 100_000:
            return "count_not_positive"
        if (reason, before, after) not in CHANGES:
            return "move_unknown"
        if code := self.shortage(on, count, before):
            return code
        self.moves.append(PlainMove(on, reason, count, before, after))
        return ""

    def shortage(self, on: dt.date, count: int, before: str) -> str:
        if not before:
            return ""
        if not any(self.there(condition) for condition in ORDER):
            return "item_gone"
        if self.there(before) < count:
            return "not_enough_pieces"
        days = {on, *(move.on for move in self.moves if move.on > on)}
        return "not_enough_then" if min(self.there(before, day) for day in days) < count else ""

    def undo(self, index: int) -> str:
        wrong = self.moves[index % len(self.moves)]
        if wrong.reason == "undone":
            return "is_undo"
        if wrong.undone:
            return "undone_already"
        if code := self.shortage(self.today, wrong.count, wrong.after):
            return code
        wrong.undone = True
        self.moves.append(PlainMove(self.today, "undone", wrong.count, wrong.after, wrong.before))
        return ""

    def write(self, on: dt.date, reason: str, count: int, before: str, after: str) -> bool:
        """Whether the database itself takes a move that nobody proved: it knows sums and no days."""
        if count < 1 or before == after or (before and self.there(before) < count):
            return False
        self.moves.append(PlainMove(on, reason, count, before, after))
        return True
