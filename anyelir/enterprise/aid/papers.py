"""Papers of an aid: the draft of the agreement, the record of the hand-over, tags, and the sheet for visits."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from anyelir.core.blocks import Block, BlockColumn, HeadingBlock, TableBlock, TextBlock
from anyelir.core.clock import today_at
from anyelir.core.wording import day, number, rupiah, short_day
from anyelir.documents.booklet import Booklet
from anyelir.documents.engine import set_paper
from anyelir.documents.qr import qr_code
from anyelir.enterprise.aid.models import Aid, AidItem, AidVisit
from anyelir.enterprise.aid.queries.aids import cost_of_items
from anyelir.rules.aid import VISIT_MONTHS, visit_due_on
from anyelir.rules.terbilang import terbilang_rupiah

TAGS = "cards/v1.typ"


def _giver(aid: Aid) -> str:
    return aid.aid_round.giver if aid.aid_round is not None else ""


def _decree(aid: Aid) -> str:
    if aid.aid_round is None:
        return ""
    facts = {"number": aid.aid_round.decree_no, "day": day(aid.aid_round.decree_on)}
    return _("SK %(number)s, %(day)s") % facts


def _amount(idr: int) -> str:
    return f"{rupiah(idr)} ({terbilang_rupiah(idr)})"


def agreement_draft(aid: Aid) -> Booklet:
    """What both sides promise; numbers and names are written by hand where they are not known yet."""
    receiver, budget_idr = str(aid.receiver), aid.budget_idr or 0
    opening = _(
        "%(giver)s memberikan hibah barang kepada %(receiver)s di %(place)s: %(quantity)s %(what)s senilai %(amount)s."
    ) % {
        "giver": _giver(aid),
        "receiver": receiver,
        "place": aid.receiver.region.label,
        "quantity": number(aid.quantity),
        "what": aid.label,
        "amount": _amount(budget_idr),
    }
    duties = "\n".join(
        [
            _("1. Barang dipakai untuk usaha penerima: %s") % aid.reason,
            _("2. Barang dirawat, tidak dijual, tidak digadaikan, dan tidak dipindahkan tanpa izin pemberi."),
            _("3. Penerima menerima kunjungan pada bulan ke-1, ke-3, ke-6, dan ke-12."),
            _("4. Barang yang tidak dipakai dapat ditarik dan dialihkan ke penerima lain."),
        ]
    )
    return Booklet(
        title=_("Naskah perjanjian hibah daerah (NPHD)"),
        head=[_("Konsep. Nomor: %s") % (aid.nphd_no or "........................"), _decree(aid)],
        blocks=[TextBlock(opening), HeadingBlock(_("Kewajiban penerima"), level=2), TextBlock(duties)],
        made_on=today_at(aid.place),
        signs=[(_("Pemberi hibah"), ""), (_("Penerima hibah"), "")],
        foot=_("Konsep untuk diperiksa bagian hukum. Isinya belum mengikat sebelum ditandatangani."),
    )


def hand_over_record(aid: Aid) -> Booklet:
    """Berita acara serah terima: the items with their tags and their total."""
    opening = _(
        "%(giver)s menyerahkan kepada %(receiver)s di %(place)s barang di bawah ini dalam keadaan baik."
    )
    facts = {"giver": _giver(aid), "receiver": str(aid.receiver), "place": aid.receiver.region.label}
    blocks: list[Block] = [
        TextBlock(opening % facts),
        _items_table(aid),
        TextBlock(_("Nilai seluruhnya %s.") % _amount(cost_of_items(aid))),
    ]
    witnesses = [*aid.witnesses.splitlines(), "", ""][:2]
    on = day(aid.handed_over_on) if aid.handed_over_on else "........................"
    return Booklet(
        title=_("Berita acara serah terima barang (BAST)"),
        head=[
            _("Nomor: %s") % (aid.bast_no or "........................"),
            _("Tanggal: %s") % on,
            _decree(aid),
        ],
        blocks=blocks,
        made_on=aid.handed_over_on or today_at(aid.place),
        signs=[
            (_("Yang menyerahkan"), aid.giver_signer),
            (_("Yang menerima"), aid.receiver_signer),
            *((_("Saksi"), name) for name in witnesses),
        ],
    )


def _items_table(aid: Aid) -> TableBlock:
    columns = [
        BlockColumn(_("No."), 2, True),
        BlockColumn(_("Barang"), 12),
        BlockColumn(_("Nomor seri"), 7),
        BlockColumn(_("Label aset"), 6),
        BlockColumn(_("Harga (Rp)"), 7, True),
    ]
    rows = [
        [number(asset.number), aid.label, asset.serial or "-", asset.tag, number(asset.unit_price_idr)]
        for asset in aid.items.all()
    ]
    return TableBlock(columns, rows)


def monitoring_sheet(aid: Aid) -> Booklet:
    """One line an item and visit: what was seen, or room to write it."""
    columns = [
        BlockColumn(_("Barang"), 9),
        BlockColumn(_("Kunjungan"), 6),
        BlockColumn(_("Paling lambat"), 6),
        BlockColumn(_("Keadaan"), 7),
        BlockColumn(_("Hasilnya sebulan ini"), 10),
        BlockColumn(_("Paraf"), 4),
    ]
    rows = [
        _visit_row(aid, asset, month)
        for asset in aid.items.prefetch_related("visits")
        for month in VISIT_MONTHS
    ]
    states = ", ".join(str(state.label) for state in AidVisit.State)
    return Booklet(
        title=_("Lembar pantau bantuan alat"),
        head=[str(aid), aid.receiver.region.label, _("Keadaan: %s") % states],
        blocks=[TableBlock(columns, rows)],
        made_on=today_at(aid.place),
        signs=[(_("Yang mengunjungi"), "")],
        foot=_("Yang mengunjungi bukan penerima. Foto barangnya disimpan bersama catatan kunjungan."),
    )


def _visit_row(aid: Aid, asset: AidItem, month: int) -> list[str]:
    visit = next((each for each in asset.visits.all() if each.month == month), None)
    due_on = short_day(visit_due_on(aid.handed_over_on, month)) if aid.handed_over_on else ""
    seen = [visit.get_state_display(), visit.output] if visit is not None else ["", ""]
    return [f"{asset.number} · {asset.tag}", str(AidVisit.Month(month).label), due_on, *seen, ""]


def tags_pdf(aid: Aid, address: Callable[[str], str]) -> bytes:
    """A tag for each item, with the code as a picture; no receiver and no person stands on it."""
    cards = [
        {
            "name": aid.label,
            "note": _("Barang bantuan nomor %s") % asset.number,
            "code": asset.tag,
            "qr": qr_code(address(asset.tag)),
        }
        for asset in aid.items.all()
    ]
    facts = {"title": _("Label aset"), "made_on": today_at(aid.place).isoformat(), "body": _giver(aid)}
    return set_paper(TAGS, {**facts, "cards": cards})
