"""The books of a body: an append-only journal in whole rupiah that the database itself keeps in balance.

Lines come first and the entry seals them: what an entry promises (its lines sum to zero, its number is the next one,
its day is open, no guarded balance falls below zero) is proven by the trigger that its insertion fires. See guards.py.
"""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.clock import day_at
from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.terms import Term, in_order
from anyelir.core.written_once import WrittenOnce
from anyelir.ledger import guards
from anyelir.ledger.funds import FundSource
from anyelir.membership.models import Body
from anyelir.rules.journal import LARGEST_IDR

# Most dasawisma have one phone: one account closes, and two members who were there are named.
CLOSED_WITH_WITNESSES = frozenset({Body.Kind.DASAWISMA})


class Ledger(Term, Record):
    """The books of one body, from the day they were opened; ``closed_through`` only moves forward."""

    class Sides(models.TextChoices):
        """How the cash book 4.11 is printed: its two blocks are the same columns."""

        EXPENSES_LEFT = "expenses_left", _("Pengeluaran kiri, penerimaan kanan")
        RECEIPTS_LEFT = "receipts_left", _("Penerimaan kiri, pengeluaran kanan")
        RECEIPTS_BOTH = "receipts_both", _("Penerimaan di kedua sisi, pengeluaran di lembar lain")

    body = models.OneToOneField(Body, on_delete=models.PROTECT, related_name="ledger")
    sides = models.CharField(
        _("susunan buku 4.11"), max_length=14, choices=Sides.choices, default=Sides.EXPENSES_LEFT
    )
    closed_through = models.DateField(null=True, blank=True)

    written_once = WrittenOnce(but=("sides", "until", "closed_through", "updated_at"))
    guards = (guards.CLOSED_FORWARD, guards.ENDED_LAST)
    privacy = {
        "id created_at updated_at body sides closed_through since until": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ["body__region_id", "body__kind", "id"]
        constraints = [in_order("ledger_in_order")]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """Of whoever keeps the books."""
        return str(self.body)

    @property
    def closes_with_witnesses(self) -> bool:
        return self.body.kind in CLOSED_WITH_WITNESSES


class LedgerAccount(Term, Record):
    """A place where money is or comes from. What it is never changes; a body adds accounts, never kinds."""

    class Kind(models.TextChoices):
        ASSET = "asset", _("Harta")
        LIABILITY = "liability", _("Titipan dan simpanan")
        EQUITY = "equity", _("Modal")
        INCOME = "income", _("Penerimaan")
        EXPENSE = "expense", _("Pengeluaran")

    class Guard(models.TextChoices):
        """What may not fall below zero: nothing, the account as a whole, or each party's part of it."""

        NONE = "none", _("tidak dijaga")
        TOTAL = "total", _("jumlahnya")
        PARTY = "party", _("milik masing-masing")

    class Place(models.TextChoices):
        CASH = "cash", _("Tunai")
        BANK = "bank", _("Bank")

    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="accounts")
    code = CodeField(max_length=40)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    guard = models.CharField(max_length=5, choices=Guard.choices)
    place = models.CharField(max_length=4, choices=Place.choices, blank=True)
    title = CleanCharField(max_length=120)

    written_once = WrittenOnce(but=("title", "until", "updated_at"))
    privacy = {
        "id created_at updated_at ledger code kind guard place title since until": Privacy.INTERNAL,
    }

    class Meta:
        db_table = "ledger_account"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["ledger", "code"], name="one_account_a_code"),
            in_order("account_in_order"),
        ]

    def __str__(self):
        return self.title

    @property
    def sign(self) -> int:
        """1 where money that comes in is written as a debit (+), -1 where it is written as a credit (-)."""
        return 1 if self.kind in (self.Kind.ASSET, self.Kind.EXPENSE) else -1


class LedgerEntry(models.Model):
    """What happened on a day, sealed: its lines were written before it and none comes after."""

    id = models.UUIDField(primary_key=True, editable=False)
    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="entries", db_index=False)
    year = models.PositiveSmallIntegerField()
    no = models.PositiveIntegerField()
    on = models.DateField(_("tanggal"))
    # Declared by the room that posts it (ledger.kinds).
    kind = models.CharField(max_length=40)
    words = CleanCharField(_("uraian"), max_length=200)
    receipt_no = CleanCharField(_("nomor bukti kas"), max_length=40, blank=True)
    # What of a room above it came from; such an entry is undone there.
    source_kind = CodeField(max_length=40, blank=True)
    source_key = CodeField(max_length=64, blank=True)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = CleanCharField(max_length=120)

    written_once = WrittenOnce()
    guards = (guards.SEAL,)
    privacy = {
        "id ledger year no on kind source_kind source_key reverses at by": Privacy.INTERNAL,
        "words receipt_no by_name": Privacy.PERSONAL,
    }

    class Meta:
        db_table = "ledger_entry"
        ordering = ["year", "no"]
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["ledger", "year", "no"], name="one_entry_a_number"),
            models.UniqueConstraint(
                fields=["ledger", "source_kind", "source_key"],
                condition=~Q(source_kind="") & Q(reverses=None),
                name="one_entry_a_source",
            ),
            models.CheckConstraint(
                condition=Q(source_kind="", source_key="") | (~Q(source_kind="") & ~Q(source_key="")),
                name="source_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["ledger", "on"], name="entries_by_day")]

    def __str__(self):
        return f"{self.no}/{self.year}"


class LedgerLine(models.Model):
    """One side of an entry: + is a debit, - a credit. Whose it is and what it is about stand beside it."""

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="lines", db_index=False)
    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="lines")
    # A member of the body by the key of the room that knows her, "" for the body as a whole.
    party = CodeField(max_length=64, blank=True)
    # A source of money (apbdes), a loan, an activity: a key of the room that posts.
    matter = CodeField(max_length=64, blank=True)
    amount_idr = models.BigIntegerField()

    written_once = WrittenOnce()
    guards = (guards.UNSEALED,)
    privacy = {
        "id entry ledger account matter amount_idr": Privacy.INTERNAL,
        "party": Privacy.PERSONAL,
    }

    class Meta:
        db_table = "ledger_line"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount_idr=0) & Q(amount_idr__range=(-LARGEST_IDR, LARGEST_IDR)),
                name="amount_not_zero",
            ),
        ]
        indexes = [models.Index(fields=["entry", "account", "party"], name="lines_of_an_entry")]


