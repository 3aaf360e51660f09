"""What is taken is known by its content, and nothing but the picture stays of a photo."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from anyelir.core.refusal import Refused
from anyelir.files import reading
from tests.apps.files.conftest import as_bytes, from_a_phone, picture, upload


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        reading.prepared(upload(content))
    assert refused.value.field == "file" and refused.value.text
    return refused.value.code


def test_a_photo_of_a_phone_is_turned_made_small_and_says_nothing_about_its_owner():
    file = reading.prepared(upload(from_a_phone()))
    assert (file.kind, file.media_type, file.width, file.height) == ("photo", "image/webp", 1067, 1600)
    for content, longest in ((file.content, 1600), (file.preview, 320)):
        image = Image.open(io.BytesIO(content))
        assert image.format == "WEBP" and max(image.size) == longest and image.height > image.width
        assert not image.getexif() and not {"exif", "icc_profile", "xmp", "comment"} & set(image.info)
        assert b"Rahasia" not in content


def test_what_is_encoded_carries_nothing_but_pixels(monkeypatch):
    """Whether an encoder writes down what a picture remembers is for its next version to change."""
    remembered = []
    monkeypatch.setattr(reading, "_webp", lambda picture: remembered.append(picture.info) or b"")
    reading.prepared(upload(from_a_phone()))
    assert remembered == [{}, {}]


@pytest.mark.parametrize(
    ("form", "mode", "color"),
    [
        ("JPEG", "CMYK", (0, 0, 0, 0)),
        ("JPEG", "L", 200),
        ("PNG", "RGBA", (0, 0, 0, 0)),
        ("PNG", "P", 3),
        ("PNG", "I;16", 9000),
        ("WEBP", "RGB", (1, 2, 3)),
    ],
)
def test_every_kind_of_photo_becomes_the_same_kind(form, mode, color):
    file = reading.prepared(upload(as_bytes(picture(50, 40, color, mode), form)))
    image = Image.open(io.BytesIO(file.content))
    assert (image.format, image.mode, image.size) == ("WEBP", "RGB", (50, 40))


def test_what_is_transparent_becomes_white():
    file = reading.prepared(upload(as_bytes(picture(20, 20, (0, 0, 0, 0), "RGBA"), "PNG")))
    assert min(Image.open(io.BytesIO(file.content)).getpixel((10, 10))) > 250


def test_the_same_photo_gives_the_same_bytes():
    content = from_a_phone()
    assert reading.prepared(upload(content)) == reading.prepared(upload(content))


def test_a_pdf_stays_as_it_is():
    content = b"%PDF-1.7\n1 0 obj\n"
    file = reading.prepared(upload(content, media_type="text/html"))
    assert (file.kind, file.media_type, file.content) == ("scan", "application/pdf", content)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says that it is enormous."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "file_type"),
        (b"<!doctype html><script>1</script>", "file_type"),
        (b"GIF89a" + b"\0" * 40, "file_type"),
        (b"PK\x03\x04" + b"\0" * 40, "file_type"),
        (b"\xff\xd8\xff<script>alert(1)</script>", "photo_broken"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "photo_heic"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "photo_broken"),
        (bomb(100_000, 100_000), "photo_broken"),
        (bomb(9000, 9000), "photo_broken"),
    ],
)
def test_what_is_not_a_photo_is_refused(content, code):
    assert refusal(content) == code


@pytest.mark.parametrize(("width", "height"), [(60, 51), (61, 50)])
def test_a_sound_photo_with_too_many_pixels_is_refused(monkeypatch, width, height):
    """Pillow itself stops only far above what a page needs."""
    monkeypatch.setattr(reading, "MOST_PIXELS", 60 * 50)
    assert reading.prepared(upload(as_bytes(picture(60, 50), "PNG"))).width == 60
    assert refusal(as_bytes(picture(width, height), "PNG")) == "photo_broken"


def test_half_a_photo_is_refused():
    content = as_bytes(picture(900, 900).effect_spread(200))
    assert refusal(content[: len(content) // 2]) == "photo_broken"


@pytest.mark.parametrize(
    ("head", "most"), [(b"%PDF-1.4", "MOST_SCAN_BYTES"), (b"\xff\xd8\xff", "MOST_PHOTO_BYTES")]
)
def test_too_large_is_refused_before_it_is_looked_at(monkeypatch, head, most):
    monkeypatch.setattr(reading, most, 2 * 1024 * 1024)
    assert refusal(head + b"\0" * (2 * 1024 * 1024)) == "file_too_large"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60), st.integers(0, 400))
def test_a_damaged_photo_is_read_or_refused(noise, at):
    content = bytearray(as_bytes(picture(40, 40)))
    content[at : at + len(noise)] = noise
    try:
        assert reading.prepared(upload(bytes(content))).kind in ("photo", "scan")
    except Refused as refused:
        assert refused.code in ("file_type", "photo_broken", "file_empty", "photo_heic")
