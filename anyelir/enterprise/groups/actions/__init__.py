"""Every write about groups that has a rule."""

from anyelir.enterprise.groups.actions.cards import end_card, issue_card, unlock_card
from anyelir.enterprise.groups.actions.ending import close_group
from anyelir.enterprise.groups.actions.founding import edit_group, found_group
from anyelir.enterprise.groups.actions.grading import assess_group
from anyelir.enterprise.groups.actions.officers import name_officer
from anyelir.enterprise.groups.actions.people import join_group
from anyelir.enterprise.groups.actions.questions import answer_question, ask_about_book

__all__ = [
    "answer_question",
    "ask_about_book",
    "assess_group",
    "close_group",
    "edit_group",
    "end_card",
    "found_group",
    "issue_card",
    "join_group",
    "name_officer",
    "unlock_card",
]
