"""Bulk is one by one: whatever the register holds and whatever a file says, both ways leave the same behind."""

from __future__ import annotations

import datetime as dt
from unittest import mock

from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from anyelir.core.audit import SYSTEM
from anyelir.core.clock import today_anywhere
from anyelir.core.refusal import Refused
from anyelir.exchange import importing
from anyelir.exchange.importing import Report, Run
from anyelir.exchange.kinds import KINDS, ImportScope
from anyelir.exchange.sheet import ImportSheet
from anyelir.families import actions as families
from anyelir.families.models import MergeProposal, Person
from anyelir.posyandu.day import actions as day_posyandu
from anyelir.posyandu.eppgbm import importer
from anyelir.posyandu.eppgbm.bulk import Batch, OneByOne
from anyelir.posyandu.register import actions as register_posyandu
from anyelir.posyandu.register.models import Posyandu
from tests.exchange.conftest import make_cibinong
from tests.exchange.test_bulk import everything

SLUGS = (
    "name", "sex", "born_on", "nik", "parent_name", "posyandu", "rw", "measured_on", "weight_kg", "height_cm",
    "posture", "province", "kabkota", "kecamatan", "desakel",
)  # fmt: skip
PLACE = ("JAWA BARAT", "KAB. BOGOR", "CIBINONG")
# Few of each, so that rows meet: the same child again, its twin, its namesake, the NIK of another.
CHILDREN = st.sampled_from(
    [
        ("Kirana Putri", "P", "2024-12-04", ""),
        ("Kirana Puteri", "P", "2024-12-04", ""),
        ("Kirana Putri", "P", "2024-12-04", "3201014412240001"),
        ("Kirana Putri", "L", "2024-12-04", "3201014412240001"),
        ("Raka", "L", "2025-01-05", "3201010501250001"),
        ("Raka", "L", "2025-01-05", ""),
        ("Bayu", "L", "2023-06-05", "3201010501250001"),
        ("By. Ny. Siti", "P", "2026-08-30", ""),
        ("-", "P", "2024-12-04", ""),
    ]
)
POSTS = [("Anyelir", "014"), ("Melati", "030")]
DAYS = ["2026-09-13", "2026-10-18", "2026-11-08"]
ROWS = st.lists(
    st.tuples(
        CHILDREN,
        st.sampled_from(["Neneng", "Siti", ""]),
        st.sampled_from(POSTS),
        st.sampled_from(DAYS),
        st.sampled_from([("10,4", "84,8"), ("9", None), (None, "80"), (None, None), ("250", None)]),
        st.sampled_from([*["Ciriung"] * 12, "Karadenan", "Antah"]),
    ),
    min_size=2,
    max_size=12,
)
# Once each, so that the places and open days are there and most rows need nothing but new records.
OPENING = [
    (("Pembuka", "P", "2026-01-10", ""), "Ibu Pembuka", post, day, ("7", "65"), "Ciriung")
    for post in POSTS
    for day in DAYS
]
EVENTS = st.lists(st.sampled_from(["merge", "dismiss", "death", "close", "leave", "move"]), max_size=4)


def sheet_of(rows) -> ImportSheet:
    cells = []
    for number, (child, parent, (post, rw), day, (weight, height), desa) in enumerate(rows, start=2):
        values = (*child, parent, post, rw, day, weight, height, "Terlentang", *PLACE, desa)
        cells.append((number, values))
    return ImportSheet({slug: slug for slug in SLUGS}, cells, list(SLUGS))


class Strict(Batch):
    """A clash sends the portion the slow way, as it must; here, where nobody else writes, it would hide a fault."""

    def store(self) -> None:
        try:
            super().store()
        except IntegrityError as error:
            raise AssertionError("planned what cannot be written") from error


def carry_out(rows, way: type[OneByOne], portion: int) -> Report:
    kind, sheet = KINDS["eppgbm"], sheet_of(rows)
    sheet.sort_by(*kind.order)
    opened = kind.begin(ImportScope(SYSTEM, None, today_anywhere()))
    with mock.patch.object(importer, "Batch", way), mock.patch.object(importing, "PORTION", portion):
        return Run(sheet, opened, dry_run=False).carry_out()


def left_by(rows, way: type[OneByOne], portion: int) -> tuple[dict, dict]:
    """The report and all that is there afterwards; taken back at once."""
    with transaction.atomic():
        report = carry_out(rows, way, portion)
        result = vars(report), everything()
        transaction.set_rollback(True)
    return result


def happen(event: str) -> None:
    """Something that people do between two files."""
    proposal = MergeProposal.objects.filter(state=MergeProposal.State.PROPOSED).order_by("pk").first()
    child = Person.objects.filter(merged_into=None).order_by("pk").first()
    post = Posyandu.objects.order_by("pk").first()
    try:
        if event in ("merge", "dismiss") and proposal:
            act = families.merge_people if event == "merge" else families.dismiss_merge
            act(proposal=proposal, by=SYSTEM)
        elif event == "death" and child:
            families.record_death(person=child, died_on=dt.date(2026, 10, 1), by=SYSTEM)
        elif event == "close" and post:
            day_posyandu.close_month(posyandu=post, month=dt.date(2026, 9, 1), count=dict, by=SYSTEM)
        elif event == "leave" and child and (current := child.enrolments.filter(until=None).first()):
            register_posyandu.end_enrolment(enrolment=current, until=current.since, reason="moved", by=SYSTEM)
        elif event == "move" and child and post:
            register_posyandu.transfer_child(child=child, to=post, on=dt.date(2026, 11, 1), by=SYSTEM)
    except Refused:
        pass


class BulkIsOneByOne(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_cibinong()
        carry_out(OPENING, OneByOne, 200)

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(before=ROWS, events=EVENTS, rows=ROWS, portion=st.sampled_from([1, 3, 200]))
    def test_on_any_register_and_any_file(self, before, events, rows, portion):
        carry_out(before, OneByOne, 200)
        for event in events:
            happen(event)
        assert left_by(rows, Strict, portion) == left_by(rows, OneByOne, portion)

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(rows=ROWS)
    def test_the_second_time_changes_nothing(self, rows):
        first = carry_out(rows, Strict, 200)
        left = everything()
        again = carry_out(rows, Strict, 200)
        now = everything()
        assert again.created == 0 and again.rejected == first.rejected
        assert {name: now[name] for name in now if name not in ("audit", "stale")} == {
            name: left[name] for name in left if name not in ("audit", "stale")
        }
