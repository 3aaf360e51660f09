"""Two records of one human become one, by a person's decision, and can be taken apart again.

Everything that points at the other record is moved to the kept one. The rows moved are remembered by table, column
and key, so that undo puts back exactly those. A row that the kept record already has (a unique constraint) stays
with the merged record; nothing is deleted. The merged record keeps its own values: the kept one only takes over
what it lacks, and undo takes away what it still has from there. Nothing secret is written down for the undo.

A model that can be merged has ``merged_into``; its room names the fields that are taken over and decides who may.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.locking import held
from anyelir.core.models import Record
from anyelir.core.refusal import Refused

# What the kept record takes over where it has none, each with the column that goes along ("" for none).
Filled = Mapping[str, str]


class MergeDecision(Record):
    """What somebody decided about two records; subclasses add ``kept`` and ``other``."""

    class State(models.TextChoices):
        PROPOSED = "proposed", gettext_lazy("Perlu diperiksa")
        MERGED = "merged", gettext_lazy("Digabung")
        DISMISSED = "dismissed", gettext_lazy("Orang yang berbeda")

    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.UUIDField(null=True, blank=True)
    # What the merge moved, so that undo puts back exactly that.
    undo = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True


Decision = TypeVar("Decision", bound=MergeDecision)


def undecided(decision: Decision) -> Decision:
    """Held, so that two who decide at once come one after the other. Raises Refused: already_decided."""
    decision = held(decision)
    if decision.state != decision.State.PROPOSED:
        raise Refused("already_decided", _("Usulan ini sudah diputuskan orang lain."))
    return decision


def carry_out(
    submitted: Mapping[str, str],
    *,
    merge: Callable[[bool], Any],
    dismiss: Callable[[], Any],
    undo: Callable[[], Any],
) -> str:
    """Do what was pressed on the page with both records (``_components/_compare.html``); what to tell afterwards.

    ``merge(keep_other)`` gets whether the second record stays: nobody decides this by leaving it out.
    Raises Refused: no_decision, no_record_chosen, and what the three refuse.
    """
    choice = submitted.get("keputusan", "")
    if choice == "gabung":
        keep = submitted.get("simpan", "")
        if keep not in ("pertama", "kedua"):
            raise Refused("no_record_chosen", _("Pilih dulu catatan mana yang dipakai."), status=422)
        merge(keep == "kedua")
        return str(_("Kedua catatan sudah digabung. Keputusan ini bisa dibatalkan."))
    if choice == "beda":
        dismiss()
        return str(_("Dicatat sebagai dua orang yang berbeda."))
    if choice == "batal":
        undo()
        return str(_("Keputusan dibatalkan. Semua kembali seperti semula."))
    raise Refused("no_decision", _("Pilih salah satu keputusan."), status=422)


def decided_as_a_whole(name: str) -> models.CheckConstraint:
    """The constraint that a decision has its time and its person, and an open one neither."""
    return models.CheckConstraint(
        condition=models.Q(decided_at=None, decided_by=None, state="proposed")
        | (models.Q(decided_at__isnull=False) & ~models.Q(state="proposed")),
        name=name,
    )


def fill_gaps(kept: models.Model, other: models.Model, filled: Filled) -> list[str]:
    """Give the kept record what only the other one says; returns the names. Neither is saved.

    Nobody becomes the parent of herself.
    """
    gaps = [
        name
        for name in filled
        if getattr(other, name) and not getattr(kept, name) and getattr(other, name) != kept.pk
    ]
    for name in gaps:
        _copy(other, kept, name, filled)
    return gaps


def empty_again(kept: models.Model, other: models.Model, names: Collection[str], filled: Filled) -> None:
    """The way back of ``fill_gaps``: what was edited since stays. Not saved."""
    blank = type(kept)()
    for name in names:
        if getattr(kept, name) == getattr(other, name):
            _copy(blank, kept, name, filled)


def _copy(source: models.Model, target: models.Model, name: str, filled: Filled) -> None:
    for field in (name, filled[name]):
        if field:
            setattr(target, field, getattr(source, field))


def move_rows(
    source: models.Model, target: models.Model, *, besides: Collection[tuple[str, str]] = ()
) -> list[list[Any]]:
    """Point every row at the target; returns (model, column, keys) of what moved.

    ``besides``: (model, column) of which the history of merging itself is made; they stay where they are.
    """
    moved = []
    for relation in _relations(type(source)):
        model, column = relation.related_model, relation.field.name
        if (model._meta.label_lower, column) in besides:
            continue
        rows = model._base_manager.filter(**{column: source})
        # Nobody becomes the mother of herself.
        keys = [str(row.pk) for row in rows if row != target and _moves(row, column, target)]
        if keys:
            moved.append([model._meta.label_lower, column, keys])
    return moved


def move_back(moved: list[list[Any]], kept: models.Model, other: models.Model) -> None:
    """The way back of ``move_rows``, for those that are still where it put them."""
    for label, column, keys in moved:
        rows = apps.get_model(label)._base_manager.filter(pk__in=keys, **{column: kept})
        rows.update(**{column: other})


def _relations(model: type[models.Model]) -> list[Any]:
    """Everything that can point at a record, also where it has no way back by name, such as a mother."""
    fields = model._meta.get_fields(include_hidden=True)
    return [field for field in fields if field.auto_created and (field.one_to_many or field.one_to_one)]


def _moves(row: models.Model, column: str, target: models.Model) -> bool:
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{column: target})
    except IntegrityError:
        return False
    return True
