"""Contrast of the colour pairs that the style sheets use, in light and dark (WCAG 2.2).

``python tools/contrast.py`` prints every pair; tests/architecture/test_contrast.py fails on one that is too low.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TOKENS = Path(__file__).resolve().parent.parent / "anyelir" / "static" / "css" / "tokens.css"
TEXT, EDGE = 4.5, 3.0
STATUSES = ("hijau", "kuning", "jingga", "merah")
GROUNDS = ("paper", "surface")

# Ink on ground with the ratio it needs: 4.5 for text, 3.0 for edges of controls, focus rings and chart marks.
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "ink-2") for ground in (*GROUNDS, "sunken")),
    *((ink, ground, TEXT) for ink in ("brand", "brand-2", "accent") for ground in GROUNDS),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-2", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-tint", "tint", TEXT),
    ("ink", "tint", TEXT),
    ("on-petal", "petal", TEXT),
    ("ink", "petal", TEXT),
    ("on-bar", "bar", TEXT),
    ("on-bar-tint", "bar-tint", TEXT),
    *(("sheet-ink", ground, TEXT) for ground in ("sheet", "sheet-head", "sheet-now")),
    *(("kms-ink", f"kms-band-{status}", TEXT) for status in ("hijau", "kuning", "jingga")),
    *((ink, "kms", TEXT) for ink in ("kms-ink", "kms-ink-2")),
    *((f"kms-line-{status}", "kms", EDGE) for status in ("hijau", "jingga", "merah")),
    *((f"kms-{status}-ink", f"kms-{status}-bg", TEXT) for status in STATUSES),
    *(("ink", f"kms-{status}-bg", TEXT) for status in STATUSES),
    *(("edge", ground, EDGE) for ground in GROUNDS),
    *(("focus", ground, EDGE) for ground in GROUNDS),
    *(
        (mark, "surface", EDGE)
        for mark in ("brand", "c2", "c3", "c4", "kms-hijau", "kms-jingga", "kms-merah")
    ),
]


class Measured(NamedTuple):
    theme: str
    ink: str
    ground: str
    ratio: float
    needed: float


def tokens(theme: str) -> dict[str, str]:
    """Colour by token name; dark inherits from light what it does not name."""
    text = TOKENS.read_text()
    blocks = [_block(text, ":root{")] + ([_block(text, "[data-theme=dark]{")] if theme == "dark" else [])
    colours: dict[str, str] = {}
    for block in blocks:
        colours |= dict(re.findall(r"--([\w-]+):(#[0-9a-fA-F]{3,6})\b", block))
    return colours


def _block(text: str, opening: str) -> str:
    start = text.index(opening)
    return text[start : text.index("}\n", start)]


def luminance(colour: str) -> float:
    """Relative luminance of #rgb or #rrggbb, 0 (black) to 1 (white)."""
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    low, high = sorted([luminance(first), luminance(second)])
    return (high + 0.05) / (low + 0.05)


def measure() -> Iterator[Measured]:
    """Every pair in both themes."""
    for theme in ("light", "dark"):
        colours = tokens(theme)
        for ink, ground, needed in PAIRS:
            yield Measured(theme, ink, ground, ratio(colours[ink], colours[ground]), needed)


def main() -> int:
    measured = list(measure())
    for pair in measured:
        mark = "ok " if pair.ratio >= pair.needed else "LOW"
        print(
            f"{mark} {pair.theme:5} {pair.ink:>16} on {pair.ground:<14} {pair.ratio:5.2f} (needs {pair.needed})"
        )
    return any(pair.ratio < pair.needed for pair in measured)


if __name__ == "__main__":
    sys.exit(main())
