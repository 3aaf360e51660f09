"""Writes about people and their roles, teams and kader."""

from anyelir.membership.actions.granting import confirm_grant, end_grant, grant_role, make_code, welcome_user
from anyelir.membership.actions.kader import change_kader, end_kader, register_kader
from anyelir.membership.actions.teams import (
    appoint_member,
    correct_post,
    end_post,
    hand_over_post,
    set_address,
)

__all__ = [
    "appoint_member",
    "change_kader",
    "confirm_grant",
    "correct_post",
    "end_grant",
    "end_kader",
    "end_post",
    "grant_role",
    "hand_over_post",
    "make_code",
    "register_kader",
    "set_address",
    "welcome_user",
]
