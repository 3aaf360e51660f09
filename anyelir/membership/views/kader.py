"""The register of kader."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.audit import note
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission
from anyelir.core.screens import done, load_or_refuse, methods, render_part
from anyelir.core.submissions import posted, searched
from anyelir.membership import actions, queries
from anyelir.membership.access import can, known_kader
from anyelir.membership.forms import ChangeKaderForm, EndPostForm, KaderForm
from anyelir.membership.kinds import grouped_choices
from anyelir.membership.models import Kader
from anyelir.membership.views.finding import form_page, place_with
from anyelir.regions.scope import within

FIELDS = ("name", "sex", "kind", "special_kind", "registration_no", "since")
KINDS = {*Kader.Kind.values, *dict(Kader._meta.get_field("special_kind").choices)}


@methods("GET")
def kader_list(request, code):
    """Kader of a place and below, by name and kind."""
    region = place_with(request, code, Permission.TEAM_VIEW)
    text = searched(request)
    kind = request.GET.get("jenis", "") if request.GET.get("jenis", "") in KINDS else ""
    former = request.GET.get("berhenti") == "1"
    scope = within(queries.visible_kader(request.user), code)
    matching = queries.matching_kader(scope, place=code, text=text, kind=kind, former=former)
    context = {
        "region": region,
        "page": paginate(matching, order=["name", "id"], cursor=request.GET.get("kursor", "")),
        "text": text,
        "kind": kind,
        "former": former,
        "kinds": Kader.Kind.choices,
        "special_kinds": grouped_choices(),
        "counts": queries.kader_counts(scope, code),
        "can_edit": can(request.user, Permission.TEAM_EDIT, code),
        "menu_page": "kader",
    }
    return render_part(request, "membership/kader_list.html", "membership/_kader.html", context)


@methods("GET", "POST")
def add_kader(request, code):
    """A new kader of the region."""
    region = place_with(request, code, Permission.TEAM_EDIT)
    form = KaderForm(posted(request), place=region.code)

    def save(cleaned):
        made = actions.register_kader(region=region, by=request.user, **cleaned)
        return done(request, _("Kader sudah dicatat."), "membership:kader", made.pk)

    return form_page(request, form, save, title=_("Tambah kader"), region=region, back="kader")


def _kader_at(request, pk, permission: Permission) -> Kader:
    known = known_kader(request.user).select_related("region", "user")
    return load_or_refuse(known, lambda kader: can(request.user, permission, kader.region_id), pk=pk)


@methods("GET", "POST")
def kader(request, pk):
    """One kader: what is known, and mending it."""
    is_sent = request.method == "POST"
    person = _kader_at(request, pk, Permission.TEAM_EDIT if is_sent else Permission.TEAM_VIEW)
    region = person.region
    if not is_sent:
        note(by=request.user, verb="kader.read", what=person, region=region.code)
    initial = {name: getattr(person, name) for name in FIELDS}
    form = ChangeKaderForm(posted(request), initial=initial, place=person.region_id)

    def save(cleaned):
        actions.change_kader(kader=person, by=request.user, **cleaned)
        return done(request, _("Data kader tersimpan."), "membership:kader", pk)

    context = {
        "template": "membership/kader.html",
        "person": person,
        "region": region,
        "can_edit": can(request.user, Permission.TEAM_EDIT, region.code),
        "can_make_user": can(request.user, Permission.USER_MANAGE, region.code),
        "menu_page": "kader",
    }
    return form_page(request, form, save, **context)


@methods("GET", "POST")
def end_kader(request, pk):
    """The last day of service."""
    person = _kader_at(request, pk, Permission.TEAM_EDIT)
    region = person.region
    form = EndPostForm(posted(request), place=person.region_id)

    def save(cleaned):
        actions.end_kader(kader=person, by=request.user, **cleaned)
        text = _("Terima kasih untuk pengabdiannya. Hari terakhir sudah dicatat.")
        return done(request, text, "membership:kader-list", region.code)

    return form_page(
        request, form, save, title=_("%s berhenti sebagai kader") % person.name, region=region, back="kader"
    )
