"""What a longer paper is made of: headings, texts, tables, pictures; and who adds parts to the annual report of a body.

Every renderer (PDF, DOCX, XLSX) takes the same blocks, so that no two of them can say different things.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from anyelir.core.registry import Registry


@dataclass(frozen=True)
class HeadingBlock:
    """``level`` 1 is a chapter, 2 a part of one."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class TextBlock:
    """A text; an empty line parts two paragraphs."""

    text: str


@dataclass(frozen=True)
class BlockColumn:
    """A column of a table: ``width`` is its share of the paper, ``group`` the head over it and its neighbours."""

    title: str
    width: int = 1
    is_number: bool = False
    group: str = ""


@dataclass(frozen=True)
class TableBlock:
    """A table of texts and whole numbers; ``is_numbered`` adds the row of column numbers of an official form."""

    columns: Sequence[BlockColumn]
    rows: Sequence[Sequence[str | int]]
    is_numbered: bool = False

    @property
    def groups(self) -> list[tuple[str, int]]:
        """The heads over the columns with their widths: a column without one stands alone, with ""."""
        groups: list[tuple[str, int]] = []
        for column in self.columns:
            if groups and column.group and groups[-1][0] == column.group:
                groups[-1] = (column.group, groups[-1][1] + 1)
            else:
                groups.append((column.group, 1))
        return groups if any(title for title, _width in groups) else []


@dataclass(frozen=True)
class PictureBlock:
    """A JPEG or PNG with the words for who does not see it, which stand below it too."""

    content: bytes
    caption: str


Block: TypeAlias = HeadingBlock | TextBlock | TableBlock | PictureBlock


@dataclass(frozen=True)
class AnnualPart:
    """What a room adds to the annual report: ``blocks(body, year)`` gives none where there is nothing to say.

    ``rank`` is the place between the other parts; between 100 and 899 lies what was done.
    """

    key: str
    rank: int
    blocks: Callable[[Any, int], list[Block]]


# Declared by ``annual.py`` of the rooms.
ANNUAL_PARTS: Registry[AnnualPart] = Registry("annual.parts", order=lambda part: part.rank, is_required=False)
