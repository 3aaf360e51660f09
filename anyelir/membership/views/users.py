"""Accounts: who has one, making one, its code, its devices, closing it."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from anyelir.accounts import actions as account_actions
from anyelir.accounts.identity import suggest_username
from anyelir.accounts.second_factor import has_authenticator, remove_second_factor
from anyelir.accounts.sessions import open_devices
from anyelir.core.audit import note
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission
from anyelir.core.screens import anybody, done, load_or_refuse, methods, render_part
from anyelir.core.submissions import posted, searched
from anyelir.membership import actions, queries
from anyelir.membership.access import has_anywhere
from anyelir.membership.forms import AccountForm, PlaceForm, UserForm
from anyelir.membership.granting import can_confirm, can_give, managed_regions
from anyelir.membership.roles import ROLES
from anyelir.membership.units import names_of
from anyelir.membership.views.finding import (
    form_page,
    managed_user,
    may_change,
    place_of,
    place_with,
)
from anyelir.membership.views.grants import grant_choices
from anyelir.regions.scope import NATION


@methods("GET")
def users(request):
    """Everybody with a role in the person's regions, by name."""
    if not has_anywhere(request.user, Permission.USER_MANAGE):
        raise PermissionDenied
    text = searched(request)
    role = request.GET.get("peran", "") if request.GET.get("peran", "") in ROLES else ""
    people = queries.managed_users(request.user, text, role=role)
    page = paginate(people, order=["name", "id"], cursor=request.GET.get("kursor", ""))
    context = {"page": page, "text": text, "role": role, "roles": list(ROLES)}
    context["menu_page"] = "accounts"
    return render_part(request, "membership/users.html", "membership/_users.html", context)


@methods("GET", "POST")
def choose_place(request, pk=None):
    """The first step of a new account, or of another role for somebody: the place. A single desa is taken at once."""
    person = managed_user(request, pk) if pk else None
    codes = managed_regions(request.user)
    if not codes:
        raise PermissionDenied
    form = PlaceForm(posted(request), within_code=codes[0] if len(codes) == 1 else NATION)

    def go_on(cleaned):
        code = cleaned["region"].code
        return redirect("membership:add-grant", pk, code) if pk else redirect("membership:add-user", code)

    title = _("Peran lain untuk %s") % person.name if person else _("Pengguna baru")
    return form_page(request, form, go_on, title=title, next=True, menu_page="accounts")


@never_cache
@methods("GET", "POST")
def add_user(request, code):
    """A new account of the region with its first role; the code for the first sign-in is shown once."""
    region = place_with(request, code, Permission.USER_MANAGE)
    member = queries.visible_members(request.user).filter(pk=_uuid(request.GET.get("anggota"))).first()
    initial = {"name": member.name} if member else {}
    choices = grant_choices(request.user, region)
    form = UserForm(posted(request), initial=initial, place=region.code, **choices)

    def save(cleaned):
        person, first_code = actions.welcome_user(
            name=cleaned["name"],
            username=cleaned["username"] or suggest_username(cleaned["name"]),
            phone=cleaned["phone"],
            role=cleaned["role"],
            region=region,
            unit_id=form.unit_uuid,
            since=cleaned["since"],
            until=cleaned["until"],
            member=member,
            by=request.user,
            op_id=cleaned["op_id"],
        )
        return render(
            request,
            "membership/code.html",
            {"person": person, "code": first_code, "is_new": True, "menu_page": "accounts"},
        )

    title = _("Pengguna baru di %s") % region.name
    return form_page(request, form, save, title=title, region=region, menu_page="accounts")


@methods("GET")
def user(request, pk):
    """One account: its roles in the person's regions, its devices."""
    person = managed_user(request, pk)
    note(by=request.user, verb="user.read", what=person, region=place_of(person))
    by = request.user
    endable = {
        grant.pk
        for grant in person.grants_here
        if grant.is_open and grant.user_id != by.pk and _is_below(by, grant)
    }
    context = {
        "person": person,
        "units": names_of(person.grants_here),
        "endable": endable,
        "confirmable": {grant.pk for grant in person.grants_here if can_confirm(by, grant)},
        "may_change": may_change(by, person),
        "devices": open_devices(person),
        "has_authenticator": has_authenticator(person),
        "menu_page": "accounts",
    }
    return render(request, "membership/user.html", context)


def _uuid(text) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


def _is_below(by, grant) -> bool:
    return grant.role not in ROLES or can_give(by, ROLES[grant.role], grant.region_id or NATION)


@methods("GET", "POST")
def edit_user(request, pk):
    """Another name or phone number."""
    person = managed_user(request, pk, to_change=True)
    form = AccountForm(posted(request), initial={"name": person.name, "phone": person.phone})

    def save(cleaned):
        account_actions.change_person(user=person, by=request.user, region=place_of(person), **cleaned)
        return done(request, _("Data akun tersimpan."), "membership:user", pk)

    return form_page(request, form, save, title=_("Ubah data %s") % person.name, menu_page="accounts")


@never_cache
@methods("POST")
def new_code(request, pk):
    """A code for one sign-in, for somebody who forgot the password or lost the phone."""
    person = managed_user(request, pk, to_change=True)
    code, works_at = actions.make_code(user=person, by=request.user, region=place_of(person))
    context = {"person": person, "code": code, "works_at": works_at, "menu_page": "accounts"}
    return render(request, "membership/code.html", context)


@methods("POST")
def toggle(request, pk):
    """Close or open an account, as the button says that was pressed: pressed twice it means the same."""
    person = managed_user(request, pk, to_change=True)
    is_active = request.POST.get("aktif") == "1"
    account_actions.set_active(user=person, is_active=is_active, by=request.user, region=place_of(person))
    text = (
        _("Akun sudah diaktifkan.")
        if is_active
        else _("Akun dinonaktifkan dan semua perangkatnya dikeluarkan.")
    )
    return done(request, text, "membership:user", pk)


@methods("POST")
def end_device(request, pk, device_pk):
    """Sign a lost phone out for somebody who cannot."""
    person = managed_user(request, pk, to_change=True)
    device = load_or_refuse(open_devices(person), anybody, pk=device_pk)
    account_actions.end_device(device=device, by=request.user, region=place_of(person))
    return done(request, _("%(device)s sudah dikeluarkan.") % {"device": device.label}, "membership:user", pk)


@methods("POST")
def take_second_factor(request, pk):
    """Take a lost authenticator away."""
    person = managed_user(request, pk, to_change=True)
    remove_second_factor(user=person, by=request.user, region=place_of(person))
    text = _("Autentikator dilepas. Saat masuk, autentikator baru dipasang.")
    return done(request, text, "membership:user", pk)
