"""The one engine of papers: same bytes, all scripts, text that stays text, and a child that may die."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from anyelir.core.refusal import Refused
from anyelir.documents import engine
from anyelir.documents.qr import qr_code

TEMPLATES = sorted((engine.HERE / "templates").rglob("*.typ"))
CERTIFICATE = "certificate/v1.typ"


def certificate(name="Siti Aminah", **facts):
    texts = {"title": "Piagam", "number": "1/2026", "given_to": "diberikan kepada", "text": "25 tahun"}
    proof = {"qr": qr_code("https://x.test/cek/ABCDEFGHJK/"), "check": ["https://x.test/cek/", "ABCDE-FGHJK"]}
    return {**texts, **proof, "name": name, "signs": ["Ketua"], "foot": "", "made_on": "2026-11-29", **facts}


def sheet(rows: int, columns: int):
    return {
        "title": "LAPORAN",
        "subtitle": "POSYANDU",
        "month": "November 2026",
        "made_on": "2026-11-29",
        "place": [["RW", "014"]],
        "first": "Bulan",
        "last": "Ket.",
        "groups": [["A", columns]],
        "columns": [f"k{number}" for number in range(columns)],
        "rows": [["Januari", *["1"] * columns, ""] for _row in range(rows)],
        "signs": ["Ketua"],
        "foot": "",
    }


def test_the_same_facts_give_the_same_bytes_in_every_process():
    with ThreadPoolExecutor(3) as pool:
        papers = list(pool.map(lambda _n: engine.set_paper(CERTIFICATE, certificate()), range(4)))
    assert papers[0].startswith(b"%PDF-") and len(set(papers)) == 1
    assert engine.set_paper(CERTIFICATE, certificate(made_on="2026-11-30")) != papers[0]


def test_many_are_the_same_as_one_by_one(monkeypatch):
    monkeypatch.setattr(engine, "MOST_PAPERS", 2)
    many = [certificate(f"Ibu {number}") for number in range(5)]
    assert list(engine.set_papers(CERTIFICATE, many)) == [
        engine.set_paper(CERTIFICATE, paper) for paper in many
    ]


@pytest.mark.parametrize(
    ("name", "font"),
    [
        ("ꦲꦤꦕꦫꦏ", b"NotoSansJavanese"),
        ("بسم الله الرحمن الرحيم", b"NotoNaskhArabic"),
        ("ᬳᬦᬘᬭᬓ", b"NotoSansBalinese"),
        ("Néng Čárka", b"NotoSans-Bold"),
    ],
)
def test_every_script_of_the_country_has_its_letters(name, font):
    assert font in engine.set_paper(CERTIFICATE, certificate(name))


@pytest.mark.parametrize(
    "name",
    ['#read("/etc/passwd")', '#import "@preview/x:1.0.0"', "$x$ *b* _i_", "\\ \" ' #panic()", "\u202eabc"],
)
def test_a_name_is_text_and_nothing_else(name):
    assert engine.set_paper(CERTIFICATE, certificate(name)).startswith(b"%PDF-")


def test_a_missing_fact_is_our_mistake_and_says_which():
    facts = certificate()
    del facts["given_to"]
    with pytest.raises(engine.EngineFailed, match="given_to"):
        engine.set_paper(CERTIFICATE, facts)


def test_what_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(engine, "SECONDS_PER_CHILD", 0.05)
    with pytest.raises(Refused) as refused:
        engine.set_paper("sheet/v1.typ", sheet(300, 40))
    assert refused.value.code == "paper_too_large"


def test_what_needs_too_much_memory_ends_the_child_alone(monkeypatch, tmp_path):
    child = tmp_path / "child.py"
    small = re.sub(r"1536 \* 1024\*\*2", "60 * 1024**2", engine.CHILD.read_text())
    child.write_text(small.replace("Path(__file__).resolve().parent", f"Path({str(engine.HERE)!r})"))
    monkeypatch.setattr(engine, "CHILD", child)
    with pytest.raises(Refused) as refused:
        engine.set_paper("sheet/v1.typ", sheet(2000, 40))
    assert refused.value.code == "paper_too_large"


def test_a_large_form_goes_without_tags():
    small, large = (json.loads(engine._order("sheet/v1.typ", sheet(rows, 40))) for rows in (10, 60))
    assert (small["tags"], large["tags"]) == (True, False)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.parent.name)
def test_templates_are_short_and_bring_no_words_and_no_code_from_elsewhere(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 80
    assert not re.search(r"@preview|@local|\beval\(|\bread\(|plugin\(", text)
    bare = re.sub(r"//.*|\"[^\"]*\"|\[|\]", "", text)
    assert not re.search(r"\b(yang|dan|untuk|kepada|nomor|tanggal)\b", bare, re.IGNORECASE)


def test_time_is_given_anew_for_each_paper_also_to_who_is_not_root():
    script = """
import os, resource, time
from anyelir.documents.child import MOST_SECONDS, allow_seconds
if os.getuid() == 0:
    os.setuid(65534)
allow_seconds()
while time.process_time() < 2.1:
    pass
allow_seconds()
print(resource.getrlimit(resource.RLIMIT_CPU)[0] - MOST_SECONDS)
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert (ran.returncode, int(ran.stdout or 0) >= 2) == (0, True), ran.stderr
