"""Lines of the table about the plan of a body, its activities and its annual report."""

from __future__ import annotations

import datetime as dt

from anyelir.documents.models import Paper
from anyelir.files.reading import Prepared
from anyelir.secretariat import actions
from anyelir.secretariat.marks import mark_of
from anyelir.secretariat.models import Activity, AnnualReport, PlanLine, ReportPicture, WorkItem
from tests import factories as make
from tests.parallel.line import Line, lines, secretary

JANUARY = dt.date(2026, 1, 1)
TEXTS = {"foreword": "Kami melapor.", "achievements": "", "obstacles": "", "conclusions": "Terima kasih."}


def body(town):
    return make.body(town.kelurahan)


def a_line(town):
    return make.plan_line(body(town), "Bazar")


def an_activity(town):
    return make.activity(body(town), "Bazar")


def a_report(town):
    return actions.write_report(body=body(town), year=2026, texts=TEXTS, by=secretary(town))


def changed(line, by, op_id):
    """Each of the eight had the same page before her."""
    values = {"work_item": line.work_item, "title": "Bazar besar", "months": [8]}
    return actions.change_line(line=line, seen=mark_of(line), by=by, op_id=op_id, **values)


PLANS = [
    Line(
        "add a line to a plan",
        lambda town, given, op_id: actions.add_line(
            body=body(town),
            year=2026,
            work_item=make.work_item(),
            title="Bazar",
            months=[8],
            by=secretary(town),
            op_id=op_id,
        ),
        lambda town, given: [PlanLine.objects.filter(title="Bazar").count(), lines("plan.add")],
        refusals=frozenset({"line_twice"}),
    ),
    Line(
        "change a line of a plan",
        lambda town, line, op_id: changed(line, secretary(town), op_id),
        lambda town, line: [PlanLine.objects.filter(title="Bazar besar").count(), lines("plan.change")],
        a_line,
        frozenset({"changed_since"}),
    ),
    Line(
        "drop a line of a plan",
        lambda town, line, op_id: actions.drop_line(
            line=line, reason="Dana dialihkan", by=secretary(town), op_id=op_id
        ),
        lambda town, line: [lines("plan.drop")],
        a_line,
        frozenset({"line_dropped"}),
    ),
    Line(
        "copy the plan of last year",
        lambda town, line, op_id: actions.copy_plan(
            body=body(town), year=2027, by=secretary(town), op_id=op_id
        ),
        lambda town, line: [
            PlanLine.objects.filter(year=2027, title="Bazar").count(),
            lines("plan.copy"),
        ],
        a_line,
        frozenset({"nothing_to_copy"}),
    ),
    Line(
        "add a programme of the region",
        lambda town, given, op_id: actions.add_item(
            body=body(town),
            parent=make.work_item(),
            title="Kader 1001",
            since=JANUARY,
            by=secretary(town),
            op_id=op_id,
        ),
        lambda town, given: [WorkItem.objects.filter(title="Kader 1001").count()],
        refusals=frozenset({"item_known"}),
    ),
    Line(
        "hold an activity",
        lambda town, activity, op_id: actions.hold_activity(
            activity=activity, reached=30, by=secretary(town), op_id=op_id
        ),
        lambda town, activity: [Activity.objects.filter(book_no=1).count(), lines("activity.hold")],
        an_activity,
        frozenset({"already_held"}),
    ),
    Line(
        "cancel an activity",
        lambda town, activity, op_id: actions.cancel_activity(
            activity=activity, reason="Hujan", by=secretary(town), op_id=op_id
        ),
        lambda town, activity: [lines("activity.cancel")],
        an_activity,
        frozenset({"activity_cancelled"}),
    ),
    Line(
        "bring the sixth picture of a report",
        lambda town, given, op_id: actions.add_picture(
            body=body(town),
            year=2026,
            file=Prepared("photo", "image/webp", b"x"),
            caption="Bazar",
            has_consent=True,
            by=secretary(town),
            op_id=op_id,
        ),
        lambda town, given: [
            ReportPicture.objects.filter(caption="Bazar").count(),
            lines("report.add_picture"),
        ],
        lambda town: [make.picture(body(town), year=2026) for _each in range(5)][0],
        frozenset({"pictures_full"}),
    ),
    Line(
        "sign the annual report",
        lambda town, report, op_id: actions.sign_report(
            report=report, check_url="https://anyelir.example/cek/", by=secretary(town), op_id=op_id
        ),
        lambda town, report: [
            Paper.objects.count(),
            AnnualReport.objects.filter(year=2026).count(),
            lines("report.sign"),
        ],
        a_report,
    ),
]
PLANS_WITHOUT_ID = [
    Line(
        "take a picture out of a report",
        lambda town, picture, op_id: actions.remove_picture(picture=picture, by=secretary(town)),
        lambda town, picture: [
            lines("report.remove_picture"),
            1 + ReportPicture.objects.filter(pk=picture.pk).count(),
        ],
        lambda town: make.picture(body(town), year=2026),
        frozenset({"picture_gone"}),
    ),
]
