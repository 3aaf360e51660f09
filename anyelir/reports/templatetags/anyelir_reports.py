"""Small pieces of the report pages. `{% load anyelir_reports %}`."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from anyelir.core import wording
from anyelir.reports import presenting
from anyelir.reports.dashboard import goal
from anyelir.reports.presenting import text_of
from anyelir.reports.table import HEADINGS

register = template.Library()
COUNTS = {"posyandu", "sasaran"}


@register.simple_tag
def shown(numbers, code) -> str:
    """A measure or an indicator of a row of numbers as people read it."""
    return text_of(code, numbers)


@register.filter
def change_note(numbers) -> str:
    """The mark beside a closed month whose facts have changed."""
    return presenting.change_note(numbers)


@register.simple_tag(takes_context=True)
def sort_link(context, table, heading) -> str:
    """A table head that sorts; it says by ``aria-sort`` how the column is sorted now."""
    parameters = context["request"].GET.copy()
    parameters["urut"] = table.next_order(heading.key)
    state, mark = {
        heading.key: ("ascending", "▲"),
        f"-{heading.key}": ("descending", "▼"),
    }.get(table.order, ("none", ""))
    return format_html(
        '<th scope="col" class="n" aria-sort="{}"><a class="sortlink" href="?{}#banding">{} {}</a></th>',
        state,
        parameters.urlencode(),
        heading.label,
        mark,
    )


@register.simple_tag
def cells(line, month) -> str:
    """The numbers of a line; D/S as a bar with its target."""
    found = ((_cell(heading, value, line.row.numbers, month),) for heading, value in _pairs(line))
    return format_html_join("", "{}", found)


def _pairs(line):
    return zip(HEADINGS, line.values, strict=True)


def _cell(heading, value, numbers, month) -> str:
    if heading.key == "ds" and value is not None:
        return _coverage(value, month)
    if heading.key in COUNTS:
        text = wording.number(value)
    else:
        text = text_of(heading.code, numbers)
    return format_html('<td class="n">{}</td>', text)


def _coverage(value: float, month) -> str:
    target = goal("d_s", month) or 0
    return format_html(
        '<td class="covcell"><div class="cluster"><div class="bar bar--cov grow{}" data-v="{}" data-goal="{}" '
        'title="{}"><i></i><b></b></div><span class="num b">{}%</span></div></td>',
        " is-low" if value < target else "",
        wording.share(value, 100),
        wording.share(target, 100),
        _("Target %s%%") % wording.number(target),
        wording.number(value, 1),
    )
