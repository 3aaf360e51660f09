"""The z-scores of the file beside ours, as the page of an import shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anyelir.rules.numbers_id import NumberKind, Unread, number_of

Z_INDICES = ("waz", "haz", "whz")
ROWS_SHOWN = 200


def z_details(report: Mapping[str, Any]) -> dict[str, Any]:
    return {"z_scores": _z_rows(report)[:ROWS_SHOWN], "z_compared": _z_compared(report)}


def _z_compared(report: Mapping[str, Any]) -> int:
    """In how many rows a z-score of the file stood beside one of ours."""
    return sum(
        any(entry["file"].get(index) and entry["ours"].get(index) is not None for index in Z_INDICES)
        for entry in report.get("z_scores", [])
    )


def _z_rows(report: Mapping[str, Any]) -> list[dict]:
    """Rows whose z-scores in the file differ from ours, the largest difference first."""
    rows = []
    for entry in report.get("z_scores", []):
        cells = [_z_cell(entry["file"].get(index, ""), entry["ours"].get(index)) for index in Z_INDICES]
        if any(cell["difference"] for cell in cells):
            rows.append({"row": entry["row"], "cells": cells})
    return sorted(rows, key=lambda row: -max(cell["difference"] for cell in row["cells"]))


def _z_cell(written: str, ours: int | None) -> dict:
    read = number_of(written, NumberKind.MEASURE)
    theirs = None if isinstance(read, Unread) else round(read * 100)
    same = theirs is None or ours is None or theirs == ours
    return {
        "file": None if theirs is None else theirs / 100,
        "ours": None if ours is None else ours / 100,
        "difference": 0 if same else abs(theirs - ours),
    }
