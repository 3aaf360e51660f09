"""Pictures as cameras and strangers make them."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

GPS_IFD, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F


def picture(width=800, height=600, color=(40, 120, 90), mode="RGB") -> Image.Image:
    return Image.new(mode, (width, height), color)


def as_bytes(image: Image.Image, form: str = "JPEG", **options) -> bytes:
    target = io.BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def upload(content: bytes, name: str = "../../SK Putri.php.jpg", media_type: str = "image/jpeg"):
    return SimpleUploadedFile(name, content, media_type)


def from_a_phone(width=3000, height=2000, orientation=6) -> bytes:
    """With the place, the maker, the way the phone was held and the profile of its colours written into it."""
    exif = Image.Exif()
    exif[MAKER], exif[ORIENTATION] = "RahasiaPhone", orientation
    exif.get_ifd(GPS_IFD)[2] = (6.0, 28.0, 12.0)
    written = {"exif": exif.tobytes(), "comment": b"RahasiaKomentar", "icc_profile": b"RahasiaProfil"}
    return as_bytes(picture(width, height), **written)


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path
