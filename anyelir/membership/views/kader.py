"""The register of kader: by name and kind, beginning, mending and ending a service."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.paging import paginate
from anyelir.core.permission import Permission
from anyelir.core.screens import done, load_or_refuse, methods, render_part
from anyelir.core.submissions import posted, searched
from anyelir.membership import actions, queries
from anyelir.membership.access import can, known_services
from anyelir.membership.forms import EndPostForm, KaderForm, ServiceForm
from anyelir.membership.kinds import grouped_choices
from anyelir.membership.models import Service
from anyelir.membership.views.finding import form_page, place_with
from anyelir.regions.scope import within

FIELDS = ("kind", "special_kind", "since")
KINDS = {*Service.Kind.values, *dict(Service._meta.get_field("special_kind").choices)}


@methods("GET")
def kader_list(request, code):
    """Kader of a place and below, by name and kind; each member once."""
    region = place_with(request, code, Permission.TEAM_VIEW)
    text = searched(request)
    kind = request.GET.get("jenis", "") if request.GET.get("jenis", "") in KINDS else ""
    former = request.GET.get("berhenti") == "1"
    scope = within(queries.visible_services(request.user), code)
    members = queries.serving_members(scope, place=code, text=text, kind=kind, former=former)
    context = {
        "region": region,
        "page": paginate(members, order=["name", "id"], cursor=request.GET.get("kursor", "")),
        "text": text,
        "kind": kind,
        "former": former,
        "kinds": Service.Kind.choices,
        "special_kinds": grouped_choices(),
        "counts": queries.kader_counts(scope, code),
        "can_edit": can(request.user, Permission.TEAM_EDIT, code),
        "menu_page": "kader",
    }
    return render_part(request, "membership/kader_list.html", "membership/_kader.html", context)


@methods("GET", "POST")
def add_kader(request, code):
    """A member begins to serve as a kader of the region."""
    region = place_with(request, code, Permission.TEAM_EDIT)
    form = KaderForm(posted(request), place=region, initial={"member": request.GET.get("anggota", "")})

    def save(cleaned):
        begun = actions.register_kader(region=region, by=request.user, **cleaned)
        return done(request, _("Kader sudah dicatat."), "membership:member", begun.member_id)

    return form_page(request, form, save, title=_("Tambah kader"), region=region, back="kader")


def _service_at(request, pk) -> Service:
    known = known_services(request.user).select_related("region", "member")
    return load_or_refuse(
        known, lambda service: can(request.user, Permission.TEAM_EDIT, service.region_id), pk=pk
    )


@methods("GET", "POST")
def service(request, pk):
    """Mend what was written wrongly of a service."""
    current = _service_at(request, pk)
    region = current.region
    initial = {name: getattr(current, name) for name in FIELDS}
    form = ServiceForm(posted(request), initial=initial, place=region.code)

    def save(cleaned):
        actions.change_service(service=current, by=request.user, **cleaned)
        return done(request, _("Data kader tersimpan."), "membership:member", current.member_id)

    title = _("Betulkan layanan %s") % current.member.name
    return form_page(request, form, save, title=title, region=region, back="kader")


@methods("GET", "POST")
def end_kader(request, pk):
    """The last day of service."""
    current = _service_at(request, pk)
    region = current.region
    form = EndPostForm(posted(request), place=region.code)

    def save(cleaned):
        actions.end_kader(service=current, by=request.user, **cleaned)
        text = _("Terima kasih untuk pengabdiannya. Hari terakhir sudah dicatat.")
        return done(request, text, "membership:kader-list", region.code)

    title = _("%s berhenti sebagai kader") % current.member.name
    return form_page(request, form, save, title=title, region=region, lead=str(current.what), back="kader")
