"""Everything that is written about programmes and their numbers."""

from anyelir.programmes.plan.actions.dividing import announce_division, divide_target
from anyelir.programmes.plan.actions.numbers import add_tally, set_target
from anyelir.programmes.plan.actions.programmes import (
    change_programme,
    close_programme,
    draft_programme,
    launch_programme,
)

__all__ = [
    "add_tally",
    "announce_division",
    "change_programme",
    "close_programme",
    "divide_target",
    "draft_programme",
    "launch_programme",
    "set_target",
]
