"""Names on the pages of the secretariat. `{% load anyelir_secretariat %}`."""

from __future__ import annotations

from django import template

from anyelir.secretariat import naming

register = template.Library()
register.filter("pokja", naming.pokja_name)
register.filter("post", naming.post_name)
