"""Forms of the inventory: a thing, and what happened to some of its pieces."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.books.actions.inventory import MOST_PIECES
from anyelir.books.models import Condition, GoodsMove
from anyelir.books.queries import GoodsRow
from anyelir.core.forms import DayField, PlacedForm, TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.files.forms import AttachmentField
from anyelir.rules.inventory import is_possible

REQUIRED = {"required": _("Bagian ini perlu diisi.")}
Reason = GoodsMove.Reason


def _count(**options: Any) -> WholeField:
    options = {"label": _("Jumlah"), "least": 1, "most": MOST_PIECES, "example": "12", **options}
    return WholeField(error_messages=REQUIRED, **options)


def _condition(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=Condition.choices, widget=forms.RadioSelect, error_messages=REQUIRED
    )


class GoodsForm(PlacedForm, SentOnce):
    """What the form 4.12 prints of a thing."""

    name = TextField(label=_("Nama barang"), max_length=120, error_messages=REQUIRED)
    origin = TextField(
        label=_("Asal barang"),
        max_length=120,
        required=False,
        help_text=_("Misalnya dana kelurahan, swadaya, atau bantuan."),
    )
    acquired_on = DayField(
        label=_("Tanggal diterima atau dibeli"), not_later=True, proposes_today=True, error_messages=REQUIRED
    )
    place = TextField(label=_("Tempat penyimpanan"), max_length=120, required=False)
    remark = TextField(label=_("Keterangan"), max_length=200, required=False)


class NewGoodsForm(GoodsForm):
    """With its first pieces."""

    count = _count()
    condition = _condition(_("Keadaan"))
    field_order = ("name", "count", "condition", "acquired_on", "origin", "place", "remark")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("condition", Condition.GOOD)


class GoodsMoveForm(PlacedForm, SentOnce):
    """How many pieces, from which condition into which; what cannot change is not asked."""

    count = _count()
    from_condition = _condition(_("Keadaan sebelumnya"))
    to_condition = _condition(_("Keadaan sekarang"))
    on = DayField(label=_("Tanggal"), not_later=True, proposes_today=True, error_messages=REQUIRED)
    remark = TextField(label=_("Keterangan"), max_length=200, required=False)

    def __init__(self, *args: Any, reason: str, row: GoodsRow, **options: Any) -> None:
        super().__init__(*args, **options)
        steps = [
            (source, target)
            for source in ("", *Condition.values)
            for target in ("", *Condition.values)
            if is_possible(reason, source, target)
        ]
        there = [condition for condition in Condition.values if row.pieces[condition]]
        self._offer(
            "from_condition", [source for source, _target in steps if source in there] or steps[0][:1]
        )
        self._offer("to_condition", [target for _source, target in steps])

    def _offer(self, name: str, slugs: Iterable[str]) -> None:
        """The first is proposed; where pieces come or leave there is nothing to ask."""
        offered = [condition for condition in Condition if condition in slugs]
        if not offered:
            del self.fields[name]
            return
        self.fields[name].choices = [(condition.value, condition.label) for condition in offered]
        self.initial.setdefault(name, offered[0].value)


class GoodsPhotoForm(SentOnce):
    file = AttachmentField(
        label=_("Foto barang"),
        help_text=_("JPEG, PNG atau WebP. Foto dikecilkan, lokasi dan data kamera dihapus."),
    )
