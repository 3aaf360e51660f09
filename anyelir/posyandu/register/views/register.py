"""The register: lists by place, the page of one posyandu, kader and strata."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission as P
from anyelir.core.refusal import Refused
from anyelir.core.screens import answer, anybody, done, load_or_refuse, methods, render_part
from anyelir.core.submissions import posted, searched
from anyelir.membership.access import granted_regions, granted_units, has_anywhere
from anyelir.partners.models import Puskesmas
from anyelir.posyandu.register import access, actions
from anyelir.posyandu.register.forms.register import (
    AssignForm,
    EditPosyanduForm,
    EndServiceForm,
    PosyanduForm,
    StageForm,
)
from anyelir.posyandu.register.hooks import known_inputs
from anyelir.posyandu.register.models import StageAssessment
from anyelir.posyandu.register.queries.register import register, stage_counts
from anyelir.posyandu.register.queries.stages import computed_stage
from anyelir.posyandu.register.views.finding import posyandu_at
from anyelir.regions.finding import region_at
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import at_level, is_within_any
from anyelir.rules.strata import Inputs

PAGE_SIZE = 50


@methods("GET")
def posyandu_list(request, code=""):
    """Posyandu of a place (of all the user sees without one), by name."""
    user = request.user
    if not has_anywhere(user, P.POSYANDU_VIEW):
        raise PermissionDenied
    visible = access.visible_posyandu(user)
    region = region_at(user, code, access.has_posyandu_at) if code else None
    rows = register(visible, region, **_filters(request))
    context = {
        "region": region,
        "page": paginate(rows, order=("name", "id"), cursor=request.GET.get("kursor", ""), size=PAGE_SIZE),
        "stages": stage_counts(visible, region),
        "stage_names": StageAssessment.Stage.choices,
        "filters": _filters(request),
        "can_add": bool(_places(user)),
    }
    return render_part(request, "posyandu/register/list.html", "posyandu/register/_list.html", context)


def _filters(request) -> dict[str, str]:
    return {
        "text": searched(request, "cari"),
        "stage": request.GET.get("strata", ""),
        "puskesmas": _uuid_or_nothing(request.GET.get("puskesmas", "")),
    }


def _uuid_or_nothing(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


@methods("GET", "POST")
def add(request):
    """Register a posyandu in a place that the user keeps."""
    places = _places(request.user)
    if not places:
        raise PermissionDenied
    form = PosyanduForm(posted(request), place=places[0], **_choices(places))
    return answer(request, form, lambda cleaned: _registered(request, cleaned), "posyandu/register/edit.html")


def _registered(request, cleaned):
    centre = cleaned["puskesmas"].pk if cleaned["puskesmas"] else None
    if not access.can_register_posyandu(request.user, cleaned["region"].code, centre):
        text = _("Pilih puskesmas Ibu/Bapak sendiri sebagai pembina.")
        raise Refused("not_yours", text, field="puskesmas", status=422)
    made = actions.register_posyandu(by=request.user, **cleaned)
    return done(request, _("Posyandu %s terdaftar.") % made.name, "posyandu:detail", pk=made.pk)


@methods("GET", "POST")
def edit(request, pk):
    posyandu = posyandu_at(request, pk, access.can_edit_posyandu)
    desa = at_level(posyandu.region_id, Level.DESAKEL) or posyandu.region_id
    names = EditPosyanduForm.base_fields
    form = EditPosyanduForm(
        posted(request),
        initial={name: getattr(posyandu, name) for name in names},
        place=posyandu.region_id,
        **_choices([desa]),
    )

    def save(cleaned):
        actions.edit_posyandu(posyandu=posyandu, by=request.user, **cleaned)
        return done(request, _("Perubahan disimpan."), "posyandu:detail", pk=posyandu.pk)

    context = {"posyandu": posyandu, "region": posyandu.region}
    return answer(request, form, save, "posyandu/register/edit.html", context)


def _places(user) -> list[str]:
    """Where the user may register a posyandu: granted regions, and the wilayah kerja of the own puskesmas."""
    centres = granted_units(user, P.POSYANDU_EDIT, "puskesmas")
    served = Region.objects.filter(served_by__in=centres).values_list("code", flat=True).distinct()
    return [*granted_regions(user, P.POSYANDU_EDIT), *(served if centres else [])]


def _choices(codes: list[str]) -> dict:
    """Places and puskesmas to choose from for these regions."""
    districts = {at_level(code, Level.KABKOTA) or code for code in codes}
    return {
        "places": Region.objects.current().filter(is_within_any(codes, "code")),
        "puskesmas": Puskesmas.objects.filter(is_within_any(districts)),
    }


@methods("GET", "POST")
def add_kader(request, pk):
    posyandu = posyandu_at(request, pk, access.can_edit_posyandu)
    form = AssignForm(posted(request), posyandu=posyandu)

    def save(cleaned):
        actions.assign_kader(posyandu=posyandu, by=request.user, **cleaned)
        text = _("%s bertugas di posyandu ini.") % cleaned["member"]
        return done(request, text, "posyandu:detail", pk=posyandu.pk)

    context = {"posyandu": posyandu, "region": posyandu.region, "heading": _("Tambah kader")}
    return answer(request, form, save, "posyandu/register/simple_form.html", context)


@methods("GET", "POST")
def end_kader(request, pk, service_pk):
    posyandu = posyandu_at(request, pk, access.can_edit_posyandu)
    serving = posyandu.service.select_related("member")
    # Who sends is told that it has ended, or gets the answer once more.
    if request.method != "POST":
        serving = serving.filter(until=None)
    service = load_or_refuse(serving, anybody, pk=service_pk)
    form = EndServiceForm(posted(request), place=posyandu.region_id)

    def save(cleaned):
        actions.end_service(service=service, by=request.user, **cleaned)
        text = _("Masa tugas %s dicatat selesai.") % service.member
        return done(request, text, "posyandu:detail", pk=posyandu.pk)

    heading = _("Akhiri tugas %s") % service.member
    context = {"posyandu": posyandu, "region": posyandu.region, "heading": heading}
    return answer(request, form, save, "posyandu/register/simple_form.html", context)


@methods("GET", "POST")
def assess(request, pk):
    """Grade by the ladder; what the site knows is filled in, and what blocked the next stage is shown."""
    posyandu = posyandu_at(request, pk, access.can_assess_stage)
    today = today_at(posyandu.region_id)
    known = known_inputs(posyandu, today)
    initial = {**known, "assessor_name": request.user.name}
    form = StageForm(posted(request), initial=initial, known=known, place=posyandu.region_id)
    context = {
        "posyandu": posyandu,
        "region": posyandu.region,
        "newest": posyandu.assessments.first(),
        # What the ladder gives for what is known so far.
        "would_be": computed_stage(Inputs(**known), today),
    }

    def save(cleaned):
        context["would_be"] = computed_stage(form.inputs, cleaned["assessed_on"])
        if "check" in request.POST:
            return render(request, "posyandu/register/assess.html", {**context, "form": form})
        return _assessed(request, posyandu, form)

    return answer(request, form, save, "posyandu/register/assess.html", lambda: context)


def _assessed(request, posyandu, form):
    names = ("assessed_on", "assessor_name", "stage", "override_reason", "op_id")
    made = actions.assess_stage(
        posyandu=posyandu,
        inputs=form.inputs,
        by=request.user,
        **{name: form.cleaned_data[name] for name in names},
    )
    text = _("Strata ditetapkan: %s.") % made.get_stage_display().lower()
    return done(request, text, "posyandu:detail", pk=posyandu.pk)
