"""The fast way of an import writes exactly what row by row gives, and steps back when somebody was faster."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection

from anyelir.core.audit import SYSTEM
from anyelir.core.models import AuditEntry, DirtyLeaf
from anyelir.exchange import importing
from anyelir.families.actions import merge_people
from anyelir.families.models import Family, House, MergeProposal, Person
from anyelir.posyandu.day import actions
from anyelir.posyandu.day.models import Measurement, PosyanduSession, Visit
from anyelir.posyandu.eppgbm import bulk, importer
from anyelir.posyandu.eppgbm.bulk import Batch, OneByOne
from anyelir.posyandu.eppgbm.importer import import_eppgbm
from anyelir.posyandu.register.models import Enrolment, Posyandu
from anyelir.reports.folding import drain_all
from anyelir.reports.verifying import verify
from tests.exchange.conftest import SAMPLE

pytestmark = pytest.mark.django_db
PERSON = ("name", "name_key", "sex", "born_on", "nik_index", "region_id", "mother_name", "birth_weight_g",
          "birth_length_cm", "growth_card", "growth_card_on", "family__head_key",
          "family__household__house__address")  # fmt: skip
MEASURED = ("measured_on", "weight_kg", "height_cm", "posture", "muac_cm", "is_chosen", "source", "waz", "haz", "whz",
            "baz", "acz", "flags", "corrected_height_cm", "rules_version", "age_days")  # fmt: skip
ENROLLED = ("posyandu__name", "since", "until", "end_reason")
ROWS = [
    {"Nama": "Kirana"},
    {"Nama": "Kirana"},
    {"Nama": "Kirana", "Berat": "10,6"},
    {"Nama": "Kirana", "Tanggal Pengukuran": "2026-09-13", "Berat": "10,1"},
    {"Nama": "Kirana", "Tanggal Pengukuran": "2026-11-08", "Berat": "10,9"},
    {"Nama": "Adik Kirana", "Tgl Lahir": "2026-02-03", "Berat": "7,2", "Tinggi": 65},
    {"Nama": "Raka", "JK": "L", "NIK": "3201010501250001", "Tgl Lahir": "2025-01-05", "Nama Ortu": "Siti"},
    {"Nama": "Orang Lain", "JK": "L", "NIK": "3201010501250001", "Tgl Lahir": "2023-06-05", "RW": "030"},
    {"Nama": "Raka", "JK": "L", "NIK": "", "Tgl Lahir": "2025-01-05", "Nama Ortu": "Siti", "Berat": 9},
    {"Nama": "Raka", "JK": "L", "NIK": "3201010501250001", "Tgl Lahir": "2025-01-05", "Posyandu": "Melati",
     "Nama Ortu": "Siti", "Tanggal Pengukuran": "2026-11-10"},
    {"Nama": "Bayu", "JK": "L", "Berat": None, "Tinggi": None},
    {"Nama": "Bayu", "JK": "L", "Tanggal Pengukuran": "2026-11-08"},
    {"Nama": "Kirana", "Desa/Kel": "Karadenan"},
]  # fmt: skip


def values(manager, *names):
    return sorted(map(str, manager.order_by().values_list(*names)))


def everything():
    """What the import left behind, without keys and moments."""
    return {
        "people": values(Person.objects, *PERSON),
        "families": values(Family.objects, "head_key", "region_id", "household__house__address"),
        "houses": House.objects.count(),
        "enrolments": values(Enrolment.objects, "child__name", "child__nik_index", *ENROLLED),
        "visits": values(Visit.objects, "child__name", "session__held_on", "session__posyandu__name"),
        "measurements": values(Measurement.objects, "child__name", "child__nik_index", *MEASURED),
        "sessions": values(PosyanduSession.objects, "posyandu__name", "held_on", "source"),
        "proposals": values(MergeProposal.objects, "kept__name", "other__name", "score", "region_id"),
        "audit": values(AuditEntry.objects, "verb", "kind", "region_code", "actor_name"),
        "stale": sorted(set(values(DirtyLeaf.objects, "period"))),
    }


def undone_run(path, way, monkeypatch):
    """Import in the given way; returns the report and what it left behind, then takes it all back."""
    from django.db import transaction

    with transaction.atomic():
        monkeypatch.setattr(importer, "Batch", way)
        report = import_eppgbm(path, by=SYSTEM)
        left = everything()
        transaction.set_rollback(True)
    return report, left


@pytest.mark.parametrize("portion", [1, 3, 200])
def test_both_ways_leave_the_same_behind(cibinong, workbook, monkeypatch, portion):
    monkeypatch.setattr(importing, "PORTION", portion)
    path = workbook(*ROWS)
    slow, expected = undone_run(path, OneByOne, monkeypatch)
    fast, left = undone_run(path, Batch, monkeypatch)
    assert left == expected
    assert vars(fast) == vars(slow)
    assert slow.rejected_rows == {9} and slow.created == 11 and slow.merged_proposed == 1


def test_both_ways_agree_on_the_sample(cibinong, monkeypatch):
    slow, expected = undone_run(SAMPLE, OneByOne, monkeypatch)
    fast, left = undone_run(SAMPLE, Batch, monkeypatch)
    assert left == expected
    assert vars(fast) == vars(slow)


@pytest.mark.parametrize("way", [OneByOne, Batch])
def test_a_merged_twin_does_not_come_back(cibinong, workbook, monkeypatch, way):
    monkeypatch.setattr(importer, "Batch", way)
    path = workbook({"Nama": "Kirana Putri"}, {"Nama": "Kirana Puteri", "Tanggal Pengukuran": "2026-11-08"})
    assert import_eppgbm(path, by=SYSTEM).merged_proposed == 1
    kept = merge_people(proposal=MergeProposal.objects.get(), by=SYSTEM).kept
    report = import_eppgbm(path, by=SYSTEM)
    assert (report.created, report.unchanged, Person.objects.count()) == (0, 2, 2)
    assert set(Measurement.objects.values_list("child", flat=True)) == {kept.pk}


def test_the_folded_numbers_equal_a_recompute(cibinong, workbook):
    import_eppgbm(workbook(*ROWS), by=SYSTEM)
    drain_all()
    assert verify().is_equal


def test_known_rows_cost_few_statements(cibinong, workbook, django_assert_max_num_queries):
    """Children of one posyandu who are weighed again cost less than three statements each."""
    children = [{"Nama": f"Anak {'ABCDEFGHIJKLMNOPQRSTUVWXY'[number]}"} for number in range(25)]
    import_eppgbm(workbook(*children), by=SYSTEM)
    path = workbook(*({**child, "Berat": 11, "Tanggal Pengukuran": "2026-11-08"} for child in children))
    with django_assert_max_num_queries(75 + 25, connection=connection):
        assert import_eppgbm(path, by=SYSTEM).created == 25


def test_when_somebody_was_faster_the_portion_is_done_again_row_by_row(cibinong, workbook, monkeypatch):
    class Late(Batch):
        def store(self):
            super().store()
            raise IntegrityError("UNIQUE constraint failed")

    monkeypatch.setattr(importer, "Batch", Late)
    report = import_eppgbm(workbook({"Nama": "A"}, {"Nama": "B", "JK": "X"}), by=SYSTEM)
    assert (report.rows, report.created, report.rejected_rows) == (2, 1, {3})
    assert Person.objects.count() == Measurement.objects.count() == 1


def test_a_row_of_a_closed_month_is_refused_and_known_rows_stay(cibinong, workbook):
    import_eppgbm(workbook({}), by=SYSTEM)
    posyandu = Posyandu.objects.get()
    actions.close_month(posyandu=posyandu, month=posyandu.sessions.get().held_on, count=dict, by=SYSTEM)
    report = import_eppgbm(workbook({}, {"Nama": "Terlambat"}), by=SYSTEM)
    assert (report.created, report.unchanged, report.rejected_rows) == (0, 1, {3})


def test_plain_rows_never_go_the_slow_way(cibinong, workbook, monkeypatch):
    import_eppgbm(workbook({}), by=SYSTEM)
    monkeypatch.setattr(bulk, "record_row", None)
    report = import_eppgbm(workbook({"Nama": "Baru"}, {"Nama": "Baru Lagi", "Berat": "9"}, {}), by=SYSTEM)
    assert (report.created, report.unchanged) == (2, 1)
