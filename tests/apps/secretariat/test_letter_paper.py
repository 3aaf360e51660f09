"""The sheet of a letter: a released template never changes, text stays text, long letters go on, a draft says so."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from pathlib import Path

import pytest

from anyelir.documents.engine import set_paper
from anyelir.documents.qr import qr_code
from anyelir.secretariat import letter_papers
from anyelir.secretariat.letterheads import body_name, body_title, letterhead_of
from tests import factories as make

GOLDEN = json.loads((Path(__file__).parents[2] / "golden" / "papers.json").read_text())
FACTS = {
    "title": "Surat undangan",
    "made_on": "2026-11-29",
    "head": [
        "PEMBERDAYAAN DAN KESEJAHTERAAN KELUARGA (PKK)",
        "TP PKK KELURAHAN CIRIUNG",
        "Jalan Raya 1 · 021-1",
    ],
    "rows": [
        ["Nomor", "012/UND/PKK/XI/2026"],
        ["Sifat", "Biasa"],
        ["Lampiran", "1 lembar"],
        ["Hal", "Undangan"],
    ],
    "dated": "Cibinong, 29 November 2026",
    "to": ["Yth. Ketua Pokja I", "di Ciriung"],
    "paragraphs": [["Dengan hormat,"], ["Acara:", "1. Pembukaan", "2. Laporan"], ["ꦲꦤꦕꦫꦏ ᬅᬓ᭄ᬱᬭ السلام"]],
    "sign_title": "Ketua TP PKK Kelurahan Ciriung,",
    "sign_name": "Dewi Lestari",
    "copies": ["Tembusan:", "Lurah Ciriung"],
    "foot": "Terdaftar di Anyelir.",
    "qr": qr_code("https://x.test/cek/ABCDEFGHJK/"),
    "check": ["https://x.test/cek/", "ABCDE-FGHJK"],
}


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf + b"".join(streams(pdf))))


def streams(pdf: bytes) -> list[bytes]:
    unpacked = []
    for part in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        try:
            unpacked.append(zlib.decompress(part))
        except zlib.error:
            continue
    return unpacked


def test_a_released_template_gives_the_bytes_it_always_gave():
    """A change is a template of its own, v2: whoever prints a kept letter anew must get the same."""
    assert hashlib.sha256(set_paper("letter/v1.typ", FACTS)).hexdigest() == GOLDEN["letter/v1.typ"]
    assert (
        hashlib.sha256(set_paper("letter/v1.typ", FACTS | {"dated": "Bogor"})).hexdigest()
        != GOLDEN["letter/v1.typ"]
    )


def test_markup_in_a_letter_stays_text_and_a_long_one_goes_on():
    evil = FACTS | {"paragraphs": [["#panic()", "*tebal* $x$ \\", "\u202egnirts"], *[["Baris. " * 60]] * 30]}
    assert pages(set_paper("letter/v1.typ", evil)) >= 2
    assert pages(set_paper("letter/v1.typ", FACTS)) == 1
    assert set_paper("letter/v1.typ", FACTS | {"draft": "KONSEP"}) != set_paper("letter/v1.typ", FACTS)


def test_paragraphs_stand_apart_by_an_empty_line():
    assert letter_papers.paragraphs("Satu\ndua\n\n  \n\ntiga ") == [["Satu", "dua"], ["tiga"]]
    assert letter_papers.paragraphs(" ") == []


@pytest.mark.django_db
class TestWords:
    def test_a_body_is_named_with_its_place(self, world):
        assert body_name(make.body(world.kelurahan)) == "TP PKK Kelurahan Ciriung"
        assert body_name(make.body(world.elsewhere)) == "TP PKK Kab. Karangasem"
        assert body_name(make.body(world.rw)) == "Kelompok PKK RW 14"
        assert (
            body_title(make.body(world.kelurahan))
            == "TP PKK Kelurahan Ciriung, Cibinong, Kab. Bogor, Jawa Barat"
        )

    def test_the_sheet_of_a_draft_says_what_is_missing(self, office):
        letter = office.draft(party="", text="")
        facts = letter_papers.letter_facts(letter, letterhead_of(office.body))
        assert facts["rows"][0] == ["Nomor", "(diberikan saat ditandatangani)"]
        assert (facts["to"], facts["paragraphs"], facts["dated"]) == (["…"], [], "Pabuaran, …")
        assert facts["sign_title"] == "Ketua TP PKK Kelurahan Pabuaran,"
        assert "bukan tanda tangan elektronik bersertifikat" in facts["foot"]

    def test_an_acting_chair_signs_as_one(self, office):
        office.post.is_acting = True
        assert letter_papers.sign_title(office.post) == "Plt. Ketua TP PKK Kelurahan Pabuaran"

    def test_the_name_below_a_letter_is_that_of_the_signing(self, office):
        letter = office.signed()
        office.post.member.name = "Nama Baru"
        office.post.member.save()
        letter.refresh_from_db()
        assert letter_papers.letter_facts(letter, letterhead_of(office.body))["sign_name"] == "Dewi Lestari"
