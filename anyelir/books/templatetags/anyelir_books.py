"""What somebody is in a register. `{% load anyelir_books %}`."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils.translation import gettext as _

from anyelir.books.form49 import birth_text, office_text
from anyelir.books.queries import RegisterRow
from anyelir.membership.models import Member

register = template.Library()


@register.filter
def functions(row: RegisterRow) -> str:
    """What somebody is in the body: posts, then what she serves as."""
    general = [_("Kader umum")] if row.is_general else []
    trainings = [_("Kader khusus: %s") % service.what for service in row.trainings]
    at_unit = [_("Kader posyandu")] if row.serves_unit else []
    return " · ".join(filter(None, (office_text(row.posts), *general, *trainings, *at_unit)))


@register.filter
def birth(member: Member, on: dt.date) -> str:
    return _("lahir %s tahun") % birth_text(member, on)
