"""The SKDN sheet of a posyandu, signed month by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core import wording
from anyelir.core.overview import ReaderNumbers
from anyelir.core.permission import Permission
from anyelir.core.screens import load_or_refuse
from anyelir.core.sheet import SHEETS, OfficialSheet, Signing, Subject
from anyelir.posyandu.care.indicators import CATALOGUE
from anyelir.posyandu.day import access as day_access
from anyelir.posyandu.day import actions
from anyelir.posyandu.day.models import MonthClosing
from anyelir.posyandu.day.queries.closings import closing_of, is_genuine
from anyelir.posyandu.register import access
from anyelir.posyandu.register.models import Posyandu


def find(user: Any, key: str) -> Posyandu:
    """404 for whoever may not know of the posyandu, 403 for whoever may not read its reports."""
    try:
        pk = UUID(key)
    except ValueError as error:
        raise Http404 from error
    known = access.visible_posyandu(user).select_related("region", "puskesmas")
    return load_or_refuse(known, lambda posyandu: access.can_view_report(user, posyandu), pk=pk)


def subject(posyandu: Posyandu) -> Subject:
    puskesmas = posyandu.puskesmas
    heads = ((gettext_lazy("Puskesmas"), puskesmas.name),) if puskesmas else ()
    return Subject(str(posyandu.pk), posyandu.name, posyandu.region_id, posyandu, heads)


def cares(user: Any, posyandu: Posyandu) -> bool:
    return access.has_right_at(user, Permission.CHILD_VIEW, posyandu)


def headline(numbers: ReaderNumbers, month: str) -> str:
    weighed, target = numbers.count("weighed"), numbers.count("target_children")
    if not weighed:
        return _("Belum ada penimbangan pada %s.") % month
    params = {"d": wording.number(weighed), "s": wording.number(target), "month": month}
    return _("%(d)s dari %(s)s balita ditimbang pada %(month)s.") % params


def earlier(posyandu: Posyandu, month: dt.date) -> Sequence[MonthClosing]:
    return list(MonthClosing.objects.filter(posyandu=posyandu, month=month).exclude(reopened_at=None))


def close(posyandu: Posyandu, month: dt.date, **given: Any) -> MonthClosing:
    return actions.close_month(posyandu=posyandu, month=month, **given)


def reopen(closing: MonthClosing, **given: Any) -> MonthClosing:
    return actions.reopen_month(closing=closing, **given)


SKDN = OfficialSheet(
    slug="skdn",
    catalogue=CATALOGUE,
    title=gettext_lazy("LAPORAN SKDN POSYANDU"),
    form=Path(__file__).with_name("forms") / "skdn.csv",
    papers="reports.month",
    find=find,
    subject=subject,
    cares=cares,
    headline=headline,
    signer=gettext_lazy("Ketua posyandu"),
    note=gettext_lazy(
        "D = N + T + O + B. N/D′ hanya menghitung anak yang ditimbang bulan ini dan bulan lalu (N + T)."
    ),
    page="posyandu",
    signing=Signing(day_access.can_close_month, closing_of, is_genuine, earlier, close, reopen),
)
SHEETS.declare(SKDN)
