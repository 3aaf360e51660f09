"""Places below desa (dusun, RW, RT, dasawisma): added one by one, in a row, or when a spreadsheet names them."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.refusal import Refused
from anyelir.regions.models import Level, Region
from anyelir.regions.queries import level_names
from anyelir.regions.scope import LAST_NUMBER, levels_below, number_of, suffixed
from anyelir.regions.words import label_of, search_key

# Nobody types a longer row of RT than this on purpose.
LONGEST_ROW = 60
NAME_LENGTH = 60
NAMED_LEVELS = (Level.DUSUN, Level.DASAWISMA)


@action("region.ensure")
def ensure_below_desa(*, parent: Region, level: Level, number: str, by: Actor) -> Region:
    """The region with that number directly below ``parent`` (RW 14 and RW 014 are one), made when missing."""
    digits = int(number)
    known = _numbered(parent, level).get(digits)
    return known or _write(parent, level, digits, "", by)


@action("region.add", stored=str)
def add_below(
    *,
    parent: Region,
    level: Level,
    number: int | None = None,
    name: str = "",
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Region:
    """A new place directly in ``parent``; a dusun or dasawisma may leave its number to us.

    A place that had ended and comes back under its number is opened again with the name given.

    Refuses: above_desa, level_out_of_order, name_taken, name_too_long, number_missing, number_out_of_range,
    number_taken, parent_ended.
    """
    _check_parent(parent, level)
    known = _numbered(parent, level)
    if number is None:
        number = _next_number(known, level, name)
    if not 1 <= number <= LAST_NUMBER:
        text = _("Nomor harus dari 1 sampai %s.") % LAST_NUMBER
        raise Refused("number_out_of_range", text, field="number", status=422)
    if number in known and known[number].valid_to is None:
        text = _("%(name)s sudah ada di %(above)s.") % {"name": known[number].name, "above": parent.name}
        raise Refused("number_taken", text, field="number")
    name = checked_name(name)
    refuse_same_name(parent, level, name)
    return (
        _open_again(known[number], name, by) if number in known else _write(parent, level, number, name, by)
    )


@action("region.add_row")
def add_row(*, parent: Region, level: Level, first: int, last: int, by: Actor) -> list[Region]:
    """RT 1 to RT 6 in one go; those that exist already are left as they are.

    Refuses: above_desa, level_out_of_order, name_taken, name_too_long, number_missing, number_out_of_range,
    number_taken, parent_ended, row_out_of_order.
    """
    if last < first or last - first >= LONGEST_ROW:
        text = _("Nomor terakhir harus sama atau lebih besar, paling banyak %s sekaligus.") % LONGEST_ROW
        raise Refused("row_out_of_order", text, field="last", status=422)
    known = _numbered(parent, level)
    current = {number for number, region in known.items() if region.valid_to is None}
    wanted = [number for number in range(first, last + 1) if number not in current]
    return [add_below(parent=parent, level=level, number=number, by=by) for number in wanted]


def checked_name(name: str) -> str:
    """The name without doubled blanks; empty means "RW 14", made from the number."""
    name = " ".join(name.split())
    if len(name) > NAME_LENGTH:
        text = _("Nama paling panjang %s huruf.") % NAME_LENGTH
        raise Refused("name_too_long", text, field="name", status=422)
    return name


def refuse_same_name(parent: Region, level: Level, name: str, *, besides: Region | None = None) -> None:
    """Two dusun of one name in one place cannot be told apart in any list."""
    twins = Region.objects.current().filter(parent=parent, level=level, name__iexact=name)
    if name and twins.exclude(pk=besides.pk if besides else "").exists():
        text = _("Nama %(name)s sudah dipakai di %(above)s.") % {"name": name, "above": parent.name}
        raise Refused("name_taken", text, field="name")


def _check_parent(parent: Region, level: Level) -> None:
    if parent.valid_to is not None:
        raise Refused("parent_ended", _("%s sudah tidak berlaku.") % parent.name)
    if not levels_below(Level(parent.level)):
        raise Refused(
            "above_desa",
            _("Provinsi sampai desa mengikuti daftar resmi dan tidak diubah di sini."),
            status=422,
        )
    if level not in levels_below(Level(parent.level)):
        names = level_names(parent.code)
        params = {"level": names[level], "above": names[parent.level]}
        text = _("%(level)s tidak bisa berada di bawah %(above)s.") % params
        raise Refused("level_out_of_order", text, field="level", status=422)


def _numbered(parent: Region, level: Level) -> dict[int, Region]:
    """The places of a level directly in ``parent`` by number, ended ones too."""
    return {number_of(region.code): region for region in Region.objects.filter(parent=parent, level=level)}


def _next_number(known: dict[int, Region], level: Level, name: str) -> int:
    if level not in NAMED_LEVELS or not name.strip():
        raise Refused("number_missing", _("Nomor belum diisi."), field="number", status=422)
    return max(known, default=0) + 1


def _write(parent: Region, level: Level, number: int, name: str, by: Actor) -> Region:
    name = name or f"{level_names(parent.code)[level].split('/')[0]} {number}"
    region = Region.objects.create(
        code=suffixed(parent.code, level, number),
        level=level,
        name=name,
        parent=parent,
        label=label_of(name, parent),
        search_key=search_key(name) + parent.search_key,
        # Months of this year that were recorded on paper may still be typed in.
        valid_from=today_at(parent.code).replace(month=1, day=1),
    )
    note(by=by, verb="region.add", what=region, region=region.code, name=name)
    return region


def _open_again(region: Region, name: str, by: Actor) -> Region:
    region.valid_to, region.successor = None, None
    region.name = name or region.name
    region.label = label_of(region.name, region.parent)
    region.search_key = search_key(region.name) + region.parent.search_key
    region.save()
    note(by=by, verb="region.reopen", what=region, region=region.code, name=region.name)
    return region
