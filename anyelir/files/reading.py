"""What a file is, by its content alone: the name and the type that a client tells decide nothing."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from django.core.files.base import File
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from anyelir.core.refusal import Refused
from anyelir.files.models import FileBase

MOST_PHOTO_BYTES = 15 * 1024 * 1024
MOST_SCAN_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1600
PREVIEW_SIDE = 320
QUALITY = 82
WEBP, PDF = "image/webp", "application/pdf"
READABLE = ("JPEG", "PNG", "WEBP")
# ISO 14496 brands of the format that iPhones store by default; browsers do not show it.
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis", b"avif")


@dataclass(frozen=True)
class Prepared:
    """A file ready to be kept: a photo made anew without what the camera wrote into it, or a PDF as it came."""

    kind: str
    media_type: str
    content: bytes
    preview: bytes = b""
    width: int = 0
    height: int = 0


def prepared(file: File) -> Prepared:
    """Read what somebody brought. Refuses: file_empty, file_too_large, file_type, photo_heic, photo_broken."""
    head = file.read(16)
    file.seek(0)
    if not head:
        raise _refused("file_empty", _("Berkas ini kosong. Pilih foto atau PDF lain."))
    if head.startswith(b"%PDF-"):
        return Prepared(FileBase.Kind.SCAN, PDF, _bounded(file, MOST_SCAN_BYTES))
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        text = _("Foto HEIC belum bisa dibaca. Di HP pilih format JPEG, atau kirim tangkapan layarnya.")
        raise _refused("photo_heic", text)
    if not _looks_like_photo(head):
        raise _refused("file_type", _("Kirim foto (JPEG, PNG, WebP) atau PDF."))
    return _photo(_bounded(file, MOST_PHOTO_BYTES))


def _looks_like_photo(head: bytes) -> bool:
    is_webp = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    return is_webp or head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))


def _bounded(file: File, most: int) -> bytes:
    content = file.read(most + 1)
    if len(content) > most:
        text = _("Berkas ini lebih dari %s MB. Kecilkan dulu, atau foto ulang.")
        raise _refused("file_too_large", text % (most // 1024**2), status=413)
    return content


def _photo(content: bytes) -> Prepared:
    """Turned as the camera was held, at most LONGEST_SIDE, without EXIF, place, maker's notes or colour profile."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _made_anew(content)
    # Pillow meets broken and hostile files with many kinds of errors; none of them is ours.
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError, MemoryError) as error:
        raise _refused("photo_broken", _("Foto ini tidak bisa dibaca. Coba foto ulang.")) from error


def _made_anew(content: bytes) -> Prepared:
    with Image.open(io.BytesIO(content), formats=READABLE) as source:
        if source.width * source.height > MOST_PIXELS:
            raise ValueError("more pixels than a page needs")
        # A JPEG is decoded at half or a quarter of its size where that is enough.
        source.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(source)
        picture = _on_white(upright)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    small = picture.copy()
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    return Prepared(FileBase.Kind.PHOTO, WEBP, _webp(picture), _webp(small), *picture.size)


def _on_white(picture: Image.Image) -> Image.Image:
    """Without transparency and without anything but the pixels."""
    plain = picture.convert("RGB")
    if picture.has_transparency_data:
        layer, plain = picture.convert("RGBA"), Image.new("RGB", picture.size, "white")
        plain.paste(layer, mask=layer.getchannel("A"))
    return Image.frombytes("RGB", plain.size, plain.tobytes())


def _webp(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "WEBP", quality=QUALITY, method=4)
    return target.getvalue()


def _refused(code: str, text: str, *, status: int = 422) -> Refused:
    return Refused(code, text, field="file", status=status)
