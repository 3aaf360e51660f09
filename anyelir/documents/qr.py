"""QR codes for papers."""

from __future__ import annotations

import io

import segno


def qr_code(text: str) -> str:
    """An SVG of paths alone; text in it would be set by whatever font a machine has."""
    target = io.BytesIO()
    segno.make(text, error="m").save(target, kind="svg", xmldecl=False, border=1)
    return target.getvalue().decode()
