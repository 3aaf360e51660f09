"""Everything that is written of a meeting."""

from anyelir.meetings.actions.attendance import mark_guest, mark_present, withdraw_attendance
from anyelir.meetings.actions.cards import give_cards, replace_card
from anyelir.meetings.actions.contents import add_cost, add_photo, drop_cost, remove_photo
from anyelir.meetings.actions.invitations import draft_invitation, invite_people, uninvite_person
from anyelir.meetings.actions.minutes import add_addendum, sign_minutes, write_minutes
from anyelir.meetings.actions.rundown import add_rundown, change_rundown, drop_rundown

__all__ = [
    "add_addendum",
    "add_cost",
    "add_photo",
    "add_rundown",
    "change_rundown",
    "draft_invitation",
    "drop_cost",
    "drop_rundown",
    "give_cards",
    "invite_people",
    "mark_guest",
    "mark_present",
    "remove_photo",
    "replace_card",
    "sign_minutes",
    "uninvite_person",
    "withdraw_attendance",
    "write_minutes",
]
