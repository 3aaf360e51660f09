"""One engine for papers: a letter, a form of 435 x 40 cells and 1,001 certificates with their QR codes."""

from __future__ import annotations

import resource
import time
from statistics import median

from anyelir.documents.engine import set_paper, set_papers
from anyelir.documents.qr import qr_code

ROWS, COLUMNS, CERTIFICATES = 435, 40, 1001
LETTERS = 12
FORM, CERTIFICATE, LETTER = "sheet/v1.typ", "certificate/v1.typ", "letter/v1.typ"


def form() -> dict:
    return {
        "title": "REKAPITULASI",
        "subtitle": "KABUPATEN",
        "month": "2026",
        "made_on": "2026-11-29",
        "place": [],
        "first": "Desa",
        "last": "Ket.",
        "groups": [["A", COLUMNS // 2], ["B", COLUMNS - COLUMNS // 2]],
        "columns": [f"k{number}" for number in range(COLUMNS)],
        "rows": [
            [f"Desa {row}", *(str(row + column) for column in range(COLUMNS)), ""] for row in range(ROWS)
        ],
        "signs": ["Ketua", "Sekretaris"],
        "foot": "",
    }


def letter() -> dict:
    address = "https://anyelir.test/cek/"
    return {
        "title": "Surat undangan",
        "made_on": "2026-11-29",
        "head": ["GERAKAN PKK", "TP PKK KELURAHAN CIRIUNG", "Jalan Raya 1"],
        "rows": [["Nomor", "012/UND/PKK/XI/2026"], ["Hal", "Undangan"]],
        "dated": "Cibinong, 29 November 2026",
        "to": ["Yth. Ketua Pokja I", "di Ciriung"],
        "paragraphs": [["Dengan hormat,"], ["Acara:", "1. Pembukaan", "2. Laporan"], ["ꦲꦤꦕꦫꦏ السلام"]],
        "sign_title": "Ketua,",
        "sign_name": "Ibu 1",
        "copies": ["Tembusan:", "Lurah Ciriung"],
        "foot": "Terdaftar di Anyelir.",
        "qr": qr_code(f"{address}ABCDEFGHJK/"),
        "check": [address, "ABCDE-FGHJK"],
    }


def certificate(number: int) -> dict:
    address = "https://anyelir.test/cek/"
    return {
        "title": "Piagam",
        "number": f"{number}/2026",
        "given_to": "diberikan kepada",
        "name": f"Ibu {number}",
        "text": "25 tahun sebagai kader",
        "signs": ["Ketua", "Sekretaris"],
        "foot": "",
        "made_on": "2026-11-29",
        "qr": qr_code(f"{address}{number:010}/"),
        "check": [address, f"{number:010}"],
    }


def main() -> None:
    facts, papers, each = letter(), set(), []
    for _process in range(LETTERS):
        started = time.perf_counter()
        papers.add(set_paper(LETTER, facts))
        each.append(time.perf_counter() - started)
    print(
        f"a letter in a new process: {1000 * median(each):.0f} ms (median of {LETTERS}), "
        f"{'the same bytes each time' if len(papers) == 1 else f'{len(papers)} DIFFERENT PAPERS'}"
    )
    started = time.perf_counter()
    large = set_paper(FORM, form())
    print(f"{ROWS} x {COLUMNS} cells: {time.perf_counter() - started:.1f} s, {len(large) / 1024:.0f} kB")
    started = time.perf_counter()
    set_paper(CERTIFICATE, certificate(1))
    print(f"one certificate in a new process: {1000 * (time.perf_counter() - started):.0f} ms")
    started = time.perf_counter()
    many = [certificate(number) for number in range(CERTIFICATES)]
    codes = time.perf_counter() - started
    papers = list(set_papers(CERTIFICATE, many))
    whole = time.perf_counter() - started
    print(f"{len(papers)} certificates: {whole:.1f} s, of it QR codes {codes:.1f} s")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"the largest child used {peak:.0f} MB")


if __name__ == "__main__":
    main()
