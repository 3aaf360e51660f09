"""The six books of a body in a year, each with what is missing: no score, and no other body beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.blocks import Block, HeadingBlock, TextBlock
from anyelir.core.clock import today_at
from anyelir.core.handover import cut
from anyelir.core.tidiness import GAP_KINDS, Gap, SixBook
from anyelir.core.wording import day, number
from anyelir.documents.booklet import Booklet
from anyelir.membership.access import holds_body
from anyelir.membership.models import Body

TITLES: Mapping[SixBook, str | Promise] = {
    SixBook.MEMBERS: gettext_lazy("Daftar anggota dan kader (4.9)"),
    SixBook.LETTERS: gettext_lazy("Agenda surat (4.10)"),
    SixBook.CASH: gettext_lazy("Buku keuangan (4.11)"),
    SixBook.GOODS: gettext_lazy("Buku inventaris (4.12)"),
    SixBook.ACTIVITIES: gettext_lazy("Buku kegiatan (4.13)"),
    SixBook.MINUTES: gettext_lazy("Notulen"),
}
# So many lines of one book on a page and on paper; the rest is counted.
MOST_GAPS = 60


@dataclass(frozen=True)
class ShownGap:
    """``url`` is "" for whoever cannot mend it."""

    text: str
    url: str


@dataclass(frozen=True)
class SixBookState:
    """A book with what is missing in it; ``rest`` says how many more there are."""

    title: str | Promise
    gaps: Sequence[ShownGap]
    count: int
    rest: str


def six_books(user, body: Body, year: int) -> list[SixBookState]:
    """In the order of their forms; what rooms declare of one book stands together."""
    gaps: dict[SixBook, list[ShownGap]] = {book: [] for book in TITLES}
    for kind in GAP_KINDS:
        may_mend = holds_body(user, body, kind.mended_with)
        gaps[kind.book] += [_shown(gap, may_mend) for gap in kind.gaps(body, year)]
    return [_state(title, gaps[book]) for book, title in TITLES.items()]


def _shown(gap: Gap, may_mend: bool) -> ShownGap:
    return ShownGap(gap.text, gap.url if may_mend else "")


def _state(title: str | Promise, gaps: list[ShownGap]) -> SixBookState:
    shown, rest = cut(gaps, MOST_GAPS)
    return SixBookState(title, shown, len(gaps), rest)


def contest_file(body: Body, year: int, books: Sequence[SixBookState]) -> Booklet:
    """A cover and the list, as whoever visits asks for it."""
    blocks: list[Block] = [
        TextBlock(
            _(
                "Daftar ini menyebut yang belum lengkap di setiap buku. Tidak ada nilai dan tidak ada perbandingan."
            )
        )
    ]
    for book in books:
        state = _("%s hal belum lengkap.") % number(book.count) if book.count else _("Lengkap.")
        lines = [*(f"- {gap.text}" for gap in book.gaps), *filter(None, [book.rest])]
        blocks += [
            HeadingBlock(str(book.title)),
            TextBlock(state),
            *([TextBlock("\n".join(lines))] if lines else []),
        ]
    today = today_at(body.region_id)
    return Booklet(
        title=_("Berkas tertib administrasi %s") % year,
        head=(str(body), body.region.label),
        blocks=blocks,
        made_on=today,
        signs=((_("Ketua,"), ""), (_("Sekretaris,"), "")),
        foot=_("Disusun dari catatan sampai %s.") % day(today),
    )
