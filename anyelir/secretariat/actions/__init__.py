"""Everything that the secretary of a body writes."""

from anyelir.secretariat.actions.activities import (
    cancel_activity,
    change_activity,
    hold_activity,
    minute_activity,
    plan_activity,
)
from anyelir.secretariat.actions.arrivals import (
    PaperLetter,
    correct_letter,
    dispose_letter,
    finish_letter,
    keep_scan,
    record_letter,
    work_on_disposition,
)
from anyelir.secretariat.actions.letters import (
    LetterContent,
    draft_letter,
    edit_letter,
    initial_letter,
    set_letterhead,
)
from anyelir.secretariat.actions.pictures import add_picture, remove_picture
from anyelir.secretariat.actions.plans import add_item, add_line, change_line, copy_plan, drop_line
from anyelir.secretariat.actions.reports import sign_report, write_report
from anyelir.secretariat.actions.sending import open_letter, receive_dispatch, send_letter
from anyelir.secretariat.actions.signing import sign_letter, void_letter

__all__ = [
    "LetterContent",
    "PaperLetter",
    "add_item",
    "add_line",
    "add_picture",
    "cancel_activity",
    "change_activity",
    "change_line",
    "copy_plan",
    "correct_letter",
    "dispose_letter",
    "draft_letter",
    "drop_line",
    "edit_letter",
    "finish_letter",
    "hold_activity",
    "initial_letter",
    "keep_scan",
    "minute_activity",
    "open_letter",
    "plan_activity",
    "receive_dispatch",
    "record_letter",
    "send_letter",
    "set_letterhead",
    "sign_letter",
    "remove_picture",
    "sign_report",
    "void_letter",
    "work_on_disposition",
    "write_report",
]
