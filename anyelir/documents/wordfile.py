"""A longer paper of blocks as DOCX, for a secretary who goes on writing: the same words as its PDF.

It is never the paper that was signed, so the word for a draft stands on top of each page.
"""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from anyelir.documents.booklet import Booklet, booklet_facts
from anyelir.rules.texts import clean_text

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT_WIDTH, TEXT_WIDTH_ACROSS = 178, 265


def booklet_docx(booklet: Booklet, draft: str) -> bytes:
    facts = booklet_facts(booklet, draft)
    document = Document()
    _page(document, facts)
    _centred(document, facts["title"], size=15, is_bold=True)
    for line in facts["head"]:
        _centred(document, line)
    for block in facts["blocks"]:
        _WRITERS[block["kind"]](document, block, facts)
    _signs(document, facts["signs"])
    if facts["foot"]:
        document.add_paragraph(_text(facts["foot"]))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _text(words_of_block: str) -> str:
    """Signs that XML does not hold are left out, as everywhere."""
    return clean_text(words_of_block, keeps_lines=True)


def _page(document: Any, facts: dict[str, Any]) -> None:
    section = document.sections[0]
    size = (Mm(297), Mm(210)) if facts["wide"] else (Mm(210), Mm(297))
    section.page_width, section.page_height = size
    section.orientation = WD_ORIENT.LANDSCAPE if facts["wide"] else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin = section.bottom_margin = Mm(18)
    section.header.paragraphs[0].text = _text(facts["draft"])
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Noto Sans", Pt(10)
    document.core_properties.title = _text(facts["title"])
    document.core_properties.author = document.core_properties.comments = ""


def _centred(document: Any, words_of_line: str, *, size: int = 10, is_bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(_text(words_of_line))
    run.bold, run.font.size = is_bold, Pt(size)


def _heading(document: Any, block: dict[str, Any], _facts: dict[str, Any]) -> None:
    document.add_heading(_text(block["text"]), level=block["level"])


def _paragraphs(document: Any, block: dict[str, Any], _facts: dict[str, Any]) -> None:
    for paragraph in block["paragraphs"]:
        document.add_paragraph(_text(paragraph))


def _picture(document: Any, block: dict[str, Any], _facts: dict[str, Any]) -> None:
    document.add_picture(io.BytesIO(bytes(block["content"])), width=Mm(120))
    _centred(document, block["caption"])


def _table(document: Any, block: dict[str, Any], facts: dict[str, Any]) -> None:
    heads = 1 + bool(block["groups"]) + block["numbered"]
    table = document.add_table(rows=heads, cols=len(block["titles"]))
    table.style, table.autofit = "Table Grid", False
    _heads(table, block)
    for cells in block["rows"]:
        row = table.add_row()
        for cell, words_of_cell, is_number in zip(row.cells, cells, block["numbers"], strict=True):
            cell.text = _text(words_of_cell)
            if is_number:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _widths(table, block["widths"], TEXT_WIDTH_ACROSS if facts["wide"] else TEXT_WIDTH)
    for row in table.rows[:heads]:
        _repeat(row)


def _heads(table: Any, block: dict[str, Any]) -> None:
    """Grouped heads over the titles, and the row of column numbers."""
    titles_at = 1 if block["groups"] else 0
    for position, title in enumerate(block["titles"]):
        _head(table.cell(titles_at, position), title)
    at = 0
    for title, width in block["groups"]:
        if title:
            table.cell(0, at).merge(table.cell(0, at + width - 1))
            _head(table.cell(0, at), title)
        else:
            _head(table.cell(1, at), "")
            _head(table.cell(0, at).merge(table.cell(1, at)), block["titles"][at])
        at += width
    if block["numbered"]:
        for position in range(len(block["titles"])):
            _head(table.cell(titles_at + 1, position), str(position + 1), is_bold=False)


def _head(cell: Any, title: str, *, is_bold: bool = True) -> None:
    cell.text = ""
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(_text(title))
    run.bold, run.font.size = is_bold, Pt(9 if is_bold else 7)


def _widths(table: Any, widths: list[int], whole_mm: int) -> None:
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(whole_mm * width / sum(widths))
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(0)
                for run in paragraph.runs:
                    run.font.size = run.font.size or Pt(9)


def _repeat(row: Any) -> None:
    """The row stands on top of each page that the table goes over."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _signs(document: Any, signs: list[list[str]]) -> None:
    if not signs:
        return
    table = document.add_table(rows=2, cols=len(signs))
    for position, (role, name) in enumerate(signs):
        _head(table.cell(0, position), role, is_bold=False)
        _head(table.cell(1, position), f"\n\n\n{name or '_' * 24}")


_WRITERS = {"heading": _heading, "text": _paragraphs, "table": _table, "picture": _picture}
