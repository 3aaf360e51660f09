"""The rules of the books once more, with lists and sums alone: what the room is compared with."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from anyelir.rules.months import first_of_month, last_day

# code -> (kind, guard); the accounts with which the histories play.
ACCOUNTS = {
    "kas": ("asset", "total"),
    "bank": ("asset", "total"),
    "simpanan:wajib": ("liability", "party"),
    "arisan": ("liability", "total"),
    "iuran": ("income", "none"),
    "belanja:atk": ("expense", "none"),
    "modal:awal": ("equity", "none"),
    "modal:surplus": ("equity", "none"),
    "selisih:kas": ("expense", "none"),
}
LARGEST_IDR = 100_000_000_000
Lines = list[tuple[str, int, str]]


@dataclass
class Written:
    year: int
    no: int
    on: dt.date
    kind: str
    lines: Lines
    reverses: Written | None = None
    is_reversed: bool = False

    def as_row(self) -> tuple:
        of = f"{self.reverses.no}/{self.reverses.year}" if self.reverses else ""
        return self.year, self.no, self.on, self.kind, tuple(self.lines), of


def sign(code: str) -> int:
    return 1 if ACCOUNTS[code][0] in ("asset", "expense") else -1


@dataclass
class PlainBooks:
    """Each attempt gives "" when it is taken and the code of the refusal when it is not."""

    since: dt.date
    today: dt.date
    closed_through: dt.date | None = None
    entries: list[Written] = field(default_factory=list)

    def post(self, on: dt.date, kind: str, lines: Lines) -> str:
        code = self.day_refused(on) or self.lines_refused(lines) or self.shortage(on, lines)
        if not code:
            self.write(on, kind, lines)
        return code

    def reverse(self, entry: Written, on: dt.date) -> str:
        if entry.reverses is not None:
            return "is_reversal"
        if entry.is_reversed:
            return "reversed_already"
        if on < entry.on:
            return "reversed_before"
        back = [(code, -amount, party) for code, amount, party in entry.lines]
        code = self.day_refused(on) or self.shortage(on, back)
        if not code:
            self.write(on, "reversal", back).reverses = entry
            entry.is_reversed = True
        return code

    def close(self, miscounted_idr: int) -> str:
        through = last_day(first_of_month(self.first_open_day()))
        if self.today <= through:
            return "month_not_over"
        cash = sum(self.sums_until(through)["kas"].values())
        if cash + miscounted_idr < 0:
            return "count_below_zero"
        lines = [("kas", miscounted_idr, ""), ("selisih:kas", -miscounted_idr, "")] if miscounted_idr else []
        if code := self.shortage(through, lines):
            return code
        if lines:
            self.write(through, "difference", lines)
        if through.month == 12:
            self.end_year(through)
        self.closed_through = through
        return ""

    def end_year(self, through: dt.date) -> None:
        sums = {code: sum(parties.values()) for code, parties in sorted(self.sums_until(through).items())}
        lines = [
            (code, -n, "") for code, n in sums.items() if n and ACCOUNTS[code][0] in ("income", "expense")
        ]
        left = -sum(amount for _code, amount, _party in lines)
        lines += [("modal:surplus", left, "")] if left else []
        if lines:
            self.write(through, "year_end", lines)

    def seal(self, year: int, no: int, on: dt.date, lines: Lines) -> bool:
        """What the database alone takes of a statement that no action checked."""
        whole = lines and not sum(amount for _code, amount, _party in lines)
        sizes = all(0 < abs(amount) <= LARGEST_IDR for _code, amount, _party in lines)
        open_day = self.first_open_day() <= on
        if not (whole and sizes and open_day and (year, no) == (on.year, self.next_no(on.year))):
            return False
        self.write(on, "raw", lines)
        if self.is_overdrawn():
            self.entries.pop()
            return False
        return True

    def day_refused(self, on: dt.date) -> str:
        if on > self.today + dt.timedelta(days=1):
            return "date_ahead"
        if on < self.since:
            return "before_opening"
        return "period_closed" if on < self.first_open_day() else ""

    def lines_refused(self, lines: Lines) -> str:
        if any(code not in ACCOUNTS for code, _amount, _party in lines):
            return "account_unknown"
        if len(lines) < 2 or any(not 0 < abs(amount) <= LARGEST_IDR for _code, amount, _party in lines):
            return "amount_not_positive"
        return "not_balanced" if sum(amount for _code, amount, _party in lines) else ""

    def shortage(self, on: dt.date, lines: Lines) -> str:
        """Day by day: what is guarded is never less than nothing at the end of one."""
        change: dict[tuple[str, str], int] = defaultdict(int)
        for code, amount, party in lines:
            if ACCOUNTS[code][1] != "none":
                change[code, party if ACCOUNTS[code][1] == "party" else ""] += sign(code) * amount
        days = sorted({entry.on for entry in self.entries if entry.on > on})
        for (code, party), delta in change.items():
            if delta < 0 and self.held(code, party, on) + delta < 0:
                return "not_enough"
            if delta < 0 and any(self.held(code, party, day) + delta < 0 for day in days):
                return "not_enough_then"
        return ""

    def held(self, code: str, party: str, on: dt.date) -> int:
        parties = self.sums_until(on)[code]
        return sign(code) * (parties[party] if ACCOUNTS[code][1] == "party" else sum(parties.values()))

    def sums_until(self, on: dt.date) -> dict[str, dict[str, int]]:
        sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for entry in self.entries:
            if entry.on <= on:
                for code, amount, party in entry.lines:
                    sums[code][party] += amount
        return sums

    def is_overdrawn(self) -> bool:
        """As it is after everything, which is what the database looks at."""
        sums = self.sums_until(dt.date.max)
        parts = {
            (code, party if ACCOUNTS[code][1] == "party" else "")
            for code, parties in sums.items()
            for party in parties
            if ACCOUNTS[code][1] != "none"
        }
        return any(self.held(code, party, dt.date.max) < 0 for code, party in parts)

    def first_open_day(self) -> dt.date:
        return self.since if self.closed_through is None else self.closed_through + dt.timedelta(days=1)

    def next_no(self, year: int) -> int:
        return 1 + sum(entry.year == year for entry in self.entries)

    def write(self, on: dt.date, kind: str, lines: Lines) -> Written:
        made = Written(on.year, self.next_no(on.year), on, kind, list(lines))
        self.entries.append(made)
        return made
