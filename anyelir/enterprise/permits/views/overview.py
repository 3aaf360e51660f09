"""Permits of a place: how far its businesses are, and the papers that somebody has to do something about."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from anyelir.core.clock import today_at
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission as P
from anyelir.core.screens import methods, render_part
from anyelir.core.submissions import searched
from anyelir.enterprise.permits import access
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.pages import lines_of
from anyelir.enterprise.permits.queries.funnel import FunnelStage, funnel, together
from anyelir.enterprise.permits.queries.lists import CHECK, COMMITMENTS, ENDING, PROCESS, PROOF, work_list
from anyelir.enterprise.trade.access import visible_businesses
from anyelir.membership.access import has_anywhere
from anyelir.regions.finding import region_at
from anyelir.regions.models import Region

HEADINGS = {
    FunnelStage.NONE: _("Belum ada"),
    FunnelStage.IN_PROCESS: _("Sedang diurus"),
    FunnelStage.VALID: _("Berlaku"),
    FunnelStage.EXPIRING: _("Segera berakhir"),
    FunnelStage.ENDED: _("Sudah berakhir"),
}
OF_COMPANIONS = {
    PROCESS: _("sedang diurus"),
    ENDING: _("segera berakhir"),
    COMMITMENTS: _("komitmen"),
    PROOF: _("belum ada bukti"),
}
OF_OFFICES = {CHECK: _("menunggu diperiksa")}


@methods("GET")
def place(request, code):
    """Counts by place of one kind of permit, P-IRT first."""
    region = region_at(request.user, code, access.can_view_permits_at)
    kind = request.GET.get("izin", "")
    kind = kind if kind in Permit.Kind.values else Permit.Kind.PIRT
    rows = funnel(visible_businesses(request.user), region.code, kind, today_at(region.code))
    names = Region.objects.in_bulk([row.code for row in rows])
    context = {
        "region": region,
        "kind": kind,
        "kinds": Permit.Kind.choices,
        "headings": HEADINGS.values(),
        "whole": together(rows, region.code),
        "rows": [(names.get(row.code), row) for row in rows],
        "menu_page": "permits",
    }
    return render(request, "permits/place.html", context)


@methods("GET")
def waiting(request):
    """For a companion and an owner the papers of their businesses, for an office those to verify."""
    user = request.user
    works, verifies = has_anywhere(user, P.BUSINESS_EDIT), has_anywhere(user, P.PERMIT_VERIFY)
    if not works and not verifies:
        raise PermissionDenied
    lists = (OF_COMPANIONS if works else {}) | (OF_OFFICES if verifies else {})
    which = request.GET.get("daftar", "")
    which = which if which in lists else next(iter(lists))
    permits = access.verifiable_permits(user) if which == CHECK else access.workable_permits(user)
    text = searched(request)
    page = paginate(work_list(permits, which, text=text), order=("id",), cursor=request.GET.get("kursor", ""))
    context = {
        "page": page,
        "lines": [line for row in page for line in lines_of([row], today_at(row.business.region_id))],
        "lists": lists.items(),
        "which": which,
        "text": text,
        "menu_page": "permits",
    }
    return render_part(request, "permits/waiting.html", "permits/_waiting.html", context)
