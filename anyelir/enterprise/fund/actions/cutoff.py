"""Old books are taken over: balances, savings of each member and running loans, closed before two witnesses."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held, held_alone
from anyelir.core.refusal import Refused
from anyelir.core.wording import rupiah
from anyelir.enterprise.fund.actions.following import settle
from anyelir.enterprise.fund.actions.planning import freeze_plan, refuse_no_plan
from anyelir.enterprise.fund.kinds import CUTOFF
from anyelir.enterprise.fund.models import (
    MOST_MONTHS,
    CutOff,
    CutOffBalance,
    CutOffLoan,
    Fund,
    Loan,
    LoanPlan,
    LoanProduct,
)
from anyelir.enterprise.fund.old_books import MONEY, OF_GROUP, OF_MEMBER, OldBalance, OldBooks, first_months
from anyelir.enterprise.fund.plans import terms_for
from anyelir.enterprise.fund.summaries import cutoff_words
from anyelir.ledger.actions import post_entry
from anyelir.membership.models import BodyMember
from anyelir.rules.dates import add_months
from anyelir.rules.fund import LoanTerms, ServiceChargeMethod, schedule
from anyelir.rules.journal import LARGEST_IDR
from anyelir.rules.texts import clean_text

SOURCE = "fund.cutoff"


@action("cutoff.save", stored=cutoff_words)
def save_cutoff(
    *, fund: Fund, balances: Sequence[OldBalance], by: Actor, op_id: uuid.UUID | None = None
) -> CutOff:
    """Write amounts of the old books into the sheet, as they were on the day on which the fund was opened.

    Refuses: account_unknown, amount_out_of_range, cutoff_closed, not_of_body.
    """
    cutoff = _draft_of(fund)
    for row in balances:
        _refuse_balance(fund, row)
        kept = CutOffBalance.objects.filter(cutoff=cutoff, account=row.account, body_member=row.person)
        if not row.amount_idr:
            kept.delete()
        elif not kept.update(amount_idr=row.amount_idr):
            CutOffBalance.objects.create(
                cutoff=cutoff, account=row.account, body_member=row.person, amount_idr=row.amount_idr
            )
    return _next_version(cutoff, by)


def _draft_of(fund: Fund) -> CutOff:
    """The open sheet, held; made when nothing was written yet. Refuses: cutoff_closed."""
    fund = held(fund)
    cutoff, _is_new = CutOff.objects.get_or_create(fund=fund, defaults={"on": fund.since})
    cutoff = held(cutoff)
    if not cutoff.is_open:
        text = _("Saldo awal sudah ditutup di depan saksi. Betulkan dengan catatan baru di buku kas.")
        raise Refused("cutoff_closed", text)
    return cutoff


def _refuse_balance(fund: Fund, row: OldBalance) -> None:
    """Refuses: account_unknown, amount_out_of_range, not_of_body."""
    if row.account not in (OF_MEMBER if row.person is not None else (*MONEY, *OF_GROUP)):
        raise Refused("account_unknown", _("Akun ini tidak ada di lembar saldo awal."), status=422)
    if row.person is not None:
        _refuse_stranger(fund, row.person)
    if not 0 <= row.amount_idr <= LARGEST_IDR:
        text = _("Isi nol sampai %s.") % rupiah(LARGEST_IDR)
        raise Refused("amount_out_of_range", text, status=422)


def _refuse_stranger(fund: Fund, person: BodyMember) -> None:
    """Refuses: not_of_body."""
    if person.body_id != fund.ledger.body_id:
        text = _("Orang ini bukan anggota kelompok pemilik dana. Pilih dari daftar anggotanya.")
        raise Refused("not_of_body", text, field="person", status=422)


def _next_version(cutoff: CutOff, by: Actor) -> CutOff:
    cutoff.version += 1
    cutoff.save(update_fields=["version", "updated_at"])
    note(by=by, verb="cutoff.save", what=cutoff, region=cutoff.fund.body.region_id)
    return cutoff


@action("cutoff.loan", stored=cutoff_words)
def keep_cutoff_loan(
    *,
    fund: Fund,
    person: BodyMember,
    product: LoanProduct,
    purpose: str,
    principal_idr: int,
    service_idr: int,
    months: int,
    first_month: dt.date,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> CutOff:
    """A loan that runs in the old books; the same member and product again corrects it.

    ``months`` are the instalments that are not paid yet; the oldest of them belongs to ``first_month``, a month that
    may be over: whoever was late stays so.

    Refuses: amount_out_of_range, cutoff_closed, first_month_out_of_range, months_out_of_range, not_of_body,
    plan_impossible, product_ended, purpose_missing, rounding_too_coarse.
    """
    cutoff, purpose = _draft_of(fund), clean_text(purpose)
    _refuse_stranger(fund, person)
    if product.fund_id != fund.pk:
        text = _("Jenis pinjaman ini bukan milik dana ini. Pilih dari daftar.")
        raise Refused("product_ended", text, field="product", status=422)
    if not purpose:
        text = _("Tulis untuk apa uangnya, misalnya modal kue basah.")
        raise Refused("purpose_missing", text, field="purpose", status=422)
    if not (1 <= principal_idr <= LARGEST_IDR and 0 <= service_idr <= LARGEST_IDR):
        text = _("Sisa pokok lebih dari nol, dan keduanya paling banyak %s.") % rupiah(LARGEST_IDR)
        raise Refused("amount_out_of_range", text, field="principal_idr", status=422)
    if not 1 <= months <= MOST_MONTHS:
        text = _("Isi 1 sampai %s bulan.") % MOST_MONTHS
        raise Refused("months_out_of_range", text, field="months", status=422)
    if first_month not in first_months(cutoff.on):
        text = _("Pilih bulan angsuran tertua yang belum dibayar dari daftar.")
        raise Refused("first_month_out_of_range", text, field="first_month", status=422)
    facts = {"purpose": purpose, "principal_idr": principal_idr, "service_idr": service_idr}
    facts |= {"months": months, "first_month": first_month}
    kept, _is_new = CutOffLoan.objects.update_or_create(
        cutoff=cutoff, body_member=person, product=product, defaults=facts
    )
    terms = old_terms(kept)
    refuse_no_plan(schedule(terms), terms)
    return _next_version(cutoff, by)


@action("cutoff.drop_loan")
def drop_cutoff_loan(*, row: CutOffLoan, by: Actor) -> CutOff:
    """Out of the draft; nothing of it was booked. Refuses: cutoff_closed."""
    cutoff = _draft_of(row.cutoff.fund)
    CutOffLoan.objects.filter(pk=row.pk).delete()
    return _next_version(cutoff, by)


def old_terms(row: CutOffLoan) -> LoanTerms:
    """The instalments that are left, each in the month to which it belongs.

    The charge of a flat loan was fixed with the old loan, so it is carried as it was typed; a declining loan is charged
    on what is left, and what was typed are charges that stayed unpaid. Reading [D].
    """
    starts_on = add_months(row.first_month, -1)
    terms = terms_for(row.product, row.principal_idr, row.months, starts_on)
    is_declining = terms.method is ServiceChargeMethod.DECLINING
    return LoanTerms(
        principal_idr=terms.principal_idr,
        months=terms.months,
        rate_percent_per_month=terms.rate_percent_per_month if is_declining else Decimal(0),
        method=terms.method if is_declining else ServiceChargeMethod.NONE,
        starts_on=starts_on,
        rounding_idr=terms.rounding_idr,
        carried_service_idr=row.service_idr,
        ahead=terms.ahead,
        payoff=terms.payoff,
    )


@action("cutoff.close", stored=cutoff_words)
def close_cutoff(
    *,
    cutoff: CutOff,
    witnesses: Sequence[BodyMember],
    seen: int,
    by: Actor,
    takes_rest: bool = False,
    op_id: uuid.UUID | None = None,
) -> CutOff:
    """One entry on the day of the sheet, and every loan with its plan; ``seen`` is the version that was looked at.

    ``takes_rest``: what nobody can explain goes to the capital of a programme, with both witnesses.

    Refuses: changed_since, cutoff_closed, cutoff_empty, loan_running, not_balanced, not_of_body, plan_impossible,
    rounding_too_coarse, witness_missing; as post_entry.
    """
    ledger = held_alone(cutoff.fund.ledger)
    cutoff = _draft_of(cutoff.fund)
    old = OldBooks(cutoff)
    _refuse_closing(old, witnesses, seen, takes_rest)
    for row in old.loans:
        row.loan = _running_loan(row)
        row.save(update_fields=["loan", "updated_at"])
    entry = post_entry(
        ledger=ledger,
        on=cutoff.on,
        kind=CUTOFF,
        lines=[*old.lines()],
        words=_("Saldo awal dari buku lama"),
        source=(SOURCE, str(cutoff.pk)),
        by=by,
    )
    cutoff.witness_one, cutoff.witness_two = witnesses
    cutoff.entry, cutoff.closed_at = entry, timezone.now()
    cutoff.closed_by, cutoff.closed_by_name = by.id, by.name
    cutoff.save()
    note(by=by, verb="cutoff.close", what=cutoff, region=ledger.body.region_id, no=entry.no)
    return cutoff


def _refuse_closing(old: OldBooks, witnesses: Sequence[BodyMember], seen: int, takes_rest: bool) -> None:
    """Refuses: changed_since, cutoff_empty, not_balanced, not_of_body, witness_missing."""
    if old.is_empty:
        raise Refused("cutoff_empty", _("Lembar ini masih kosong. Isi dulu dari buku lama."))
    if old.cutoff.version != seen:
        text = _("Lembar ini berubah sejak dibuka. Periksa lagi bersama saksi, lalu tutup.")
        raise Refused("changed_since", text)
    if len({person.pk for person in witnesses}) != 2:
        text = _("Pilih dua saksi yang berbeda.")
        raise Refused("witness_missing", text, field="witness_two", status=422)
    for person in witnesses:
        _refuse_stranger(old.cutoff.fund, person)
    if old.difference_idr and not takes_rest:
        facts = {"assets": rupiah(old.assets_idr), "claims": rupiah(old.claims_idr)}
        facts |= {"difference": rupiah(abs(old.difference_idr))}
        text = _(
            "Harta %(assets)s, titipan dan modal %(claims)s: selisih %(difference)s. Cari dulu di buku lama, atau"
            " centang bahwa selisihnya dicatat sebagai modal program."
        )
        raise Refused("not_balanced", text % facts, field="takes_rest", status=422)


def _running_loan(row: CutOffLoan) -> Loan:
    """Refuses: loan_running, plan_impossible, rounding_too_coarse."""
    fund, on = row.cutoff.fund, row.cutoff.on
    running = Loan.objects.filter(body_member=row.body_member, product=row.product, state=Loan.State.RUNNING)
    if running.exists():
        text = _("%s sudah punya pinjaman jenis ini di buku baru. Hapus barisnya dari lembar ini.")
        raise Refused("loan_running", text % row.body_member.name)
    terms = old_terms(row)
    plan = refuse_no_plan(schedule(terms), terms)
    last = Loan.objects.filter(fund=fund).aggregate(no=Max("number"))["no"] or 0
    loan = Loan.objects.create(
        fund=fund,
        number=last + 1,
        body_member=row.body_member,
        product=row.product,
        purpose=row.purpose,
        requested_on=on,
        requested_idr=row.principal_idr,
        requested_months=row.months,
        principal_idr=row.principal_idr,
        months=row.months,
    )
    freeze_plan(loan, plan, LoanPlan.Why.CUTOFF)
    loan.state, loan.disbursed_on = Loan.State.RUNNING, on
    settle(loan, on)
    loan.save()
    return loan
