"""The companion of RW 14, and the owner of Keripik Seruni."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image


@pytest.fixture
def address():
    return lambda name, *args: reverse(f"trade:{name}", args=args)


def photo_file(size=(1200, 900), *, noisy: bool = False) -> SimpleUploadedFile:
    """As a phone makes one, with the place in its EXIF."""
    picture = Image.effect_noise(size, 90).convert("RGB") if noisy else Image.new("RGB", size, "#c98f3a")
    exif = Image.Exif()
    exif[0x010F] = "KameraRahasia"
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif)
    return SimpleUploadedFile("IMG_0812.jpg", target.getvalue(), "image/jpeg")


def text_of(answer) -> str:
    """The page with single blanks."""
    return " ".join(answer.content.decode().split())
