"""Forms of the budget: a line of it, and the amount and words of one that stands already."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.ledger.budget import budget_accounts
from anyelir.ledger.funds import FundSource
from anyelir.ledger.models import Ledger, LedgerAccount
from anyelir.rules.journal import LARGEST_IDR


class PlannedForm(forms.Form):
    planned_idr = WholeField(
        label=_("Rencana setahun (rupiah)"), least=1, most=LARGEST_IDR, example="1.500.000"
    )
    words = TextField(label=_("Keterangan"), max_length=200, required=False)


class BudgetLineForm(PlannedForm, SentOnce):
    account = forms.ChoiceField(label=_("Untuk apa, atau dari mana"))
    source = forms.ChoiceField(
        label=_("Sumber dana"),
        choices=FundSource.choices,
        help_text=_(
            "Penerimaan seperti APBDes atau iuran sudah punya sumbernya sendiri; pilihan ini untuk yang lain."
        ),
    )
    field_order = ("account", "source", "planned_idr", "words")

    def __init__(self, *args: Any, ledger: Ledger, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        accounts = budget_accounts(ledger, year)
        self.fields["account"].choices = [
            (kind.label, [(each.code, each.title) for each in accounts if each.kind == kind])
            for kind in (LedgerAccount.Kind.EXPENSE, LedgerAccount.Kind.INCOME)
        ]
