"""The number of one place among its children: calculated and looked at, then announced."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import number
from anyelir.programmes.plan.actions.programmes import refuse_closed
from anyelir.programmes.plan.models import ProgrammeTarget, Quota, TargetDivision
from anyelir.programmes.plan.queries.numbers import announced_division, number_of_place, standing
from anyelir.programmes.plan.queries.weights import families_of_places
from anyelir.programmes.plan.summaries import division_words
from anyelir.regions.models import Region
from anyelir.regions.queries import children
from anyelir.rules.targets import Division, DivisionProblem, Node, divide_among


@action("target.divide", stored=division_words)
def divide_target(
    *,
    target: ProgrammeTarget,
    parent: Region,
    basis: str,
    by: Actor,
    fixed: Mapping[str, int] | None = None,
    op_id: uuid.UUID | None = None,
) -> TargetDivision:
    """A division in the making, in place of an earlier one; what a child reached already is the least it gets.

    ``fixed`` holds numbers by code; siblings absorb the difference.
    Refuses: larger_than_parent, left_over, no_children, no_number, not_your_children, smaller_than_achieved,
    target_replaced; as refuse_closed.
    """
    target = held(target)
    refuse_closed(target.programme)
    value = _value_of(target, parent)
    places = [*children(parent.pk)]
    fixed = dict(fixed or {})
    if not places:
        raise Refused("no_children", _("Tidak ada wilayah di bawah %s.") % parent.label)
    if set(fixed) - {place.pk for place in places}:
        text = _("Hanya wilayah tepat di bawah %s yang mendapat bagian di sini.")
        raise Refused("not_your_children", text % parent.label, status=422)
    parts = _parts(target, parent, places, TargetDivision.Basis(basis), fixed)
    division = _calculated(target, value, parts)
    row = _in_the_making(target, parent, basis)
    Quota.objects.bulk_create(
        Quota(
            division=row,
            region_id=part.code,
            value=division.values[part.code],
            weight=part.weight or 0,
            is_fixed=part.fixed is not None,
        )
        for part in parts
    )
    note(by=by, verb="target.divide", what=row, region=parent.pk, basis=str(basis))
    return row


def _value_of(target: ProgrammeTarget, parent: Region) -> int:
    """Refuses: no_number, target_replaced."""
    if target.replaced_at is not None:
        text = _("Target ini sudah diganti. Buka halaman programnya untuk yang berlaku.")
        raise Refused("target_replaced", text)
    value = number_of_place(target, parent)
    if value is None:
        text = _("%s belum mendapat bagian. Tunggu sampai tim di atasnya mengumumkan pembagiannya.")
        raise Refused("no_number", text % parent.label)
    return value


def _parts(
    target: ProgrammeTarget,
    parent: Region,
    places: list[Region],
    basis: TargetDivision.Basis,
    fixed: Mapping[str, int],
) -> list[Node]:
    """Refuses: smaller_than_achieved."""
    codes = [place.pk for place in places]
    achieved = standing(target.programme, target.counts, parent.pk).sums_of(codes)
    for place in places:
        if fixed.get(place.pk, achieved[place.pk]) < achieved[place.pk]:
            text = _("%(place)s sudah mencapai %(total)s. Bagiannya tidak bisa kurang dari itu.")
            facts = {"place": place.label, "total": number(achieved[place.pk])}
            raise Refused("smaller_than_achieved", text % facts, field=place.pk, status=422)
    by_families = basis == TargetDivision.Basis.FAMILIES
    weights = families_of_places(parent.pk, places) if by_families else dict.fromkeys(codes, 1)
    return [
        Node(code, weights[code], achieved[code], fixed.get(code), rank=_rank(target, code)) for code in codes
    ]


def _rank(target: ProgrammeTarget, code: str) -> int:
    """A draw that nobody can turn: of places with equal claims it is not always the first that gets one more."""
    return int.from_bytes(hashlib.sha256(f"{target.pk}:{code}".encode()).digest()[:4], "big")


def _calculated(target: ProgrammeTarget, value: int, parts: list[Node]) -> Division:
    """Refuses: larger_than_parent, left_over."""
    division = divide_among(value, parts)
    asked = sum(part.minimum if part.fixed is None else part.fixed for part in parts)
    if division.problem is DivisionProblem.TOO_SMALL:
        text = _("Yang dikunci dan yang sudah tercapai berjumlah %(asked)s, padahal yang dibagi %(value)s.")
        facts = {"asked": number(asked), "value": number(value)}
        raise Refused("larger_than_parent", text % facts, status=422)
    if division.problem is DivisionProblem.LEFT_OVER:
        text = _("Masih tersisa %s. Naikkan salah satu, atau kosongkan satu supaya dihitung sendiri.")
        raise Refused("left_over", text % number(value - asked), status=422)
    if division.problem is not None:
        raise ValueError(f"{division.problem} at {division.at}")
    return division


def _in_the_making(target: ProgrammeTarget, parent: Region, basis: str) -> TargetDivision:
    target.divisions.filter(parent=parent, announced_at=None).delete()
    last: int = target.divisions.filter(parent=parent).aggregate(last=Max("version"))["last"] or 0
    row = TargetDivision(target=target, parent=parent, basis=basis, version=last + 1)
    row.save(force_insert=True)
    return row


@action("division.announce", stored=division_words)
def announce_division(
    *, division: TargetDivision, by: Actor, op_id: uuid.UUID | None = None
) -> TargetDivision:
    """From now on it counts and stays as it is.

    Refuses: already_announced, no_number, nothing_changed, sum_differs, target_replaced; as refuse_closed.
    """
    target = held(division.target)
    division = held(division)
    refuse_closed(target.programme)
    if division.announced_at is not None:
        raise Refused("already_announced", _("Pembagian ini sudah diumumkan."))
    values = dict(division.quotas.values_list("region_id", "value"))
    if sum(values.values()) != _value_of(target, division.parent):
        text = _("Jumlah yang dibagi sudah berubah. Hitung ulang pembagiannya.")
        raise Refused("sum_differs", text)
    current = announced_division(target, division.parent_id)
    if current is not None and dict(current.quotas.values_list("region_id", "value")) == values:
        raise Refused("nothing_changed", _("Pembagian ini sama dengan yang sudah diumumkan."))
    division.announced_at, division.announced_by = timezone.now(), by.id
    division.save()
    note(by=by, verb="division.announce", what=division, region=division.parent_id, version=division.version)
    return division
