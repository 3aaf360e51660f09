"""How a body heads and numbers its letters: what it set, or what follows from its name and place."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.membership.models import Body
from anyelir.rules.letter_kinds import letter_kinds
from anyelir.rules.letter_numbers import LetterNo, format_letter_no
from anyelir.secretariat.models import Letter, Letterhead

# Region names are longer than what stands in a number.
LONGEST_ORGAN = 24
# "Kab. Bogor" and "Kota Bekasi" say it in their names.
NAMED_WITH_KIND = ("kabupaten", "kota")


def letterhead_of(body: Body) -> Letterhead:
    """The kept one, or an unsaved one with what is usual."""
    kept = Letterhead.objects.filter(body=body).first()
    if kept is not None:
        return kept
    name = "".join(body.region.name.title().split())[:LONGEST_ORGAN]
    return Letterhead(body=body, organ=f"PKK.{name}", town=body.region.name)


def body_name(body: Body) -> str:
    """The body as it heads its letters: ``TP PKK Kelurahan Ciriung``."""
    kind = body.region.get_kind_display()
    is_plain = not (body.unit_kind or body.name) and body.kind == Body.Kind.TEAM
    if not is_plain or body.region.kind in NAMED_WITH_KIND:
        return str(body)
    return f"{body.get_kind_display()} {kind} {body.region.name}".replace("  ", " ")


def body_title(body: Body) -> str:
    """The body with its place as strangers read it: ``TP PKK Kelurahan Ciriung, Cibinong, Kab. Bogor``."""
    if body.unit_kind or body.name:
        return f"{body}, {body.region.label}"
    _place, _comma, above = body.region.label.partition(", ")
    return ", ".join(filter(None, [body_name(body), above]))


def movement() -> str:
    """The first line of every letterhead."""
    return str(_("PEMBERDAYAAN DAN KESEJAHTERAAN KELUARGA (PKK)"))


def written_number(letter: Letter, head: Letterhead, no: int) -> str:
    """The number of a letter as its body writes it; ``letter.on`` is the day of the letter."""
    on = letter.on or today_at(letter.body.region_id)
    sign = letter_kinds(on)[letter.kind].sign
    parts = LetterNo(no, sign, head.organ, on.month, on.year, letter.class_code)
    return format_letter_no(head.pattern, parts)
