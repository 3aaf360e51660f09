"""A longer paper of blocks (``core.blocks``): what the templates and the writer of DOCX are told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from anyelir.core.blocks import Block, HeadingBlock, PictureBlock, TableBlock, TextBlock
from anyelir.documents.engine import set_paper

TEMPLATE = "booklet/v1.typ"


@dataclass(frozen=True)
class Booklet:
    """``head`` are lines below the title, ``signs`` who signs at the end: role and name, or a line to write it on."""

    title: str
    head: Sequence[str]
    blocks: Sequence[Block]
    made_on: dt.date
    signs: Sequence[tuple[str, str]] = field(default=())
    is_wide: bool = False
    foot: str = ""


def booklet_facts(booklet: Booklet, draft: str = "") -> dict[str, Any]:
    """All words of it as data; ``draft`` is the word that stands across each page."""
    blocks = [facts_of(block) for block in booklet.blocks]
    return {
        "title": booklet.title,
        "made_on": booklet.made_on.isoformat(),
        "head": [str(line) for line in booklet.head],
        "blocks": blocks,
        "signs": [[str(role), name] for role, name in booklet.signs],
        "wide": booklet.is_wide,
        "foot": booklet.foot,
        "draft": draft,
        # All cells: a large table is set without tags for screen readers.
        "cells": sum(len(row) for block in blocks for row in block.get("rows", ())),
    }


def booklet_pdf(booklet: Booklet, draft: str = "") -> bytes:
    """Refuses: paper_too_large."""
    return set_paper(TEMPLATE, booklet_facts(booklet, draft))


def facts_of(block: Block) -> dict[str, Any]:
    """One block as data, for templates of papers and pages."""
    match block:
        case HeadingBlock():
            return {"kind": "heading", "text": block.text, "level": block.level}
        case TextBlock():
            return {"kind": "text", "paragraphs": _paragraphs(block.text)}
        case TableBlock():
            return _table_facts(block)
        case PictureBlock():
            return {"kind": "picture", "content": list(block.content), "caption": block.caption}


def _paragraphs(text: str) -> list[str]:
    """Lines of one paragraph stay under each other."""
    return [part.strip("\n") for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def _table_facts(block: TableBlock) -> dict[str, Any]:
    return {
        "kind": "table",
        "titles": [str(column.title) for column in block.columns],
        "widths": [column.width for column in block.columns],
        "numbers": [column.is_number for column in block.columns],
        "groups": [[title, width] for title, width in block.groups],
        "numbered": block.is_numbered,
        "rows": [[str(cell) for cell in row] for row in block.rows],
    }
