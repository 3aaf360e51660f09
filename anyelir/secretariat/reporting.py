"""The annual report of a body and year: what the secretary wrote, and between it what all rooms recorded."""

from __future__ import annotations

import datetime as dt
import io

from django.utils.translation import gettext as _
from PIL import Image

from anyelir.core.blocks import ANNUAL_PARTS, Block, HeadingBlock, PictureBlock, TextBlock
from anyelir.core.clock import today_at
from anyelir.core.terms import in_force
from anyelir.core.wording import day
from anyelir.documents.booklet import Booklet
from anyelir.files.keeping import content_of
from anyelir.membership.models import Body, Post
from anyelir.secretariat.models import AnnualReport

OWNER_KIND = "annual_report"
LONGEST_SIDE = 900


def report_of(body: Body, year: int) -> AnnualReport | None:
    return AnnualReport.objects.filter(body=body, year=year).first()


def report_booklet(body: Body, year: int, report: AnnualReport | None) -> Booklet:
    today = today_at(body.region_id)
    return Booklet(
        title=_("Laporan tahunan %s") % year,
        head=(str(body), body.region.label),
        blocks=report_blocks(body, year, report),
        made_on=today,
        signs=_signs(body, min(today, dt.date(year, 12, 31))),
        foot=_("Disusun dari catatan sampai %s.") % day(today),
    )


def report_blocks(
    body: Body, year: int, report: AnnualReport | None, *, with_pictures: bool = True
) -> list[Block]:
    """The chapters in their order; one of which nothing is known is left out."""
    blocks = _chapter(_("Pendahuluan"), report.foreword if report else "")
    for part in ANNUAL_PARTS:
        blocks += part.blocks(body, year)
    if report is not None:
        blocks += _picture_blocks(report) if with_pictures else []
        blocks += _chapter(_("Keberhasilan"), report.achievements)
        blocks += _chapter(_("Hambatan"), report.obstacles)
        blocks += _chapter(_("Kesimpulan dan penutup"), report.conclusions)
    return blocks


def _picture_blocks(report: AnnualReport) -> list[Block]:
    pictures = [(picture, content_of(picture.file)) for picture in report.pictures.select_related("file")]
    blocks: list[Block] = [
        PictureBlock(as_jpeg(content), picture.caption)
        for picture, content in pictures
        if content is not None
    ]
    return [HeadingBlock(_("Foto kegiatan")), *blocks] if blocks else []


def as_jpeg(content: bytes) -> bytes:
    """As word processors read it, and no larger than paper shows."""
    target = io.BytesIO()
    with Image.open(io.BytesIO(content)) as picture:
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        picture.convert("RGB").save(target, "JPEG", quality=80)
    return target.getvalue()


def _chapter(title: str, text: str) -> list[Block]:
    return [HeadingBlock(title), TextBlock(text)] if text.strip() else []


def _signs(body: Body, on: dt.date) -> tuple[tuple[str, str], ...]:
    """Chair and secretary of that day; who is not known gets a line to write the name on."""
    offices = (Post.Office.CHAIR, Post.Office.SECRETARY)
    posts = Post.objects.filter(in_force(on), body=body, office__in=offices).exclude(member=None)
    # Whoever acts for the holder signs while she does.
    names = {
        post.office: post.name for post in posts.order_by("is_acting", "since", "id").select_related("member")
    }
    return tuple((f"{office.label},", names.get(office, "")) for office in offices)
