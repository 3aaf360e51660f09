"""Writes about people and their roles, bodies with their posts, and kader."""

from anyelir.membership.actions.belonging import join_body, leave_body
from anyelir.membership.actions.endings import confirm_ending, propose_ending, withdraw_ending
from anyelir.membership.actions.granting import confirm_grant, end_grant, grant_role, make_code, welcome_user
from anyelir.membership.actions.kader import change_service, end_kader, register_kader
from anyelir.membership.actions.members import change_member
from anyelir.membership.actions.pairs import dismiss_pair, merge_members, undo_pair
from anyelir.membership.actions.posts import (
    appoint_member,
    correct_post,
    end_post,
    hand_over_post,
    set_address,
)
from anyelir.membership.actions.succession import pass_on_roles

__all__ = [
    "appoint_member",
    "change_member",
    "change_service",
    "confirm_ending",
    "confirm_grant",
    "correct_post",
    "dismiss_pair",
    "end_grant",
    "end_kader",
    "end_post",
    "grant_role",
    "hand_over_post",
    "join_body",
    "leave_body",
    "make_code",
    "merge_members",
    "pass_on_roles",
    "propose_ending",
    "register_kader",
    "set_address",
    "undo_pair",
    "welcome_user",
    "withdraw_ending",
]
