"""A longer paper of blocks: PDF, DOCX and XLSX say the same words."""

from __future__ import annotations

import datetime as dt
import io
import re

import docx
import openpyxl
import pypdf
import pytest
from PIL import Image

from anyelir.core.blocks import BlockColumn, HeadingBlock, PictureBlock, TableBlock, TextBlock
from anyelir.documents.booklet import Booklet, booklet_facts, booklet_pdf
from anyelir.documents.wordfile import booklet_docx
from anyelir.documents.workbook import booklet_xlsx


def picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(target, "PNG")
    return target.getvalue()


COLUMNS = [
    BlockColumn("No.", 1),
    BlockColumn("Tanggal", 3, group="Kegiatan"),
    BlockColumn("Uraian", 6, group="Kegiatan"),
    BlockColumn("Hadir", 2, is_number=True),
]
ROWS = [
    [1, "5 Mar 2026", "Rapat *pleno* #panjang\n= bukan judul", 1200],
    [2, "6 Mar 2026", "<b>Bazar</b>", 30],
]
BLOCKS = [
    HeadingBlock("Pendahuluan"),
    TextBlock("Kami melapor.\nBaris kedua.\n\nParagraf kedua $x$ \\ @kami."),
    HeadingBlock("Kegiatan Pokja", 2),
    TableBlock(COLUMNS, ROWS, is_numbered=True),
    PictureBlock(picture(), "Gotong royong RW 14"),
]
BOOKLET = Booklet(
    "Laporan tahunan 2026",
    ("TP PKK Ciriung", "Ciriung, Cibinong"),
    BLOCKS,
    dt.date(2026, 12, 31),
    signs=(("Ketua,", "Mira Lestari"), ("Sekretaris,", "")),
    foot="Disusun dari catatan.",
)


def words_in(text: str) -> list[str]:
    """Letters and digits; the line for a name that is written by hand is none."""
    return re.findall(r"[^\W_]+", text)


def words_of_facts(facts) -> list[str]:
    """Every word of the facts in the order of the paper."""
    texts = [facts["title"], *facts["head"]]
    for block in facts["blocks"]:
        texts += [block["text"]] if block["kind"] == "heading" else []
        texts += block.get("paragraphs", [])
        if block["kind"] == "table":
            texts += heads_in_order(block) + [cell for row in block["rows"] for cell in row]
        texts += [block["caption"]] if block["kind"] == "picture" else []
    return words_in(" ".join(texts))


def heads_in_order(block) -> list[str]:
    """As they stand on the paper row by row: what reaches over both rows, groups, titles below them, numbers."""
    first, second, at = [], [], 0
    for title, width in block["groups"]:
        first.append(title or block["titles"][at])
        second += block["titles"][at : at + width] if title else []
        at += width
    numbers = [str(n + 1) for n in range(len(block["titles"]))] if block["numbered"] else []
    return [*(first or block["titles"]), *second, *numbers]


def words_of_pdf(content: bytes) -> list[str]:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return words_in(" ".join(page.extract_text() for page in pages))


def words_of_docx(content: bytes) -> list[str]:
    """In the order of the document; a cell that reaches over several counts once."""
    document, texts = docx.Document(io.BytesIO(content)), []
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            seen = set()
            for cell in (cell for row in part.rows for cell in row.cells):
                if cell._tc not in seen:
                    seen.add(cell._tc)
                    texts.append(cell.text)
        else:
            texts.append(part.text)
    return words_in(" ".join(texts))


def test_pdf_and_docx_say_the_same_words():
    wanted = words_of_facts(booklet_facts(BOOKLET))
    on_paper, in_file = words_of_pdf(booklet_pdf(BOOKLET)), words_of_docx(booklet_docx(BOOKLET, "KONSEP"))
    assert len(wanted) > 40
    assert in_file[: len(wanted)] == wanted
    # Pages have their numbers, and a line breaks where the paper ends.
    assert sorted(on_paper) == sorted([*in_file, "1", "1"])
    end = ["Ketua", "Sekretaris", "Mira", "Lestari"]
    assert [word for word in in_file[len(wanted) :] if word in end] == end


def test_what_looks_like_markup_is_text_in_both():
    for text in (
        " ".join(words_of_pdf(booklet_pdf(BOOKLET))),
        " ".join(words_of_docx(booklet_docx(BOOKLET, ""))),
    ):
        assert "Rapat pleno panjang bukan judul" in text and "b Bazar b" in text and "x kami" in text


def test_a_draft_says_so_and_the_paper_does_not():
    assert "KONSEP" in words_of_pdf(booklet_pdf(BOOKLET, "KONSEP"))
    assert "KONSEP" not in words_of_pdf(booklet_pdf(BOOKLET))
    document = docx.Document(io.BytesIO(booklet_docx(BOOKLET, "KONSEP")))
    assert document.sections[0].header.paragraphs[0].text == "KONSEP"


def test_the_same_booklet_gives_the_same_pdf():
    assert booklet_pdf(BOOKLET) == booklet_pdf(BOOKLET)


def test_the_docx_has_the_picture_and_heads_that_repeat():
    document = docx.Document(io.BytesIO(booklet_docx(BOOKLET, "")))
    assert len(document.inline_shapes) == 1
    [table, _signs] = document.tables
    repeated = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows]
    assert repeated == [True, True, True, False, False]
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc and table.cell(0, 1)._tc is table.cell(0, 2)._tc


def test_the_workbook_has_title_heads_numbers_and_rows():
    rows = [list(row) for row in openpyxl.load_workbook(io.BytesIO(booklet_xlsx(BOOKLET))).active.values]
    assert rows[0][0] == "Laporan tahunan 2026"
    at = next(position for position, row in enumerate(rows) if "Kegiatan" in row)
    assert rows[at + 1] == ["No.", "Tanggal", "Uraian", "Hadir"]
    assert rows[at + 2] == [1, 2, 3, 4]
    assert rows[at + 3 : at + 5] == ROWS


def test_a_cell_of_the_workbook_is_never_a_formula():
    table = TableBlock([BlockColumn("Uraian")], [["=1+1"], ["@kami"]])
    sheet = openpyxl.load_workbook(
        io.BytesIO(booklet_xlsx(Booklet("x", (), [table], dt.date(2026, 1, 1))))
    ).active
    assert [cell.data_type for row in sheet.iter_rows(min_row=4) for cell in row if cell.value] == ["s", "s"]


@pytest.mark.parametrize(
    ("text", "paragraphs"), [("", []), ("a\r\n\r\nb", ["a", "b"]), ("a\nb\n\n\n\nc", ["a\nb", "c"])]
)
def test_an_empty_line_parts_paragraphs(text, paragraphs):
    facts = booklet_facts(Booklet("x", (), [TextBlock(text)], dt.date(2026, 1, 1)))
    assert facts["blocks"][0]["paragraphs"] == paragraphs


def test_columns_without_groups_have_one_row_of_heads():
    assert TableBlock([BlockColumn("A"), BlockColumn("B")], []).groups == []
