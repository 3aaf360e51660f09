"""Forms of the work plan: a line with its months, a programme of the region, the reason of a line that is dropped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.forms import TextField
from anyelir.core.sending import SentOnce
from anyelir.ledger.funds import FundSource
from anyelir.membership.offices import pokja_name
from anyelir.secretariat.models import WorkItem

INDENT = "\N{NO-BREAK SPACE}" * 3
REQUIRED = {"required": gettext_lazy("Bagian ini belum diisi.")}
IN_LIST = {**REQUIRED, "invalid_choice": gettext_lazy("Pilih salah satu dari daftar.")}


class ItemField(forms.ModelChoiceField):
    """A node of the programme tree, grouped by pokja, each with the spellings by which people know it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=WorkItem.objects.none(), error_messages=IN_LIST, **options)

    def offer(self, items: QuerySet[WorkItem]) -> None:
        self.queryset = items
        self.choices = [("", _("pilih program")), *self._groups(items)]

    def _groups(self, items: Iterable[WorkItem]) -> list[tuple[str, list[tuple[str, str]]]]:
        groups: dict[str, list[tuple[str, str]]] = {}
        for work_item in items:
            groups.setdefault(pokja_name(work_item.pokja), []).append(
                (str(work_item.pk), self.label_from_instance(work_item))
            )
        return list(groups.items())

    def label_from_instance(self, work_item: WorkItem) -> str:
        depth = list(WorkItem.Level.values).index(work_item.level)
        others = [name for name in work_item.other_names if name not in work_item.title]
        known_as = f" ({', '.join(others)})" if others else ""
        # Blanks that stay, so that the list shows the tree.
        return f"{INDENT * depth}{work_item}{known_as}"


class MonthsField(forms.TypedMultipleChoiceField):
    """The months of a year, as a set of boxes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            choices=list(MONTHS.items()),
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            error_messages={**IN_LIST, "required": gettext_lazy("Pilih paling sedikit satu bulan.")},
            **options,
        )


class PlanLineForm(SentOnce):
    """A line of the plan; ``seen`` says what the page showed when it was opened."""

    work_item = ItemField(label=gettext_lazy("Program"))
    title = TextField(label=gettext_lazy("Kegiatan"), max_length=120, error_messages=REQUIRED)
    target = TextField(
        label=gettext_lazy("Sasaran"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Siapa dan berapa, misalnya: 40 kader."),
    )
    months = MonthsField(label=gettext_lazy("Bulan"))
    source = forms.ChoiceField(
        label=gettext_lazy("Sumber dana"),
        required=False,
        choices=[("", gettext_lazy("tanpa biaya")), *FundSource.choices],
        error_messages=IN_LIST,
    )
    remark = TextField(label=gettext_lazy("Keterangan"), max_length=200, required=False)
    seen = TextField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, items: QuerySet[WorkItem], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["work_item"].offer(items)


class DropLineForm(SentOnce):
    reason = TextField(
        label=gettext_lazy("Alasan dihentikan"),
        max_length=200,
        error_messages=REQUIRED,
        help_text=gettext_lazy("Baris ini tetap tampak di rencana dengan alasannya."),
    )


class WorkItemForm(SentOnce):
    parent = ItemField(label=gettext_lazy("Bagian dari"))
    title = TextField(label=gettext_lazy("Nama program daerah"), max_length=120, error_messages=REQUIRED)

    def __init__(self, *args: Any, items: QuerySet[WorkItem], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"].offer(items.exclude(level=WorkItem.Level.ACTION))
