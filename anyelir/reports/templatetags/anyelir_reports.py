"""Small pieces of the report pages. `{% load anyelir_reports %}`."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from anyelir.core import wording
from anyelir.reports import presenting
from anyelir.reports.presenting import text_of

register = template.Library()


@register.simple_tag
def shown(numbers, code) -> str:
    """A measure or an indicator of a row of numbers as people read it."""
    return text_of(code, numbers)


@register.simple_tag
def cell_text(column, shown) -> str:
    """A cell of a sheet."""
    return presenting.cell_text(shown, column.decimals)


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
        '<th scope="col" class="n" aria-sort="{}"><a class="rep-sortlink" href="?{}#banding">{} {}</a></th>',
        state,
        parameters.urlencode(),
        heading.label,
        mark,
    )


@register.simple_tag
def cells(line, overview) -> str:
    """The numbers of a line; coverage as a bar with its target."""
    pairs = zip(overview.layout.headings, line.values, strict=True)
    return format_html_join("", "{}", ((_cell(*pair, line.row.numbers, overview),) for pair in pairs))


def _cell(heading, value, numbers, overview) -> str:
    if heading.is_coverage and value is not None:
        return _coverage(value, overview.layout.goal(heading.code, overview.period) or 0)
    text = text_of(heading.code, numbers)
    return format_html('<td class="n">{}</td>', text)


def _coverage(value: float, target: float) -> str:
    return format_html(
        '<td class="rep-covcell"><div class="cluster"><div class="bar bar--cov grow{}" data-v="{}" data-goal="{}" '
        'title="{}"><i></i><b></b></div><span class="num b">{}%</span></div></td>',
        " is-low" if value < target else "",
        wording.share(value, 100),
        wording.share(target, 100),
        _("Target %s%%") % wording.number(target),
        wording.number(value, 1),
    )
