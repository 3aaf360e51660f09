"""Lines of the table about the money of meetings: sheets opened, saved, closed, taken back; shares and draws."""

from __future__ import annotations

from anyelir.arisan import actions as arisan
from anyelir.arisan.models import Arisan, ArisanShare, Draw
from anyelir.contributions import actions
from anyelir.contributions.models import MeetingSheet, SheetLine
from anyelir.ledger.models import LedgerEntry
from tests import factories as make
from tests.apps.contributions.conftest import MET, OPENED, Table, table_of
from tests.parallel.line import Line, secretary

STAKE = 20_000


def a_table(town) -> Table:
    return table_of(town.kelurahan, 4, by=secretary(town))


def a_body(town):
    return a_table(town).body


def a_sheet(town):
    return a_table(town).start()


def a_filled_sheet(town):
    table = a_table(town)
    table.start()
    table.fill()
    return table.sheet


def a_closed_sheet(town):
    return actions.close_sheet(sheet=a_filled_sheet(town), by=secretary(town))


def collected(town, given):
    standing = LedgerEntry.objects.filter(kind="meeting.collect", reversed_by=None)
    return [LedgerEntry.objects.filter(kind="meeting.collect").count(), standing.count()]


def a_cycle(town):
    table = a_table(town)
    given = {"body": table.body, "title": "Melati", "stake_idr": STAKE, "on": OPENED}
    return table, arisan.start_arisan(people=table.people, by=table.by, **given)


def an_arisan(town):
    return a_cycle(town)[1]


def a_share(town):
    return ArisanShare.objects.get(arisan=an_arisan(town), number=1)


def paid(table):
    table.start()
    for person in table.people:
        table.save([table.row(person, arisan=STAKE)])
    return table.sheet


def a_paid_sheet(town):
    table, cycle = a_cycle(town)
    return cycle, paid(table)


def a_locked_draw(town):
    table, cycle = a_cycle(town)
    draw = arisan.commit_draw(arisan=cycle, by=table.by)
    return draw, paid(table)


def draws(town, given):
    return [Draw.objects.filter(arisan__title="Melati").count()]


def save(town, sheet, op_id):
    from anyelir.contributions.actions.drafting import RowDraft

    person = sheet.body.people.get(number=1)
    row = RowDraft(person, 0, "here", {"simpanan:sukarela": 5_000})
    return actions.save_sheet(sheet=sheet, rows=[row], by=secretary(town), op_id=op_id)


def void(town, given, op_id):
    draw, sheet = given
    witnesses = list(sheet.body.people.order_by("number")[:2])
    return arisan.void_draw(draw=draw, reason="Salah", witnesses=witnesses, by=secretary(town), op_id=op_id)


TABLES = [
    Line(
        "start a meeting with its sheet",
        lambda town, body, op_id: actions.start_meeting(
            body=body, on=MET, place="Balai RW 14", by=secretary(town), op_id=op_id
        ),
        lambda town, body: [
            MeetingSheet.objects.filter(body=body).count(),
            body.activities.filter(on=MET).count(),
        ],
        a_body,
        frozenset({"sheet_open"}),
    ),
    Line(
        "open the sheet of a meeting",
        lambda town, activity, op_id: actions.open_sheet(activity=activity, by=secretary(town), op_id=op_id),
        lambda town, activity: [activity.sheets.count()],
        lambda town: make.activity(a_body(town), on=MET),
        frozenset({"sheet_exists", "sheet_open"}),
    ),
    Line(
        "save a row of a sheet",
        save,
        lambda town, sheet: [
            SheetLine.objects.filter(sheet=sheet).count(),
            SheetLine.objects.get(sheet=sheet).version,
        ],
        a_sheet,
        frozenset({"changed_since"}),
    ),
    Line(
        "close a sheet",
        lambda town, sheet, op_id: actions.close_sheet(sheet=sheet, by=secretary(town), op_id=op_id),
        collected,
        a_filled_sheet,
        frozenset({"sheet_closed"}),
    ),
    Line(
        "take a sheet back",
        lambda town, sheet, op_id: actions.undo_sheet(
            sheet=sheet, reason="Salah", by=secretary(town), op_id=op_id
        ),
        lambda town, sheet: [
            MeetingSheet.objects.filter(activity=sheet.activity, state="draft").count(),
            LedgerEntry.objects.filter(reverses=sheet.entry).count(),
        ],
        a_closed_sheet,
        frozenset({"sheet_not_closed", "sheet_open"}),
    ),
    Line(
        "start an arisan",
        lambda town, body, op_id: arisan.start_arisan(
            body=body, title="Melati", stake_idr=STAKE, on=OPENED, people=[], by=secretary(town), op_id=op_id
        ),
        lambda town, body: [Arisan.objects.filter(body=body).count()],
        a_body,
        frozenset({"cycle_running"}),
    ),
    Line(
        "hand a share on",
        lambda town, share, op_id: arisan.leave_arisan(share=share, by=secretary(town), op_id=op_id),
        lambda town, share: [ArisanShare.objects.exclude(until=None).count()],
        a_share,
        frozenset({"left_already"}),
    ),
    Line(
        "lock a draw",
        lambda town, cycle, op_id: arisan.commit_draw(arisan=cycle, by=secretary(town), op_id=op_id),
        draws,
        an_arisan,
        frozenset({"draw_committed"}),
    ),
    Line(
        "open a draw",
        lambda town, given, op_id: arisan.reveal_draw(
            draw=given[0], sheet=given[1], word="melati", by=secretary(town), op_id=op_id
        ),
        lambda town, given: [Draw.objects.filter(state="revealed").count()],
        a_locked_draw,
        frozenset({"not_committed", "draw_done"}),
    ),
    Line(
        "record what fell out of the glass",
        lambda town, given, op_id: arisan.record_glass(
            arisan=given[0], sheet=given[1], number=2, by=secretary(town), op_id=op_id
        ),
        draws,
        a_paid_sheet,
        frozenset({"draw_done", "won_already"}),
    ),
    Line("make a draw void", void, draws, a_locked_draw, frozenset({"void_already"})),
]
TABLES_AT_WILL = [
    Line(
        "join an arisan",
        lambda town, cycle, op_id: arisan.join_arisan(
            arisan=cycle, person=cycle.body.people.get(number=1), by=secretary(town), op_id=op_id
        ),
        lambda town, cycle: [ArisanShare.objects.filter(arisan=cycle, number=5).count()],
        an_arisan,
    ),
    Line(
        "the rest of a sheet did not come",
        lambda town, sheet, op_id: actions.leave_rest_away(sheet=sheet, by=secretary(town), op_id=op_id),
        lambda town, sheet: [SheetLine.objects.filter(sheet=sheet, body_member__number=1).count()],
        a_sheet,
    ),
    Line(
        "count a sheet",
        lambda town, sheet, op_id: actions.keep_count(sheet=sheet, by=secretary(town), op_id=op_id),
        lambda town, sheet: [MeetingSheet.objects.filter(state="counted").count()],
        a_filled_sheet,
    ),
]
