"""The doctor knows when the last good backup was made."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from anyelir.core import last_backup
from anyelir.core.health import CHECKS, Soundness
from anyelir.rules import operating


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path


def note(folder, days: float) -> None:
    last_backup.note(folder, at=timezone.now() - dt.timedelta(days=days), name="a", size=1)


def test_none_is_worth_a_word():
    finding = last_backup.look_at_backup()
    assert finding.soundness is Soundness.WARNING and "anyelir backup create" in finding.text


@pytest.mark.parametrize(("more_days", "expected"), [(-0.1, Soundness.OK), (0.1, Soundness.WARNING)])
def test_a_week_is_the_limit(folder, more_days, expected):
    note(folder, operating.limit("backup_days", timezone.localdate()) + more_days)
    assert last_backup.look_at_backup().soundness is expected


def test_a_demo_has_nothing_to_lose(settings):
    settings.DEMO = True
    assert last_backup.look_at_backup().soundness is Soundness.OK


@pytest.mark.parametrize("text", ["", "{", "[]", '{"at": "kemarin"}', "{}"])
def test_a_note_that_cannot_be_read_is_none(folder, text):
    (folder / last_backup.NOTE).write_text(text)
    assert last_backup.last(folder) is None


def test_the_doctor_looks_at_it():
    assert CHECKS["backup"].look is last_backup.look_at_backup
