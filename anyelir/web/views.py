"""Pages of the shell."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from anyelir.core.paging import paginate
from anyelir.core.permission import Permission
from anyelir.membership.access import grants_of, has_anywhere
from anyelir.web import queries
from anyelir.web.icons import ICONS
from anyelir.web.navigation import address_of

FIRST_PAGES = {
    "kader_posyandu": ("posyandu:today",),
    "posyandu_chair": ("posyandu:today",),
    "kader_dasawisma": ("families:start",),
    "puskesmas_staff": ("posyandu:referral-inbox",),
    "village_secretary": ("web:tasks",),
}


@require_safe
def home(request):
    """The first page of the person's role; without a role a word about whom to ask."""
    for grant in grants_of(request.user):
        url = address_of(FIRST_PAGES.get(grant.role, ("reports:start",)))
        if url:
            return redirect(url)
    return render(request, "web/home.html")


@require_safe
def tasks(request):
    return render(request, "web/tasks.html", {"section": "home", "tasks": queries.tasks(request.user)})


@require_safe
def search(request):
    """One box over places, posyandu and people."""
    text = " ".join(request.GET.get("cari", "").split())[:60]
    is_short = len(text) < queries.SHORTEST
    found = [] if is_short else queries.search(request.user, text)
    return render(request, "web/search.html", {"text": text, "found": found, "is_short": is_short})


@require_safe
def help_page(request):
    return render(request, "web/help.html")


class ExampleForm(forms.Form):
    """Fields as the gallery shows them: good, empty and wrong."""

    name = forms.CharField(label=_("Nama"), help_text=_("Seperti di KIA."))
    weight = forms.DecimalField(label=_("Berat (kg)"))
    sex = forms.ChoiceField(
        label=_("Jenis kelamin"),
        choices=[("F", _("Perempuan")), ("M", _("Laki-laki"))],
        widget=forms.RadioSelect,
    )
    born_on = forms.DateField(label=_("Tanggal lahir"), required=False)


@require_safe
def gallery(request):
    """Every component on one page, for those who build and those who judge."""
    form = ExampleForm({"name": "Putri", "weight": "sembilan", "sex": "F"})
    return render(request, "web/gallery.html", {"form": form, "icons": sorted(ICONS)})


@require_safe
def audit(request):
    """The append-only trail of the reader's regions."""
    if not has_anywhere(request.user, Permission.AUDIT_VIEW):
        raise PermissionDenied
    filters = {
        name: request.GET.get(name, "").strip()[:64] for name in ("orang", "tindakan", "catatan", "tanggal")
    }
    rows = queries.visible_trail(request.user)
    for name, lookup in (
        ("orang", "actor_name__icontains"),
        ("tindakan", "verb__contains"),
        ("catatan", "object_id"),
    ):
        if filters[name]:
            rows = rows.filter(**{lookup: filters[name]})
    if day := _day(filters["tanggal"]):
        rows = rows.filter(at__date=day)
    page = paginate(rows, order=["-at", "-id"], cursor=request.GET.get("kursor", ""))
    return render(request, "web/audit.html", {"section": "audit", "page": page, "filters": filters})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@login_not_required
@require_safe
def health(request):
    """For operators: the process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "database": connection.vendor})
