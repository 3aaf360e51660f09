"""What every template may use: icons, numbers and dates in words, fields, pages. `{% load anyelir %}`.

See templates/_components/README.md for examples.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from anyelir.core import request_id, wording
from anyelir.regions.scope import NATION
from anyelir.web.icons import ICONS
from anyelir.web.menu import (
    address_of,
    dock_for,
    has_sisters,
    open_pages,
    page_in_view,
    path_names,
    path_to,
    place_address,
    sections_for,
    sees_nation,
)

register = template.Library()

register.filter("number", wording.number)
register.filter("share", wording.share)
register.filter("rupiah", wording.rupiah)
register.filter("day", wording.day)
register.filter("short_day", wording.short_day)
register.filter("weekday", wording.weekday)
register.filter("month", wording.month)
register.filter("clock", wording.clock)
register.filter("moment", wording.moment)
register.filter("initials", wording.initials)
register.simple_tag(wording.percent, name="percent")


@register.filter
def beside(cells: Iterable[object], others: Iterable[object]) -> list[tuple[object, object]]:
    """Each cell of a row with what is known of its column."""
    return [*zip(cells, others, strict=True)]


@register.simple_tag
def icon(name: str, label: str = "") -> str:
    """One icon. Beside a word it is hidden from readers; alone it needs a ``label``."""
    if not label:
        return _hidden_icon(name)
    path = mark_safe(ICONS[name])
    return format_html(
        '<svg class="i" viewBox="0 0 24 24" role="img" aria-label="{}"><path d="{}"/></svg>', label, path
    )


@cache
def _hidden_icon(name: str) -> str:
    """A page of many rows has hundreds of a few."""
    path = mark_safe(ICONS[name])
    return format_html('<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', path)


@register.simple_tag
def carnation(size: int = 34) -> str:
    """The mark: a carnation of ten petals."""
    return format_html('<img src="{}" width="{}" height="{}" alt="">', static("img/mark.svg"), size, size)


@register.inclusion_tag("_components/_help_code.html")
def help_code():
    """The id of this request, for whoever tells the helpers about an error."""
    return {"code": request_id.current.get()}


@register.simple_tag(takes_context=True)
def query(context, **changes) -> str:
    """The address of this page with some query values changed; None or "" takes one away."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            parameters.pop(name, None)
        else:
            parameters[name] = value
    return f"?{parameters.urlencode()}"


@register.inclusion_tag("_components/_pagination.html", takes_context=True)
def pagination(context, page, name: str = "kursor"):
    """Links to the neighbours of a ``core.paging.Page``; they keep the filters in the address."""
    return {
        "previous": query(context, **{name: page.previous_cursor}) if page.previous_cursor else "",
        "next": query(context, **{name: page.next_cursor}) if page.next_cursor else "",
    }


@register.inclusion_tag("_components/_empty.html")
def empty(title: str, text: str = "", url: str = "", action: str = "", icon: str = "plus"):
    """Nothing here yet: the carnation, one sentence, one button that fills it."""
    return {"title": title, "text": text, "url": url, "action": action, "icon": icon}


@register.inclusion_tag("_components/_tile.html")
def tile(label: str, value: str, note: str = "", attention: bool = False, url: str = ""):
    """One number with its words."""
    return {"label": label, "value": value, "note": note, "attention": attention, "url": url}


@register.inclusion_tag("_components/_petals.html")
def petals(done: int, of_all: int, label: str):
    """One mark each; the first ``done`` are filled, and ``label`` says the same in words."""
    return {"marks": [place < done for place in range(of_all)], "label": label}


@register.simple_tag
def badge(text: str, kind: str = "", icon: str = "") -> str:
    """A state as colour, icon and word. Kinds: ok, attn, solid, line; hijau, kuning, jingga, merah for growth."""
    return _badge(conditional_escape(text), kind, icon)


@lru_cache(maxsize=512)
def _badge(text: str, kind: str, icon: str) -> str:
    """A page of many rows has hundreds of a few; ``text`` is escaped."""
    context = {"text": mark_safe(text), "kind": kind, "icon": icon}
    return render_to_string("_components/_badge.html", context)


@register.inclusion_tag("_components/_banner.html")
def banner(text: str, kind: str = "", icon: str = "info"):
    """A calm note; kind ``attn`` asks for action."""
    return {"text": text, "kind": kind, "icon": icon}


@register.simple_tag(takes_context=True)
def menu_sections(context):
    """The sections open to the person; ``menu_page`` of a view lights up another page than its room's first."""
    region = context.get("region")
    current = context.get("menu_page") or page_in_view(_view_name(context))
    return sections_for(context["request"].user, getattr(region, "code", ""), current)


@register.inclusion_tag("_components/_crumbs.html", takes_context=True)
def region_crumbs(context, region, url_name: str = ""):
    """The path to a region; each step leads to ``url_name`` (default: the overview) of that place."""
    names = path_names(url_name)
    user = context["request"].user
    path = path_to(user, region)
    steps = [(place, place_address(user, names, place.code)) for place in path]
    nation = address_of(names, NATION) if sees_nation(user) else ""
    return {
        "steps": steps[:-1],
        "last": region,
        "nation": nation,
        "url_name": url_name or names[0],
        "has_sisters": region is not None and has_sisters(user, region),
    }


@register.simple_tag(takes_context=True)
def dock(context):
    """The four places at the foot of a kader's phone."""
    return dock_for(context["request"].user, _view_name(context))


@register.simple_tag(takes_context=True)
def places(context):
    """The parts of the site that are open to the person, as a list for pages without tabs."""
    return open_pages(context["request"].user)


def _view_name(context) -> str:
    match = getattr(context["request"], "resolver_match", None)
    return match.view_name if match else ""
