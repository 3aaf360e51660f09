"""Meetings of TP PKK Ciriung: its secretary prepares them and marks who comes; the chair signs, who is none of these.

Offices above know that there is an activity and read nothing of it (403); for everybody else there is none (404).
"""

from tests import meetings
from tests.architecture.url_matrix import row

ABOVE = dict.fromkeys(("kecamatan", "kabupaten", "provinsi", "pusat", "health_office"), 403)
ACTIVITY, BODY = {"pk": "activity"}, {"pk": "body"}


def secretary(args, status, **more):
    return row(args, others=404, **ABOVE | {"secretary": status}, **more)


def row_of(kind):
    """The row of that kind at the meeting of the world."""

    def key(world):
        return getattr(world.meeting or meetings.rows_at(world.activity), kind).pk

    return key


def below(name, key):
    return ACTIVITY | {name: key}


BUTTON = {"starts_at": "09:00", "title": "Pembukaan"}
COST = {"source": "swadaya", "text": "Konsumsi", "amount_idr": "250.000"}
ROWS = {
    "meetings:invitation": secretary(ACTIVITY, 200),
    # Nobody belongs to the body yet.
    "POST meetings:invitation": secretary(ACTIVITY, 422, data={"rule": "all"}),
    "POST meetings:draft-letter": secretary(ACTIVITY, 302),
    "POST meetings:uninvite": secretary(below("attendance_pk", row_of("invited")), 302),
    "meetings:rundown": secretary(ACTIVITY, 200),
    "POST meetings:rundown": secretary(ACTIVITY, 302, data=BUTTON),
    "meetings:edit-rundown": secretary(below("line_pk", row_of("line")), 200),
    "POST meetings:edit-rundown": secretary(below("line_pk", row_of("line")), 302, data=BUTTON),
    "POST meetings:drop-rundown": secretary(below("line_pk", row_of("line")), 302),
    "meetings:attend": secretary(ACTIVITY, 200),
    "POST meetings:mark-entry": secretary(ACTIVITY, 302, data={"entry": "1", "way": "number"}),
    "POST meetings:mark-person": secretary(ACTIVITY, 302),
    "POST meetings:mark-guest": secretary(ACTIVITY, 302, data={"name": "Titin", "place": "RW 3"}),
    "meetings:attendance-list": secretary(ACTIVITY, 200),
    "meetings:attendance-file": secretary(ACTIVITY | {"suffix": "xlsx"}, 200),
    "meetings:withdraw": secretary(below("attendance_pk", row_of("attendance")), 200),
    "POST meetings:withdraw": secretary(
        below("attendance_pk", row_of("attendance")), 302, data={"reason": "Salah orang"}
    ),
    "meetings:write-minutes": secretary(ACTIVITY, 200),
    "POST meetings:write-minutes": secretary(ACTIVITY, 302, data={"course": "Dibahas rencana bazar."}),
    # Only whoever leads the body signs.
    "POST meetings:sign-minutes": secretary(ACTIVITY, 403),
    # Nothing is written yet.
    "meetings:minutes-pdf": secretary(ACTIVITY, 404),
    "meetings:add-addendum": secretary(ACTIVITY, 403),
    "POST meetings:add-addendum": secretary(ACTIVITY, 403),
    # It has no paper.
    "meetings:addendum-pdf": secretary(below("addendum_pk", row_of("addendum")), 404),
    "meetings:photos": secretary(ACTIVITY, 200),
    # Nothing was chosen.
    "POST meetings:photos": secretary(ACTIVITY, 422),
    "POST meetings:remove-photo": secretary(below("photo_pk", row_of("photo")), 302),
    "meetings:costs": secretary(ACTIVITY, 200),
    "POST meetings:costs": secretary(ACTIVITY, 302, data=COST),
    "POST meetings:drop-cost": secretary(below("cost_pk", row_of("cost")), 302),
    "meetings:cards": secretary(BODY, 200),
    "POST meetings:give-cards": secretary(BODY, 302),
    "meetings:card-sheet": secretary(BODY, 200),
    "POST meetings:replace-card": secretary(BODY | {"card_pk": row_of("card")}, 302),
    "meetings:my-hours": row(others=200),
}
