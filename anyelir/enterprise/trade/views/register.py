"""The register of businesses for those who look after them, as a list and as a sheet, and the page of one."""

from __future__ import annotations

import io
from itertools import chain
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.shortcuts import render

from anyelir.core.audit import note
from anyelir.core.clock import today_anywhere
from anyelir.core.downloads import CSV, file_to_keep, stream_to_keep
from anyelir.core.paging import paginate
from anyelir.core.panels import shown_panels
from anyelir.core.permission import Permission as P
from anyelir.core.screens import methods, render_part
from anyelir.core.spreadsheet import csv_parts, write_csv
from anyelir.core.submissions import searched
from anyelir.enterprise.trade import access
from anyelir.enterprise.trade.models import Business
from anyelir.enterprise.trade.panels import BUSINESS_PANELS
from anyelir.enterprise.trade.queries.businesses import owner_name, owner_of
from anyelir.enterprise.trade.queries.consents import consent_of
from anyelir.enterprise.trade.queries.products import category_choices, kbli_choices
from anyelir.enterprise.trade.queries.register import (
    ACTIVITIES,
    RegisterFilter,
    export_headings,
    export_rows,
    register,
)
from anyelir.enterprise.trade.queries.stall import published, stall_tables
from anyelir.enterprise.trade.standing import SIZES, standing_of
from anyelir.enterprise.trade.views.finding import business_at
from anyelir.membership.access import granted_regions, has_anywhere

ZIP = "application/zip"


def _chosen(request) -> RegisterFilter:
    return RegisterFilter(
        text=searched(request),
        stage=searched(request, "tahap"),
        category=searched(request, "jenis"),
        activity=searched(request, "aktif"),
        size=searched(request, "ukuran"),
        kbli=searched(request, "kbli"),
    )


def _rows(request, chosen: RegisterFilter):
    """Of the places that the person looks after. Raises PermissionDenied without any."""
    if not has_anywhere(request.user, P.BUSINESS_VIEW):
        raise PermissionDenied
    return register(access.visible_businesses(request.user), chosen, today_anywhere())


@methods("GET")
def business_list(request):
    """Businesses that the person reads, by name; whose they are does not stand here."""
    chosen = _chosen(request)
    rows = _rows(request, chosen).prefetch_related("products")
    context = {
        "page": paginate(rows, order=("name", "id"), cursor=request.GET.get("kursor", "")),
        "text": chosen.text,
        "chosen": chosen,
        "stages": Business.Stage.choices,
        "categories": category_choices(),
        "sizes": SIZES.items(),
        "activities": ACTIVITIES.items(),
        "kbli_titles": kbli_choices(),
        "query": request.GET.urlencode(),
        "may_begin": bool(granted_regions(request.user, P.BUSINESS_EDIT)),
    }
    return render_part(request, "trade/list.html", "trade/_list.html", context)


@methods("GET")
def export(request):
    """The list with its filters as CSV for a spreadsheet program."""
    rows = _rows(request, _chosen(request))
    note(by=request.user, verb="business.export", what="trade.business")
    table = chain([export_headings()], export_rows(rows, today_anywhere()))
    return stream_to_keep(csv_parts(table, delimiter=";", decimal=","), CSV, "usaha.csv")


@methods("GET")
def stall(request):
    """What was agreed to be published of the list, for the stall of a village site (OpenSID)."""
    rows = _rows(request, _chosen(request))
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, table in stall_tables(published(rows).order_by("name", "pk")).items():
            text = io.StringIO()
            write_csv(text, table)
            archive.writestr(f"{name}.csv", text.getvalue())
    note(by=request.user, verb="business.export", what="trade.business")
    return file_to_keep(target.getvalue(), ZIP, "lapak-opensid.zip")


@methods("GET")
def show(request, pk):
    """What a business makes; whose it is only for whoever works on it, and that reading is noted."""
    business = business_at(request, pk, access.can_view_business)
    may_edit = access.can_edit_business(request.user, business)
    owner = owner_of(business) if may_edit else None
    if owner is not None:
        note(by=request.user, verb="owner.read", what=business, region=business.region_id)
    context = {
        "business": business,
        "region": business.region,
        "products": business.products.order_by(F("ended_on").asc(nulls_first=True), "name", "id"),
        "standing": standing_of(business, with_amounts=may_edit),
        "may_edit": may_edit,
        "is_closed": business.stage == Business.Stage.CLOSED,
        "sees_sentra": business.sentra is not None
        and access.can_view_sentra_at(request.user, business.sentra.region_id),
        "owner_name": owner_name(owner),
        "consent": consent_of(business) if may_edit else None,
        "panels": shown_panels(BUSINESS_PANELS, request.user, business),
    }
    return render(request, "trade/business.html", context)
