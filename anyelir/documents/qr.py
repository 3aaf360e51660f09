"""QR codes for papers and pages; never the small kind (Micro QR), which phones do not read."""

from __future__ import annotations

import io

import segno


def qr_code(text: str) -> str:
    """An SVG of paths alone; text in it would be set by whatever font a machine has."""
    target = io.BytesIO()
    segno.make_qr(text, error="m").save(target, kind="svg", xmldecl=False, border=1)
    return target.getvalue().decode()


def qr_file(text: str) -> bytes:
    """The same for an address of its own: black on white in every theme."""
    target = io.BytesIO()
    segno.make_qr(text, error="m").save(target, kind="svg", scale=5, border=3, light="#fff")
    return target.getvalue()


def qr_picture(text: str) -> str:
    """The same for a page, as a data address."""
    picture: str = segno.make_qr(text, error="m").svg_data_uri(scale=5, border=3, light="#fff")
    return picture
