"""Everything that is written about agendas."""

from anyelir.agendas.actions.passings import answer_passing, end_passing, pass_points
from anyelir.agendas.actions.points import (
    add_point,
    adopt_point,
    carry_over,
    change_point,
    decide_point,
    move_point,
)

__all__ = [
    "add_point",
    "adopt_point",
    "answer_passing",
    "carry_over",
    "change_point",
    "decide_point",
    "end_passing",
    "move_point",
    "pass_points",
]
