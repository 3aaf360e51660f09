"""Lines of the table about programmes."""

from __future__ import annotations

from anyelir.programmes.plan import actions
from anyelir.programmes.plan.models import Programme, ProgrammeTarget, TargetDivision, TargetTally
from tests import factories as make
from tests import programmes
from tests.parallel.line import Line, lines, secretary


def team(town):
    return make.body(town.kelurahan)


def a_running(town):
    return programmes.programme(team(town))


def a_draft(town):
    made = programmes.draft(team(town))
    programmes.target(made)
    return made


def a_number(town):
    return programmes.target(a_running(town))


def a_division(town):
    number = a_number(town)
    return programmes.division(number, town.kelurahan, number.value)


PROGRAMMES = [
    Line(
        "launch a programme",
        lambda town, programme, op_id: actions.launch_programme(
            programme=programme, on=make.today(), reason="Menunggu", by=secretary(town), op_id=op_id
        ),
        lambda town, programme: [lines("programme.launch")],
        a_draft,
        frozenset({"already_launched"}),
    ),
    Line(
        "close a programme",
        lambda town, programme, op_id: actions.close_programme(
            programme=programme, on=make.today(), closing_words="Selesai", by=secretary(town), op_id=op_id
        ),
        lambda town, programme: [lines("programme.close")],
        a_running,
        frozenset({"programme_closed"}),
    ),
    Line(
        "set the number of a programme",
        lambda town, programme, op_id: actions.set_target(
            programme=programme, counts="companion", value=1001, by=secretary(town), op_id=op_id
        ),
        lambda town, programme: [ProgrammeTarget.objects.filter(programme=programme).count()],
        a_running,
        frozenset({"nothing_changed"}),
    ),
    Line(
        "announce a division",
        lambda town, division, op_id: actions.announce_division(
            division=division, by=secretary(town), op_id=op_id
        ),
        lambda town, division: [lines("division.announce")],
        a_division,
        frozenset({"already_announced"}),
    ),
    Line(
        "divide a number",
        lambda town, target, op_id: actions.divide_target(
            target=target, parent=town.kelurahan, basis="even", by=secretary(town), op_id=op_id
        ),
        lambda town, target: [TargetDivision.objects.filter(target=target).count()],
        a_number,
    ),
]
# Whoever sends another one means another one.
PROGRAMMES_AT_WILL = [
    Line(
        "draft a programme",
        lambda town, given, op_id: actions.draft_programme(
            body=team(town), kind="lokal", title="Sekolah lansia", by=secretary(town), op_id=op_id
        ),
        lambda town, given: [Programme.objects.filter(title="Sekolah lansia").count()],
    ),
    Line(
        "change a programme",
        lambda town, programme, op_id: actions.change_programme(
            programme=programme, title="Sekolah lansia", by=secretary(town), op_id=op_id
        ),
        lambda town, programme: [lines("programme.change")],
        a_running,
    ),
    Line(
        "count for a programme",
        lambda town, target, op_id: actions.add_tally(
            target=target, region=town.kelurahan, on=make.today(), total=9, by=secretary(town), op_id=op_id
        ),
        lambda town, target: [TargetTally.objects.filter(programme=target.programme).count()],
        a_number,
    ),
]
