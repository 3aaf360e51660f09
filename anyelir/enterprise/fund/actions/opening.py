"""A fund is opened in the books of its body; what the group agreed for it follows in terms and products."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held, held_alone
from anyelir.core.refusal import Refused
from anyelir.core.wording import day, rupiah
from anyelir.enterprise.fund.models import MOST_MONTHS, Fund, FundTerms, LoanProduct
from anyelir.enterprise.fund.plans import terms_for
from anyelir.enterprise.fund.queries import terms_on
from anyelir.enterprise.fund.shares import SHARES
from anyelir.enterprise.fund.summaries import fund_words, product_words, terms_words
from anyelir.ledger.chart import FUND_TABLE, seeded_accounts
from anyelir.ledger.models import Ledger, LedgerAccount
from anyelir.ledger.queries import accounts_by_code, first_open_day
from anyelir.membership.models import Body
from anyelir.rules.fund import LoanProblem, schedule
from anyelir.rules.fund.loans import MAX_RATE_PERCENT
from anyelir.rules.journal import LARGEST_IDR
from anyelir.rules.texts import clean_text
from anyelir.secretariat.models import Activity

# For trying whether a plan of a product exists at all.
TRIED_IDR = 1_000_000


@action("fund.open", stored=fund_words)
def open_fund(
    *,
    body: Body,
    on: dt.date,
    max_loan_idr: int,
    quorum_percent: int,
    by: Actor,
    joint_percent: int = 0,
    scheme: str = FundTerms.Scheme.FIVE,
    op_id: uuid.UUID | None = None,
) -> Fund:
    """The fund of a body that keeps books, with its accounts and the first terms.

    Refuses: date_ahead, fund_exists, no_ledger, period_closed; as set_terms.
    """
    ledger = Ledger.objects.filter(body=body).first()
    if ledger is None:
        raise Refused("no_ledger", _("Buka dulu buku kas kelompok ini, di halaman Uang."))
    ledger = held_alone(ledger)
    if Fund.objects.filter(ledger=ledger).exists():
        raise Refused("fund_exists", _("Kelompok ini sudah punya dana bergulir. Muat ulang halaman."))
    if on > today_at(body.region_id):
        text = _("Hari pembukaan dana belum tiba. Pilih hari ini atau sebelumnya.")
        raise Refused("date_ahead", text, field="on", status=422)
    if on < first_open_day(ledger):
        text = _("Buku sudah ditutup sampai hari itu. Pakai tanggal mulai %s.") % day(first_open_day(ledger))
        raise Refused("period_closed", text, field="on")
    fund = Fund.objects.create(ledger=ledger, since=on)
    there = accounts_by_code(ledger)
    rows = seeded_accounts(ledger, on, table=FUND_TABLE, since=on)
    LedgerAccount.objects.bulk_create(account for account in rows if account.code not in there)
    note(by=by, verb="fund.open", what=fund, region=body.region_id)
    set_terms(
        fund=fund,
        on=on,
        max_loan_idr=max_loan_idr,
        quorum_percent=quorum_percent,
        joint_percent=joint_percent,
        scheme=scheme,
        by=by,
    )
    return fund


@action("fund.terms", stored=terms_words)
def set_terms(
    *,
    fund: Fund,
    on: dt.date,
    max_loan_idr: int,
    quorum_percent: int,
    by: Actor,
    joint_percent: int = 0,
    scheme: str = FundTerms.Scheme.FIVE,
    shares: Mapping[str, Decimal] | None = None,
    meeting: Activity | None = None,
    op_id: uuid.UUID | None = None,
) -> FundTerms:
    """What the group agreed from ``on``; the terms before end on the day before. ``shares`` by slug of ``SHARES``.

    Refuses: meeting_elsewhere, not_a_percent, over_limit_of_books, scheme_unknown, shares_not_100, terms_later.
    """
    fund = held(fund)
    if not 1 <= max_loan_idr <= LARGEST_IDR:
        text = _("Pinjaman paling banyak harus lebih dari nol, sampai %s.") % rupiah(LARGEST_IDR)
        raise Refused("over_limit_of_books", text, field="max_loan_idr", status=422)
    for field, percent in (("quorum_percent", quorum_percent), ("joint_percent", joint_percent)):
        if not 0 <= percent <= 100:
            raise Refused("not_a_percent", _("Isi angka 0 sampai 100."), field=field, status=422)
    if scheme not in FundTerms.Scheme.values:
        raise Refused("scheme_unknown", _("Pilih salah satu dari daftar."), field="scheme", status=422)
    kept = {name: percent for name, percent in (shares or {}).items() if percent}
    if kept and (sum(kept.values()) != 100 or not set(kept) <= {share.slug for share in SHARES}):
        text = _("Pembagian SHU harus berjumlah 100 persen. Sekarang %s persen.")
        raise Refused("shares_not_100", text % sum(kept.values()), field="members", status=422)
    refuse_meeting_elsewhere(fund, meeting)
    before = FundTerms.objects.filter(fund=fund, until=None).first()
    if before is not None:
        _end_before(before, on)
    made = FundTerms.objects.create(
        fund=fund,
        since=on,
        max_loan_idr=max_loan_idr,
        quorum_percent=quorum_percent,
        joint_percent=joint_percent,
        scheme=scheme,
        shares=[{"share": name, "percent": str(percent)} for name, percent in kept.items()],
        decision=meeting,
    )
    note(by=by, verb="fund.terms", what=made, region=fund.body.region_id)
    return made


def _end_before(before: FundTerms, on: dt.date) -> None:
    if on <= before.since:
        text = _("Aturan yang sekarang berlaku sejak %s. Pilih hari sesudahnya.") % day(before.since)
        raise Refused("terms_later", text, field="on", status=422)
    before.until = on - dt.timedelta(days=1)
    before.save(update_fields=["until", "updated_at"])


def refuse_meeting_elsewhere(fund: Fund, meeting: Activity | None) -> None:
    """Refuses: meeting_elsewhere."""
    if meeting is not None and meeting.body_id != fund.ledger.body_id:
        text = _("Rapat ini bukan rapat kelompok pemilik dana. Pilih dari daftar.")
        raise Refused("meeting_elsewhere", text, field="meeting", status=422)


@action("fund.product", stored=product_words)
def add_product(
    *,
    fund: Fund,
    name: str,
    method: str,
    rate_percent: Decimal,
    months_max: int,
    ahead: str,
    payoff: str,
    on: dt.date,
    by: Actor,
    grace_months: int = 0,
    rounding_idr: int = 1,
    meeting: Activity | None = None,
    op_id: uuid.UUID | None = None,
) -> LoanProduct:
    """A way of borrowing from ``on``; never edited, so that old loans keep what was signed.

    Refuses: ahead_saves_nothing, choice_unknown, meeting_elsewhere, months_out_of_range, name_missing, product_exists,
    rate_missing, rate_out_of_range, rounding_out_of_range.
    """
    fund, name = held(fund), clean_text(name)
    if not name:
        raise Refused("name_missing", _("Tulis nama pinjamannya."), field="name", status=422)
    if LoanProduct.objects.filter(fund=fund, name=name, until=None).exists():
        text = _("Jenis pinjaman dengan nama itu masih berlaku. Akhiri dulu, atau pakai nama lain.")
        raise Refused("product_exists", text, field="name")
    _refuse_choices(method, ahead, payoff)
    _refuse_rate(method, rate_percent)
    if not (1 <= months_max <= MOST_MONTHS and 0 <= grace_months <= MOST_MONTHS):
        text = _("Isi 1 sampai %s bulan.") % MOST_MONTHS
        raise Refused("months_out_of_range", text, field="months_max", status=422)
    if not 1 <= rounding_idr <= TRIED_IDR:
        text = _("Pembulatan paling sedikit 1 rupiah dan paling banyak %s.") % rupiah(TRIED_IDR)
        raise Refused("rounding_out_of_range", text, field="rounding_idr", status=422)
    refuse_meeting_elsewhere(fund, meeting)
    product = LoanProduct(
        fund=fund,
        name=name,
        method=method,
        rate_percent=rate_percent,
        months_max=months_max,
        grace_months=grace_months,
        rounding_idr=rounding_idr,
        ahead=ahead,
        payoff=payoff,
        since=on,
        decision=meeting,
    )
    _refuse_useless(product, on)
    product.save(force_insert=True)
    note(by=by, verb="fund.product", what=product, region=fund.body.region_id)
    return product


def _refuse_choices(method: str, ahead: str, payoff: str) -> None:
    choices = ((method, LoanProduct.Method), (ahead, LoanProduct.Ahead), (payoff, LoanProduct.PayOff))
    if any(value not in known.values for value, known in choices):
        raise Refused("choice_unknown", _("Pilih salah satu dari daftar."), status=422)


def _refuse_rate(method: str, rate_percent: Decimal) -> None:
    if not 0 <= rate_percent <= MAX_RATE_PERCENT:
        text = _("Isi jasa sebulan 0 sampai %s persen.") % MAX_RATE_PERCENT
        raise Refused("rate_out_of_range", text, field="rate_percent", status=422)
    if (method == LoanProduct.Method.NONE) != (rate_percent == 0):
        text = _("Pinjaman tanpa jasa memakai 0 persen; yang lain lebih dari 0. Betulkan salah satu.")
        raise Refused("rate_missing", text, field="rate_percent", status=422)


def _refuse_useless(product: LoanProduct, on: dt.date) -> None:
    problems = schedule(terms_for(product, TRIED_IDR, 1, on)).problems
    if LoanProblem.AHEAD_SAVES_NOTHING in problems:
        text = _(
            "Kalau pelunasan tetap membayar seluruh jasa, uang lebih tidak menghemat apa-apa. Pilih: uang lebih"
            " membayar bulan berikutnya."
        )
        raise Refused("ahead_saves_nothing", text, field="ahead", status=422)


@action("fund.product_end")
def end_product(*, product: LoanProduct, by: Actor) -> LoanProduct:
    """Nobody borrows this way any more; running loans go on. Refuses: product_ended."""
    product = held(product)
    if product.until is not None:
        raise Refused("product_ended", _("Jenis pinjaman ini sudah diakhiri. Muat ulang halaman."))
    product.until = max(product.since, today_at(product.fund.body.region_id))
    product.save(update_fields=["until", "updated_at"])
    note(by=by, verb="fund.product_end", what=product, region=product.fund.body.region_id)
    return product


def agreed_terms(fund: Fund, on: dt.date) -> FundTerms:
    """Refuses: terms_missing."""
    terms = terms_on(fund, on)
    if terms is None:
        text = _("Belum ada aturan dana yang berlaku pada %s. Tetapkan dulu aturannya.") % day(on)
        raise Refused("terms_missing", text)
    return terms
