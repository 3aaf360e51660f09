"""Pages of the shell."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import JsonResponse
from django.shortcuts import redirect, render

from anyelir.membership.access import grants_of
from anyelir.web.navigation import address_of

FIRST_PAGES = {
    "kader_posyandu": ("posyandu:today",),
    "posyandu_chair": ("posyandu:today",),
    "kader_dasawisma": ("families:list",),
    "puskesmas_staff": ("posyandu:referral-inbox",),
    "village_secretary": ("web:tasks",),
}


def home(request):
    for grant in grants_of(request.user):
        names = FIRST_PAGES.get(grant.role, ("reports:dashboard",))
        url = address_of(names, grant.region_id or "")
        if url:
            return redirect(url)
    return render(request, "web/home.html")


def tasks(request):
    return render(request, "web/home.html", {"section": "home"})


def search(request):
    return render(request, "web/home.html")


def help_page(request):
    return render(request, "web/home.html")


def gallery(request):
    return render(request, "web/home.html")


def audit(request):
    return render(request, "web/home.html")


@login_not_required
def health(request):
    """For operators: the process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "database": connection.vendor})
