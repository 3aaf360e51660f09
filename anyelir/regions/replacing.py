"""A code is replaced by another: by a new regulation, or because one RT went up in another.

Everything that points at the old code is pointed at the new one, whichever room it belongs to: this room walks
the relations of its model and knows none of them by name. Old codes stay as rows and lead to their successor.
A model whose rows must keep the code of their time says ``keeps_old_codes = True``; rooms that keep sums by code
register a listener and compute them again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from django.db import IntegrityError, models, transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import hold
from anyelir.core.refusal import Refused
from anyelir.regions.models import Region, RegionWord
from anyelir.regions.scope import contains, is_code, level_of, parent, within
from anyelir.regions.words import label_of, search_key, words_of
from anyelir.rules.identity import parse_region_code

Listener = Callable[[dict[str, str]], None]
_listeners: list[Listener] = []
OWN = (Region, RegionWord)


def when_codes_change(listener: Listener) -> None:
    """Call ``listener`` with old code -> new code, inside the transaction of the change."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_replaced(codes: dict[str, str]) -> None:
    for listener in _listeners if codes else ():
        listener(codes)


@action("region.replace")
def replace_code(*, old: str, new: str, on: dt.date, name: str = "", by: Actor) -> Region:
    """From ``on`` the place ``old`` and everything inside bears ``new``; facts follow, old codes still resolve.

    Refuses: already_ended, bad_code, code_taken, doubles, no_parent.
    """
    region = hold(Region.objects.all()).get(pk=old)
    _check(region, new)
    codes = {}
    for place in within(Region.objects.all(), old, "code").order_by("code"):
        twin = _twin(place, new + place.code[len(old) :], on, name if place.code == old else "")
        codes[place.code] = twin.code
        place.valid_to, place.successor = place.valid_to or on - dt.timedelta(days=1), twin
        place.save()
    RegionWord.objects.filter(region__in=codes).delete()
    _point_subtree(old, new)
    note(by=by, verb="region.replace", what=region, region=old, new=new, on=on.isoformat())
    tell_replaced(codes)
    return Region.objects.get(pk=new)


def _check(region: Region, new: str) -> None:
    if region.valid_to is not None:
        raise Refused("already_ended", _("%s sudah tidak berlaku.") % region.name)
    if not is_code(new) or level_of(new) != region.level or contains(region.code, new):
        raise Refused("bad_code", _("Kode %s tidak cocok untuk tingkat wilayah ini.") % new, status=422)
    if Region.objects.filter(pk=new).exists():
        raise Refused("code_taken", _("Kode %s sudah dipakai.") % new)
    if parent(new) and not Region.objects.current().filter(pk=parent(new)).exists():
        raise Refused("no_parent", _("Wilayah induk dari kode %s belum ada.") % new)


def _twin(place: Region, code: str, on: dt.date, name: str) -> Region:
    """The same place under its new code."""
    above = Region.objects.filter(pk=parent(code)).first()
    name = name or place.name
    twin = Region.objects.create(
        code=code,
        level=place.level,
        kind=parse_region_code(code).kind or "",
        name=name,
        parent=above,
        label=label_of(name, above),
        search_key=search_key(name) + (above.search_key if above else ""),
        bps_code=place.bps_code,
        postal_code=place.postal_code,
        latitude=place.latitude,
        longitude=place.longitude,
        valid_from=on,
        valid_to=place.valid_to,
    )
    if "/" not in code and twin.valid_to is None:
        RegionWord.objects.bulk_create(
            RegionWord(region=twin, level=twin.level, word=word, path=twin.search_key)
            for word in dict.fromkeys(words_of(name))
        )
    return twin


def _pointers() -> Iterator[tuple[type[models.Model], str]]:
    """Every (model, column) of other rooms that points at a region; many-to-many through their own table."""
    for relation in Region._meta.get_fields(include_hidden=True):
        # A many-to-many is met a second time as the column of its own table.
        if not (relation.one_to_many or relation.one_to_one) or not relation.auto_created:
            continue
        model = relation.related_model
        if model not in OWN and not getattr(model, "keeps_old_codes", False):
            yield model, relation.field.attname


def is_pointed_at(region: Region) -> bool:
    """Whether anything of any room lies in this very place."""
    return any(model._base_manager.filter(**{column: region.code}).exists() for model, column in _pointers())


def point_at(new: str, *, instead_of: str) -> None:
    """Point what lies in one place at another."""
    _refuse_doubles(
        lambda: [
            model._base_manager.filter(**{column: instead_of}).update(**{column: new})
            for model, column in _pointers()
        ]
    )


def _point_subtree(old: str, new: str) -> None:
    """Point what lies anywhere inside a place at the same place under its new code, one statement per column."""
    _refuse_doubles(
        lambda: [
            within(model._base_manager.all(), old, column).update(
                **{column: Concat(Value(new), Substr(column, len(old) + 1))}
            )
            for model, column in _pointers()
        ]
    )


def _refuse_doubles(move: Callable[[], object]) -> None:
    try:
        with transaction.atomic():
            move()
    except IntegrityError as error:
        text = _(
            "Di kedua wilayah ada data dengan nama yang sama, misalnya posyandu. Ubah dulu salah satunya."
        )
        raise Refused("doubles", text) from error
