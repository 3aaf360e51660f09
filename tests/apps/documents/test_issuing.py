"""Issued papers: numbered, kept as bytes, verified by their code, replaced and revoked."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from django.db import connection, transaction
from django.urls import reverse

from anyelir.core.audit import SYSTEM
from anyelir.core.models import SequenceBase
from anyelir.documents import issuing
from anyelir.documents.engine import EngineFailed
from anyelir.documents.models import Paper, PaperBase, PaperSequence
from tests.apps.documents.test_engine import certificate

pytestmark = pytest.mark.django_db
URL = "https://anyelir.test/cek/"


def order(key="1", series="piagam", day=dt.date(2026, 11, 29), **facts):
    return issuing.Order(
        "certificate/v1.typ", "Piagam", "test.thing", key, "TP PKK Ciriung", series, day, certificate(**facts)
    )


def issue(*args, model=Paper, numbers=PaperSequence, url=URL, **kwargs):
    with transaction.atomic():
        return issuing.issue_paper(model, numbers, order(*args, **kwargs), check_url=url, by=SYSTEM)


def test_numbers_run_for_each_series_and_year():
    numbers = [
        issue("1").number_text,
        issue("2").number_text,
        issue("3", series="surat").number_text,
        issue("4", day=dt.date(2027, 1, 2)).number_text,
        issue("5").number_text,
    ]
    assert numbers == ["1/2026", "2/2026", "1/2026", "1/2027", "3/2026"]


def test_a_paper_that_cannot_be_set_takes_no_number_and_ends_nothing():
    first = issue("1")
    broken = order("1")
    broken.facts.pop("given_to")
    with pytest.raises(EngineFailed), transaction.atomic():
        issuing.issue_paper(Paper, PaperSequence, broken, check_url=URL, by=SYSTEM)
    assert issuing.paper_of(Paper, "test.thing", "1") == first
    assert issue("2").number == 2


def test_the_newest_replaces_the_older_and_the_bytes_stay():
    first, second = issue("1"), issue("1", name="Lain")
    first.refresh_from_db()
    assert (first.state, second.state) == ("replaced", "valid") and first.ended_at is not None
    assert issuing.paper_of(Paper, "test.thing", "1") == second
    assert hashlib.sha256(bytes(first.content)).hexdigest() == first.digest
    assert issuing.revoke_paper(Paper, "test.thing", "1") and not issuing.revoke_paper(
        Paper, "test.thing", "1"
    )
    assert issuing.paper_of(Paper, "test.thing", "1") is None


def test_a_code_is_found_as_people_type_it():
    paper = issue("1")
    assert len(paper.code) == 10 and not set(paper.code) & set("01IO")
    for typed in (paper.code, paper.spelled_code, paper.code.lower(), f" {paper.spelled_code} "):
        assert issuing.paper_by_code(Paper, typed) == paper
    for typed in ("", paper.code[:9], f"{paper.code}2", "\x00" * 10):
        assert issuing.paper_by_code(Paper, typed) is None


def test_anybody_asks_and_no_name_is_told(client):
    paper = issue("1", name="Siti Rahasia")
    page = client.get(reverse("documents:check", args=[paper.spelled_code]))
    text = page.content.decode()
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    assert "terdaftar dan masih berlaku" in text and "1/2026" in text
    assert "TP PKK Ciriung" in text and paper.digest in text
    assert "Rahasia" not in text
    issuing.revoke_paper(Paper, "test.thing", "1")
    ended = client.get(reverse("documents:check", args=[paper.code])).content.decode()
    assert "dicabut" in ended and "tidak berlaku lagi" in ended
    typed = client.get(reverse("documents:ask"), {"kode": paper.spelled_code})
    assert typed.url == reverse("documents:check", args=[paper.spelled_code])


def test_codes_are_not_guessed(client):
    paper = issue("1")
    wrong = reverse("documents:check", args=["ABCDE-23456"])
    assert [client.get(wrong).status_code for _try in range(21)] == [404] * 20 + [429]
    assert client.get(reverse("documents:check", args=[paper.code])).status_code == 429
    other = client.get(reverse("documents:check", args=[paper.code]), REMOTE_ADDR="203.0.113.9")
    assert other.status_code == 200


class SealedPaper(PaperBase):
    """A paper of a room with tables of its own, which nobody outside may ask for."""

    class Meta:
        app_label = "documents_of_tests"
        managed = False


class SealedNumbers(SequenceBase):
    class Meta:
        app_label = "documents_of_tests"
        managed = False


@pytest.fixture
def sealed(transactional_db):
    with connection.schema_editor() as editor:
        editor.create_model(SealedPaper)
        editor.create_model(SealedNumbers)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(SealedPaper)
        editor.delete_model(SealedNumbers)


def test_a_room_with_its_own_tables_uses_the_same_code(sealed):
    paper = issue("1", model=SealedPaper, numbers=SealedNumbers, url="")
    assert paper.code is None and paper.number == 1 and not Paper.objects.exists()
    again = issue("1", model=SealedPaper, numbers=SealedNumbers, url="")
    assert again.number == 2 and issuing.paper_of(SealedPaper, "test.thing", "1") == again
    assert not PaperSequence.objects.exists()
