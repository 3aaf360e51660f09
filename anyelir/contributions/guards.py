"""What the database itself keeps of meeting sheets: a closed one changes no more, nor do its lines."""

from __future__ import annotations

from anyelir.core.guards import SqlGuard

SHEET = "contributions_meetingsheet"
INTEGRITY = "USING ERRCODE = 'integrity_constraint_violation'"
# From closed the only way leads to undone, and that changes nothing but the state, its reason and the moment.
STAYS = ("activity_id", "body_id", "entry_id", "closed_at", "closed_by")


def _differs(column: str, operator: str) -> str:
    return f"NEW.{column} {operator} OLD.{column}"


def _leaves(operator: str) -> str:
    changed = " OR ".join(_differs(column, operator) for column in STAYS)
    return f"OLD.state = 'undone' OR (OLD.state = 'closed' AND (NEW.state <> 'undone' OR {changed}))"


SHEET_STAYS_CLOSED = SqlGuard(
    "sheet_stays_closed",
    "BEFORE UPDATE",
    sqlite=f"BEGIN SELECT RAISE(ABORT, 'sheet: closed') WHERE {_leaves('IS NOT')}; END",
    postgresql=f"\nBEGIN\nIF {_leaves('IS DISTINCT FROM')} THEN RAISE EXCEPTION 'sheet: closed' {INTEGRITY}; END IF;\n"
    "RETURN NEW;\nEND\n",
)
_CLOSED = f"EXISTS (SELECT 1 FROM {SHEET} s WHERE s.id = NEW.sheet_id AND s.state IN ('closed', 'undone'))"
LINE_OF_OPEN_SHEET = SqlGuard(
    "line_of_open_sheet",
    "BEFORE UPDATE",
    sqlite=f"BEGIN SELECT RAISE(ABORT, 'sheet: closed') WHERE {_CLOSED}; END",
    postgresql=f"\nBEGIN\nIF {_CLOSED} THEN RAISE EXCEPTION 'sheet: closed' {INTEGRITY}; END IF;\nRETURN NEW;\nEND\n",
)
