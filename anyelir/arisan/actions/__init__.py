"""Every write of an arisan: its cycle, its shares, its draws."""

from anyelir.arisan.actions.cycles import join_arisan, leave_arisan, start_arisan
from anyelir.arisan.actions.drawing import commit_draw, record_glass, reveal_draw, void_draw

__all__ = [
    "commit_draw",
    "join_arisan",
    "leave_arisan",
    "record_glass",
    "reveal_draw",
    "start_arisan",
    "void_draw",
]
