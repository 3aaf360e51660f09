"""What the database itself keeps of draws: a winner that was drawn is no other later, and what is void stays so."""

from __future__ import annotations

from anyelir.core.guards import SqlGuard

DRAWN = ("word", "winner_id", "revealed_at", "activity_id", "pot_idr")
INTEGRITY = "USING ERRCODE = 'integrity_constraint_violation'"


def _changed(operator: str) -> str:
    differs = " OR ".join(f"NEW.{column} {operator} OLD.{column}" for column in DRAWN)
    back = "NEW.state = 'committed' OR (OLD.state = 'void' AND NEW.state <> 'void')"
    return f"OLD.state <> 'committed' AND ({differs} OR {back})"


DRAW_STAYS = SqlGuard(
    "draw_stays",
    "BEFORE UPDATE",
    sqlite=f"BEGIN SELECT RAISE(ABORT, 'draw: drawn') WHERE {_changed('IS NOT')}; END",
    postgresql=f"\nBEGIN\nIF {_changed('IS DISTINCT FROM')} THEN RAISE EXCEPTION 'draw: drawn' {INTEGRITY}; END IF;\n"
    "RETURN NEW;\nEND\n",
)
