"""What a phone or the twin of a paper sends: each row under the number of the person, the rest by its name.

``v-3`` version that was seen, ``m-3`` how she came, ``w-3`` number of who brought it, ``a-3-iuran`` an amount, ``c-3``
that whatever was left empty is as agreed.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.contributions.actions.drafting import LARGEST_CELL_IDR, HeadDraft, RowDraft
from anyelir.contributions.columns import COLUMNS
from anyelir.contributions.own_columns import OWN_KEYS
from anyelir.contributions.queries import HERE, SheetView
from anyelir.core.forms import DayField, PlacedForm, TextField
from anyelir.core.refusal import Refused
from anyelir.core.sending import SentOnce
from anyelir.ledger.queries import first_open_day
from anyelir.membership.models import Body, BodyMember
from anyelir.rules.numbers_id import NumberKind, read_number
from anyelir.rules.table_money import MOST_NOTES, NOTES_IDR

MOST_OTHERS = 30
REQUIRED = {"required": gettext_lazy("Isi dulu.")}


class StartForm(PlacedForm, SentOnce):
    """The day and the place of a meeting."""

    on = DayField(label=gettext_lazy("Tanggal rapat"), proposes_today=True)
    place = TextField(label=gettext_lazy("Tempat"), max_length=120, error_messages=REQUIRED)

    def __init__(self, *args: Any, body: Body, **options: Any) -> None:
        super().__init__(*args, place=body.region_id, **options)
        self.fields["on"].widget.attrs["min"] = first_open_day(body.ledger).isoformat()


class PaperTwinForm(SentOnce):
    """The twin of the paper; what stands in its rows is read by ``SentSheet``."""


class UndoForm(SentOnce):
    """Why a closed sheet is taken back."""

    reason = TextField(label=gettext_lazy("Mengapa dibatalkan?"), max_length=200, error_messages=REQUIRED)


def whole_number(text: str, most: int, label: str) -> int:
    """A whole number from 0; empty is 0. Refuses: amount_below_zero, amount_too_large, amount_unclear."""
    if not text.strip():
        return 0
    number = read_number(text, NumberKind.COUNT)
    if not isinstance(number, Decimal) or number != int(number):
        reason = _("%(label)s: tulis angka saja, misalnya 2000.") % {"label": label}
        raise Refused("amount_unclear", reason, status=422)
    if number < 0:
        raise Refused("amount_below_zero", _("%s: jumlah paling sedikit nol.") % label, status=422)
    if number > most:
        raise Refused("amount_too_large", _("%s: angkanya terlalu besar.") % label, status=422)
    return int(number)


class SentSheet:
    """The drafts in what was sent; a number that cannot be read is refused with the name of its row."""

    def __init__(self, view: SheetView, sent: Mapping[str, str]) -> None:
        self.view, self.sent = view, sent
        self.by_number = {str(person.number): person for person in view.people}

    def _text(self, name: str) -> str:
        return str(self.sent.get(name, ""))

    def _person(self, name: str) -> BodyMember | None:
        return self.by_number.get(self._text(name))

    def _amount(self, name: str, label: str) -> int:
        return whole_number(self._text(name), LARGEST_CELL_IDR, label)

    def rows(self) -> list[RowDraft]:
        """Rows that were sent: each has its version."""
        return [self._row(number) for number in self.by_number if f"v-{number}" in self.sent]

    def _row(self, number: str) -> RowDraft:
        person = self.by_number[number]
        # Of every column: what was agreed in this same sending is a column that the stored sheet does not show yet.
        amounts = {
            column.key: self._amount(f"a-{number}-{column.key}", f"{person.name}, {column.label}")
            for column in COLUMNS
        }
        if self._text(f"c-{number}"):
            amounts |= self._agreed_of(number)
        mark, via = self._text(f"m-{number}"), self._person(f"w-{number}")
        # On paper nobody writes "hadir" beside an amount that she brought herself.
        if not mark and any(amounts.values()):
            mark = HERE
        seen = whole_number(self._text(f"v-{number}"), 10**6, person.name)
        return RowDraft(person, seen, mark, {key: amount for key, amount in amounts.items() if amount}, via)

    def _agreed_of(self, number: str) -> dict[str, int]:
        """What was agreed of the columns in which nothing was written; who wrote 0 brought nothing of it."""
        key = self.by_number[number].pk
        agreed = {name: amounts[key] for name, amounts in self.view.agreed.items() if key in amounts}
        return {name: idr for name, idr in agreed.items() if not self._text(f"a-{number}-{name}").strip()}

    def head(self) -> HeadDraft | None:
        if "hv" not in self.sent:
            return None
        return HeadDraft(
            seen=whole_number(self._text("hv"), 10**6, _("lembar")),
            dues={key: self._amount(f"d-{key}", _("Yang disepakati")) for key in OWN_KEYS},
            others=self._others(),
            notes=self._notes(),
            reason=self._text("reason")[:200],
            chair=self._person("chair"),
            keeper=self._person("keeper"),
            witness=self._person("witness"),
        )

    def _others(self) -> list[dict[str, Any]]:
        label = _("Uang lain")
        return [
            {
                "account": self._text(f"o-{place}-account"),
                "amount_idr": self._amount(f"o-{place}-amount", label),
                "text": self._text(f"o-{place}-text"),
                "receipt_no": self._text(f"o-{place}-receipt"),
            }
            for place in range(MOST_OTHERS)
            if self._text(f"o-{place}-amount").strip()
        ]

    def _notes(self) -> dict[int, int] | None:
        """None when no field of the notes holds anything: nobody counted."""
        texts = {worth: self._text(f"n-{worth}") for worth in NOTES_IDR}
        if not any(text.strip() for text in texts.values()):
            return None
        return {
            worth: whole_number(text, MOST_NOTES, _("Lembar %s") % worth) for worth, text in texts.items()
        }
