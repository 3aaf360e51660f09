"""The annual report of a body and year: what the secretary wrote, and between it what all rooms recorded."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from anyelir.core.blocks import ANNUAL_PARTS, Block, HeadingBlock, TextBlock
from anyelir.core.clock import today_at
from anyelir.core.terms import in_force
from anyelir.core.wording import day
from anyelir.documents.booklet import Booklet
from anyelir.membership.models import Body, Post
from anyelir.secretariat.models import AnnualReport

OWNER_KIND = "annual_report"


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


def report_blocks(body: Body, year: int, report: AnnualReport | None) -> list[Block]:
    """The chapters in their order; one of which nothing is known is left out."""
    blocks = _chapter(_("Pendahuluan"), report.foreword if report else "")
    for part in ANNUAL_PARTS:
        blocks += part.blocks(body, year)
    if report is not None:
        blocks += _chapter(_("Keberhasilan"), report.achievements)
        blocks += _chapter(_("Hambatan"), report.obstacles)
        blocks += _chapter(_("Kesimpulan dan penutup"), report.conclusions)
    return blocks


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
