"""History is never edited, whatever tool opens the database."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from anyelir.agendas.models import Passing
from anyelir.arisan.models import Arisan, Draw
from anyelir.books.models import BookLine, GoodsMove
from anyelir.calendars.models import CalendarFeed
from anyelir.commitments.models import FollowUp
from anyelir.core.guards import guard, guarded_models, is_guarded, unguard
from anyelir.core.models import AuditEntry
from anyelir.core.written_once import WrittenOnce
from anyelir.enterprise.aid.models import AidItem, AidVisit
from anyelir.enterprise.assistance.models import UseFollowUp
from anyelir.enterprise.fund.models import (
    Fund,
    FundTerms,
    Loan,
    LoanPlan,
    LoanProduct,
    PlanInstalment,
    Surplus,
)
from anyelir.enterprise.groups.models import GroupStage
from anyelir.enterprise.orders.models import OrderLine
from anyelir.enterprise.trade.models import ProductBatch, SalesNote
from anyelir.handovers.models import PackSignature
from anyelir.honours.models import Thanks
from anyelir.ledger import actions as ledger_actions
from anyelir.ledger.models import Closing, Ledger, LedgerAccount, LedgerEntry, LedgerLine, WallPage
from anyelir.meetings.models import MinutesAddendum
from anyelir.membership.models import Body, BodyMember
from anyelir.posyandu.care import actions as care_actions
from anyelir.posyandu.care.models import ReferralEvent
from anyelir.posyandu.day import actions as day_actions
from anyelir.posyandu.day.models import Measurement, MonthClosing
from anyelir.posyandu.register import actions as register_actions
from anyelir.posyandu.register.models import StageAssessment
from anyelir.programmes.plan.models import ProgrammeTarget, TargetTally
from anyelir.rules.journal import JournalLine
from anyelir.rules.strata import Inputs
from anyelir.secretariat.models import LetterStep
from tests import aids, groups, helped, meetings, programmes, promises
from tests import factories as make

pytestmark = pytest.mark.django_db


BOOKS = {LedgerAccount, Closing, LedgerEntry, Ledger, LedgerLine}


def written_once_models() -> list[type[Model]]:
    return [
        model for model in guarded_models() if isinstance(getattr(model, "written_once", None), WrittenOnce)
    ]


def test_what_is_written_once():
    others = {AuditEntry, Body, BodyMember, BookLine, GoodsMove, LetterStep, Measurement, MonthClosing}
    others |= {ReferralEvent, StageAssessment, WallPage, FollowUp, MinutesAddendum, Passing, PackSignature}
    others |= {AidItem, AidVisit, Arisan, CalendarFeed, Draw, GroupStage, OrderLine, ProductBatch, SalesNote}
    others |= {ProgrammeTarget, TargetTally, Thanks, UseFollowUp}
    others |= {Fund, FundTerms, Loan, LoanPlan, LoanProduct, PlanInstalment, Surplus}
    assert {*written_once_models()} == others | BOOKS


@pytest.mark.parametrize(
    ("model", "names"),
    [
        (AuditEntry, "at actor_id actor_name verb kind object_id region_code detail"),
        (
            Measurement,
            "visit measured_on weight_kg height_cm posture recorded_by supersedes correction_reason",
        ),
        (MonthClosing, "posyandu month version closed_at closed_by closed_by_name snapshot sha256 signature"),
        (ReferralEvent, "referral status at by by_name note"),
        (StageAssessment, "posyandu assessed_on inputs computed_stage stage"),
        (GroupStage, "group stage on reason assessor_name"),
        (UseFollowUp, "assistance month on observed_by uses packaging_changed sales_changed"),
        (Ledger, "body since"),
        (Arisan, "body stake_idr started_on"),
        (CalendarFeed, "body made_by"),
        (Fund, "ledger since"),
        (FundTerms, "fund max_loan_idr quorum_percent joint_percent scheme shares decision since"),
        (Loan, "fund number body_member product purpose requested_on requested_idr requested_months"),
        (LoanPlan, "loan number why starts_on months method rate_percent principal_idr service_idr entry"),
        (
            LoanProduct,
            "fund name method rate_percent months_max grace_months rounding_idr ahead payoff since",
        ),
        (PlanInstalment, "plan number due_on principal_idr service_idr cum_principal_idr cum_service_idr"),
        (Surplus, "fund year amount_idr shares saving_percent decision entry"),
        (Draw, "arisan round_no way eligible code commitment committed_at"),
        (FollowUp, "clause body on words has_proof written_by"),
        (ProgrammeTarget, "programme counts value since due_on reason made_by"),
        (TargetTally, "programme counts region on total reason made_by"),
        (MinutesAddendum, "minutes words signed_by signed_name signed_post"),
        (PackSignature, "handover side way digest by by_name"),
        (Passing, "point from_body scope levels sent_at answer_by"),
        (Thanks, "body member award since on made_by made_name"),
        (Body, "kind unit_kind unit_id"),
        (BodyMember, "body number"),
        (LetterStep, "letter state by by_name"),
        (WallPage, "ledger code"),
        (GoodsMove, "goods on reason count from_condition to_condition remark undoes made_by"),
        (BookLine, "body book year no version on values search_key made_by"),
        (LedgerAccount, "ledger code kind guard place since"),
        (
            LedgerEntry,
            "ledger year no on kind words receipt_no source_kind source_key reverses at by by_name",
        ),
        (LedgerLine, "entry ledger account party matter amount_idr"),
        (
            Closing,
            "ledger through balances digest previous_digest counted_idr treasurer chair witness_one at",
        ),
    ],
)
def test_what_was_seen_signed_or_said_is_not_among_what_may_change(model, names):
    fields = {field.name for field in model._meta.get_fields()}
    assert fields >= {*names.split()} and not {*model.written_once.but} & {*names.split()}


@pytest.fixture
def rows(world) -> dict[type[Model], Model]:
    """One row of each model that is written once."""
    kader = world.user("kader")
    child = make.child(world.family, "Dewi Kirana", age_months=20)
    make.enrolment(world.posyandu, child)
    row = day_actions.record_measurement(session=world.session, child=child, weight_kg="10.4", by=kader)
    care_actions.create_referral(child=child, posyandu=world.posyandu, reasons=["not_gained_twice"], by=kader)
    day_actions.close_month(
        posyandu=world.next_posyandu, month=make.today().replace(day=1, month=9), count=dict, by=kader
    )
    register_actions.assess_stage(
        posyandu=world.posyandu,
        assessed_on=make.today(),
        inputs=Inputs(weighing_days=12),
        assessor_name="Lilis",
        by=world.user("bidan"),
    )
    promised = promises.of_a_team(world.body, make.body(world.kecamatan))
    promised_numbers = programmes.of_a_team(world.body)
    return books(world) | {
        AuditEntry: AuditEntry.objects.first(),
        Arisan: world.draw.arisan,
        Body: world.body,
        BodyMember: make.body_member(world.body),
        BookLine: world.book_line,
        CalendarFeed: world.calendar_feed,
        Draw: world.draw,
        Fund: world.loan.fund,
        FundTerms: world.loan.fund.terms.get(),
        Loan: world.loan,
        LoanPlan: world.loan.plan,
        LoanProduct: world.loan.product,
        PlanInstalment: world.loan.plan.instalments.first(),
        Surplus: Surplus.objects.create(
            fund=world.loan.fund,
            year=2025,
            amount_idr=1,
            saving_percent=50,
            decision=world.activity,
            entry=world.ledger_entry,
        ),
        AidItem: world.aid_item,
        OrderLine: world.order.lines.get(),
        AidVisit: aids.visit(world.aid_item),
        ProductBatch: ProductBatch.objects.get(product=world.product),
        SalesNote: SalesNote.objects.create(business=world.business, month=make.SINCE, amount_idr=450_000),
        FollowUp: promises.follow_up(promised["clause"]),
        ProgrammeTarget: promised_numbers["target"],
        TargetTally: promised_numbers["tally"],
        GoodsMove: world.goods_move,
        GroupStage: groups.group_stage(world.group),
        UseFollowUp: helped.follow_up(world.assistance, packaging_changed=True, sales_changed=True),
        LetterStep: LetterStep.objects.create(letter=world.letter, state="sent", by_name="Hendra"),
        Measurement: row,
        MinutesAddendum: meetings.addendum(world.activity),
        MonthClosing: MonthClosing.objects.get(posyandu=world.next_posyandu),
        PackSignature: PackSignature.objects.create(
            handover=world.handover, side="outgoing", way="wet", digest="0" * 64, by_name="Wulan"
        ),
        Passing: promised["passing"],
        ReferralEvent: ReferralEvent.objects.first(),
        StageAssessment: StageAssessment.objects.first(),
        Thanks: world.thanks,
    }


def books(world) -> dict[type[Model], Model]:
    by, other = world.user("chair"), world.user("secretary")
    opening = [JournalLine("kas", 500)]
    ledger = ledger_actions.open_ledger(
        body=world.body, on=make.today().replace(day=1, month=9), opening=opening, by=by
    )
    count = ledger_actions.propose_closing(ledger=ledger, counted_idr=500, by=by)
    ledger_actions.confirm_closing(proposal=count, by=other)
    wall_page = WallPage.objects.create(ledger=ledger, code="ABCDEFGHJK")
    return {model: model.objects.first() for model in BOOKS} | {WallPage: wall_page}


def refused(sql: str, *parameters) -> bool:
    """Whether the database itself says no, whoever sends the statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, parameters)
    except IntegrityError as error:
        assert "append-only" in str(error)
        return True
    return False


