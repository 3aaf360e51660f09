"""Lines of the table about the open day and the register of posyandu."""

from __future__ import annotations

import datetime as dt

from anyelir.posyandu.day import actions as day_posyandu
from anyelir.posyandu.day.models import Measurement, MonthClosing, PosyanduSession, Visit
from anyelir.posyandu.register import actions as register_posyandu
from anyelir.posyandu.register.models import Posyandu, PosyanduKader, StageAssessment
from anyelir.rules.strata import Inputs
from tests import factories as make
from tests.parallel.line import Line, a_kader, an_enrolled, kader, lines, secretary


def a_visitor(town):
    return make.visit(town.session, an_enrolled(town))


def a_measurement(town):
    return day_posyandu.record_measurement(
        session=town.session, child=an_enrolled(town), weight_kg="10.4", by=kader(town)
    )


def measured(town, child):
    rows = Measurement.objects.filter(child=child)
    return [rows.count(), rows.filter(is_chosen=True).count(), Visit.objects.filter(child=child).count()]


def corrected(town, row):
    rows = Measurement.objects.filter(visit=row.visit_id)
    return [
        rows.count(),
        rows.filter(supersedes=row).count(),
        lines("measurement.correct", "measurement.withdraw"),
    ]


def a_closed_day(town):
    day_posyandu.close_session(session=town.session, by=kader(town), kader_on_duty=4)
    return town.session


DAY = [
    Line(
        "open day",
        lambda town, given, op_id: day_posyandu.open_session(
            posyandu=town.posyandu, held_on=dt.date(2026, 10, 6), by=kader(town), op_id=op_id
        ),
        lambda town, given: [
            PosyanduSession.objects.filter(posyandu=town.posyandu, held_on="2026-10-06").count(),
            lines("session.open"),
        ],
    ),
    Line(
        "register visit",
        lambda town, child, op_id: day_posyandu.register_visit(
            session=town.session, child=child, by=kader(town), op_id=op_id
        ),
        lambda town, child: [Visit.objects.filter(child=child).count(), lines("visit.register")],
        an_enrolled,
    ),
    Line(
        "step of a visit",
        lambda town, visit, op_id: day_posyandu.mark_step(
            visit=visit, step="served", by=kader(town), op_id=op_id
        ),
        lambda town, visit: [lines("visit.served")],
        a_visitor,
    ),
    Line(
        "close day",
        lambda town, session, op_id: day_posyandu.close_session(
            session=session, by=kader(town), kader_on_duty=5, op_id=op_id
        ),
        lambda town, session: [lines("session.close")],
        lambda town: town.session,
        frozenset({"session_closed"}),
    ),
    Line(
        "open day again",
        lambda town, session, op_id: day_posyandu.reopen_session(
            session=session, by=kader(town), op_id=op_id
        ),
        lambda town, session: [lines("session.reopen")],
        a_closed_day,
    ),
    Line(
        "correct",
        lambda town, row, op_id: day_posyandu.correct_measurement(
            measurement=row, weight_kg="10.9", reason="Salah ketik.", by=kader(town), op_id=op_id
        ),
        lambda town, row: [n - extra for n, extra in zip(corrected(town, row), (1, 0, 0), strict=True)],
        a_measurement,
        frozenset({"already_corrected"}),
    ),
    Line(
        "withdraw",
        lambda town, row, op_id: day_posyandu.withdraw_measurement(
            measurement=row, reason="Salah anak.", by=kader(town), op_id=op_id
        ),
        lambda town, row: [n - extra for n, extra in zip(corrected(town, row), (1, 0, 0), strict=True)],
        a_measurement,
        frozenset({"already_corrected"}),
    ),
    Line(
        "register posyandu",
        lambda town, given, op_id: register_posyandu.register_posyandu(
            region=town.rw, name="Melati", by=secretary(town), op_id=op_id
        ),
        lambda town, given: [Posyandu.objects.filter(name="Melati").count()],
        refusals=frozenset({"posyandu_exists"}),
    ),
    Line(
        "assign",
        lambda town, person, op_id: register_posyandu.assign_kader(
            posyandu=town.posyandu,
            member=person.member,
            since=dt.date(2026, 11, 1),
            by=secretary(town),
            op_id=op_id,
        ),
        lambda town, person: [PosyanduKader.objects.filter(member=person.member).count()],
        a_kader,
        frozenset({"kader_serves_already"}),
    ),
    Line(
        "end service",
        lambda town, service, op_id: register_posyandu.end_service(
            service=service,
            until=dt.date(2026, 11, 1),
            by=secretary(town),
            op_id=op_id,
        ),
        lambda town, service: [lines("kader.end")],
        lambda town: make.service(town.posyandu, a_kader(town).member),
        frozenset({"service_ended"}),
    ),
    Line(
        "assess",
        lambda town, given, op_id: register_posyandu.assess_stage(
            posyandu=town.posyandu,
            assessed_on=dt.date(2026, 11, 1),
            inputs=Inputs(weighing_days=12),
            assessor_name="Lilis",
            by=town.user("bidan"),
            op_id=op_id,
        ),
        lambda town, given: [StageAssessment.objects.filter(posyandu=town.posyandu).count()],
        refusals=frozenset({"assessed_already"}),
    ),
    Line(
        "close month",
        lambda town, given, op_id: day_posyandu.close_month(
            posyandu=town.next_posyandu, month=dt.date(2026, 9, 1), count=dict, by=kader(town), op_id=op_id
        ),
        lambda town, given: [MonthClosing.objects.filter(posyandu=town.next_posyandu).count()],
        refusals=frozenset({"month_closed"}),
    ),
]
