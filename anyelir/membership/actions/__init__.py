"""Writes about people and rights, teams and kader."""

from anyelir.membership.actions.granting import end_grant, give_role, welcome
from anyelir.membership.actions.kader import change_kader, end_kader, register_kader
from anyelir.membership.actions.teams import (
    appoint,
    correct_post,
    end_post,
    leave_vacant,
    set_address,
)

__all__ = [
    "appoint",
    "change_kader",
    "correct_post",
    "end_grant",
    "end_kader",
    "end_post",
    "give_role",
    "leave_vacant",
    "register_kader",
    "set_address",
    "welcome",
]
