"""Users and their roles, teams and their posts, kader."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from anyelir.accounts.actions import create_user, issue_code, set_active
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission
from anyelir.core.posted import posted
from anyelir.core.refusal import Refused
from anyelir.membership import actions, granting, queries
from anyelir.membership.access import can, granted_regions, grants_of, has_anywhere, is_inside
from anyelir.membership.forms import EndForm, GrantForm, KaderForm, PostForm, UserForm
from anyelir.membership.models import RoleGrant, TeamMember
from anyelir.membership.roles import ROLES
from anyelir.membership.units import SOURCES, units_in
from anyelir.regions.models import Region


def _region_or_404(user, code: str, permission: Permission) -> Region:
    region = get_object_or_404(Region, code=code)
    if can(user, permission, code):
        return region
    if is_inside(user, code):
        raise PermissionDenied
    raise Http404


def _managed_or_404(user, pk):
    if not has_anywhere(user, Permission.USER_MANAGE):
        raise PermissionDenied
    person = queries.managed_users(user).filter(pk=pk).first()
    if person is None:
        raise Http404
    return person


def _below_or_403(user, person) -> None:
    """A code or a closed account is power over a person: a desa has none over somebody who also works higher up."""
    if not granting.can_manage(user, grants_of(person)):
        raise PermissionDenied


def _tell(form, refused: Refused) -> None:
    form.add_error(refused.field if refused.field in form.fields else None, refused.text)


@require_safe
def users(request):
    """Everybody with a role in the person's regions."""
    if not has_anywhere(request.user, Permission.USER_MANAGE):
        raise PermissionDenied
    text = request.GET.get("cari", "").strip()[:60]
    page = paginate(
        queries.managed_users(request.user, text), order=["name", "id"], cursor=request.GET.get("kursor", "")
    )
    codes = [code for code in queries.managed_codes(request.user) if code]
    regions = Region.objects.filter(code__in=codes)
    context = {"page": page, "text": text, "roles": ROLES, "regions": regions, "section": "accounts"}
    return render(request, "membership/users.html", context)


def _grant_form(form_class, request, region):
    units = [unit for kind in SOURCES for unit in units_in(kind, region.code)]
    roles = queries.grantable_roles(request.user, region.code)
    return form_class(posted(request), roles=roles, units=units)


def _grant(request, region, user, data) -> None:
    unit = uuid.UUID(data["unit"]) if data["unit"] else None
    actions.grant_role(
        user=user, role=data["role"], region=region, unit_id=unit, until=data["until"], by=request.user
    )


def add_user(request, code):
    """A new user of the region with a first role; the code for the first sign-in is shown once."""
    region = _region_or_404(request.user, code, Permission.USER_MANAGE)
    form = _grant_form(UserForm, request, region)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            with transaction.atomic():
                person = create_user(
                    username=data["username"],
                    name=data["name"],
                    phone=data["phone"],
                    by=request.user,
                    region=code,
                )
                _grant(request, region, person, data)
                first_code = issue_code(user=person, by=request.user, region=code)
            return render(request, "membership/code.html", {"person": person, "code": first_code})
        except Refused as refused:
            _tell(form, refused)
    context = {"form": form, "region": region, "title": _("Tambah pengguna"), "back": "membership:users"}
    return render(request, "membership/form.html", context, status=422 if form.errors else 200)


@require_safe
def user(request, pk):
    """One user: roles in force in the person's regions."""
    person = _managed_or_404(request.user, pk)
    context = {"person": person, "roles": ROLES, "section": "accounts"}
    return render(request, "membership/user.html", context)


def add_grant(request, pk, code):
    """Another role for a user."""
    person = _managed_or_404(request.user, pk)
    region = _region_or_404(request.user, code, Permission.USER_MANAGE)
    form = _grant_form(GrantForm, request, region)
    if request.method == "POST" and form.is_valid():
        try:
            _grant(request, region, person, form.cleaned_data)
            messages.success(request, _("Peran sudah diberikan."))
            return redirect("membership:user", pk=pk)
        except Refused as refused:
            _tell(form, refused)
    title = _("Beri peran kepada %s") % person.name
    context = {"form": form, "region": region, "title": title, "back": "membership:users"}
    return render(request, "membership/form.html", context, status=422 if form.errors else 200)


