"""Lines of the table about promises and agendas."""

from __future__ import annotations

from anyelir.agendas import actions as agendas
from anyelir.agendas.models import Passing, PassingReport, Point
from anyelir.commitments import actions as commitments
from anyelir.commitments.models import Clause, Commitment, Party
from anyelir.documents.models import Paper
from anyelir.regions.models import Level
from tests import factories as make
from tests import promises
from tests.parallel.line import Line, lines, secretary

CHECK = "https://situs.example/cek/"


def team(town):
    return make.body(town.kelurahan)


def group(town):
    return make.body(town.rw)


def a_promise(town):
    """With a note of what was done, and no need of a proof."""
    clause = promises.clause(promises.commitment(team(town)), proof_needed=False)
    promises.follow_up(clause)
    return clause


def an_own_one(town):
    return promises.clause(promises.commitment(team(town)))


def a_last_signature(town):
    """Of a paper that the dinas has signed."""
    paper = promises.commitment(team(town), "Kebun", kind=Commitment.Kind.JOINT)
    Party.objects.create(commitment=paper, rank=2, name="Dinas", signer="Rahmat", signed_on=make.today())
    promises.clause(paper)
    return paper.parties.get(rank=1)


def a_point(town):
    return promises.point(team(town))


def a_request(town):
    return promises.passing(a_point(town), Level.RW)


def decided(town, point, by, op_id):
    activity = town.activity if town.activity.body_id == point.body_id else None
    return agendas.decide_point(point=point, outcome="deferred", activity=activity, by=by, op_id=op_id)


PROMISES = [
    Line(
        "make a commitment",
        lambda town, given, op_id: commitments.make_commitment(
            body=team(town), kind="mou", title="Lansia", source_kind="bench", source_key="1",
            by=secretary(town), op_id=op_id,
        ),
        lambda town, given: [Commitment.objects.filter(title="Lansia").count(), lines("commitment.make")],
        refusals=frozenset({"stored_meanwhile"}),
    ),
    Line(
        "sign a commitment as the last",
        lambda town, party, op_id: commitments.sign_party(
            party=party, check_url=CHECK, by=secretary(town), op_id=op_id
        ),
        lambda town, party: [
            lines("commitment.sign"),
            Paper.objects.filter(owner_kind="commitments.commitment").count(),
        ],
        a_last_signature,
        frozenset({"already_signed"}),
    ),
    Line(
        "close a clause",
        lambda town, clause, op_id: commitments.close_clause(
            clause=clause, body=team(town), by=secretary(town), op_id=op_id
        ),
        lambda town, clause: [lines("commitment.close")],
        a_promise,
        frozenset({"clause_closed"}),
    ),
    Line(
        "drop a clause",
        lambda town, clause, op_id: commitments.drop_clause(
            clause=clause, body=team(town), reason="Batal", by=secretary(town), op_id=op_id
        ),
        lambda town, clause: [lines("commitment.drop")],
        an_own_one,
        frozenset({"clause_closed"}),
    ),
    Line(
        "set the day of a clause",
        lambda town, clause, op_id: commitments.date_clause(
            clause=clause, body=team(town), due_on=promises.in_days(9), by=secretary(town), op_id=op_id
        ),
        lambda town, clause: [lines("commitment.date")],
        an_own_one,
        frozenset({"due_set"}),
    ),
    Line(
        "pass a clause on",
        lambda town, clause, op_id: commitments.pass_clause(
            clause=clause, body=team(town), places=[town.rw], by=secretary(town), op_id=op_id
        ),
        lambda town, clause: [Clause.objects.filter(parent=clause).count()],
        an_own_one,
    ),
    Line(
        "put a point off",
        lambda town, point, op_id: decided(town, point, secretary(town), op_id),
        lambda town, point: [
            lines("agenda.decide"),
            Point.objects.filter(put_off_from=point).count(),
        ],
        a_point,
        frozenset({"point_decided"}),
    ),
    Line(
        "hand a point down",
        lambda town, point, op_id: agendas.pass_points(
            body=team(town), points=[point], levels=[Level.RW], by=secretary(town), op_id=op_id
        )[0],
        lambda town, point: [Passing.objects.filter(point=point).count(), lines("agenda.pass")],
        a_point,
        frozenset({"already_passed"}),
    ),
    Line(
        "answer a request",
        lambda town, passing, op_id: agendas.answer_passing(
            passing=passing, body=group(town), outcome="done", by=secretary(town), op_id=op_id
        ),
        lambda town, passing: [
            PassingReport.objects.filter(passing=passing).count(),
            lines("agenda.answer"),
        ],
        a_request,
    ),
    Line(
        "take a request onto the own agenda",
        lambda town, passing, op_id: agendas.adopt_point(
            passing=passing, body=group(town), by=secretary(town), op_id=op_id
        ),
        lambda town, passing: [Point.objects.filter(passing=passing).count(), lines("agenda.adopt")],
        a_request,
        frozenset({"taken_already"}),
    ),
    Line(
        "end a request",
        lambda town, passing, op_id: agendas.end_passing(passing=passing, by=secretary(town), op_id=op_id),
        lambda town, passing: [lines("agenda.end")],
        a_request,
        frozenset({"already_ended"}),
    ),
]  # fmt: skip