def other_value(field) -> str:
    """An SQL value that differs from whatever stands in the column."""
    kind, quoted = field.get_internal_type(), connection.ops.quote_name(field.column)
    if kind in ("CharField", "TextField"):
        return f"CASE {quoted} WHEN 'x' THEN 'y' ELSE 'x' END"
    if kind == "BooleanField":
        return f"NOT {quoted}"
    if kind in ("DateField", "DateTimeField"):
        return "'2001-01-01'"
    if kind == "JSONField":
        return "'{\"other\": 1}'"
    if kind in ("UUIDField", "ForeignKey", "OneToOneField"):
        return "'00000000000000000000000000000001'"
    return f"coalesce({quoted}, 0) + 1"


def test_no_row_goes_away(rows):
    connection.check_constraints()
    for model in written_once_models():
        assert refused(f"DELETE FROM {model._meta.db_table}"), model
        if connection.vendor == "postgresql":
            assert refused(f"TRUNCATE {model._meta.db_table} CASCADE"), model


def test_no_column_changes_that_is_not_named(rows):
    for model, row in rows.items():
        table, free = model._meta.db_table, model.written_once.free_columns(model)
        for field in model._meta.concrete_fields:
            if field.primary_key or field.column not in free:
                name = connection.ops.quote_name(field.column)
                sql = f"UPDATE {table} SET {name} = {other_value(field)}"
                assert refused(sql), (model, field.name)
        assert type(row)._base_manager.filter(pk=row.pk).exists()


def test_what_is_named_does(rows):
    Measurement.objects.filter(pk=rows[Measurement].pk).update(waz=-123, visual_status="N")
    assert Measurement.objects.get(waz=-123).visual_status == "N"


def test_a_missing_guard_is_a_fault_of_the_check(db):
    from django.apps import apps

    core = apps.get_app_config("core")
    assert run_checks(tags=["database"], databases=["default"]) == []
    unguard(core, using="default")
    assert not is_guarded(connection, AuditEntry)
    assert [fault.id for fault in run_checks(tags=["database"], databases=["default"])] == ["core.W001"]
    guard(core, using="default")
    assert run_checks(tags=["database"], databases=["default"]) == []
