"""The first page of each role, its tasks, help, the gallery, and what operators ask."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from anyelir.membership.access import grants_of, is_inside
from anyelir.regions.models import Region
from anyelir.web import tasks as waiting
from anyelir.web.forms import ExampleForm
from anyelir.web.icons import ICONS
from anyelir.web.navigation import address_of, sisters_of, tabs_for

FIRST_PAGES = {
    "kader_posyandu": ("posyandu:today",),
    "posyandu_chair": ("posyandu:today",),
    "kader_dasawisma": ("families:start",),
    "puskesmas_staff": ("posyandu:referral-inbox",),
    "village_secretary": ("web:tasks",),
}
TOKENS = [
    "brand",
    "brand-3",
    "tosca",
    "tint",
    "accent",
    "petal",
    "ink",
    "ink-2",
    "edge",
    "line",
    "sunken",
    "paper",
]
SCALES = [
    "q1",
    "q2",
    "q3",
    "q4",
    "q5",
    "c2",
    "c3",
    "c4",
    "kms-hijau",
    "kms-kuning",
    "kms-jingga",
    "kms-merah",
]


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
    """What waits for this person, the coming open days, and the way to everything else."""
    user = request.user
    context = {
        "section": "home",
        "tasks": waiting.tasks(user),
        "days": waiting.coming_days(user),
        "starts": waiting.starts(user),
    }
    return render(request, "web/tasks.html", context)


@require_safe
def help_page(request):
    return render(request, "web/help.html", {"places": tabs_for(request.user)})


@require_safe
def sisters(request, code):
    """The places beside a place, for the last step of the path; only what the person may open."""
    region = get_object_or_404(Region, code=code)
    if not is_inside(request.user, code):
        raise Http404
    name = request.GET.get("ke", "")
    return render(request, "web/_sisters.html", {"rows": sisters_of(request.user, region, name)})


@require_safe
def gallery(request):
    """Every component on one page, for those who build and those who judge."""
    context = {"icons": sorted(ICONS), "tokens": TOKENS, "scales": SCALES}
    context["forms"] = [
        (
            theme,
            ExampleForm({"name": "Raka Pratama", "weight_kg": "sembilan", "sex": "M"}, auto_id=f"{theme}_%s"),
        )
        for theme in ("light", "dark")
    ]
    return render(request, "web/gallery.html", context)


@login_not_required
@require_safe
def health(request):
    """For operators: the process answers and reaches its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "database"}, status=503)
    return JsonResponse({"status": "ok", "database": connection.vendor})
