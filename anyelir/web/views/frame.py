"""The first page of each role, its tasks, help and the gallery."""

from __future__ import annotations

from django.shortcuts import redirect, render

from anyelir.core.clock import today_at
from anyelir.core.screens import methods
from anyelir.membership.access import first_place, is_inside
from anyelir.regions.finding import region_at
from anyelir.web import worklist
from anyelir.web.forms import ExampleForm
from anyelir.web.icons import ICONS
from anyelir.web.menu import first_page, open_pages, sections_for, sisters_of

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


@methods("GET")
def home(request):
    """The first page of the person; without a role a word about whom to ask."""
    url = first_page(request.user)
    return redirect(url) if url else render(request, "web/home.html")


@methods("GET")
def tasks(request):
    """What waits for this person, the coming open days, and the way to everything else."""
    user = request.user
    waiting = worklist.tasks(user)
    rest = waiting[1:]
    context = {
        "count": len(waiting),
        "first": waiting[0] if waiting else None,
        "today": [task for task in rest if task.is_urgent],
        "later": [task for task in rest if not task.is_urgent],
        "days": worklist.coming_days(user),
        "day_of_today": today_at(first_place(user)),
        "starts": worklist.starts(user),
    }
    return render(request, "web/tasks.html", context)


@methods("GET")
def more(request):
    """On a phone: every section with its pages, behind the last place of the dock."""
    return render(request, "web/more.html", {"all_sections": sections_for(request.user)})


@methods("GET")
def help_page(request):
    return render(request, "web/help.html", {"places": open_pages(request.user)})


@methods("GET")
def sisters(request, code):
    """The places beside a place, for the last step of the path; only what the person may open."""
    region = region_at(request.user, code, is_inside)
    name = request.GET.get("ke", "")
    return render(request, "web/_sisters.html", {"rows": sisters_of(request.user, region, name)})


@methods("GET")
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