class Balance(models.Model):
    """What an account holds (of each party where it is guarded by party); moved by the seal and by nothing else."""

    account = models.ForeignKey(
        LedgerAccount, on_delete=models.PROTECT, related_name="balances", db_index=False
    )
    party = CodeField(max_length=64, blank=True)
    is_guarded = models.BooleanField()
    sign = models.SmallIntegerField()
    amount_idr = models.BigIntegerField(default=0)
    # The entry that moved it last: so the database sees that each movement is that of one entry being sealed.
    moved_by = models.UUIDField(null=True)

    guards = guards.BALANCE
    privacy = {"id account is_guarded sign amount_idr moved_by": Privacy.INTERNAL, "party": Privacy.PERSONAL}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "party"], name="one_balance_a_party"),
            models.CheckConstraint(
                condition=Q(is_guarded=False) | Q(sign=1, amount_idr__gte=0) | Q(sign=-1, amount_idr__lte=0),
                name="not_below_zero",
            ),
        ]


class ClosingProposal(Record):
    """A month that the first of two people counted; it waits for the second and holds nothing closed yet."""

    ledger = models.OneToOneField(Ledger, on_delete=models.PROTECT, related_name="proposal")
    through = models.DateField()
    counted_idr = models.BigIntegerField()
    reason = CleanCharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64)
    by = models.UUIDField()
    by_name = CleanCharField(max_length=120)

    privacy = {
        "id created_at updated_at ledger through counted_idr reason digest by": Privacy.INTERNAL,
        "by_name": Privacy.PERSONAL,
    }


class Closing(models.Model):
    """The books as two people closed them: balances, the digest of every line, and the digest before it."""

    class Kind(models.TextChoices):
        MONTH = "month", _("Bulan")
        YEAR = "year", _("Tahun")

    id = models.UUIDField(primary_key=True, editable=False)
    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="closings", db_index=False)
    through = models.DateField()
    kind = models.CharField(max_length=5, choices=Kind.choices)
    balances = models.JSONField()
    last_no = models.PositiveIntegerField()
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    counted_idr = models.BigIntegerField()
    difference_idr = models.BigIntegerField()
    reason = CleanCharField(max_length=300, blank=True)
    # Who counted and who confirmed; a dasawisma has one account and two witnesses.
    treasurer = models.UUIDField()
    treasurer_name = CleanCharField(max_length=120)
    chair = models.UUIDField(null=True)
    chair_name = CleanCharField(max_length=120, blank=True)
    witness_one = CleanCharField(max_length=120, blank=True)
    witness_two = CleanCharField(max_length=120, blank=True)
    at = models.DateTimeField()

    written_once = WrittenOnce()
    guards = (guards.CLOSING_NEXT, guards.CLOSING_DONE)
    privacy = {
        "id ledger through kind balances last_no previous_digest digest counted_idr difference_idr reason"
        " treasurer chair at": Privacy.INTERNAL,
        "treasurer_name chair_name witness_one witness_two": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["through"]
        constraints = [
            models.UniqueConstraint(fields=["ledger", "through"], name="one_closing_a_month"),
            models.CheckConstraint(
                condition=Q(chair__isnull=False, witness_one="", witness_two="") & ~Q(chair=F("treasurer"))
                | Q(chair=None) & ~Q(witness_one="") & ~Q(witness_two="") & ~Q(witness_one=F("witness_two")),
                name="two_people_close",
            ),
        ]

    @property
    def closed_on(self) -> dt.date:
        """On the calendar of its place."""
        return day_at(self.ledger.body.region_id, self.at)

    @property
    def short_digest(self) -> str:
        """As much of the digest as people compare by eye, in groups of four."""
        return " ".join(self.digest[start : start + 4] for start in range(0, 12, 4))


class WallPage(Record):
    """The page on the wall of a body: whoever has its code reads the sums of closed months, without signing in."""

    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="wall_pages")
    code = CodeField(max_length=10, unique=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    written_once = WrittenOnce(but=("ended_at", "updated_at"))
    privacy = {"id created_at updated_at ledger code ended_at": Privacy.INTERNAL}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ledger"], condition=Q(ended_at=None), name="one_current_wall_page_a_ledger"
            ),
        ]

    def __str__(self):
        return self.spelled_code

    @property
    def spelled_code(self) -> str:
        return f"{self.code[:5]}-{self.code[5:]}"


class BudgetLine(Record):
    """What a body plans to get or to spend in a year on an account, from one source; what came of it is derived."""

    account = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="budget_lines")
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=7, choices=FundSource.choices)
    planned_idr = models.BigIntegerField(_("rencana (rupiah)"))
    words = CleanCharField(_("keterangan"), max_length=200, blank=True)

    privacy = {
        "id created_at updated_at account year source planned_idr": Privacy.INTERNAL,
        "words": Privacy.PERSONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "year", "source"], name="one_budget_line_a_source"),
            models.CheckConstraint(
                condition=Q(planned_idr__range=(1, LARGEST_IDR)), name="planned_is_positive"
            ),
        ]

    def __str__(self):
        return f"{self.account} {self.year}"
