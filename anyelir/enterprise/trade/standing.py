"""What follows from a business on a day by dated rules: its size, its code in the newest KBLI, whether it is active."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.clock import today_at
from anyelir.core.wording import day, nothing_yet, rupiah
from anyelir.enterprise.trade.models import Business
from anyelir.rules.business.activity import BusinessActivity, business_activity
from anyelir.rules.business.size import Basis, Size, size_class
from anyelir.rules.identity.kbli import kbli_title, kbli_version, map_kbli

SIZES = {
    Size.MICRO: gettext_lazy("Mikro"),
    Size.SMALL: gettext_lazy("Kecil"),
    Size.MEDIUM: gettext_lazy("Menengah"),
    Size.LARGE: gettext_lazy("Besar"),
}
BASES = {Basis.SALES: gettext_lazy("penjualan setahun"), Basis.CAPITAL: gettext_lazy("modal")}
AT_REST = (Business.Stage.PAUSED, Business.Stage.CLOSED)


@dataclass(frozen=True)
class BusinessStanding:
    """The words of the page; each says the day or the number that it rests on."""

    size: str
    kbli: str
    newer_kbli: str
    activity: str
    is_active: bool


def standing_of(business: Business, *, with_amounts: bool = True) -> BusinessStanding:
    """What it has and sells in rupiah is for its owner and companion; others read the class alone."""
    today = today_at(business.region_id)
    activity = activity_of(business, today)
    return BusinessStanding(
        _size_words(business, today, with_amounts),
        _kbli_words(business, today),
        _newer_kbli_words(business, today),
        _activity_words(business, activity),
        activity.is_active,
    )


def activity_of(business: Business, on: dt.date) -> BusinessActivity:
    """Whoever paused or closed is not active, however lately something was sold."""
    activity = business_activity(on, last_sold_on=business.last_sold_on, confirmed_on=business.confirmed_on)
    return BusinessActivity(False, activity.until) if business.stage in AT_REST else activity


def size_of(business: Business, on: dt.date) -> Size | None:
    size = size_class(on, capital_idr=business.capital_idr, sales_idr=business.sales_idr)
    return None if size is None else size.size


def _size_words(business: Business, on: dt.date, with_amounts: bool) -> str:
    size = size_class(on, capital_idr=business.capital_idr, sales_idr=business.sales_idr)
    if size is None:
        return nothing_yet()
    amount_idr = business.sales_idr if size.basis == Basis.SALES else business.capital_idr
    params = {
        "size": SIZES[size.size],
        "basis": BASES[size.basis],
        "amount": rupiah(amount_idr),
        "day": day(business.figures_on),
    }
    if with_amounts:
        return _("%(size)s, dari %(basis)s %(amount)s per %(day)s") % params
    return _("%(size)s, dari %(basis)s per %(day)s") % params


def _kbli_words(business: Business, on: dt.date) -> str:
    if business.kbli_version is None:
        return nothing_yet()
    title = kbli_title(business.kbli_version, business.kbli_code, on=on)
    coded = _("%(code)s (KBLI %(version)d)") % {"code": business.kbli_code, "version": business.kbli_version}
    return f"{coded}, {title}" if title else coded


def _newer_kbli_words(business: Business, on: dt.date) -> str:
    """Empty when the code is of the newest version in force."""
    newest = kbli_version(on)
    if business.kbli_version is None or newest is None or business.kbli_version >= newest:
        return ""
    mapped = map_kbli(business.kbli_code, from_version=business.kbli_version, to_version=newest, on=on)
    params = {"version": newest, "code": mapped.code}
    if mapped.code is None:
        return _("Kodenya di KBLI %(version)d belum diketahui. Tanyakan di OSS atau dinas.") % params
    if not mapped.is_confirmed:
        return _("Di KBLI %(version)d mungkin %(code)s, belum dipastikan.") % params
    if mapped.code == business.kbli_code:
        return _("Di KBLI %(version)d kodenya tetap %(code)s.") % params
    return _("Di KBLI %(version)d kodenya menjadi %(code)s.") % params


def _activity_words(business: Business, activity: BusinessActivity) -> str:
    if business.stage == Business.Stage.CLOSED:
        return _("Tutup sejak %s") % day(business.closed_on)
    if business.stage == Business.Stage.PAUSED:
        return _("Berhenti sementara")
    if activity.until is None:
        return _("Belum ada penjualan atau kabar")
    if activity.is_active:
        return _("Aktif, sampai %s") % day(activity.until)
    return _("Tidak aktif sejak %s") % day(activity.until + dt.timedelta(days=1))
