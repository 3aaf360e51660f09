"""Plan, activities and annual report of TP PKK Ciriung: its secretary reads and writes them.

Offices above know that the body exists and read nothing of it (403); for everybody else there is none (404).
"""

from tests.architecture.url_matrix import row

ABOVE = dict.fromkeys(("kecamatan", "kabupaten", "provinsi", "pusat", "health_office"), 403)
BODY = {"pk": "body"}
YEAR = {**BODY, "year": 2026}
# Who has a body of her own is led to it.
HOME = {
    "others": 403,
    **dict.fromkeys(("secretary", "kecamatan", "kabupaten", "provinsi", "stranger"), 302),
    # Two bodies to choose from.
    **dict.fromkeys(("chair", "dasawisma"), 200),
}
LINE, ACTIVITY = {"pk": "plan_line"}, {"pk": "activity"}
REPORT = {"foreword": "Kami melapor.", "conclusions": "Terima kasih."}
PLACE = {"title": "Rapat RW", "kind": "meeting", "on": "2026-11-02", "place": "Balai RW 14"}


def secretary(args, status, **more):
    return row(args, others=404, **ABOVE | {"secretary": status}, **more)


def item_key(_world):
    from tests import factories as make

    return str(make.work_item().pk)


def picture_key(world):
    from tests import factories as make

    return (world.picture or make.picture(world.body)).pk


def new_line(world):
    return {"work_item": item_key(world), "title": "Sosialisasi KTIAT", "months": ["3", "9"]}


ROWS = {
    "secretariat:plan-home": row(**HOME),
    "secretariat:activity-home": row(**HOME),
    "secretariat:report-home": row(**HOME),
    "secretariat:plan": secretary(YEAR, 200),
    "secretariat:plan-pdf": secretary(YEAR, 200),
    "secretariat:plan-xlsx": secretary(YEAR, 200),
    "secretariat:add-line": secretary(YEAR, 200),
    "POST secretariat:add-line": secretary(YEAR, 302, data=new_line),
    "secretariat:add-item": secretary(YEAR, 200),
    "POST secretariat:add-item": secretary(
        YEAR, 302, data=lambda world: {"parent": item_key(world), "title": "Program Ciriung"}
    ),
    "POST secretariat:copy-plan": secretary({**BODY, "year": 2027}, 302),
    "secretariat:edit-line": secretary(LINE, 200),
    "POST secretariat:edit-line": secretary(LINE, 302, data=new_line),
    "secretariat:drop-line": secretary(LINE, 200),
    "POST secretariat:drop-line": secretary(LINE, 302, data={"reason": "Dana dialihkan"}),
    "secretariat:activities": secretary(YEAR, 200),
    "secretariat:activity-pdf": secretary(YEAR, 200),
    "secretariat:activity-xlsx": secretary(YEAR, 200),
    "secretariat:plan-activity": secretary(BODY, 200),
    "POST secretariat:plan-activity": secretary(BODY, 302, data=PLACE),
    "secretariat:activity": secretary(ACTIVITY, 200),
    "secretariat:edit-activity": secretary(ACTIVITY, 200),
    "POST secretariat:edit-activity": secretary(ACTIVITY, 302, data=PLACE),
    "secretariat:hold": secretary(ACTIVITY, 200),
    "POST secretariat:hold": secretary(ACTIVITY, 302, data={"on": "2026-11-02", "place": "Balai RW 14"}),
    "secretariat:cancel-activity": secretary(ACTIVITY, 200),
    "POST secretariat:cancel-activity": secretary(ACTIVITY, 302, data={"reason": "Hujan deras"}),
    "secretariat:report": secretary(YEAR, 200),
    "secretariat:write-report": secretary(YEAR, 200),
    "POST secretariat:write-report": secretary(YEAR, 302, data=REPORT),
    # Nothing is written yet, so there is nothing to sign.
    "POST secretariat:sign-report": secretary(YEAR, 404),
    "secretariat:pictures": secretary(YEAR, 200),
    # Nothing was chosen.
    "POST secretariat:pictures": secretary(YEAR, 422),
    "POST secretariat:remove-picture": secretary({"pk": picture_key}, 302),
    "secretariat:report-pdf": secretary(YEAR, 200),
    "secretariat:report-docx": secretary(YEAR, 200),
}
