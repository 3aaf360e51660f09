"""The public pictures of a product: three sizes within a budget of bytes, made of nothing but pixels.

They lie on the disk under a stem that is a digest of the product and the photo, apart from the kept photos, which only
whoever reads the business sees. A page asks for ``<stem>-240.webp`` in a list, ``-640.webp`` on the page of the product
and ``-600.jpg`` where it is shared.
"""

from __future__ import annotations

import hashlib
import io
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageOps

STEM_LENGTH = 32
QUALITIES = (60, 50, 40, 30, 20, 10)


@dataclass(frozen=True)
class PictureSize:
    """A square of ``side`` pixels in at most so many bytes."""

    side: int
    form: str
    most_bytes: int

    @property
    def suffix(self) -> str:
        return f"{self.side}.{'jpg' if self.form == 'JPEG' else 'webp'}"

    @property
    def media_type(self) -> str:
        return f"image/{self.form.lower()}"


CARD, PAGE, SHARE = (
    PictureSize(240, "WEBP", 7_000),
    PictureSize(640, "WEBP", 40_000),
    PictureSize(600, "JPEG", 90_000),
)
SIZES = (CARD, PAGE, SHARE)


class PhotoUnreadable(Exception):
    """The photo cannot be opened."""


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "public"


def name_of(stem: str, size: PictureSize) -> str:
    return f"{stem}-{size.suffix}"


def path_of(stem: str, size: PictureSize) -> Path:
    return folder() / stem[:2] / name_of(stem, size)


def stem_of(product_id: uuid.UUID, photo: bytes) -> str:
    """No two products share a picture, so that taking one away never takes another's."""
    return hashlib.sha256(product_id.bytes + photo).hexdigest()[:STEM_LENGTH]


def keep(product_id: uuid.UUID, photo: bytes) -> str:
    """Make the pictures that are missing and give their stem. Raises PhotoUnreadable."""
    stem = stem_of(product_id, photo)
    missing = [size for size in SIZES if not path_of(stem, size).exists()]
    if missing:
        picture = _opened(photo)
        for size in missing:
            _write(path_of(stem, size), within_budget(picture, size))
    return stem


def _opened(photo: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(photo), formats=("WEBP", "JPEG", "PNG")) as source:
            plain = ImageOps.exif_transpose(source).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PhotoUnreadable from error
    # Without profile, place and whatever else a file carries besides its pixels.
    return Image.frombytes("RGB", plain.size, plain.tobytes())


def within_budget(picture: Image.Image, size: PictureSize) -> bytes:
    """The best quality that fits; a picture that none makes small enough is softened until one does."""
    square = ImageOps.fit(picture, (size.side, size.side))
    for blur in (1, 2, 4, 8, 16):
        side = size.side // blur
        soft = square if blur == 1 else square.resize((side, side)).resize((size.side, size.side))
        for quality in QUALITIES:
            content = _encoded(soft, size, quality)
            if len(content) <= size.most_bytes:
                return content
    raise PhotoUnreadable


def _encoded(picture: Image.Image, size: PictureSize, quality: int) -> bytes:
    target = io.BytesIO()
    more = {"optimize": True, "progressive": True} if size.form == "JPEG" else {"method": 4}
    picture.save(target, size.form, quality=quality, **more)
    return target.getvalue()


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partly = path.with_name(f"{path.name}.part")
    partly.write_bytes(content)
    partly.replace(path)


def read(stem: str, size: PictureSize) -> bytes | None:
    try:
        return path_of(stem, size).read_bytes()
    except FileNotFoundError:
        return None


def remove(stems: Iterable[str]) -> None:
    """At once, without a copy that waits somewhere."""
    for stem in stems:
        for size in SIZES:
            path_of(stem, size).unlink(missing_ok=True)


def is_sound(stem: str) -> bool:
    """Whether each picture opens, with its side and within its bytes."""
    return all(_is_sound(read(stem, size), size) for size in SIZES)


def _is_sound(content: bytes | None, size: PictureSize) -> bool:
    if content is None or len(content) > size.most_bytes:
        return False
    try:
        with Image.open(io.BytesIO(content), formats=(size.form,)) as picture:
            picture.load()
            return picture.size == (size.side, size.side) and not picture.getexif()
    except (OSError, ValueError, SyntaxError):
        return False


def stems() -> Iterator[tuple[str, float]]:
    """What lies there, each stem with the moment of its last write; for whoever looks for what is left over."""
    seen: dict[str, float] = {}
    for path in folder().glob("??/*"):
        stem = path.name.partition("-")[0]
        seen[stem] = max(seen.get(stem, 0.0), path.stat().st_mtime)
    yield from seen.items()
