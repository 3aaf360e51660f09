"""The register: lists by place, the page of one posyandu, kader and strata."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anyelir.core.clock import today_at
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission as P
from anyelir.core.posted import searched
from anyelir.core.refusal import Refused
from anyelir.membership.access import granted_regions, granted_units, has_anywhere, is_inside
from anyelir.partners.models import Puskesmas
from anyelir.posyandu.register import access, actions
from anyelir.posyandu.register.forms.register import (
    EditPosyanduForm,
    EndServiceForm,
    PosyanduForm,
    ServiceForm,
    StageForm,
)
from anyelir.posyandu.register.hooks import known_inputs
from anyelir.posyandu.register.models import StageAssessment
from anyelir.posyandu.register.queries.register import register, stage_counts
from anyelir.posyandu.register.queries.stages import computed_stage
from anyelir.posyandu.register.views.finding import posyandu_at
from anyelir.posyandu.register.views.refusing import add_refusal
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import at_level, is_within_any, within
from anyelir.rules.strata import Inputs

PAGE_SIZE = 50


@require_safe
def posyandu_list(request, code=""):
    """Posyandu of a place (of all the user sees without one), by name."""
    user = request.user
    if not has_anywhere(user, P.POSYANDU_VIEW):
        raise PermissionDenied
    region = get_object_or_404(Region, code=code) if code else None
    visible = access.visible_posyandu(user)
    if region is not None and not is_inside(user, code) and not within(visible, code).exists():
        raise Http404
    found = register(visible, region, **_filters(request))
    context = {
        "region": region,
        "page": paginate(found, order=("name", "id"), cursor=request.GET.get("kursor", ""), size=PAGE_SIZE),
        "stages": stage_counts(visible, region),
        "stage_names": StageAssessment.Stage.choices,
        "filters": _filters(request),
        "can_add": bool(_places(user)),
    }
    is_part = request.htmx and not request.htmx.boosted
    return render(request, "posyandu/_list.html" if is_part else "posyandu/list.html", context)


def _filters(request) -> dict[str, str]:
    return {
        "words": searched(request, "cari"),
        "stage": request.GET.get("strata", ""),
        "puskesmas": _uuid_or_nothing(request.GET.get("puskesmas", "")),
    }


def _uuid_or_nothing(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def add(request):
    """Register a posyandu in a place that the user keeps."""
    places = _places(request.user)
    if not places:
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = PosyanduForm(data, place=places[0], **_choices(places))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _registered(request, form)
            except Refused as refused:
                status = add_refusal(form, refused)
    return render(request, "posyandu/edit.html", {"form": form}, status=status)


def _registered(request, form):
    found = form.cleaned_data
    centre = found["puskesmas"].pk if found["puskesmas"] else None
    if not access.can_register_posyandu(request.user, found["region"].code, centre):
        text = _("Pilih puskesmas Ibu/Bapak sendiri sebagai pembina.")
        raise Refused("not_yours", text, field="puskesmas", status=422)
    made = actions.register_posyandu(by=request.user, **found)
    messages.success(request, _("Posyandu %s terdaftar.") % made.name)
    return redirect("posyandu:detail", pk=made.pk)


def edit(request, pk):
    posyandu = posyandu_at(request, pk, access.can_edit_posyandu)
    desa = at_level(posyandu.region_id, Level.DESAKEL) or posyandu.region_id
    names = EditPosyanduForm.base_fields
    form = EditPosyanduForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(posyandu, name) for name in names},
        place=posyandu.region_id,
        **_choices([desa]),
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.edit_posyandu(posyandu=posyandu, by=request.user, **form.cleaned_data)
                messages.success(request, _("Perubahan disimpan."))
                return redirect("posyandu:detail", pk=posyandu.pk)
            except Refused as refused:
                posyandu.refresh_from_db()
                status = add_refusal(form, refused)
    context = {"posyandu": posyandu, "region": posyandu.region, "form": form}
    return render(request, "posyandu/edit.html", context, status=status)


def _places(user) -> list[str]:
    """Where the user may register a posyandu: granted regions, and the wilayah kerja of the own puskesmas."""
    own = granted_units(user, P.POSYANDU_EDIT, "puskesmas")
    served = Region.objects.filter(served_by__in=own).values_list("code", flat=True).distinct()
    return [*granted_regions(user, P.POSYANDU_EDIT), *(served if own else [])]


def _choices(codes: list[str]) -> dict:
    """Places and puskesmas to choose from for these regions."""
    districts = {at_level(code, Level.KABKOTA) or code for code in codes}
    return {
        "places": Region.objects.current().filter(is_within_any(codes, "code")),
        "puskesmas": Puskesmas.objects.filter(is_within_any(districts)),
    }


def add_kader(request, pk):
    posyandu = posyandu_at(request, pk, access.can_edit_posyandu)
    form = ServiceForm(request.POST if request.method == "POST" else None, posyandu=posyandu)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.assign_kader(posyandu=posyandu, by=request.user, **form.cleaned_data)
                messages.success(request, _("%s bertugas di posyandu ini.") % form.cleaned_data["kader"])
                return redirect("posyandu:detail", pk=posyandu.pk)
            except Refused as refused:
                status = add_refusal(form, refused)
    context = {"posyandu": posyandu, "region": posyandu.region, "form": form, "heading": _("Tambah kader")}
    return render(request, "posyandu/simple_form.html", context, status=status)


def end_kader(request, pk, service_pk):
    posyandu = posyandu_at(request, pk, access.can_edit_posyandu)
    service = posyandu.service.select_related("kader").filter(pk=service_pk, until=None).first()
    if service is None:
        raise Http404
    form = EndServiceForm(request.POST if request.method == "POST" else None, place=posyandu.region_id)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.end_service(service=service, by=request.user, **form.cleaned_data)
                messages.success(request, _("Masa tugas %s dicatat selesai.") % service.kader)
                return redirect("posyandu:detail", pk=posyandu.pk)
            except Refused as refused:
                status = add_refusal(form, refused)
    heading = _("Akhiri tugas %s") % service.kader
    context = {"posyandu": posyandu, "region": posyandu.region, "form": form, "heading": heading}
    return render(request, "posyandu/simple_form.html", context, status=status)


def assess(request, pk):
    """Grade by the ladder; what the site knows is filled in, and what blocked the next stage is shown."""
    posyandu = posyandu_at(request, pk, access.can_assess_stage)
    today = today_at(posyandu.region_id)
    known = known_inputs(posyandu, today)
    initial = {**known, "assessor_name": request.user.name}
    data = request.POST if request.method == "POST" else None
    form = StageForm(data, initial=initial, known=known, place=posyandu.region_id)
    status, would_be = 200, computed_stage(Inputs(**known), today)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                would_be = computed_stage(form.inputs, form.cleaned_data["assessed_on"])
                if "check" in request.POST:
                    return _assess_page(request, posyandu, form, would_be, 200)
                return _assessed(request, posyandu, form)
            except Refused as refused:
                status = add_refusal(form, refused)
    return _assess_page(request, posyandu, form, would_be, status)


def _assess_page(request, posyandu, form, would_be, status):
    """``would_be`` is what the ladder gives for what is known so far."""
    context = {
        "posyandu": posyandu,
        "region": posyandu.region,
        "form": form,
        "newest": posyandu.assessments.first(),
        "would_be": would_be,
    }
    return render(request, "posyandu/assess.html", context, status=status)


def _assessed(request, posyandu, form):
    names = ("assessed_on", "assessor_name", "stage", "override_reason", "op_id")
    made = actions.assess_stage(
        posyandu=posyandu,
        inputs=form.inputs,
        by=request.user,
        **{name: form.cleaned_data[name] for name in names},
    )
    messages.success(request, _("Strata ditetapkan: %s.") % made.get_stage_display().lower())
    return redirect("posyandu:detail", pk=posyandu.pk)
