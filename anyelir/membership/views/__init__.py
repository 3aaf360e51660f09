"""Pages of people and roles, teams and kader."""

from anyelir.membership.views.endings import confirm_ending, ending, endings, withdraw_ending
from anyelir.membership.views.grants import add_grant, confirm_grant, end_grant
from anyelir.membership.views.kader import add_kader, end_kader, kader_list, service
from anyelir.membership.views.members import decide_pair, desk, member, pair
from anyelir.membership.views.teams import (
    address,
    appoint,
    correct_post,
    end_post,
    hand_over,
    team,
    teams,
)
from anyelir.membership.views.users import (
    add_user,
    choose_place,
    edit_user,
    end_device,
    new_code,
    take_second_factor,
    toggle,
    user,
    users,
)

__all__ = [
    "add_grant",
    "add_kader",
    "add_user",
    "address",
    "appoint",
    "choose_place",
    "confirm_ending",
    "confirm_grant",
    "correct_post",
    "edit_user",
    "end_device",
    "end_grant",
    "end_kader",
    "end_post",
    "ending",
    "endings",
    "decide_pair",
    "desk",
    "hand_over",
    "member",
    "pair",
    "service",
    "kader_list",
    "new_code",
    "take_second_factor",
    "team",
    "teams",
    "toggle",
    "user",
    "users",
    "withdraw_ending",
]
