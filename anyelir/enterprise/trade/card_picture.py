"""The card for buyers as a picture: photo, name, price and how to order, and nothing else.

JPEG of 1080 by 1350 under 120 kB, so that it goes quickly through a group chat; without EXIF, and never with a number
of a phone. What a person typed is drawn as it stands; a line that is too long is cut.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from anyelir import documents

FONTS = Path(documents.__file__).with_name("fonts")
WIDTH, HEIGHT, PHOTO_HEIGHT = 1080, 1350, 860
MARGIN = 60
MOST_BYTES = 120_000
QUALITIES = (82, 72, 62, 52, 42, 32, 22)
PAPER, INK, QUIET, BRAND, TINT = "#ffffff", "#1d2b28", "#52625e", "#0b6b5d", "#dcefe9"


@dataclass(frozen=True)
class CardWords:
    """The lines of a card from top to bottom; empty ones are left out."""

    product: str
    price: str
    business: str
    about: str
    ordering: str


def card_jpeg(card: CardWords, photo: bytes | None) -> bytes:
    """The picture; ``photo`` is a kept photo of the product, a plain field stands where there is none."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    picture.paste(_photo(photo), (0, 0))
    draw = ImageDraw.Draw(picture)
    top = PHOTO_HEIGHT + 36
    lines = (
        (card.product, "Bold", 68, INK),
        (card.price, "Bold", 76, BRAND),
        (card.business, "Bold", 40, INK),
        (card.about, "Regular", 40, QUIET),
        (card.ordering, "Regular", 40, INK),
    )
    for text, weight, size, colour in lines:
        if text:
            font = ImageFont.truetype(str(FONTS / f"NotoSans-{weight}.ttf"), size)
            draw.text((MARGIN, top), _fitting(text, font), font=font, fill=colour)
            top += int(size * 1.32)
    return _small_enough(picture)


def _photo(content: bytes | None) -> Image.Image:
    if content is None:
        return Image.new("RGB", (WIDTH, PHOTO_HEIGHT), TINT)
    with Image.open(io.BytesIO(content)) as source:
        return ImageOps.fit(source.convert("RGB"), (WIDTH, PHOTO_HEIGHT))


def _fitting(text: str, font: ImageFont.FreeTypeFont) -> str:
    """As much as one line holds, with an ellipsis for the rest."""
    room = WIDTH - 2 * MARGIN
    if font.getlength(text) <= room:
        return text
    kept = text
    while kept and font.getlength(f"{kept.rstrip()}…") > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _small_enough(picture: Image.Image) -> bytes:
    """The best quality that stays under the limit; a picture that none makes small enough is softened first."""
    for quality in QUALITIES:
        content = _jpeg(picture, quality)
        if len(content) < MOST_BYTES:
            return content
    return _jpeg(picture.resize((WIDTH // 2, HEIGHT // 2)).resize(picture.size), QUALITIES[-1])


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=quality, optimize=True, progressive=True)
    return target.getvalue()
