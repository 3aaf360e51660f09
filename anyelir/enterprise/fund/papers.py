"""Records that are signed by hand: the balances that were taken over, and a surplus that was divided."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from anyelir.core.blocks import Block, BlockColumn, HeadingBlock, TableBlock, TextBlock
from anyelir.core.clock import today_at
from anyelir.core.wording import day, number, rupiah
from anyelir.documents.booklet import Booklet
from anyelir.enterprise.fund.models import Surplus
from anyelir.enterprise.fund.old_books import MONEY, OldBooks
from anyelir.enterprise.fund.surpluses import stored_draft


def _amounts(title: str, rows: list[tuple[str, int]]) -> TableBlock:
    columns = [BlockColumn(title, 20), BlockColumn(_("Jumlah (Rp)"), 8, True)]
    total = (_("Jumlah"), sum(idr for _title, idr in rows))
    return TableBlock(columns, [[name, number(idr)] for name, idr in (*rows, total)])


def cutoff_record(old: OldBooks, titles: Mapping[str, str]) -> Booklet:
    """Savings and loans by member, for the two witnesses to compare with the old books."""
    cutoff = old.cutoff
    body = cutoff.fund.body
    of_group = [(titles[row.account], row.amount_idr) for row in old.balances if row.body_member is None]
    money = {titles[code] for code in MONEY}
    saved = [
        (f"{row.body_member}, {titles[row.account]}", row.amount_idr)
        for row in old.balances
        if row.body_member is not None
    ]
    blocks: list[Block] = [
        _amounts(_("Uang"), [pair for pair in of_group if pair[0] in money]),
        _amounts(_("Titipan, utang, dan modal"), [pair for pair in of_group if pair[0] not in money]),
        HeadingBlock(_("Simpanan anggota"), level=2),
        _amounts(_("Anggota"), saved),
        HeadingBlock(_("Pinjaman yang berjalan"), level=2),
        _old_loans(old),
        TextBlock(_balance_words(old)),
    ]
    witnesses = [
        str(person.name) if person is not None else "" for person in (cutoff.witness_one, cutoff.witness_two)
    ]
    state = _("Konsep: belum ditutup.") if cutoff.is_open else _("Ditutup %s.") % cutoff.closed_by_name
    return Booklet(
        title=_("Berita acara saldo awal"),
        head=(str(body), body.region.label, _("Keadaan pada %s") % day(cutoff.on), state),
        blocks=blocks,
        made_on=today_at(body.region_id),
        signs=[(_("Ketua"), ""), (_("Bendahara"), ""), *((_("Saksi"), name) for name in witnesses)],
        foot=_("Saksi membandingkan lembar ini dengan buku lama, baris demi baris."),
    )


def _old_loans(old: OldBooks) -> TableBlock:
    columns = [
        BlockColumn(_("Peminjam"), 12),
        BlockColumn(_("Untuk keperluan usaha"), 12),
        BlockColumn(_("Sisa pokok"), 7, True),
        BlockColumn(_("Sisa jasa"), 7, True),
        BlockColumn(_("Sisa angsuran"), 5, True),
    ]
    rows = [
        [
            str(loan.body_member),
            loan.purpose,
            number(loan.principal_idr),
            number(loan.service_idr),
            str(loan.months),
        ]
        for loan in old.loans
    ]
    return TableBlock(columns, rows)


def _balance_words(old: OldBooks) -> str:
    facts = {"assets": rupiah(old.assets_idr), "claims": rupiah(old.claims_idr)}
    text = _("Harta %(assets)s. Titipan, simpanan, utang, dan modal %(claims)s.") % facts
    if not old.difference_idr:
        return text
    rest = _("Selisih %s tidak bisa dijelaskan dari buku lama dan dicatat sebagai modal program.")
    return f"{text} {rest % rupiah(abs(old.difference_idr))}"


def surplus_record(surplus: Surplus) -> Booklet:
    """Both measures stand beside what each member gets."""
    draft, body = stored_draft(surplus), surplus.fund.body
    parts = [(f"{part.label} ({part.percent} %)", part.amount_idr) for part in draft.parts]
    columns = [
        BlockColumn(_("Anggota"), 14),
        BlockColumn(_("Simpanan kali hari"), 9, True),
        BlockColumn(_("Jasa yang dibayar"), 8, True),
        BlockColumn(_("SHU (Rp)"), 8, True),
    ]
    rows = [
        [str(part.person), number(part.savings_days), number(part.charges_idr), number(part.amount_idr)]
        for part in draft.members
    ]
    facts = {"saving": surplus.saving_percent, "charges": 100 - surplus.saving_percent}
    measure = _(
        "Bagian anggota: %(saving)s persen menurut simpanan, %(charges)s persen menurut jasa pinjaman."
    )
    decided = _("Diputuskan dalam rapat %(title)s, %(day)s.")
    meeting = {"title": surplus.decision.title, "day": day(surplus.decision.on)}
    return Booklet(
        title=_("Berita acara pembagian SHU %s") % surplus.year,
        head=(str(body), body.region.label, decided % meeting),
        blocks=[
            _amounts(_("Bagian"), parts),
            HeadingBlock(_("Bagian setiap anggota"), level=2),
            TextBlock(measure % facts),
            TableBlock(columns, rows),
        ],
        made_on=today_at(body.region_id),
        signs=[(_("Ketua"), ""), (_("Bendahara"), "")],
        foot=_(
            "Pembagian menurut simpanan dan jasa adalah kebiasaan koperasi; belum ada aturan PKK yang menetapkannya."
        ),
    )
