"""Whoever holds a paper compares it: the file byte by byte, the name without hearing it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from anyelir.core import key_check
from anyelir.core.audit import SYSTEM
from anyelir.documents import issuing
from anyelir.documents.models import Paper, PaperSequence
from anyelir.documents.owners import PAPER_OWNERS, PaperOwner, state_of
from anyelir.documents.views import NAMES
from anyelir.env import BadSetting
from anyelir.keyring import Ring
from tests.apps.documents.test_issuing import URL, order

pytestmark = pytest.mark.django_db
NAME = "Ni Luh Sri Wahyuni"


@pytest.fixture
def paper():
    wanted = order("1")
    with transaction.atomic():
        held = issuing.Order(**{**vars(wanted), "holder": NAME})
        return issuing.issue_paper(Paper, PaperSequence, held, check_url=URL, by=SYSTEM)


def address(paper) -> str:
    return reverse("documents:check", args=[paper.code])


def compare(client, paper, content: bytes, name="lembar.pdf", **environ):
    file = SimpleUploadedFile(name, content, "application/pdf")
    return client.post(address(paper), {"berkas": file}, **environ)


class TestFile:
    def test_the_bytes_alone_decide(self, client, paper):
        same = compare(client, paper, bytes(paper.content), "lain.txt")
        assert same.status_code == 200 and "sama persis" in same.content.decode()
        other = compare(client, paper, bytes(paper.content) + b" ")
        assert (
            "berbeda dari yang diterbitkan" in other.content.decode()
            and "sama persis" not in other.content.decode()
        )

    def test_nothing_is_kept_and_nothing_touches_the_disk(
        self, client, paper, monkeypatch, tmp_path, settings
    ):
        settings.FILE_UPLOAD_TEMP_DIR = settings.MEDIA_ROOT = tmp_path

        def refuse(*_args, **_options):
            raise AssertionError("written to the disk")

        monkeypatch.setattr("django.core.files.uploadhandler.TemporaryFileUploadHandler.new_file", refuse)
        for size in (10, 1_900_000):
            assert compare(client, paper, b"%PDF-" + b"x" * size).status_code == 200
        assert [*tmp_path.iterdir()] == []

    def test_what_is_too_large_is_refused_unread(self, client, paper, settings):
        answer = compare(client, paper, b"x" * (settings.FILE_UPLOAD_MAX_MEMORY_SIZE + 1))
        assert answer.status_code == 413

    def test_an_unknown_code_compares_nothing(self, client, paper):
        file = SimpleUploadedFile("x.pdf", bytes(paper.content))
        answer = client.post(reverse("documents:check", args=["ABCDE-23456"]), {"berkas": file})
        assert answer.status_code == 404 and "sama persis" not in answer.content.decode()


class TestName:
    def ask(self, client, paper, name, **environ):
        return client.post(address(paper), {"nama": name}, **environ)

    @pytest.mark.parametrize("typed", [NAME, NAME.upper(), f"  {NAME} "])
    def test_the_name_on_the_paper(self, client, paper, typed):
        text = self.ask(client, paper, typed).content.decode()
        assert "cocok dengan nama" in text and "tidak cocok" not in text and "Wahyuni" not in text

    @pytest.mark.parametrize("typed", ["Ni Luh", "Wahyuni", "Putri Ayu", "%", "Ni Luh Sri Wahyuna"])
    def test_another_name_or_a_part_of_it(self, client, paper, typed):
        text = self.ask(client, paper, typed).content.decode()
        assert "tidak cocok" in text and "Wahyuni" not in text

    def test_names_are_not_tried_one_after_the_other(self, client, paper):
        statuses = [
            self.ask(client, paper, f"Nama {number}").status_code for number in range(NAMES.limit + 1)
        ]
        assert statuses == [200] * NAMES.limit + [429]
        answer = self.ask(client, paper, NAME)
        assert answer.status_code == 429 and "tidak cocok" not in answer.content.decode()
        assert "cocok dengan nama" not in answer.content.decode()
        assert client.get(address(paper)).status_code == 200
        assert self.ask(client, paper, NAME, REMOTE_ADDR="203.0.113.9").status_code == 200

    def test_nor_from_many_addresses(self, client, paper, monkeypatch):
        statuses = {
            self.ask(client, paper, "Nama", REMOTE_ADDR=f"203.0.113.{number}").status_code
            for number in range(40)
        }
        assert statuses == {200, 429}

    def test_a_paper_without_a_name_has_no_such_question(self, client):
        with transaction.atomic():
            plain = issuing.issue_paper(Paper, PaperSequence, order("2"), check_url=URL, by=SYSTEM)
        assert 'name="nama"' not in client.get(address(plain)).content.decode()
        assert "cocok dengan nama" not in self.ask(client, plain, "").content.decode()
        assert not issuing.names_holder(plain, "")

    def test_it_lies_encrypted_in_the_database(self, paper):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT holder FROM documents_paper")
            [[stored]] = cursor.fetchall()
        assert stored and "Wahyuni" not in stored


def test_number_and_day_are_facts_of_the_paper(monkeypatch):
    seen = []
    monkeypatch.setattr(issuing, "set_papers", lambda _template, many: seen.extend(many) or [b"%PDF-"])
    with transaction.atomic():
        issuing.issue_paper(Paper, PaperSequence, order("9"), check_url="", by=SYSTEM)
    assert seen[0]["issued"] == "Nomor 1/2026, 29 November 2026"


def test_a_paper_counts_as_long_as_its_owner_says_so(paper, monkeypatch):
    assert state_of(paper) == "valid"
    counted = {"1"}
    owner = PaperOwner("test.thing", lambda key: key in counted)
    monkeypatch.setattr(PAPER_OWNERS, "_declared", {owner.kind: owner})
    assert state_of(paper) == "valid"
    counted.clear()
    assert state_of(paper) == "revoked"
    paper.state = "replaced"
    assert state_of(paper) == "replaced"


def test_the_keys_of_a_column_without_an_index_are_looked_at_when_the_site_starts(paper, settings):
    key_check.refuse_foreign_keys()
    settings.FIELD_KEYS = Ring("k1-of another site")
    with pytest.raises(BadSetting, match=r"paper\.holder"):
        key_check.refuse_foreign_keys()