@require_POST
def end_grant(request, pk):
    """A role ends now."""
    if not has_anywhere(request.user, Permission.USER_MANAGE):
        raise PermissionDenied
    grant = get_object_or_404(RoleGrant, pk=pk)
    if not actions.manages(queries.managed_codes(request.user), grant):
        raise Http404
    actions.end_grant(grant=grant, by=request.user)
    messages.success(request, _("Peran sudah diakhiri."))
    return redirect("membership:users")


@require_POST
def new_code(request, pk):
    """A code for one sign-in, for somebody who forgot the password."""
    person = _managed_or_404(request.user, pk)
    _below_or_403(request.user, person)
    first_code = issue_code(user=person, by=request.user, region=_own_code(request.user))
    return render(request, "membership/code.html", {"person": person, "code": first_code})


@require_POST
def toggle(request, pk):
    """Close or open an account."""
    person = _managed_or_404(request.user, pk)
    _below_or_403(request.user, person)
    set_active(user=person, is_active=not person.is_active, by=request.user, region=_own_code(request.user))
    messages.success(request, _("Akun sudah diubah."))
    return redirect("membership:user", pk=pk)


def _own_code(user) -> str:
    return min(granted_regions(user, Permission.USER_MANAGE), default="", key=len)


@require_safe
def teams(request):
    """Where the person's view of teams begins."""
    regions = queries.team_regions(request.user)
    if not has_anywhere(request.user, Permission.TEAM_VIEW):
        raise PermissionDenied
    if len(regions) == 1:
        return redirect("membership:team", regions[0].code)
    return render(request, "membership/teams.html", {"regions": regions, "section": "membership"})


@require_safe
def team(request, code):
    """The team of a region with its posts, former posts, and the kader of the region."""
    region = _region_or_404(request.user, code, Permission.TEAM_VIEW)
    found = queries.team_of(code)
    context = {
        "region": region,
        "members": queries.members_of(found),
        "former": queries.members_of(found, former=True),
        "kader": paginate(queries.kader_of(code), order=["name", "id"], cursor=request.GET.get("kursor", "")),
        "can_edit": can(request.user, Permission.TEAM_EDIT, code),
        "section": "membership",
    }
    return render(request, "membership/team.html", context)


def _form_page(request, region, form_class, title, save, done):
    form = form_class(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            save(form.cleaned_data)
            messages.success(request, done)
            return redirect("membership:team", region.code)
        except Refused as refused:
            _tell(form, refused)
    context = {"form": form, "region": region, "title": title, "back": "membership:team"}
    return render(request, "membership/form.html", context, status=422 if form.errors else 200)


def appoint(request, code):
    """A new post in the team."""
    region = _region_or_404(request.user, code, Permission.TEAM_EDIT)
    return _form_page(
        request,
        region,
        PostForm,
        _("Tambah jabatan"),
        lambda data: actions.appoint(region=region, by=request.user, **data),
        _("Jabatan sudah dicatat."),
    )


def end_post(request, pk):
    """The end of a term, the first half of a hand-over."""
    member = get_object_or_404(TeamMember.objects.select_related("team__region"), pk=pk)
    region = _region_or_404(request.user, member.team.region_id, Permission.TEAM_EDIT)
    return _form_page(
        request,
        region,
        EndForm,
        _("Akhiri jabatan %s") % (member.name or member.get_office_display()),
        lambda data: actions.end_post(member=member, by=request.user, **data),
        _("Masa jabatan sudah diakhiri."),
    )


def add_kader(request, code):
    """A new kader of the region."""
    region = _region_or_404(request.user, code, Permission.TEAM_EDIT)
    return _form_page(
        request,
        region,
        KaderForm,
        _("Tambah kader"),
        lambda data: actions.register_kader(region=region, by=request.user, **data),
        _("Kader sudah dicatat."),
    )
