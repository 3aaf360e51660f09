"""Minutes as a paper: KONSEP while nobody signed them, then bytes with a number and a code that stay."""

from __future__ import annotations

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from anyelir.agendas.models import Point
from anyelir.agendas.queries import points_at
from anyelir.core.blocks import Block, BlockColumn, HeadingBlock, TableBlock, TextBlock
from anyelir.core.clock import today_at
from anyelir.core.wording import day, number, weekday
from anyelir.documents.booklet import TEMPLATE, Booklet, booklet_facts, booklet_pdf
from anyelir.documents.issuing import Order, paper_of
from anyelir.documents.models import Paper
from anyelir.meetings.models import Attendance, Minutes, MinutesAddendum
from anyelir.meetings.queries.attendance import present_at
from anyelir.membership.offices import post_name
from anyelir.secretariat.models import Activity

MINUTES, ADDENDUM = "meetings.minutes", "meetings.addendum"


def minutes_of(activity: Activity) -> Minutes | None:
    return Minutes.objects.filter(activity=activity).first()


def issued_minutes(minutes: Minutes) -> Paper | None:
    return paper_of(Paper, MINUTES, str(minutes.pk))


def issued_addendum(addendum: MinutesAddendum) -> Paper | None:
    return paper_of(Paper, ADDENDUM, str(addendum.pk))


def minutes_pdf(minutes: Minutes) -> bytes:
    """The bytes that were signed, or the draft as it stands with KONSEP across the page."""
    paper = issued_minutes(minutes)
    if paper is not None:
        return bytes(paper.content)
    return booklet_pdf(minutes_booklet(minutes), draft=_("KONSEP"))


def minutes_order(minutes: Minutes) -> Order:
    """Everybody who has the code reads title and body: neither the name of the activity nor of any person."""
    return _order(MINUTES, str(minutes.pk), _("Notulen"), minutes, minutes_booklet(minutes))


def addendum_order(addendum: MinutesAddendum) -> Order:
    return _order(
        ADDENDUM, str(addendum.pk), _("Tambahan notulen"), addendum.minutes, addendum_booklet(addendum)
    )


def _order(kind: str, key: str, title: str, minutes: Minutes, booklet: Booklet) -> Order:
    body = minutes.activity.body
    return Order(
        template=TEMPLATE,
        title=title,
        owner_kind=kind,
        owner_key=key,
        body=f"{body}, {body.region.label}"[:160],
        series=f"{kind}/{body.pk}",
        made_on=booklet.made_on,
        facts=booklet_facts(booklet),
    )


def minutes_booklet(minutes: Minutes) -> Booklet:
    activity = minutes.activity
    blocks = [
        *_facts(minutes),
        *_rundown(activity),
        *_chapter(_("Jalannya rapat"), minutes.course),
        *_points(activity),
        *_chapter(_("Kesimpulan"), activity.conclusions),
        *_chapter(_("Penutup"), minutes.closing),
        *_present(activity),
    ]
    signs = [(minutes.signed_post or _("Ketua"), minutes.signed_name)]
    return _booklet(_("Notulen"), activity, blocks, signs)


def addendum_booklet(addendum: MinutesAddendum) -> Booklet:
    activity, paper = addendum.minutes.activity, issued_minutes(addendum.minutes)
    text = _("Tambahan ini membetulkan notulen nomor %s. Notulennya sendiri tetap seperti ditandatangani.")
    lead = TextBlock(text % (paper.number_text if paper is not None else "–"))
    blocks: list[Block] = [lead, *_chapter(_("Pembetulan"), addendum.words)]
    signs = [(addendum.signed_post, addendum.signed_name)]
    return _booklet(_("Tambahan notulen"), activity, blocks, signs)


def _booklet(title: str, activity: Activity, blocks: list[Block], signs: list[tuple[str, str]]) -> Booklet:
    head = (activity.title, str(activity.body), activity.body.region.label, when_and_where(activity))
    foot = _("Notulen ini terdaftar di Anyelir. Ini bukan tanda tangan elektronik bersertifikat.")
    return Booklet(title, head, blocks, today_at(activity.body.region_id), signs=signs, foot=foot)


def when_and_where(activity: Activity) -> str:
    """``Selasa, 3 November 2026, 09.00-11.30, Aula kelurahan``."""
    times = [time_format(time, "H.i") for time in (activity.starts_at, activity.ends_at) if time is not None]
    return ", ".join(filter(None, (weekday(activity.on), "-".join(times), activity.place)))


def _facts(minutes: Minutes) -> list[Block]:
    activity = minutes.activity
    rows = [
        (_("Dipimpin oleh"), minutes.led_by),
        (_("Jenis"), str(activity.get_kind_display())),
        (_("Mitra"), activity.partners),
    ]
    lines = [f"{label}: {text}" for label, text in rows if text]
    return [TextBlock("\n".join(lines))]


def _rundown(activity: Activity) -> list[Block]:
    rows = [
        [time_format(each.starts_at, "H.i"), each.title, each.speaker, each.place]
        for each in activity.rundown.all()
    ]
    if not rows:
        return []
    columns = [
        BlockColumn(_("Pukul"), 2),
        BlockColumn(_("Acara"), 8),
        BlockColumn(_("Oleh"), 5),
        BlockColumn(_("Tempat"), 4),
    ]
    return [HeadingBlock(_("Susunan acara")), TableBlock(columns, rows)]


def _chapter(title: str, text: str) -> list[Block]:
    return [HeadingBlock(title), TextBlock(text)] if text.strip() else []


def _points(activity: Activity) -> list[Block]:
    """What came of each point, with who sees to it and by when."""
    rows = [
        [point.title, str(point.get_outcome_display()), point.decision, _owner(point)]
        for point in points_at(activity)
    ]
    if not rows:
        return []
    columns = [
        BlockColumn(_("Pokok bahasan"), 6),
        BlockColumn(_("Hasil"), 3),
        BlockColumn(_("Keputusan"), 7),
        BlockColumn(_("Siapa, kapan"), 5),
    ]
    return [HeadingBlock(_("Pokok bahasan dan keputusan")), TableBlock(columns, rows)]


def _owner(point: Point) -> str:
    if point.owner_body is None:
        return ""
    who = post_name(point.owner_post) if point.owner_post is not None else str(point.owner_body)
    return _("%(who)s, sebelum %(day)s") % {"who": who, "day": day(point.due_on)} if point.due_on else who


def _present(activity: Activity) -> list[Block]:
    """Names without times; of guests how many, because what is known of them is not kept for ever."""
    rows = [*present_at(activity)]
    known, guests = [each for each in rows if not each.is_guest], sum(each.is_guest for each in rows)
    with_guests = _("Hadir %(all)s orang, di antaranya %(guests)s tamu.")
    text = with_guests if guests else _("Hadir %(all)s orang.")
    lead = TextBlock(text % {"all": number(len(rows)), "guests": number(guests)})
    columns = [BlockColumn(_("No."), 1), BlockColumn(_("Nama"), 8)]
    names = [[position, each.name] for position, each in enumerate(_by_name(known), start=1)]
    table: list[Block] = [TableBlock(columns, names)] if names else []
    return [HeadingBlock(_("Yang hadir")), lead, *table]


def _by_name(rows: list[Attendance]) -> list[Attendance]:
    return sorted(rows, key=lambda each: (each.name.casefold(), str(each.pk)))
